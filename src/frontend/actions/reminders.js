// Shows reminders at their time: a message in the page, and one of the system where the person allowed it.
import { dueWords, reader } from "../lib/dates.js";
import { mayNotify } from "../lib/notify.js";
import { prefs } from "../lib/store.js";
import { strings as S } from "../lib/strings.js";
import { visible } from "../state/data.js";
import { nextMoment, remembered, ringing } from "../state/reminders.js";

const FARTHEST = 6 * 3600 * 1000;
const KEY = "reminded";

export function createReminders({ store, toasts, open }) {
  let timer = null;
  let seen = null;

  function notify(task, text) {
    try {
      const note = new Notification(task.name, { body: text, tag: task.id });
      note.addEventListener("click", () => { window.focus(); open(task.id); note.close(); });
    } catch { /* phones allow it to service workers only; the message in the page stays */ }
  }
  function show({ task }) {
    const see = reader(store.state.user, Date.now());
    const words = dueWords(task, see);
    const text = S.reminders.now(task.name, words ? words.text : "");
    toasts.show({ tone: "bell", text, sticky: true, action: { label: S.reminders.open, run: () => open(task.id) } });
    if (mayNotify()) notify(task, words ? S.reminders.due(words.text) : S.reminders.title);
  }
  /** Each is shown by one page of this browser: the first that writes it down. */
  async function ring() {
    const work = () => {
      const now = Date.now();
      const shown = prefs.read(KEY, {});
      const due = ringing(visible(store.state.data), reader(store.state.user, now), shown, now);
      if (due.length) prefs.write(KEY, { ...remembered(shown, now), ...Object.fromEntries(due.map(({ key, at }) => [key, at])) });
      due.forEach(show);
    };
    if (navigator.locks) await navigator.locks.request("behflow.reminders", work);
    else work();
  }
  async function check() {
    clearTimeout(timer);
    // A hidden page that may not notify would show it to nobody.
    if (!document.hidden || mayNotify()) await ring();
    clearTimeout(timer);
    const now = Date.now();
    const next = nextMoment(visible(store.state.data), reader(store.state.user, now), now);
    if (next !== null) timer = setTimeout(check, Math.min(next - now, FARTHEST));
  }

  function look({ data, load }) {
    const known = visible(data);
    if (known === seen || load.status !== "ready") return;
    seen = known;
    check();
  }
  store.subscribe(look);
  document.addEventListener("visibilitychange", check);
  look(store.state);
}
