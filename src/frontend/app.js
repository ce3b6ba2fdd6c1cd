// The main page: wires the store, the doors to the server, the parts and the keys. No look and no logic of its own.
import { createFilterActions } from "./actions/filters.js";
import { createLoader } from "./actions/load.js";
import { createProjectActions } from "./actions/projects.js";
import { createTaskActions } from "./actions/tasks.js";
import { BfChat } from "./components/bf-chat.js";
import { BfBulk, BfTabs, BfToasts } from "./components/bf-foot.js";
import { BfHeader } from "./components/bf-header.js";
import { BfList } from "./components/bf-list.js";
import { BfQuick } from "./components/bf-quick.js";
import { BfSidebar } from "./components/bf-sidebar.js";
import { createApi, token } from "./lib/api.js";
import { reader } from "./lib/dates.js";
import { startKeys } from "./lib/keys.js";
import { createOutbox } from "./lib/outbox.js";
import { startRouter, writeRoute } from "./lib/router.js";
import { createStore, prefs } from "./lib/store.js";
import { strings as S } from "./lib/strings.js";
import { createToasts } from "./lib/toasts.js";
import { emptyChat, emptyData, isDone, isOpen, visible } from "./state/data.js";
import { createPainter } from "./components/paint.js";

const LOGIN = () => `/login?next=${encodeURIComponent(location.pathname + location.search)}`;
const leave = () => { token.clear(); location.replace(LOGIN()); };

function start() {
  const $ = (selector) => document.querySelector(selector);
  const store = createStore({
    user: prefs.read("user", {}), data: emptyData(), projects: [], filters: [], hits: null, tags: [], route: null, now: Date.now(), offline: false,
    ui: prefs.read("ui", { side: true, chat: true, sort: {}, folds: {} }), drawer: false, linger: {}, picked: new Set(), found: null,
    load: { status: "loading", views: {} }, missing: {}, toasts: [], chat: emptyChat(), assistant: null,
  });
  const toasts = createToasts({ store, live: $("#live") });
  const api = createApi({ onSignedOut: leave });
  const see = () => reader(store.state.user, store.state.now);
  const outbox = createOutbox({
    store, api,
    onWaiting: () => toasts.show({ tone: "bad", text: S.error.save, action: { label: S.error.retry, run: () => outbox.retry() } }),
    onSettled: () => toasts.drop("waiting"),
  });
  const loader = createLoader({ store, api, outbox });
  const router = startRouter((route) => arrive(route));
  const tasks = createTaskActions({ store, api, outbox, loader, toasts, see });
  const projects = createProjectActions({ store, api, loader, toasts, router });
  const filters = createFilterActions({ store, api, loader, toasts, router });
  // Most days begin without a reminder: what shows them is fetched with the first one.
  let reminders = null;
  store.subscribe(({ data, load }) => {
    if (reminders || load.status !== "ready" || !Object.values(visible(data)).some((task) => task.reminders?.length)) return;
    reminders = import("./actions/reminders.js").then(
      ({ createReminders }) => createReminders({ store, toasts, open: (id) => go({ task: id, pane: null }) }),
      () => { reminders = null; },
    );
  });
  const askAssistant = () => api.get("/api/v1/assistant").then((assistant) => store.set({ assistant }), () => {});
  // The conversation is fetched with its first word; what could not be said goes back to where it was typed.
  let talk = null;
  const chat = (verb) => async (detail) => {
    try {
      talk ??= import("./actions/chat.js").then(({ createChatActions }) => createChatActions({ store, api, loader, toasts, outbox, onAssistant: askAssistant }));
      const answer = (await talk)[verb](detail);
      if (verb === "stop") $("bf-chat").putBack(answer);
    } catch {
      talk = null;
      if (verb === "send") $("bf-chat").putBack(detail.text);
      toasts.show({ tone: "bad", text: S.error.safe });
    }
  };
  const ui = (patch) => { store.set((state) => ({ ui: { ...state.ui, ...patch } })); prefs.write("ui", store.state.ui); };
  const go = (change, options) => router.go(writeRoute(store.state.route, change), options);
  const wide = matchMedia("(min-width: 1100px)");
  const phone = matchMedia("(max-width: 699px)");
  const tick = () => store.set({ now: Date.now() });

  for (const [name, part] of Object.entries({ sidebar: BfSidebar, header: BfHeader, quick: BfQuick, list: BfList, bulk: BfBulk, toasts: BfToasts, chat: BfChat, tabs: BfTabs })) customElements.define(`bf-${name}`, part);
  const parse = (text, skip) => api.post("/api/v1/parse", { text, ...(skip.length ? { skip } : {}) });
  const painter = createPainter({ $, see, parse, wide, phone });
  store.subscribe(painter.paint);
  wide.addEventListener("change", () => painter.paint(store.state));
  phone.addEventListener("change", () => painter.paint(store.state));

  let dialog = null;
  async function pane(route) {
    if (route.pane === dialog) return;
    for (const open of document.querySelectorAll("dialog[open]")) open.close();
    dialog = ["settings", "keys"].includes(route.pane) ? route.pane : null;
    const onClose = () => { if (dialog && store.state.route.pane === dialog) { dialog = null; go({ pane: null }); } };
    if (dialog === "keys") (await import("./components/dialogs.js")).keysDialog(onClose);
    if (dialog === "settings") {
      const { settingsDialog } = await import("./components/settings.js");
      settingsDialog({
        user: store.state.user, see: see(), api, toasts, onClose, theme: localStorage.getItem("behflow.theme") || "system",
        onUser: setUser, onTheme: (theme) => dispatchEvent(new CustomEvent("behflow:theme", { detail: theme })), onSignOut: signOut, onAssistant: (assistant) => store.set({ assistant }),
      });
    }
  }
  async function arrive(route) {
    const before = store.state.route;
    const moved = !before || before.path !== route.path;
    store.set({ route, ...(moved ? { picked: new Set(), drawer: false } : {}) });
    if (moved || route.view === "trash") loader.view(route);
    if (route.view === "search" && (moved || before.q !== route.q)) loader.search(route.q);
    if (route.task && before?.task !== route.task) {
      if (!customElements.get("bf-panel")) customElements.define("bf-panel", (await import("./components/bf-panel.js")).BfPanel);
      loader.task(route.task);
      painter.paint(store.state);
    }
    if (!route.task && before?.task) document.querySelector(`.row[data-id="${CSS.escape(before.task)}"] .row-main`)?.focus({ preventScroll: true, focusVisible: false });
    if (moved && before) {
      $(".body").scrollTop = 0;
      queueMicrotask(() => (route.view === "search" ? $("bf-header").find() : $("#title")?.focus({ preventScroll: true })));
    }
    pane(route);
  }

  function setUser(user) {
    store.set({ user, now: Date.now() });
    prefs.write("user", user);
    document.documentElement.lang = user.locale === "fa" ? "fa" : "en";
    document.documentElement.dir = "ltr";
  }
  async function signOut() {
    try { await api.post("/logout"); } catch { /* the token is thrown away in any case */ }
    for (const key of ["behflow.token", "behflow.user", "behflow.chat", "behflow.said", "behflow.reminded"]) localStorage.removeItem(key);
    sessionStorage.removeItem("behflow.waiting");
    location.replace("/login");
  }
  const quickOpen = () => { if (store.state.route.pane) go({ pane: null }); $("bf-quick").open(); };
  const showChat = () => {
    if (phone.matches) go({ pane: "chat" });
    else if (wide.matches) { ui({ chat: true }); if (store.state.route.task) go({ task: null }); } else store.set({ drawer: true });
    queueMicrotask(() => $("bf-chat").ask());
  };
  const foldChat = () => {
    if (phone.matches) go({ pane: null });
    else if (!wide.matches) store.set((state) => ({ drawer: !state.drawer }));
    else if (store.state.ui.chat && !store.state.route.task) ui({ chat: false });
    else return showChat();
    if (store.state.drawer) queueMicrotask(() => $("bf-chat").ask());
    return undefined;
  };
  const toggle = (id) => { const task = tasks.task(id); if (task) (isDone(task) ? tasks.reopen : tasks.complete)(id); };
  const pick = (id) => store.set((state) => { const picked = new Set(state.picked); if (!picked.delete(id)) picked.add(id); return { picked }; });
  const unpick = () => store.set({ picked: new Set() });
  const many = (run) => ({ ids }) => { const known = ids.filter((id) => tasks.task(id) && !tasks.task(id).temporary); unpick(); if (known.length) run(known); };

  const verbs = {
    "task-toggle": ({ id }) => toggle(id),
    "task-complete-many": many((ids) => (ids.length === 1 ? tasks.complete(ids[0]) : tasks.completeMany(ids))),
    "task-restore": ({ ids }) => tasks.restore(ids),
    "task-remove": many((ids) => tasks.remove(ids)),
    "task-move": ({ ids, day }) => many((known) => tasks.move(known, day))({ ids }),
    "task-open": ({ id }) => go({ task: id }),
    "task-close": () => go({ task: null }),
    "task-update": ({ id, patch, version }) => tasks.update(id, patch, { version }),
    "task-copy": async ({ id }) => { try { await navigator.clipboard.writeText(`${location.origin}/today?task=${id}`); toasts.show({ tone: "quiet", text: S.panel.copied }); } catch { /* not allowed here */ } },
    "reminders-allow": async () => { await Notification.requestPermission(); tick(); },
    "subtask-add": async ({ parent, name, failed }) => { if (!(await tasks.addSubtask(parent, name)).ok) failed(name); },
    "late-today": () => tasks.move(Object.values(visible(store.state.data)).filter((task) => isOpen(task) && !task.temporary && painter.isLate(task)).map((task) => task.id), "today"),
    "group-fold": ({ key }) => ui({ folds: { ...store.state.ui.folds, [key]: !(store.state.ui.folds[key] ?? painter.foldedByDefault(key)) } }),
    "quick-open": quickOpen,
    "quick-leave": () => $("#title")?.focus({ preventScroll: true }),
    "quick-add": async (detail) => {
      const error = await tasks.quickAdd({ ...detail, defaults: painter.quickPlace(store.state).defaults });
      if (!error || error.status === 401) return;
      const back = () => $("bf-quick").putBack(detail.text);
      const text = S.error.notAdded(detail.text, error.fields?.[0]?.reason || error.message);
      toasts.show({ tone: "bad", text, sticky: true, action: back() ? null : { label: S.error.putBack, run: back } });
    },
    "side-fold": () => ui({ side: !store.state.ui.side }),
    "chat-fold": foldChat,
    ...Object.fromEntries(["send", "again", "stop", "undo", "redo", "propose", "tick", "open", "fresh", "list", "remove"].map((verb) => [`chat-${verb}`, chat(verb)])),
    "project-new": () => projects.create(),
    "project-edit": ({ id }) => projects.edit(id),
    "project-delete": ({ id }) => projects.remove(id, painter.countOf(id)),
    "filter-new": () => filters.create(),
    "filter-edit": ({ id }) => filters.edit(id),
    "filter-delete": ({ id }) => filters.remove(id),
    "search-type": ({ text }) => go({ q: text }, { replace: true }),
    "sort-by": ({ sort }) => ui({ sort: { ...store.state.ui.sort, [store.state.route.path]: sort } }),
    "load-retry": () => { outbox.retry(); loader.all(); loader.view(store.state.route); },
    "pick-clear": unpick,
    "toast-run": ({ id, which }) => toasts.run(id, which),
    "toast-drop": ({ id }) => toasts.drop(id),
    "toast-hold": ({ on }) => toasts.hold(on),
  };
  for (const [verb, run] of Object.entries(verbs)) document.addEventListener(verb, (event) => run(event.detail));
  $(".fab").addEventListener("click", quickOpen);
  $(".veil").addEventListener("click", () => (store.state.route.task ? go({ task: null }) : store.set({ drawer: false })));

  const list = $("bf-list");
  const on = (run) => () => { const id = list.current; if (id) run(id); return Boolean(id); };
  const chosen = () => (store.state.picked.size ? [...store.state.picked] : [list.current || store.state.route.task].filter(Boolean));
  const each = (verb, more = {}) => () => { const ids = chosen(); if (ids.length) verbs[verb]({ ids, ...more }); return ids.length > 0; };
  startKeys({
    q: quickOpen, "/": () => router.go("/search"), "?": () => go({ pane: "keys" }), z: () => tasks.undoLast(), c: showChat,
    j: () => list.step(1), k: () => list.step(-1),
    ArrowDown: () => Boolean(list.current) && list.step(1), ArrowUp: () => Boolean(list.current) && list.step(-1),
    e: () => (store.state.picked.size ? each("task-complete-many")() : chosen().forEach(toggle)), x: on(pick),
    t: each("task-move", { day: "today" }), m: each("task-move", { day: "tomorrow" }), "#": each("task-remove"), Delete: each("task-remove"),
    "g t": () => router.go("/today"), "g u": () => router.go("/upcoming"), "g i": () => router.go("/inbox"),
    Escape: () => {
      if (store.state.route.task) go({ task: null });
      else if (store.state.drawer) store.set({ drawer: false });
      else if (store.state.picked.size) unpick();
      else document.activeElement?.blur();
    },
  });

  addEventListener("focus", () => { tick(); outbox.retry(); loader.focus(); });
  addEventListener("online", () => { outbox.retry(); loader.refresh(0); });
  addEventListener("storage", (event) => { if (event.key === "behflow.token" && !event.newValue) leave(); });
  addEventListener("beforeunload", (event) => { if (outbox.busy) event.preventDefault(); });
  setInterval(tick, 60000);

  setUser(store.state.user);
  arrive(router.read());
  api.get("/me").then((user) => { setUser(user); }, () => {});
  loader.all();
  askAssistant();
  const earlier = localStorage.getItem("behflow.chat");
  if (earlier) chat("open")({ id: earlier });
}

if (token.get()) start();
else leave();
