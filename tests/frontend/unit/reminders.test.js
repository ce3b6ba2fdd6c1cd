import assert from "node:assert/strict";
import test from "node:test";
import { instant } from "../../../src/frontend/lib/dates.js";
import { keyOf, MISSED, momentsOf, nextMoment, remembered, ringing } from "../../../src/frontend/state/reminders.js";

const at = (text) => Date.parse(text);
const NOW = at("2026-11-23T09:00:00Z");
const see = { zone: "Europe/Berlin", now: NOW };
const timed = { date: "2026-11-23", time: "12:00", zone: "Europe/Berlin", at: "2026-11-23T11:00:00Z" };
const task = (more) => ({ id: "a", status: "not_started", deleted_at: null, due: null, reminders: [], ...more });

test("the wall of a zone and instants go both ways, also where the clock jumps", () => {
  assert.equal(instant("2026-11-23", "12:00", "Europe/Berlin"), at("2026-11-23T11:00:00Z"));
  assert.equal(instant("2026-07-01", "09:30", "Asia/Tehran"), at("2026-07-01T06:00:00Z"));
  assert.equal(instant("2027-03-28", "01:30", "Europe/Berlin"), at("2027-03-28T00:30:00Z"));
  assert.equal(instant("2027-03-28", "03:30", "Europe/Berlin"), at("2027-03-28T01:30:00Z"));
  assert.equal(instant("2027-03-28", "02:30", "Europe/Berlin"), at("2027-03-28T01:30:00Z"));
});
test("reminders come at a time, or before the due, which counts as the morning when it has no time", () => {
  const both = [{ at: "2026-11-23T10:00:00Z" }, { minutes_before: 30 }];
  assert.deepEqual(momentsOf(task({ due: timed, reminders: both }), see), [at("2026-11-23T10:00:00Z"), at("2026-11-23T10:30:00Z")]);
  assert.deepEqual(momentsOf(task({ due: { date: "2026-11-24", time: null, zone: null, at: null }, reminders: both.slice(1) }), see), [at("2026-11-24T07:30:00Z")]);
  assert.deepEqual(momentsOf(task({ reminders: both.slice(1) }), see), [NaN]);
});
test("the next one is waited for, and none of a task that is done, deleted or not stored yet", () => {
  const one = task({ due: timed, reminders: [{ minutes_before: 30 }] });
  assert.equal(nextMoment({ one }, see, NOW), at("2026-11-23T10:30:00Z"));
  for (const more of [{ status: "completed" }, { deleted_at: "x" }, { temporary: true }, { reminders: [{ at: "2026-11-23T08:00:00Z" }] }, { due: null }]) {
    assert.equal(nextMoment({ one: { ...one, ...more } }, see, NOW), null);
  }
});
test("each rings once, those that were missed for long do not, and a task that moves rings again", () => {
  const now = at("2026-11-23T10:30:00Z");
  const one = task({ due: timed, reminders: [{ minutes_before: 30 }, { at: "2026-11-23T10:00:00Z" }] });
  const found = ringing({ one }, see, {}, now);
  assert.deepEqual(found.map((each) => each.at), [at("2026-11-23T10:00:00Z"), now]);
  const shown = Object.fromEntries(found.map(({ key, at: when }) => [key, when]));
  assert.deepEqual(ringing({ one }, see, shown, now), []);
  assert.deepEqual(ringing({ one }, see, {}, now + MISSED + 1), []);
  const moved = { ...one, due: { ...timed, at: "2026-11-23T10:45:00Z" } };
  assert.deepEqual(ringing({ moved }, see, shown, now).map((each) => each.key), [keyOf(one, at("2026-11-23T10:15:00Z"))]);
});
test("what was shown is forgotten when it cannot be missed any more", () => {
  assert.deepEqual(remembered({ old: NOW - 3 * MISSED, fresh: NOW - 1 }, NOW), { fresh: NOW - 1 });
});
