import assert from "node:assert/strict";
import test from "node:test";
import { addOp, dropOp, emptyData, inverse, markOp, merge, replaceOpen, settleOp, subtaskCounts, visible, waiting } from "../../../src/frontend/state/data.js";

const task = (id, more = {}) => ({ id, name: id, status: "not_started", deleted_at: null, version: 1, ...more });
const withTasks = (...tasks) => merge(emptyData(), tasks);

test("an action shows at once and a refusal takes it back", () => {
  let data = withTasks(task("a"));
  data = addOp(data, { id: "o1", ids: ["a"], patch: { name: "new" } });
  assert.equal(visible(data).a.name, "new");
  data = dropOp(data, "o1");
  assert.equal(visible(data).a.name, "a");
});
test("ops lie over each other in order; the first answer does not undo the second action", () => {
  let data = withTasks(task("a"));
  data = addOp(data, { id: "o1", ids: ["a"], patch: { name: "one" } });
  data = addOp(data, { id: "o2", ids: ["a"], patch: { name: "two" } });
  data = settleOp(data, "o1", [task("a", { name: "one", version: 2 })]);
  assert.equal(visible(data).a.name, "two");
});
test("an older row never replaces a newer one", () => {
  const data = merge(withTasks(task("a", { version: 3, name: "three" })), [task("a", { version: 2, name: "two" })]);
  assert.equal(data.rows.a.name, "three");
});
test("a new task shows before it has an id, and its later changes follow it to the real id", () => {
  let data = addOp(emptyData(), { id: "o1", ids: ["temporary-1"], create: task("temporary-1") });
  data = addOp(data, { id: "o2", ids: ["temporary-1"], patch: { name: "later" } });
  assert.ok(visible(data)["temporary-1"]);
  data = settleOp(data, "o1", [task("real")]);
  assert.equal(visible(data)["temporary-1"], undefined);
  assert.equal(visible(data).real.name, "later");
  assert.equal(data.alias["temporary-1"], "real");
});
test("the whole list drops what is gone elsewhere, and keeps what came after the question", () => {
  let data = withTasks(task("gone"), task("kept"), task("done", { status: "completed" }));
  const since = data.clock;
  data = merge(data, [task("new")]);
  data = replaceOpen(data, [task("kept")], since);
  assert.deepEqual(Object.keys(data.rows).sort(), ["done", "kept", "new"]);
  assert.equal(data.complete, true);
});
test("waiting changes are counted", () => {
  const data = markOp(addOp(withTasks(task("a")), { id: "o1", ids: ["a"], patch: {} }), "o1", "waiting");
  assert.equal(waiting(data), 1);
});
test("the inverse of a change holds the fields as they were", () => {
  assert.deepEqual(inverse(task("a", { due: null, priority: "low" }), { due: "2026-11-24", priority: "high" }), { due: null, priority: "low" });
});
test("subtasks are counted under their parent, without the deleted", () => {
  const tasks = visible(withTasks(task("p"), task("1", { parent_id: "p", status: "completed" }), task("2", { parent_id: "p" }), task("3", { parent_id: "p", deleted_at: "x" })));
  assert.deepEqual(subtaskCounts(tasks), { p: { done: 1, all: 2 } });
});
test("several new rows show at once, and each gets the row that the server made of it", () => {
  const create = ["t1", "t2"].map((id) => ({ id, name: id, status: "not_started", version: 0 }));
  let data = addOp(emptyData(), { id: "op", ids: ["t1", "t2"], create });
  data = addOp(data, { id: "next", ids: ["t2"], patch: { name: "y" } });
  assert.deepEqual(Object.keys(visible(data)), ["t1", "t2"]);
  data = settleOp(data, "op", [{ id: "a", name: "t1", version: 1 }, { id: "b", name: "t2", version: 1 }]);
  assert.deepEqual(data.alias, { t1: "a", t2: "b" });
  assert.deepEqual(Object.values(visible(data)).map((task) => task.name), ["t1", "y"]);
});
