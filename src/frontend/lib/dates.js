// Days are "YYYY-MM-DD" strings in the user's zone; only this module knows calendars.
const DAY = 86400000;
const utc = (day) => new Date(`${day}T00:00:00Z`);
export const iso = (date) => date.toISOString().slice(0, 10);
export const addDays = (day, count) => iso(new Date(utc(day).getTime() + count * DAY));
export const daysBetween = (from, to) => Math.round((utc(to) - utc(from)) / DAY);
/** 0 = Monday. */
export const weekday = (day) => (utc(day).getUTCDay() + 6) % 7;
export const isDay = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text || "") && !Number.isNaN(utc(text).getTime());

const formats = new Map();
function format(locale, options) {
  const key = locale + JSON.stringify(options);
  if (!formats.has(key)) {
    let made;
    try { made = new Intl.DateTimeFormat(locale, options); } catch { made = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" }); }
    formats.set(key, made);
  }
  return formats.get(key);
}

/** The day and the time on the wall of `zone` at an instant. */
export function wall(instant, zone) {
  const parts = {};
  for (const { type, value } of format("en-US", {
    timeZone: zone || "UTC", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  }).formatToParts(new Date(instant))) parts[type] = value;
  return { date: `${parts.year.padStart(4, "0")}-${parts.month}-${parts.day}`, time: `${parts.hour}:${parts.minute}` };
}
/** The instant at which the wall of `zone` shows a day and a time, in milliseconds; a skipped time is the one after it. */
export function instant(day, time, zone) {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  const off = (at) => { const shown = wall(at, zone); return Date.parse(`${shown.date}T${shown.time}:00Z`) - at; };
  const first = wanted - off(wanted);
  const second = wanted - off(first);
  return Math.max(second, wanted - off(second));
}
export const todayIn = (zone, now = Date.now()) => wall(now, zone).date;

/** When a task is due, on the user's wall: {date, time|null}. */
export function dueOf(task, zone) {
  if (!task.due) return null;
  if (task.due.at) return wall(task.due.at, zone);
  return { date: task.due.date, time: task.due.time ? task.due.time.slice(0, 5) : null };
}

/** How a person reads dates: locale, calendar, zone, today. */
export function reader(user = {}, now = Date.now()) {
  const zone = user.timezone || Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
  const base = user.locale === "fa" ? "fa-IR" : "en-US";
  const locale = `${base}-u-ca-${user.calendar === "jalali" ? "persian" : "gregory"}`;
  return { zone, locale, calendar: user.calendar || "gregorian", firstWeekday: user.first_weekday ?? 0, today: todayIn(zone, now), now };
}

function parts(day, see, options) {
  const found = {};
  for (const { type, value } of format(see.locale, { timeZone: "UTC", ...options }).formatToParts(utc(day))) found[type] ??= value;
  return found;
}
const yearOf = (day, see) => { const found = parts(day, see, { year: "numeric" }); return found.year || found.relatedYear; };

/** "Fri 27 Nov", with the year when it is another one. */
export function shortDay(day, see) {
  const found = parts(day, see, { weekday: "short", day: "numeric", month: "short" });
  const year = yearOf(day, see);
  return `${found.weekday} ${found.day} ${found.month}${year === yearOf(see.today, see) ? "" : ` ${year}`}`;
}
/** "Monday 23 November". */
export function longDay(day, see) {
  const found = parts(day, see, { weekday: "long", day: "numeric", month: "long" });
  const year = yearOf(day, see);
  return `${found.weekday} ${found.day} ${found.month}${year === yearOf(see.today, see) ? "" : ` ${year}`}`;
}
/** "23 November", as a person would type it. */
export function dayAndMonth(day, see) {
  const found = parts(day, see, { day: "numeric", month: "long" });
  return `${found.day} ${found.month}`;
}
/** "2020-05-01T10:00Z" -> "Fri 1 May 2020, 12:00". */
export function stamp(instant, see) {
  const at = wall(instant, see.zone);
  return `${nearDay(at.date, see)} ${at.time}`;
}
export function nearDay(day, see, words = { yesterday: "yesterday", today: "today", tomorrow: "tomorrow" }) {
  const far = daysBetween(see.today, day);
  if (far === -1) return words.yesterday;
  if (far === 0) return words.today;
  if (far === 1) return words.tomorrow;
  return shortDay(day, see);
}
/** A due in words; late when its moment has passed. */
export function dueWords(task, see, { hideDay = null } = {}) {
  const due = dueOf(task, see.zone);
  if (!due) return null;
  const late = due.date < see.today || (task.due.at ? Date.parse(task.due.at) < see.now : false);
  const day = due.date === hideDay ? "" : due.date < see.today ? shortDay(due.date, see) : nearDay(due.date, see);
  return { text: [day, due.time].filter(Boolean).join(" "), late: late && task.status !== "completed", date: due.date, time: due.time };
}

/** The Monday (or the user's first weekday) of the next week. */
export function nextWeek(today, firstWeekday = 0) {
  const ahead = (firstWeekday - weekday(today) + 7) % 7;
  return addDays(today, ahead || 7);
}

export function weekdayNames(see) {
  return [0, 1, 2, 3, 4, 5, 6].map((index) => format(see.locale, { timeZone: "UTC", weekday: "long" }).format(utc(addDays("2024-01-01", index))));
}
