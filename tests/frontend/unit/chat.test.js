import assert from "node:assert/strict";
import test from "node:test";
import { fromAnswer, fromStored, hasChanges, joined, linkable, proposalState, running, tally, ticked } from "../../../src/frontend/state/chat.js";

const proposal = { id: "p", expires_at: "2026-11-23T10:15:00Z", changes: [{ task_id: "1" }, { task_id: "2" }] };
const now = Date.parse("2026-11-23T10:00:00Z");

test("a stored message and a fresh answer look the same", () => {
  const answer = { message_id: "m", response: "Done.", tasks: [{ id: "1", name: "a" }], receipt: { changes: [{ op: "completed", task_id: "1", name: "a" }], turn_id: "t" }, proposal: null, engine: "built-in", candidates: [] };
  const stored = { id: "m", role: "assistant", content: "Done.", created_at: null, data: { tasks: answer.tasks, receipt: answer.receipt, proposal: null, engine: "built-in" } };
  assert.deepEqual(fromStored(stored), fromAnswer(answer));
  assert.ok(hasChanges(fromAnswer(answer)));
  assert.ok(!hasChanges(fromStored({ id: "x", role: "assistant", content: "", data: null })));
});
test("receipts are counted in the order people want to hear", () => {
  assert.deepEqual(tally([{ op: "deleted" }, { op: "added" }, { op: "completed" }, { op: "completed" }]), [["added", 1, "task"], ["completed", 2, "task"], ["deleted", 1, "task"]]);
  assert.deepEqual(tally([{ op: "added", subject: "memory" }, { op: "added" }]), [["added", 1, "task"], ["added", 1, "memory"]]);
});
test("a proposal is open until answered or expired", () => {
  assert.equal(proposalState(proposal, {}, now), "open");
  assert.equal(proposalState(proposal, { p: "approve" }, now), "approve");
  assert.equal(proposalState(proposal, {}, now + 16 * 60000), "expired");
  assert.equal(proposalState({ ...proposal, status: "rejected" }, {}, now), "rejected");
});
test("everything is ticked until somebody unticks", () => {
  assert.equal(ticked(proposal, {}).length, 2);
  assert.deepEqual(ticked(proposal, { p: ["1"] }).map((change) => change.task_id), ["2"]);
});
test("links are made to tasks, receipts and candidates, each once", () => {
  assert.deepEqual(linkable({ tasks: [{ id: "1", name: "a" }], receipt: { changes: [{ task_id: "1", name: "old" }, { task_id: "2", name: "b" }] }, candidates: [{ task_id: "3", name: "c" }] }).map((one) => one.name), ["a", "b", "c"]);
});
test("the latest page takes the place of what was shown; older messages and unsent words stay", () => {
  const shown = [{ id: "01" }, { id: "02" }, { id: "own-a" }, { id: "03" }, { id: "own-b", unsent: "Not sent." }];
  const page = [{ id: "02", fresh: true }, { id: "025" }, { id: "03" }];
  assert.deepEqual(joined(shown, page, "cursor"), [{ id: "01" }, ...page, shown[4]]);
  assert.deepEqual(joined(shown, page, null), [...page, shown[4]]);
  const unanswered = { id: "04", unsent: "No answer." };
  assert.deepEqual(joined([unanswered], [{ id: "03" }, { id: "04" }], null), [{ id: "03" }, unanswered]);
});
test("a turn is still being answered when its question is the last that was said", () => {
  const asked = { role: "user", turn: "t" };
  assert.equal(running([{ role: "assistant" }, asked]), asked);
  assert.equal(running([asked, { role: "assistant" }]), null);
  assert.equal(running([{ ...asked, unsent: "No answer." }]), null);
  assert.equal(running([]), null);
});
