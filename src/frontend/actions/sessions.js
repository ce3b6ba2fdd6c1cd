// The list of earlier conversations.
import { words as W } from "../lib/strings.chat.js";

export function createSessions({ store, api, chat, toasts, why, fresh }) {
  async function list() {
    try {
      const sessions = [];
      let cursor = null;
      do {
        const answer = await api.get(`/api/v1/chat/sessions?limit=100${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`);
        sessions.push(...answer.sessions);
        cursor = answer.next_cursor;
      } while (cursor && sessions.length < 1000);
      chat({ sessions });
    } catch (error) {
      toasts.show({ tone: "bad", text: why(error) });
    }
  }
  async function remove({ id }) {
    try { await api.delete(`/api/v1/chat/sessions/${encodeURIComponent(id)}`); } catch (error) {
      if (error.status !== 404) { toasts.show({ tone: "bad", text: why(error) }); return; }
    }
    if (store.state.chat.session === id) fresh();
    chat((now) => ({ sessions: now.sessions && now.sessions.filter((one) => one.id !== id) }));
    toasts.say(W.gone);
  }
  return { list, remove };
}
