// The conversation with the server.
import { Refused } from "../lib/api.js";
import { strings as S } from "../lib/strings.js";
import { merge } from "../state/data.js";
import { emptyChat, fromAnswer, fromStored, ticked } from "../state/chat.js";

const SESSION = "behflow.chat";

export function createChatActions({ store, api, loader, toasts, outbox }) {
  const chat = (patch) => store.set((state) => ({ chat: { ...state.chat, ...(typeof patch === "function" ? patch(state.chat) : patch) } }));
  const keep = (id) => { if (id) localStorage.setItem(SESSION, id); else localStorage.removeItem(SESSION); };
  const say = (message) => chat((now) => ({ messages: [...now.messages, message] }));
  const why = (error) => (error instanceof Refused ? error.message : S.error.safe);

  function take(answer) {
    const message = fromAnswer(answer);
    store.set((state) => ({ data: merge(state.data, (answer.tasks || []).filter((task) => task.version !== undefined)) }));
    say(message);
    toasts.say(message.text);
    if (answer.receipt?.changes?.length) loader.refresh(0);
  }

  async function settled() {
    // The assistant must see what was just done by hand.
    for (let turn = 0; outbox.busy && turn < 40; turn += 1) await new Promise((resolve) => { setTimeout(resolve, 25); });
  }

  async function post(text, own) {
    chat({ busy: true });
    await settled();
    const session = store.state.chat.session;
    try {
      const answer = await api.post("/api/v1/chat", { message: text, ...(session ? { session_id: session } : {}) });
      if (store.state.chat.session !== session) return;
      keep(answer.session_id);
      chat((now) => ({ session: answer.session_id, sessions: null, messages: now.messages.map((one) => (one.id === own ? { ...one, unsent: null } : one)) }));
      take(answer);
    } catch (error) {
      if (error.status === 404 && session) { keep(null); chat({ session: null }); }
      chat((now) => ({ messages: now.messages.map((one) => (one.id === own ? { ...one, unsent: why(error) } : one)) }));
      toasts.say(`${S.chat.unsent} ${why(error)}`);
    } finally {
      chat({ busy: false });
    }
  }

  function send(text) {
    const clean = text.trim();
    if (!clean || store.state.chat.busy) return false;
    const id = `own-${Date.now()}`;
    say({ id, role: "user", text: clean, tasks: [], candidates: [] });
    post(clean, id);
    return true;
  }
  function again(id) {
    const message = store.state.chat.messages.find((one) => one.id === id);
    if (message && !store.state.chat.busy) post(message.text, id);
  }

  async function undo(turn) {
    try {
      const answer = await api.post("/api/v1/undo", { turn_id: turn });
      chat((now) => ({ undone: { ...now.undone, [turn]: answer.conflicts?.length || 0 } }));
      store.set((state) => ({ data: merge(state.data, answer.tasks || []) }));
      toasts.say(S.toast.undone);
      loader.refresh(0);
    } catch (error) {
      toasts.show({ tone: "bad", text: why(error), action: error.retry ? { label: S.error.retry, run: () => undo(turn) } : null });
    }
  }

  async function propose(proposal, verdict) {
    const changes = ticked(proposal, store.state.chat.ticks).map((change) => change.task_id);
    chat({ busy: true });
    try {
      const body = verdict === "approve" && changes.length < proposal.changes.length ? { answer: verdict, changes } : { answer: verdict };
      const answer = await api.post(`/api/v1/chat/proposals/${proposal.id}`, body);
      chat((now) => ({ answered: { ...now.answered, [proposal.id]: verdict } }));
      take(answer);
    } catch (error) {
      if ([404, 409, 410].includes(error.status)) chat((now) => ({ answered: { ...now.answered, [proposal.id]: "expired" } }));
      toasts.show({ tone: "bad", text: why(error), action: error.retry ? { label: S.error.retry, run: () => propose(proposal, verdict) } : null });
    } finally {
      chat({ busy: false });
    }
  }
  const tick = (proposal, task) => chat((now) => {
    const off = new Set(now.ticks[proposal] || []);
    if (!off.delete(task)) off.add(task);
    return { ticks: { ...now.ticks, [proposal]: [...off] } };
  });

  async function open(id) {
    keep(id);
    chat({ ...emptyChat(), session: id, loading: true, sessions: store.state.chat.sessions });
    try {
      // A page holds the latest; the cursor leads to older ones.
      const messages = [];
      let cursor = null;
      do {
        const answer = await api.get(`/api/v1/chat/sessions/${encodeURIComponent(id)}/messages${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ""}`);
        messages.unshift(...answer.messages);
        cursor = answer.next_cursor;
      } while (cursor && messages.length < 200);
      if (store.state.chat.session !== id) return;
      chat({ messages: messages.filter((one) => one.role !== "system").map(fromStored), loading: false });
    } catch (error) {
      if (error.status === 404) fresh();
      else chat({ loading: false, error: S.chat.loadFailed });
    }
  }
  function fresh() {
    keep(null);
    chat({ ...emptyChat(), sessions: store.state.chat.sessions });
  }
  async function list() {
    try {
      const answer = await api.get("/api/v1/chat/sessions");
      chat({ sessions: answer.sessions });
    } catch (error) {
      toasts.show({ tone: "bad", text: why(error) });
    }
  }
  function resume() {
    const id = localStorage.getItem(SESSION);
    if (id) open(id);
  }
  return { send, again, undo, propose, tick, open, fresh, list, resume };
}
