import assert from "node:assert/strict";
import test from "node:test";
import { complete, sectionsOf, suggest, wordAt } from "../../../src/frontend/state/names.js";
import { chipBehind, chipColour, chipIcon, draftTask, draftTasks, keepSkips, linesOf, nameless, outline, pieces, placeChips, shiftSpans, toPoints, toUnits } from "../../../src/frontend/state/quick.js";

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
test("what was turned back into text stays text while one types on, before it, behind it and in it", () => {
  const before = "pay rent tomorrow";
  const kept = (after) => keepSkips([span(before, "tomorrow")], before, after).map(({ start, end }) => after.slice(start, end));
  assert.deepEqual(kept("pay rent tomorrow "), ["tomorrow"]);
  assert.deepEqual(kept("pay rent tomorrow at noon"), ["tomorrow"]);
  assert.deepEqual(kept("pay rent tomorrows"), ["tomorrows"]);
  assert.deepEqual(kept("pay rent tomrrow"), ["tomrrow"]);
  assert.deepEqual(kept("do pay rent tomorrow"), ["tomorrow"]);
  assert.deepEqual(kept("pay rent my tomorrow"), ["tomorrow"]);
});
test("taking the words away ends that they are text", () => {
  const before = "pay rent tomorrow";
  for (const after of ["pay rent ", "pay rent", "", "pay rent f"]) assert.deepEqual(keepSkips([span(before, "tomorrow")], before, after), []);
});
test("a section is completed behind its project only, a person behind a plus", () => {
  const lists = { projects: [{ name: "Home" }, { name: "My work" }], tags: [], people: [{ name: "me" }], sections: { home: ["Garden", "Kitchen"], "my work": ["Admin"] } };
  const names = (text) => suggest(wordAt(text, text.length), lists);
  assert.deepEqual(names("x #Home /"), ["Garden", "Kitchen"]);
  assert.deepEqual(names("x #home /k"), ["Kitchen"]);
  assert.deepEqual(names('x #"My work" /'), ["Admin"]);
  assert.deepEqual(names("x +"), ["me"]);
  assert.deepEqual(names("x +m"), ["me"]);
  for (const text of ["x /", "x #Home @a /", "1 +1", "a+m", "x #Home/k", "and/or"]) assert.equal(wordAt(text, text.length), null, text);
  assert.deepEqual(complete("x #Home /k", wordAt("x #Home /k", 10), "Big kitchen"), { text: 'x #Home /"Big kitchen" ', caret: 23 });
});
test("sections are known from the tasks of their project", () => {
  const tasks = [{ project_id: "p", section: "b" }, { project_id: "p", section: "a" }, { project_id: "p", section: "a" }, { project_id: "p", section: "old", deleted_at: "x" }, { project_id: null, section: null }];
  assert.deepEqual(sectionsOf(tasks, [{ id: "p", name: "Home" }]), { home: ["a", "b"] });
});
test("every line keeps its own chips, and a line without a name is counted", () => {
  const tasks = [{ name: "a", depth: 0, start: 0, end: 10 }, { name: "", depth: 1, start: 13, end: 21 }];
  const chips = [{ start: 2, end: 10 }, { start: 13, end: 21 }];
  assert.deepEqual(outline(tasks, chips).map((line) => line.chips), [[chips[0]], [chips[1]]]);
  assert.deepEqual(nameless(tasks), { count: 1, first: 2 });
  assert.deepEqual(nameless([tasks[0]]), { count: 0, first: 0 });
});
test("the drafts of several lines lie below each other in the place of the first", () => {
  let count = 0;
  const parsed = { tasks: [{ name: "a", depth: 0, project: "Home", section: "Garden" }, { name: "b", depth: 1 }, { name: "c", depth: 2, status: "completed" }, { name: "d", depth: 0, reminders: [{ minutes_before: 5 }] }] };
  const made = draftTasks("...", parsed, { projects: [{ id: "p", name: "Home" }], defaults: { due_date: "2026-11-23", tags: ["t"] }, now: "n" }, () => `temporary-${(count += 1)}`);
  assert.deepEqual(made.map((one) => one.parent_id), [null, "temporary-1", "temporary-2", null]);
  assert.deepEqual(made.map((one) => [one.project_id, one.section]), [["p", "Garden"], ["p", "Garden"], ["p", "Garden"], [null, null]]);
  assert.deepEqual(made.map((one) => one.due?.date), ["2026-11-23", undefined, undefined, "2026-11-23"]);
  assert.deepEqual(made.map((one) => one.tags), [["t"], [], [], ["t"]]);
  assert.equal(made[2].completed_at, "n");
  assert.deepEqual(made[3].reminders, [{ minutes_before: 5 }]);
  assert.deepEqual(draftTasks("x\n  y", null, { projects: [], defaults: {}, now: "n" }, () => "t").map((one) => one.name), ["x", "y"]);
});
test("every kind of chip has a picture of its own", () => {
  const kinds = ["due", "deadline", "priority", "tag", "project", "section", "recurrence", "duration", "reminder", "assignee", "uncompletable", "description", "status"];
  assert.equal(new Set(kinds.map((kind) => chipIcon({ kind }))).size, kinds.length);
});
