import assert from "node:assert/strict";
import test from "node:test";
import { chipBehind, chipColour, complete, draftTask, linesOf, pieces, placeChips, shiftSpans, suggest, toPoints, toUnits, wordAt } from "../../../src/frontend/state/quick.js";

const span = (text, word) => ({ start: text.indexOf(word), end: text.indexOf(word) + word.length });

test("offsets go between code points and UTF-16 units", () => {
  const text = "🎉 party 🎉 today";
  assert.equal(toPoints(text, text.indexOf("today")), 10);
  assert.equal(toUnits(text, 10), text.indexOf("today"));
  const [chip] = placeChips(text, [{ kind: "due", start: 10, end: 15 }]);
  assert.equal(text.slice(chip.start, chip.end), "today");
});
test("spans move along with typing before them and stay with typing after them", () => {
  const before = "pay rent tomorrow";
  const chip = span(before, "tomorrow");
  assert.deepEqual(shiftSpans([chip], before, "do pay rent tomorrow"), [{ start: 12, end: 20 }]);
  assert.deepEqual(shiftSpans([chip], before, "pay rent tomorrow now"), [chip]);
});
test("a span that is edited is dropped, also when letters are put right behind it", () => {
  const before = "pay rent tomorrow";
  const chip = span(before, "tomorrow");
  assert.deepEqual(shiftSpans([chip], before, "pay rent tomrrow"), []);
  assert.deepEqual(shiftSpans([chip], before, "pay rent tomorrows"), []);
  assert.deepEqual(shiftSpans([chip], before, ""), []);
});
test("Backspace right behind a matched word finds its chip, elsewhere none", () => {
  const chips = [{ kind: "due", start: 4, end: 9 }];
  assert.equal(chipBehind(chips, 9), chips[0]);
  assert.equal(chipBehind(chips, 8), null);
  assert.equal(chipBehind(chips, 10), null);
});
test("the mirror loses no character", () => {
  const text = "pay rent tomorrow 5pm !high ";
  const chips = [{ ...span(text, "!high"), kind: "priority" }, { ...span(text, "tomorrow 5pm"), kind: "due" }, { start: 3, end: 12, kind: "overlap" }];
  const parts = pieces(text, chips);
  assert.equal(parts.map((part) => part.text).join(""), text);
  assert.equal(pieces(text, [{ start: 20, end: 400 }]).map((part) => part.text).join(""), text);
});
test("a half-typed project or tag is completed at the caret", () => {
  const lists = { projects: [{ name: "Work" }, { name: "Website relaunch" }, { name: "Homework" }], tags: [{ name: "phone" }] };
  const text = "call #w now";
  const at = wordAt(text, 7);
  assert.deepEqual(at, { sign: "#", word: "w", start: 5, end: 7 });
  assert.deepEqual(suggest(at, lists), ["Work", "Website relaunch", "Homework"]);
  assert.deepEqual(complete(text, at, "Website relaunch"), { text: 'call #"Website relaunch" now', caret: 25 });
  assert.deepEqual(complete("call @ph", wordAt("call @ph", 8), "phone"), { text: "call @phone ", caret: 12 });
  assert.deepEqual(suggest(wordAt("#work", 5), { projects: [{ name: "Work" }], tags: [] }), []);
  assert.equal(wordAt("mail a@b", 8), null);
  assert.equal(wordAt("plain", 5), null);
});
test("pasted lines become one task each", () => {
  assert.deepEqual(linesOf("a\r\n\n  b \n"), ["a", "b"]);
});
test("the draft shows what was understood, or the place it is added in", () => {
  const projects = [{ id: "p1", name: "Home" }];
  const parsed = { tasks: [{ name: "pay rent", due: { date: "2026-11-24" }, priority: "high", tags: ["x"], project: "home" }] };
  const draft = draftTask("temporary-1", "pay rent tomorrow", parsed, { projects, defaults: { due_date: "2026-11-23" }, now: "n" });
  assert.equal(draft.name, "pay rent");
  assert.equal(draft.due.date, "2026-11-24");
  assert.equal(draft.project_id, "p1");
  assert.equal(draftTask("t", "x", null, { projects, defaults: { due_date: "2026-11-23", project_id: "p1" }, now: "n" }).due.date, "2026-11-23");
});
test("priorities have their own colours", () => {
  assert.deepEqual(["urgent", "high", "medium", "low"].map((value) => chipColour({ kind: "priority", value })), ["bad", "hot", "warn", "text"]);
});
