import assert from "node:assert/strict";
import test from "node:test";
import { createApi } from "../../../src/frontend/lib/api.js";
import { eventReader, follow } from "../../../src/frontend/lib/stream.js";

globalThis.localStorage = { getItem: () => null, setItem: () => {}, removeItem: () => {} };
const sse = (events) => events.map(([id, event]) => `id: ${id}\ndata: ${JSON.stringify(event)}\n\n`).join("");
/** A server that gives one answer after another; each is a status and a body in pieces. */
function scripted(answers) {
  const asked = [];
  const fetcher = async (path, options) => {
    asked.push({ path, method: options.method, headers: options.headers, body: options.body });
    const [status, pieces] = answers.shift();
    if (status === 0) throw new TypeError("no connection");
    const body = typeof pieces === "string" ? pieces : new ReadableStream({
      start(out) {
        for (const piece of pieces) if (piece !== "hang") out.enqueue(new TextEncoder().encode(piece));
        if (!pieces.includes("hang")) out.close();
      },
    });
    return new Response(body, { status });
  };
  return { asked, api: createApi({ fetcher }) };
}
const pause = async () => {};
const all = [[1, { type: "RUN_STARTED", threadId: "s", runId: "r" }], [2, { type: "TEXT_MESSAGE_CONTENT", delta: "Dear" }], [3, { type: "TEXT_MESSAGE_CONTENT", delta: "est" }], [4, { type: "RUN_FINISHED" }]];

test("events are the same however the text is cut, with any line end, comments and several data lines", () => {
  const text = ": still here\n\nid: 7\r\ndata: a\r\ndata:b\r\n\r\ndata: c\r\rid: 9\n\n";
  for (let size = 1; size <= text.length; size += 1) {
    const found = [];
    const read = eventReader((event) => found.push(event));
    for (let at = 0; at < text.length; at += size) read(text.slice(at, at + size));
    assert.deepEqual(found, [{ id: "7", data: "a\nb" }, { id: "7", data: "c" }], `pieces of ${size}`);
  }
});
test("a turn is read to its end", async () => {
  const { api, asked } = scripted([[200, [sse(all)]]]);
  const heard = [];
  assert.equal(await follow({ api, body: { message: "hello" }, key: "k", onEvent: (event) => heard.push(event.type), pause }), true);
  assert.deepEqual(heard, all.map(([, event]) => event.type));
  assert.equal(asked[0].headers["Idempotency-Key"], "k");
  assert.equal(asked[0].headers.Accept, "text/event-stream");
});
test("a broken connection is taken up behind the last event, and no event is given twice", async () => {
  const { api, asked } = scripted([[200, [sse(all.slice(0, 2))]], [0], [503, "busy"], [200, [sse(all.slice(1))]]]);
  const heard = [];
  await follow({ api, body: {}, key: "k", onEvent: (event) => heard.push(event.delta || event.type), pause });
  assert.deepEqual(heard, ["RUN_STARTED", "Dear", "est", "RUN_FINISHED"]);
  assert.deepEqual(asked.map((one) => [one.method, one.path, one.headers["Last-Event-ID"]]), [["POST", "/api/v1/chat/stream", undefined], ...Array(3).fill(["GET", "/api/v1/chat/runs/r/events", "2"])]);
});
test("what was not heard at all is said again as the same turn", async () => {
  const { api, asked } = scripted([[0], [200, [sse(all)]]]);
  await follow({ api, body: { message: "once" }, key: "k", onEvent: () => {}, pause });
  assert.deepEqual(asked.map((one) => [one.method, one.headers["Idempotency-Key"], one.body]), Array(2).fill(["POST", "k", '{"message":"once"}']));
});
test("a silent connection counts as lost", async () => {
  const { api, asked } = scripted([[200, [sse(all.slice(0, 1)), "hang"]], [200, [sse(all.slice(1))]]]);
  await follow({ api, body: {}, key: "k", onEvent: () => {}, pause, silence: 5 });
  assert.equal(asked[1].headers["Last-Event-ID"], "1");
});
test("a turn that another page began is read along from its beginning", async () => {
  const { api, asked } = scripted([[200, [sse(all)]]]);
  const heard = [];
  assert.equal(await follow({ api, run: "r", onEvent: (event) => heard.push(event.type), pause }), true);
  assert.deepEqual([asked[0].method, asked[0].path, asked[0].headers["Last-Event-ID"]], ["GET", "/api/v1/chat/runs/r/events", "0"]);
  assert.equal(heard.length, all.length);
});
test("a server without the route is told apart from one that refuses or is gone", async () => {
  for (const status of [404, 405, 501]) assert.equal(await follow({ ...scripted([[status, "{}"]]), body: {}, key: "k", onEvent: () => {}, pause }), false);
  await assert.rejects(follow({ ...scripted([[422, '{"detail":"Too long."}']]), body: {}, key: "k", onEvent: () => {}, pause }), { message: "Too long.", status: 422 });
  await assert.rejects(follow({ ...scripted(Array(8).fill([0])), body: {}, key: "k", onEvent: () => {}, pause }), { retry: true });
});
