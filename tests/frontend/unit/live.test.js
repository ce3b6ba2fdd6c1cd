import assert from "node:assert/strict";
import test from "node:test";
import { words as W } from "../../../src/frontend/lib/strings.chat.js";
import { strings } from "../../../src/frontend/lib/strings.js";
import { advance, emptyLive } from "../../../src/frontend/state/live.js";
import { badgeOf, inputNote, money, sourceOf } from "../../../src/frontend/state/source.js";

const C = strings.chat;
const after = (...events) => events.reduce(advance, emptyLive());
const custom = (name, value) => ({ type: "CUSTOM", name: `behflow.${name}`, value });
const text = (delta, messageId = "1") => ({ type: "TEXT_MESSAGE_CONTENT", messageId, delta });

test("pieces of text add up, and are dropped when the server takes them back", () => {
  assert.equal(after(text("Good "), text("morning")).text, "Good morning");
  assert.equal(after(text("I did it"), custom("text_reset", {}), text("Nothing was done.")).text, "Nothing was done.");
  assert.equal(after({ type: "TEXT_MESSAGE_START", messageId: "1" }, text("One"), { type: "TEXT_MESSAGE_START", messageId: "2" }, text("Two", "2")).text, "One\n\nTwo");
});
test("every tool call that has something to tell is one line with its tool", () => {
  const live = after({ type: "TOOL_CALL_START", toolCallId: "a", toolCallName: "find_tasks" }, { type: "TOOL_CALL_RESULT", toolCallId: "a", content: '{"code":"found","line":"Found 2 tasks by name"}' }, { type: "TOOL_CALL_RESULT", toolCallId: "b", content: "broken" });
  assert.deepEqual(live.steps, [{ tool: "find_tasks", line: "Found 2 tasks by name" }]);
});
test("the answer, notices, changed tasks, the end and a fault are kept", () => {
  const live = after({ type: "RUN_STARTED", threadId: "s", runId: "r" }, custom("notice", { kind: "budget", text: "Used up" }), custom("tasks_changed", { ids: ["1"] }), custom("answer", { response: "Done." }), { type: "RUN_FINISHED", outcome: "stopped" });
  assert.deepEqual([live.session, live.run, live.notices.length, live.changed, live.answer.response, live.outcome], ["s", "r", 1, 1, "Done.", "stopped"]);
  assert.deepEqual(after({ type: "RUN_ERROR", message: "Broken", code: "internal_error" }).error, { message: "Broken", code: "internal_error" });
});
test("an event that nobody knows changes nothing", () => {
  const live = after(text("Hi"));
  assert.equal(advance(live, { type: "THINKING_START" }), live);
  assert.equal(advance(live, custom("later", {})), live);
});

const by = (model, host, local) => ({ engine: model ? `openai:${model}` : "built-in", provider: model && "openai", model, host, local, fallback: null });
const sent = (model, host, local, cost = null, estimated = false) => ({ host, provider: "openai", model, local, calls: 1, input_tokens: 1200, output_tokens: 34, cost, estimated });
const told = (answeredBy, ...rows) => sourceOf({ answeredBy, sent: rows }, W);

test("the line under an answer tells who gave it and what left the house", () => {
  assert.equal(told(by(null, null, true)).text, "Built-in engine, nothing left the house");
  assert.equal(told(by("gpt-x", "api.openai.com", false), sent("gpt-x", "api.openai.com", false, "0.002")).text, "gpt-x at api.openai.com: 1,234 tokens, $0.002");
  assert.equal(told(by("qwen3:8b", "127.0.0.1", true), sent("qwen3:8b", "127.0.0.1", true)).text, "qwen3:8b, 1,234 tokens, nothing left the house");
});
test("what was sent is told even when another one answered in the end", () => {
  const found = told(by(null, null, true), sent("gpt-x", "api.openai.com", false, null, true));
  assert.equal(found.text, "Built-in engine; to api.openai.com went about 1,234 tokens");
  assert.ok(found.out);
  assert.deepEqual(found.rows, [{ host: "api.openai.com", local: false, text: "gpt-x: 1 call, 1,200 tokens sent, 34 received" }]);
});
test("an answer from before this was kept claims nothing about what was sent", () => {
  assert.equal(sourceOf({ answeredBy: null, sent: [], engine: "openai:gpt-x" }, W).text, "openai:gpt-x");
  assert.equal(sourceOf({ answeredBy: null, sent: [], engine: null }, W), null);
});
test("money keeps the digits that count", () => {
  assert.deepEqual(["0", "0.002", "0.00004", "1.5", "0.0125"].map(money), ["$0", "$0.002", "$0.00004", "$1.50", "$0.013"]);
});
test("the badge and the note at the input follow the settings", () => {
  const chain = [{ provider: "openai", model: "gpt-x", host: "api.openai.com", local: false }, { provider: "ollama", model: "qwen3:8b", host: "127.0.0.1", local: true }];
  const set = { enabled: true, local_only: false, local_only_forced: false, reason: null, chain };
  assert.deepEqual([badgeOf({ ...set, engine: "openai:gpt-x" }, C).out, inputNote({ ...set, engine: "openai:gpt-x" }, C).text], [true, "May be sent to api.openai.com"]);
  assert.deepEqual([badgeOf({ ...set, engine: "ollama:qwen3:8b", local_only: true }, C).text, inputNote({ ...set, engine: "ollama:qwen3:8b", local_only: true }, C).text], ["qwen3:8b, local", "Local only, nothing is sent out"]);
  assert.equal(badgeOf({ ...set, engine: "built-in", reason: "budget_tokens" }, C).title, "Today's tokens are used up");
  assert.deepEqual([badgeOf(null, C), inputNote(null, C), inputNote({ ...set, enabled: false, engine: "built-in" }, C)], [null, null, null]);
});
