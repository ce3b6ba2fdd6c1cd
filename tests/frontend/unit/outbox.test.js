import assert from "node:assert/strict";
import { webcrypto } from "node:crypto";
import test from "node:test";
import { createApi, mayRetry, Refused, Unreachable } from "../../../src/frontend/lib/api.js";
import { createOutbox, rowsOf } from "../../../src/frontend/lib/outbox.js";
import { createStore } from "../../../src/frontend/lib/store.js";
import { emptyData, merge, visible, waiting } from "../../../src/frontend/state/data.js";

// Node.js 18 has it under another name only.
globalThis.crypto ??= webcrypto;
const task = (id, more = {}) => ({ id, name: id, version: 1, status: "not_started", ...more });
function rig(answer) {
  const store = createStore({ data: merge(emptyData(), [task("a")]) });
  const sent = [];
  const api = { send: async (method, path, body, options) => { sent.push({ method, path, body, headers: options.headers }); return answer(sent.length, path); } };
  return { store, sent, outbox: createOutbox({ store, api }) };
}

test("changes go out in order, with the version of the row they change", async () => {
  const { outbox, sent, store } = rig((turn) => task("a", { version: turn + 1, name: `n${turn}` }));
  const request = { method: "PATCH", path: "/a", body: {}, match: true };
  await Promise.all([outbox.push({ ids: ["a"], patch: { name: "n1" }, request }), outbox.push({ ids: ["a"], patch: { name: "n2" }, request })]);
  assert.deepEqual(sent.map((one) => one.headers["If-Match"]), ['"1"', '"2"']);
  assert.equal(visible(store.state.data).a.name, "n2");
});
test("a field opened before an own change is not out of date, one opened before a foreign change is", async () => {
  const versions = [2, 3, 5];
  const { outbox, sent } = rig((turn) => task("a", { version: versions[turn - 1] || 6 }));
  const patch = (more) => ({ ids: ["a"], patch: {}, request: { method: "PATCH", path: "/a", body: {}, match: true, version: 1, ...more } });
  await outbox.push(patch());
  await outbox.push(patch());
  await outbox.push({ ids: ["a"], patch: {}, request: { method: "POST", path: "/a/complete", body: {} } });
  await outbox.push(patch());
  assert.deepEqual(sent.map((one) => one.headers["If-Match"]), ['"1"', '"2"', undefined, '"3"']);
});
test("an undo names the changes by what the server called them", async () => {
  const store = createStore({ data: merge(emptyData(), [task("a")]) });
  const sent = [];
  const api = { send: async (method, path, body, { onTurn }) => { sent.push(body); onTurn("turn-1"); return task("a", { version: 2 }); } };
  const outbox = createOutbox({ store, api });
  outbox.push({ id: "o1", ids: ["a"], patch: { name: "x" }, request: { method: "DELETE", path: "/a" } });
  await outbox.push({ ids: ["a"], each: { a: { name: "a" } }, request: { method: "POST", path: "/undo", undoOf: "o1" } });
  assert.deepEqual(sent, [undefined, { turn_id: "turn-1" }]);
  assert.equal((await outbox.push({ ids: ["a"], request: { method: "POST", path: "/undo", undoOf: "unknown" } })).error.code, "nothing_to_undo");
});
test("a refusal takes back one change and tells why", async () => {
  const { outbox, store } = rig(() => { throw new Refused(422, { detail: "no" }); });
  const result = await outbox.push({ ids: ["a"], patch: { name: "x" }, request: { method: "PATCH", path: "/a", body: {} } });
  assert.equal(result.ok, false);
  assert.equal(result.error.message, "no");
  assert.equal(visible(store.state.data).a.name, "a");
});
test("an unreachable server keeps the change; trying again sends the same key", async () => {
  let down = true;
  const { outbox, store, sent } = rig(() => { if (down) throw new Unreachable(); return { task: task("a", { version: 2, status: "completed" }), next: null }; });
  const done = outbox.push({ ids: ["a"], patch: { status: "completed" }, request: { method: "POST", path: "/a/complete", body: {} } });
  await new Promise((resolve) => { setImmediate(resolve); });
  assert.equal(waiting(store.state.data), 1);
  assert.equal(visible(store.state.data).a.status, "completed");
  down = false;
  await outbox.retry();
  assert.equal((await done).ok, true);
  assert.equal(sent[0].headers["Idempotency-Key"], sent[1].headers["Idempotency-Key"]);
  assert.equal(waiting(store.state.data), 0);
});
test("a change of a task that has no id yet waits for it and uses it", async () => {
  const { outbox, sent } = rig((turn) => (turn === 1 ? { tasks: [task("real")], chips: [] } : task("real", { version: 2 })));
  await Promise.all([
    outbox.push({ ids: ["temporary-1"], create: task("temporary-1"), request: { method: "POST", path: "/quick", body: {} } }),
    outbox.push({ ids: ["temporary-1"], patch: {}, request: { method: "POST", path: "/tasks/temporary-1/complete", body: {} } }),
  ]);
  assert.equal(sent[1].path, "/tasks/real/complete");
});
test("rows are found in every kind of answer", () => {
  assert.equal(rowsOf({ tasks: [task("a"), task("b")] }).length, 2);
  assert.equal(rowsOf({ task: task("a"), next: null }).length, 1);
  assert.equal(rowsOf(task("a")).length, 1);
  assert.equal(rowsOf(null).length, 0);
});
test("the api tells a refusal from silence", async () => {
  let signedOut = 0;
  const answer = (status, body) => createApi({ onSignedOut: () => { signedOut += 1; }, fetcher: async () => new Response(body, { status }) }).get("/x");
  await assert.rejects(answer(422, '{"code":"invalid_input","detail":"no","errors":[{"field":"name","reason":"too long"}]}'), (error) => error instanceof Refused && error.code === "invalid_input" && error.fields[0].reason === "too long" && !mayRetry(error));
  await assert.rejects(answer(401, "{}"), Refused);
  assert.equal(signedOut, 1);
  await assert.rejects(answer(503, "<html>"), (error) => mayRetry(error));
  await assert.rejects(createApi({ fetcher: async () => { throw new TypeError("network"); } }).get("/x"), Unreachable);
  assert.equal(await answer(200, ""), null);
});
