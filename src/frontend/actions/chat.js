// The conversation with the server. Loaded with the first word of it.
import { Refused } from "../lib/api.js";
import { follow } from "../lib/stream.js";
import { strings as S } from "../lib/strings.js";
import { words as W } from "../lib/strings.chat.js";
import { fromAnswer, fromStored, joined, running, ticked } from "../state/chat.js";
import { emptyChat, merge } from "../state/data.js";
import { advance, emptyLive } from "../state/live.js";
import { createSessions } from "./sessions.js";

const SESSION = "behflow.chat";
/** What waits behind an answer, for a page that is loaded anew; and a sign to the other pages that something was said. */
const WAITING = "behflow.waiting";
const SAID = "behflow.said";
/** Milliseconds a whole answer may take where it cannot be streamed: longer than a model is given. */
const PATIENCE = 120000;

export function createChatActions({ store, api, loader, toasts, outbox, onAssistant = () => {} }) {
  const chat = (patch) => store.set((state) => ({ chat: { ...state.chat, ...(typeof patch === "function" ? patch(state.chat) : patch) } }));
  const keep = (id) => { if (id) localStorage.setItem(SESSION, id); else localStorage.removeItem(SESSION); };
  const why = (error) => (error instanceof Refused ? error.message : S.error.safe);
  const mend = (id, patch) => chat((now) => ({ messages: now.messages.map((one) => (one.id === id ? { ...one, ...patch } : one)) }));
  const waiting = () => { const { session, queue } = store.state.chat; if (queue.length) sessionStorage.setItem(WAITING, JSON.stringify({ session, queue })); else sessionStorage.removeItem(WAITING); };
  // Which conversation is shown: what comes for another one is stored by the server and not painted here.
  let talk = 0;

  function take(answer) {
    const message = fromAnswer(answer);
    store.set((state) => ({ data: merge(state.data, (answer.tasks || []).filter((task) => task.version !== undefined)) }));
    chat((now) => ({ messages: [...now.messages, message], live: null }));
    toasts.say(message.text);
    if (answer.receipt?.changes?.length) loader.refresh(0);
    if (message.sent.length || message.notices.length) onAssistant();
  }

  async function settled() {
    // The assistant must see what was just done by hand.
    for (let turn = 0; outbox.busy && turn < 40; turn += 1) await new Promise((resolve) => { setTimeout(resolve, 25); });
  }

  /** The answer to one message, streamed where the server can. Throws Refused and Unreachable. */
  async function ask({ body, key, run }, mine) {
    let live = emptyLive();
    const onEvent = (event) => {
      const before = live;
      live = advance(live, event);
      if (live.changed !== before.changed) loader.refresh(0);
      if (mine !== talk || live === before) return;
      if (live.session && live.session !== store.state.chat.session) { keep(live.session); chat({ session: live.session, sessions: null }); waiting(); }
      if (live.run && !before.run && !run) localStorage.setItem(SAID, `${live.session} ${live.run}`);
      const stopping = store.state.chat.live?.stopping;
      chat({ live: { ...live, stopping } });
      if (stopping && live.run && !before.run) cancel(live.run);
    };
    const streamed = await follow({ api, body, key, run, onEvent });
    if (!streamed && run) throw Object.assign(new Refused(404, { detail: W.noAnswer }), { answered: true });
    if (!streamed) return api.post("/api/v1/chat", body, { headers: { "Idempotency-Key": key }, limit: PATIENCE });
    if (live.error) throw Object.assign(new Refused(500, { detail: live.error.message, code: live.error.code }), { answered: true });
    if (!live.answer) throw Object.assign(new Refused(500, { detail: W.noAnswer }), { answered: true });
    return live.answer;
  }

  /** Say something, or read along with what a page before this one said. */
  async function post({ id, text, key, run = null }) {
    const mine = talk;
    const shown = () => mine === talk;
    chat({ busy: true, live: emptyLive() });
    toasts.say(W.working);
    await settled();
    const session = store.state.chat.session;
    try {
      const answer = await ask({ body: { message: text, ...(session ? { session_id: session } : {}) }, key, run }, mine);
      if (!shown()) return;
      keep(answer.session_id);
      chat({ session: answer.session_id, sessions: null });
      mend(id, { unsent: null });
      take(answer);
    } catch (error) {
      if (!shown()) return;
      if (error.status === 404 && session && !run) { keep(null); chat({ session: null }); }
      // The same key again is the same turn; after a refusal it has to be a new one.
      const label = error.answered || run ? W.unanswered : W.unsent;
      mend(id, { unsent: `${label} ${why(error)}`, key: error instanceof Refused ? crypto.randomUUID() : key, run: error instanceof Refused ? null : run });
      toasts.say(`${label} ${why(error)}`);
    } finally {
      if (shown()) {
        chat({ busy: false, live: null });
        proceed();
      }
    }
  }
  /** The next of what waits; when nothing does, the marks of the server: what was undone or answered by words. */
  function proceed() {
    const [next, ...queue] = store.state.chat.queue;
    chat({ queue });
    waiting();
    if (next) begin(next);
    else sync();
  }
  function begin(one) {
    chat((now) => ({ messages: [...now.messages, { ...one, role: "user", tasks: [], candidates: [] }] }));
    post(one);
  }

  function send({ text }) {
    const clean = text.trim();
    if (!clean) return;
    const key = crypto.randomUUID();
    const one = { id: `own-${key}`, text: clean, key };
    if (store.state.chat.busy) { chat((now) => ({ queue: [...now.queue, one] })); waiting(); } else begin(one);
  }
  function again({ id }) {
    const message = store.state.chat.messages.find((one) => one.id === id);
    if (message && !store.state.chat.busy) { mend(id, { unsent: null }); post(message); }
  }
  async function cancel(run) {
    try { await api.post(`/api/v1/chat/runs/${encodeURIComponent(run)}/cancel`); } catch (error) {
      chat((now) => ({ live: now.live && { ...now.live, stopping: false } }));
      toasts.show({ tone: "bad", text: why(error) });
    }
  }
  /** Stop the answer that is coming, and give up what waits behind it: the words go back to be typed on. */
  function stop() {
    const { live, queue } = store.state.chat;
    if (!live || live.stopping) return null;
    chat({ live: { ...live, stopping: true }, queue: [] });
    waiting();
    if (live.run) cancel(live.run);
    return queue.map((one) => one.text).join("\n");
  }

  async function put(turn, way) {
    try {
      const answer = await api.post(`/api/v1/${way}`, { turn_id: turn });
      const conflicts = (answer.conflicts || []).map((one) => one.name);
      // Where everything was changed since, nothing was put back, and it is not called undone.
      const none = conflicts.length > 0 && !answer.tasks?.length && !answer.others?.length;
      chat((now) => ({ undone: { ...now.undone, [turn]: { on: (way === "undo") !== none, conflicts } } }));
      store.set((state) => ({ data: merge(state.data, answer.tasks || []) }));
      toasts.say([none ? "" : way === "undo" ? S.toast.undone : W.redone, conflicts.length ? W.conflicts(conflicts) : ""].filter(Boolean).join(". "));
      loader.refresh(0);
    } catch (error) {
      toasts.show({ tone: "bad", text: why(error), action: error.retry ? { label: S.error.retry, run: () => put(turn, way) } : null });
    }
  }

  async function propose({ proposal, verdict }) {
    if (!proposal || store.state.chat.busy) return;
    const mine = talk;
    const changes = ticked(proposal, store.state.chat.ticks).map((change) => change.task_id);
    chat({ busy: true });
    try {
      const body = verdict === "approve" && changes.length < proposal.changes.length ? { answer: verdict, changes } : { answer: verdict };
      const answer = await api.post(`/api/v1/chat/proposals/${proposal.id}`, body);
      if (mine !== talk) return;
      chat((now) => ({ answered: { ...now.answered, [proposal.id]: verdict } }));
      take(answer);
    } catch (error) {
      if ([404, 409, 410].includes(error.status)) chat((now) => ({ answered: { ...now.answered, [proposal.id]: "expired" } }));
      toasts.show({ tone: "bad", text: why(error), action: error.retry ? { label: S.error.retry, run: () => propose({ proposal, verdict }) } : null });
    } finally {
      if (mine === talk) {
        chat({ busy: false });
        proceed();
      }
    }
  }
  const tick = ({ proposal, task }) => chat((now) => {
    const off = new Set(now.ticks[proposal] || []);
    if (!off.delete(task)) off.add(task);
    return { ticks: { ...now.ticks, [proposal]: [...off] } };
  });

  /** Another conversation, or a new one; nothing of the one before comes into it. */
  function turnTo(patch) {
    talk += 1;
    chat({ ...emptyChat(), sessions: store.state.chat.sessions, ...patch });
  }
  async function open({ id }) {
    keep(id);
    turnTo({ session: id, loading: true });
    const mine = talk;
    try {
      // A page holds the latest; the cursor leads to older ones.
      const messages = [];
      let cursor = null;
      do {
        const answer = await api.get(`/api/v1/chat/sessions/${encodeURIComponent(id)}/messages${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ""}`);
        messages.unshift(...answer.messages);
        cursor = answer.next_cursor;
      } while (cursor && messages.length < 200);
      if (mine !== talk) return;
      chat((now) => ({ messages: [...messages.map(fromStored), ...now.messages], loading: false }));
      resume();
    } catch (error) {
      if (mine !== talk) return;
      if (error.status === 404) fresh();
      else chat({ loading: false, error: S.chat.loadFailed });
    }
  }
  /** A page that is loaded in the middle of an answer reads on, and says what waited behind it. */
  function resume() {
    const { busy, messages, session } = store.state.chat;
    if (busy) return;
    const left = JSON.parse(sessionStorage.getItem(WAITING) || "null");
    if (left?.session === session && left.queue.length) chat({ queue: left.queue });
    const asked = running(messages);
    if (asked) post({ id: asked.id, text: asked.text, key: crypto.randomUUID(), run: asked.turn });
    else if (store.state.chat.queue.length) proceed();
  }
  /** The conversation as the server has it now: said in another page, undone or answered by words. */
  async function sync() {
    const { session, busy, messages } = store.state.chat;
    if (!session || busy) return;
    let answer;
    try { answer = await api.get(`/api/v1/chat/sessions/${encodeURIComponent(session)}/messages`); } catch { return; }
    if (store.state.chat.busy || store.state.chat.messages !== messages) return;
    const page = answer.messages.map(fromStored);
    const turns = new Set(page.map((one) => one.receipt?.turn_id));
    chat((now) => ({
      messages: joined(messages, page, answer.next_cursor),
      answered: Object.fromEntries(Object.entries(now.answered).filter(([id]) => !page.some((one) => one.proposal?.id === id))),
      undone: Object.fromEntries(Object.entries(now.undone).map(([turn, mark]) => [turn, turns.has(turn) ? { ...mark, on: undefined } : mark])),
    }));
    resume();
  }
  addEventListener("focus", sync);
  addEventListener("storage", ({ key, newValue }) => { if (key === SAID && newValue?.startsWith(store.state.chat.session)) sync(); });
  function fresh() {
    keep(null);
    turnTo({});
  }
  const { list, remove } = createSessions({ store, api, chat, toasts, why, fresh });
  return { send, again, stop, undo: ({ turn }) => put(turn, "undo"), redo: ({ turn }) => put(turn, "redo"), propose, tick, open, fresh, list, remove };
}
