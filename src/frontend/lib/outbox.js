// What was done here goes to the server in the order it was done. An unreachable server keeps the queue; a refusal
// takes the one change back. (Kept in memory for now; the shape is ready to be stored.)
import { mayRetry, Refused } from "./api.js";
import { addOp, dropOp, markOp, settleOp } from "../state/data.js";

const PAUSES = [2000, 5000, 10000, 30000];

export const newId = () => (crypto.randomUUID ? crypto.randomUUID() : [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join(""));

/** Tasks in any answer of the task doors. */
export function rowsOf(answer) {
  if (!answer) return [];
  if (Array.isArray(answer.tasks)) return answer.tasks;
  if (answer.task) return [answer.task, answer.next].filter(Boolean);
  return answer.id && answer.version !== undefined ? [answer] : [];
}

export function createOutbox({ store, api, onSettled = () => {}, onWaiting = () => {} }) {
  const queue = [];
  // What the server calls the changes of an op: by it they are undone.
  const turns = new Map();
  // Versions that our own changes made: knowing them, a field opened before is not out of date.
  const own = new Set();
  let running = false;
  let tries = 0;
  let timer = null;
  const change = (work) => store.set((state) => ({ data: work(state.data) }));
  const real = (id) => store.state.data.alias[id] || id;

  function wire({ request, ids, id }) {
    const headers = {};
    if (request.method === "POST") headers["Idempotency-Key"] = id;
    if (request.match) {
      const row = real(ids[0]);
      let version = request.version ?? store.state.data.rows[row]?.version;
      while (own.has(`${row}:${version + 1}`)) version += 1;
      headers["If-Match"] = `"${version}"`;
    }
    if (request.undoOf && !turns.has(request.undoOf)) throw new Refused(404, { code: "nothing_to_undo" });
    const path = request.path.replace(/temporary-[\w-]+/g, real);
    const said = request.undoOf ? { turn_id: turns.get(request.undoOf) } : request.body;
    const body = said && JSON.parse(JSON.stringify(said).replace(/temporary-[\w-]+/g, real));
    return api.send(request.method, path, body, { headers, onTurn: (turn) => { if (turn) turns.set(id, turn); } });
  }

  async function pump() {
    if (running) return;
    running = true;
    clearTimeout(timer);
    while (queue.length) {
      const op = queue[0];
      try {
        const answer = await wire(op);
        tries = 0;
        queue.shift();
        for (const row of rowsOf(answer)) own.add(`${row.id}:${row.version}`);
        change((data) => settleOp(data, op.id, rowsOf(answer)));
        op.resolve({ ok: true, answer });
      } catch (error) {
        if (mayRetry(error)) {
          for (const each of queue) change((data) => markOp(data, each.id, "waiting"));
          if (!tries) onWaiting(error);
          timer = setTimeout(pump, PAUSES[Math.min(tries, PAUSES.length - 1)]);
          tries += 1;
          break;
        }
        queue.shift();
        change((data) => dropOp(data, op.id));
        op.resolve({ ok: false, error });
      }
    }
    running = false;
    if (!queue.length) onSettled();
  }

  return {
    /** {ids, patch | each | create, request: {method, path, body, match, version, undoOf}} -> {ok, answer | error} */
    push(op) {
      return new Promise((resolve) => {
        const whole = { id: newId(), ...op, resolve };
        change((data) => addOp(data, { id: whole.id, ids: whole.ids, patch: whole.patch, each: whole.each, create: whole.create }));
        queue.push(whole);
        pump();
      });
    },
    retry() {
      tries = 0;
      return pump();
    },
    get busy() { return queue.length > 0; },
  };
}
