// Values in words and words into values, without a date in sight.
const UNITS = { DAILY: ["Daily", "day"], WEEKLY: ["Weekly", "week"], MONTHLY: ["Monthly", "month"], YEARLY: ["Yearly", "year"], HOURLY: ["Hourly", "hour"], MINUTELY: ["Every minute", "minute"] };
const DAYS = { MO: "Mon", TU: "Tue", WE: "Wed", TH: "Thu", FR: "Fri", SA: "Sat", SU: "Sun" };
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export function ordinal(number) {
  if (number === -1) return "last";
  if (number < -1) return `${ordinal(-number)} last`;
  const rest = number % 100;
  const end = rest > 10 && rest < 14 ? "th" : ["th", "st", "nd", "rd"][number % 10] || "th";
  return `${number}${end}`;
}
const list = (items) => (items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`);

/** FREQ=MONTHLY;BYMONTHDAY=24 -> "Monthly, on the 24th". */
export function ruleWords(recurrence) {
  if (!recurrence?.rule) return "";
  const line = recurrence.rule.split("\n").map((part) => part.replace(/^RRULE:/i, "")).find((part) => /FREQ=/i.test(part)) || "";
  const rule = Object.fromEntries(line.split(";").map((pair) => pair.split("=")).map(([key, value]) => [key?.toUpperCase(), value]));
  const unit = UNITS[rule.FREQ?.toUpperCase()];
  if (!unit) return recurrence.rule;
  const every = Number(rule.INTERVAL || 1);
  const byDay = (rule.BYDAY || "").split(",").filter(Boolean);
  let words = every === 1 ? unit[0] : every === 2 ? `Every other ${unit[1]}` : `Every ${every} ${unit[1]}s`;
  const plain = byDay.every((day) => DAYS[day]);
  if (every === 1 && rule.FREQ === "WEEKLY" && byDay.join() === "MO,TU,WE,TH,FR") words = "Every weekday";
  else if (byDay.length && plain && rule.BYSETPOS) words += `, on the ${ordinal(Number(rule.BYSETPOS))} ${byDay.length === 5 ? "weekday" : list(byDay.map((day) => DAYS[day]))}`;
  else if (byDay.length && plain) words += `, on ${list(byDay.map((day) => DAYS[day]))}`;
  else if (byDay.length) words += `, on the ${list(byDay.map((day) => `${ordinal(parseInt(day, 10))} ${DAYS[day.slice(-2)] || ""}`))}`;
  if (rule.BYMONTH) words += `, in ${list(rule.BYMONTH.split(",").map((month) => MONTHS[month - 1] || month))}`;
  if (rule.BYMONTHDAY) words += `, on the ${list(rule.BYMONTHDAY.split(",").map((day) => (day === "-1" ? "last day" : ordinal(Number(day)))))}`;
  if (rule.COUNT) words += `, ${rule.COUNT} times`;
  if (rule.UNTIL) words += `, until ${rule.UNTIL.replace(/^(\d{4})-?(\d\d)-?(\d\d).*/, "$1-$2-$3")}`;
  if (recurrence.from === "completion") words += ", counted from completion";
  return words;
}

/** 95 -> "1 h 35 min". */
export function lengthWords(minutes) {
  if (!minutes) return "";
  const hours = Math.floor(minutes / 60);
  return [hours && `${hours} h`, minutes % 60 && `${minutes % 60} min`].filter(Boolean).join(" ");
}

/** "45", "1h 30", "1:30", "90 min", "1.5 h" -> minutes; "" -> null; anything else -> undefined. */
export function readLength(text) {
  const clean = text.trim().toLowerCase();
  if (!clean) return null;
  let found = /^(\d{1,2}):(\d{2})$/.exec(clean);
  if (found) return Number(found[1]) * 60 + Number(found[2]) || undefined;
  found = /^(?:(\d+(?:[.,]\d+)?)\s*(?:h|hours?|hrs?))?\s*(?:(\d+)\s*(?:m|mins?|minutes?)?)?$/.exec(clean);
  if (!found || (found[1] === undefined && found[2] === undefined)) return undefined;
  return Math.round(Number((found[1] || "0").replace(",", ".")) * 60 + Number(found[2] || 0)) || undefined;
}

/** Search words: every word must begin a word of the text (with or without its @ or #). */
export function matches(text, query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const tokens = text.toLowerCase().split(/[\s,.;:!?()"“”„'’/-]+/u);
  return words.every((word) => tokens.some((token) => token.startsWith(word) || token.replace(/^[@#]/, "").startsWith(word)));
}

/** Cut an answer into plain text and task links: [{text, id?}]. Longest names first, each task once. */
export function linkNames(text, tasks) {
  const names = [...new Map(tasks.filter((task) => task.name).map((task) => [task.name, task])).values()].sort((a, b) => b.name.length - a.name.length);
  let pieces = [{ text }];
  for (const task of names) {
    const at = pieces.findIndex((piece) => !piece.id && piece.text.toLowerCase().includes(task.name.toLowerCase()));
    if (at < 0) continue;
    const piece = pieces[at].text;
    const start = piece.toLowerCase().indexOf(task.name.toLowerCase());
    const end = start + task.name.length;
    pieces.splice(at, 1, { text: piece.slice(0, start) }, { text: piece.slice(start, end), id: task.id }, { text: piece.slice(end) });
  }
  return pieces.filter((piece) => piece.text);
}
