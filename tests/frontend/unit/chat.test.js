import assert from "node:assert/strict";
import test from "node:test";
import { fromAnswer, fromStored, hasChanges, linkable, proposalState, tally, ticked } from "../../../src/frontend/state/chat.js";

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
  assert.deepEqual(tally([{ op: "deleted" }, { op: "added" }, { op: "completed" }, { op: "completed" }]), [["added", 1], ["completed", 2], ["deleted", 1]]);
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
