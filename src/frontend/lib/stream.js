// Reading a turn of the chat as it happens: server-sent events over fetch, taken up again where they broke off.
import { Refused, Unreachable } from "./api.js";

/** Milliseconds without a sign of life after which a connection counts as lost; the server gives one every 15 s. */
const SILENCE = 40000;
const TRIES = 6;
/** Before the turn has begun: whoever waits for a first sign is told soon, and can send again with the same key. */
const TRIES_TO_BEGIN = 2;

/** Takes text in pieces of any size; `onEvent` gets {id, data} for every event that has data. */
export function eventReader(onEvent) {
  let rest = "";
  let id = "";
  let data = [];
  const line = (text) => {
    if (!text) {
      if (data.length) onEvent({ id, data: data.join("\n") });
      data = [];
      return;
    }
    const at = text.indexOf(":");
    if (at === 0) return;
    const name = at < 0 ? text : text.slice(0, at);
    const value = at < 0 ? "" : text.slice(at + (text[at + 1] === " " ? 2 : 1));
    if (name === "data") data.push(value);
    if (name === "id") id = value;
  };
  return (text) => {
    rest += text;
    // A lone carriage return at the end may be half of a line end.
    for (let found = /\r\n|\n|\r(?!$)/.exec(rest); found; found = /\r\n|\n|\r(?!$)/.exec(rest)) {
      line(rest.slice(0, found.index));
      rest = rest.slice(found.index + found[0].length);
    }
  };
}

async function readAll(body, onEvent, silence) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const read = eventReader(onEvent);
  try {
    for (;;) {
      let timer;
      const late = new Promise((_, fail) => { timer = setTimeout(() => fail(new Error("silent")), silence); });
      const { done, value } = await Promise.race([reader.read(), late]).finally(() => clearTimeout(timer));
      if (done) return;
      read(decoder.decode(value, { stream: true }));
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

export const canStream = () => typeof ReadableStream === "function" && typeof Response === "function" && "body" in Response.prototype;
const missing = (error) => error instanceof Refused && [404, 405, 501].includes(error.status);
const wait = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

/**
 * Say `body`, or read along with the turn `run`, and give every event of the turn to `onEvent`, each once, in order.
 * The same `key` is the same turn.
 * Resolves to true at the end of the turn, to false when the server cannot stream. Throws Refused and Unreachable.
 */
export async function follow({ api, body, key, run: known = null, onEvent, pause = wait, silence = SILENCE }) {
  if (!canStream()) return false;
  let last = 0;
  let run = known;
  let over = false;
  let tries = 0;
  const take = ({ id, data }) => {
    const number = Number(id);
    if (number && number <= last) return;
    let event;
    try { event = JSON.parse(data); } catch { return; }
    if (number) last = number;
    tries = 0;
    if (event.type === "RUN_STARTED") run = event.runId;
    if (event.type === "RUN_FINISHED" || event.type === "RUN_ERROR") over = true;
    onEvent(event);
  };
  for (;;) {
    try {
      const headers = { Accept: "text/event-stream" };
      const response = run
        ? await api.open("GET", `/api/v1/chat/runs/${encodeURIComponent(run)}/events`, undefined, { headers: { ...headers, "Last-Event-ID": String(last) }, limit: 0 })
        : await api.open("POST", "/api/v1/chat/stream", body, { headers: { ...headers, "Idempotency-Key": key }, limit: 0 });
      await readAll(response.body, take, silence);
    } catch (error) {
      if (over) return true;
      if (!run && missing(error)) return false;
      if (error instanceof Refused && error.status < 500 && error.status !== 429) throw error;
    }
    if (over) return true;
    tries += 1;
    if (tries > (run ? TRIES : TRIES_TO_BEGIN)) throw new Unreachable(new Error("the stream broke off"));
    await pause(Math.min(250 * 2 ** tries, 8000));
  }
}
