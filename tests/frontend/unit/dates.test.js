import assert from "node:assert/strict";
import test from "node:test";
import { addDays, daysBetween, dueOf, dueWords, isDay, longDay, nearDay, nextWeek, reader, shortDay, todayIn, wall, weekday, weekdayNames } from "../../../src/frontend/lib/dates.js";

const at = Date.parse("2026-11-23T10:00:00Z");
const see = reader({ timezone: "Europe/Berlin", locale: "en", calendar: "gregorian", first_weekday: 0 }, at);
const timed = (instant) => ({ status: "not_started", due: { date: instant.slice(0, 10), time: "00:00", zone: "UTC", at: instant } });
const allDay = (date, status = "not_started") => ({ status, due: { date, time: null, zone: null, at: null } });

test("today is the day on the user's wall, not in UTC", () => {
  assert.equal(todayIn("Europe/Berlin", Date.parse("2026-11-23T23:30:00Z")), "2026-11-24");
  assert.equal(todayIn("America/Los_Angeles", Date.parse("2026-11-23T03:00:00Z")), "2026-11-22");
  assert.equal(todayIn("no/such zone", at), "2026-11-23");
});
test("day arithmetic crosses months, years and leap days", () => {
  assert.equal(addDays("2026-12-31", 1), "2027-01-01");
  assert.equal(addDays("2028-02-28", 1), "2028-02-29");
  assert.equal(daysBetween("2026-11-23", "2026-12-01"), 8);
  assert.equal(weekday("2026-11-23"), 0);
  assert.ok(isDay("2026-11-23") && !isDay("2026-13-40") && !isDay("23 Nov") && !isDay(null));
});
test("a timed due is read on the user's wall, an all-day due never moves", () => {
  assert.deepEqual(dueOf(timed("2026-11-24T23:30:00Z"), "Europe/Berlin"), { date: "2026-11-25", time: "00:30" });
  assert.deepEqual(dueOf(allDay("2026-11-24"), "Pacific/Auckland"), { date: "2026-11-24", time: null });
  assert.equal(dueOf({ due: null }, "UTC"), null);
  assert.deepEqual(wall("2026-11-23T00:00:00Z", "UTC"), { date: "2026-11-23", time: "00:00" });
});
test("days in words", () => {
  assert.equal(nearDay("2026-11-23", see), "today");
  assert.equal(nearDay("2026-11-24", see), "tomorrow");
  assert.equal(nearDay("2026-11-22", see), "yesterday");
  assert.equal(shortDay("2026-11-27", see), "Fri 27 Nov");
  assert.equal(shortDay("2027-01-02", see), "Sat 2 Jan 2027");
  assert.equal(longDay("2026-11-23", see), "Monday 23 November");
});
test("a due in words leaves out the day its group already says", () => {
  assert.deepEqual(dueWords(timed("2026-11-23T16:00:00Z"), see, { hideDay: "2026-11-23" }), { text: "17:00", late: false, date: "2026-11-23", time: "17:00" });
  assert.equal(dueWords(timed("2026-11-24T16:00:00Z"), see).text, "tomorrow 17:00");
});
test("late is a day before today or a moment that has passed, and never a done task", () => {
  assert.equal(dueWords(allDay("2026-11-22"), see).late, true);
  assert.equal(dueWords(allDay("2026-11-22"), see).text, "Sun 22 Nov");
  assert.equal(dueWords(timed("2026-11-23T09:00:00Z"), see).late, true);
  assert.equal(dueWords(allDay("2026-11-23"), see).late, false);
  assert.equal(dueWords(allDay("2026-11-20", "completed"), see).late, false);
});
test("the Jalali calendar is used when the user chose it", () => {
  const jalali = reader({ timezone: "Asia/Tehran", locale: "en", calendar: "jalali" }, at);
  assert.equal(longDay("2026-11-23", jalali), "Monday 2 Azar");
  assert.match(longDay("2026-11-23", reader({ timezone: "Asia/Tehran", locale: "fa", calendar: "jalali" }, at)), /۲ آذر/u);
});
test("next week begins on the user's first weekday", () => {
  assert.equal(nextWeek("2026-11-23", 0), "2026-11-30");
  assert.equal(nextWeek("2026-11-25", 0), "2026-11-30");
  assert.equal(nextWeek("2026-11-25", 5), "2026-11-28");
  assert.deepEqual(weekdayNames(see).slice(0, 2), ["Monday", "Tuesday"]);
});
