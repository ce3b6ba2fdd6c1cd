// Everything that is read from the server.
import { emptyData, forget, merge, replaceOpen } from "../state/data.js";
import { Refused } from "../lib/api.js";

const OPEN = "not_started,in_progress,blocked";
const PAGES = 25;
const FILTER_PAGES = 5;

export function createLoader({ store, api, outbox }) {
  let timer = null;
  let searching = 0;
  let filtering = 0;
  let last = 0;
  const data = (work) => store.set((state) => ({ data: work(state.data) }));
  const load = (patch) => store.set((state) => ({ load: { ...state.load, ...patch } }));
  const page = (query) => api.get(`/api/v1/tasks?${new URLSearchParams(query)}`);

  async function open() {
    const since = store.state.data.clock;
    const all = [];
    let cursor = null;
    for (let count = 0; count < PAGES; count += 1) {
      const answer = await page({ status: OPEN, sort: "due", limit: 200, ...(cursor ? { cursor } : {}) });
      all.push(...answer.tasks);
      cursor = answer.next_cursor;
      if (!cursor) {
        data((now) => replaceOpen(now, all, since));
        return;
      }
      data((now) => merge(now, answer.tasks));
      load({ status: "ready" });
    }
  }
  async function done(query = {}) {
    const answer = await page({ status: "completed", sort: "-completed", limit: 50, ...query });
    data((now) => merge(now, answer.tasks));
  }
  async function frame() {
    const [projects, tags, filters] = await Promise.all([api.get("/api/v1/projects"), api.get("/api/v1/tags"), api.get("/api/v1/filters")]);
    store.set({ projects: projects.projects, tags: tags.tags, filters: filters.filters });
  }

  /** The lists of a saved filter, each by the ids of its tasks. */
  async function hits(id) {
    const turn = (filtering += 1);
    const saved = await api.get(`/api/v1/filters/${encodeURIComponent(id)}`);
    const lists = await Promise.all(saved.lists.map(async (text) => {
      const ids = [];
      let cursor = null;
      for (let count = 0; count < FILTER_PAGES; count += 1) {
        const answer = await page({ filter: text, sort: "due", limit: 200, ...(cursor ? { cursor } : {}) });
        data((now) => merge(now, answer.tasks));
        ids.push(...answer.tasks.map((task) => task.id));
        cursor = answer.next_cursor;
        if (!cursor) break;
      }
      return { text, ids };
    }));
    if (turn === filtering) store.set({ hits: { id, lists } });
  }

  async function all() {
    last = Date.now();
    const { route, load: known } = store.state;
    const again = route?.view === "filter" && known.views[`filter:${route.id}`] ? [view(route)] : [];
    try {
      await Promise.all([open(), done(), frame(), ...again]);
      load({ status: "ready", error: null });
      store.set((state) => ({ now: Date.now(), offline: false, load: { ...state.load, status: "ready" } }));
    } catch (error) {
      store.set((state) => ({ offline: !(error instanceof Refused), load: { ...state.load, error, status: state.load.status === "ready" ? "ready" : "error" } }));
    }
  }

  /** After a change of our own or somebody else's; while ops are on their way the answer would be out of date. */
  function refresh(pause = 400) {
    clearTimeout(timer);
    timer = setTimeout(() => (outbox.busy ? refresh(600) : all()), pause);
  }

  async function view(route) {
    const key = `${route.view}:${route.id || ""}`;
    try {
      if (route.view === "trash") {
        const answer = await page({ deleted: true, sort: "-deleted", limit: 200 });
        data((now) => merge(forget(now, Object.values(now.rows).filter((task) => task.deleted_at).map((task) => task.id)), answer.tasks));
      }
      if (route.view === "filter") await hits(route.id);
      if (route.view === "project") await done({ project: route.id });
      if (route.view === "tag") await done({ tag: route.id });
      if (route.view === "inbox") await done({ project: "inbox" });
      load({ fault: null, views: { ...store.state.load.views, [key]: "ready" } });
    } catch (error) {
      const gone = error instanceof Refused && error.status < 500;
      load({ views: { ...store.state.load.views, [key]: gone ? "gone" : "error" }, ...(route.view === "filter" && error.status === 422 ? { fault: error.message } : { fault: null }) });
    }
  }

  function search(text) {
    const turn = (searching += 1);
    if (!text.trim()) {
      store.set({ found: null });
      return;
    }
    setTimeout(async () => {
      if (turn !== searching) return;
      try {
        const answer = await page({ q: text, limit: 100 });
        if (turn !== searching) return;
        data((now) => merge(now, answer.tasks));
        store.set({ found: answer.tasks.map((task) => task.id) });
      } catch { if (turn === searching) store.set({ found: [] }); }
    }, 160);
  }

  /** The task of the panel with its subtasks. */
  async function task(id) {
    try {
      const [one, children] = await Promise.all([api.get(`/api/v1/tasks/${encodeURIComponent(id)}`), page({ parent: id, limit: 200 })]);
      data((now) => merge(now, [one, ...children.tasks]));
    } catch (error) {
      if (error instanceof Refused && error.status === 404) store.set((state) => ({ missing: { ...state.missing, [id]: true } }));
    }
  }

  const due = () => Date.now() - last > 5000;
  return { all, refresh, view, search, task, frame, done, focus: () => { if (due()) refresh(0); }, reset: () => store.set({ data: emptyData() }) };
}
