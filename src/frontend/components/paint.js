// From state to the nouns of every part, and to the shape of the frame.
import { dueOf, reader } from "../lib/dates.js";
import { writeRoute } from "../lib/router.js";
import { strings as S } from "../lib/strings.js";
import { isDone, isOpen, subtaskCounts, visible, waiting } from "../state/data.js";
import { counts, nextUp, select, sorter, title } from "../state/views.js";

// Lists are not shared yet: a task is the user's own or nobody's.
const PEOPLE = [{ name: S.quick.me }];

/** Remembers the last answer while every argument is the same thing. */
function memo(work) {
  let last = null;
  let answer;
  return (...given) => {
    if (!last || given.some((one, index) => !Object.is(one, last[index]))) {
      last = given;
      answer = work(...given);
    }
    return answer;
  };
}

export function createPainter({ $, parse, wide, phone }) {
  const readerOf = memo((user, now) => reader(user, now));
  const countsOf = memo((tasks, see, complete, projects, tags) => counts(tasks, see, { complete, projects, tags }));
  const subsOf = memo(subtaskCounts);
  const byIdOf = memo((projects) => Object.fromEntries(projects.map((project) => [project.id, project])));
  const linkOf = memo((route) => (id) => writeRoute(route.pane === "chat" || route.pane === "browse" ? route : { ...route, pane: null }, { task: id }));
  const groupsOf = memo((tasks, route, see, sort, linger, found, hits) => select({ tasks, route, see, sort, linger, found, hits, words: S.views }));
  const listRoute = memo((view, id, path, q) => ({ view, id, path, q }));
  // A tag just typed shows before the server's list knows it.
  const tagsOf = memo((tags, found, complete) => [...new Set([...tags.filter((tag) => !complete || found.tag[tag.name]).map((tag) => tag.name), ...Object.keys(found.tag)])].sort((a, b) => a.localeCompare(b)).map((name) => ({ name })));
  let last = null;

  function quickPlace({ route, projects, user, now }) {
    const see = readerOf(user, now);
    const project = route.view === "project" && projects.find((one) => one.id === route.id);
    return {
      defaults: { ...(route.view === "today" ? { due_date: see.today } : {}), ...(project ? { project_id: project.id } : {}), ...(route.view === "tag" ? { tags: [route.id] } : {}) },
      place: project ? project.name : S.quick.inbox, dayName: S.views.today.toLowerCase(),
    };
  }

  function emptyOf(state, tasks, see, groups) {
    const { route } = state;
    if (route.view === "today") {
      const next = nextUp(tasks, see);
      const done = groups.find((group) => group.key === "done")?.tasks.length || 0;
      const words = next ? S.empty.todayNext(next.name, next.day, next.time) : "";
      if (!Object.keys(tasks).length) return { text: S.empty.welcome, add: true };
      return { text: [S.empty.today[0], done ? S.empty.todayDone(done, words) : words || S.empty.today[1]], add: true, next: Boolean(next) };
    }
    if (route.view === "search") return { text: route.q.trim() ? S.empty.search(route.q.trim()) : S.empty.searchStart };
    if (route.view === "tag") return { text: S.empty.tag(route.id), add: true };
    if (route.view === "filter" && groups.length) return null; // done tasks may be all that was asked for
    if (route.view === "filter") return { text: emptyFilter(state.load, state.load.views[`filter:${route.id}`]) };
    if (route.view === "project" && state.load.status === "ready" && !state.projects.some((one) => one.id === route.id)) return { text: S.empty.gone };
    return { text: S.empty[route.view], add: route.view !== "trash" };
  }

  function emptyFilter({ fault }, status) {
    if (fault) return [S.empty.filterBad, fault];
    if (status === "gone") return S.empty.filterGone;
    return status === "error" ? [S.empty.filterFailed, S.error.safe] : S.empty.filter;
  }

  function subtitle(state, head, groups) {
    const { route } = state;
    const open = groups.filter((group) => group.key !== "done").reduce((sum, group) => sum + group.tasks.length, 0);
    if (route.view === "trash") return S.top.emptyTrash;
    if (route.view === "search") return route.q.trim() ? S.top.found(groups.reduce((sum, group) => sum + group.tasks.length, 0)) : "";
    return head.sub || (open ? S.top.openCount(open) : "");
  }

  function viewState({ route, load, hits }) {
    const known = load.views[`${route.view}:${route.id || ""}`];
    if (route.view === "filter" && hits?.id !== route.id && (!known || known === "ready")) return "loading";
    return known || (route.view === "trash" ? "loading" : "");
  }

  function frame(state) {
    const { ui, route, drawer } = state;
    const app = $("#app");
    const chatShown = phone.matches ? route.pane === "chat" : wide.matches ? ui.chat && !route.task : drawer;
    const third = route.task ? "panel" : chatShown ? "chat" : "none";
    const paneName = phone.matches && ["chat", "browse"].includes(route.pane) ? route.pane : "main";
    Object.assign(app.dataset, { side: ui.side || phone.matches ? "open" : "folded", third, pane: paneName });
    // What is covered cannot be reached: the panel on a phone, panel and chat drawer on a tablet.
    const covered = !wide.matches && third !== "none" && !(phone.matches && third === "chat");
    for (const part of app.children) {
      const top = part.matches(third === "panel" ? ".panel" : ".chat");
      part.inert = covered && !top && !part.matches(".veil, .floor");
    }
    // On a phone the pane that is shown is the page.
    for (const name of ["chat", "browse"]) {
      const part = $(name === "chat" ? ".chat" : ".side");
      part.setAttribute("role", paneName === name ? "main" : "complementary");
    }
    return { chatShown, page: paneName };
  }

  function paint(state) {
    if (!state.route) return;
    last = state;
    const { route, user, data, projects, filters, tags, ui } = state;
    const see = readerOf(user, state.now);
    const tasks = visible(data);
    const found = countsOf(tasks, see, data.complete, projects, tags);
    const sort = ui.sort[route.path] || "smart";
    const at = listRoute(route.view, route.id, route.path, route.q);
    const groups = groupsOf(tasks, at, see, sort, state.linger, state.found, state.hits);
    const head = title(route, { projects, filters, see, words: S.views });
    const { chatShown, page } = frame(state);
    const link = linkOf(route);
    document.title = `${route.view === "today" && found.today ? `(${found.today}) ` : ""}${head.title} - ${S.app}`;

    $("bf-sidebar").model = { user, counts: found, projects, filters, tags: tagsOf(tags, found, data.complete), route, page: page === "browse", ready: state.load.status === "ready" };
    $("bf-header").model = { title: head.title, sub: subtitle(state, head, groups), color: head.project?.color || null, sideFolded: !ui.side && !phone.matches, chatShown: chatShown && !route.task, waiting: waiting(data), route, sort };
    $("bf-quick").model = { ...quickPlace(state), projects, tags, people: PEOPLE, tasks, parse };
    $(".quick-spot").hidden = route.view === "trash" || route.view === "search";
    $(".fab").hidden = route.view === "trash";
    const empty = emptyOf(state, tasks, see, groups);
    $("bf-list").model = {
      groups, route, see, status: state.load.status, viewState: viewState(state),
      byId: byIdOf(projects), subs: subsOf(tasks), picked: state.picked, linger: state.linger, folds: ui.folds, empty, link,
    };
    $("bf-bulk").model = { picked: state.picked };
    $("bf-toasts").model = { toasts: state.toasts };
    $("bf-chat").model = { chat: state.chat, assistant: state.assistant, see, tasks, link, now: state.now, page: page === "chat" };
    $("bf-tabs").model = { route };
    paintPanel(state, tasks, see, link);
  }

  function paintPanel({ route, projects, missing, data, user: known }, tasks, see, link) {
    if (!route.task || !customElements.get("bf-panel")) return;
    const id = data.alias[route.task] || route.task;
    const task = tasks[id] || null;
    const subtasks = Object.values(tasks).filter((one) => one.parent_id === id && !one.deleted_at).sort((a, b) => isDone(a) - isDone(b) || sorter("position", see)(a, b));
    $("bf-panel").model = { user: known, tasks, task, subtasks, parent: task && tasks[task.parent_id], projects, see, link, parse, subs: subsOf(tasks), missing: Boolean(missing[id]) };
  }

  return {
    paint, quickPlace,
    isLate: (task) => { const see = readerOf(last.user, last.now); const due = dueOf(task, see.zone); return Boolean(due) && due.date < see.today; },
    countOf: (id) => Object.values(visible(last.data)).filter((task) => task.project_id === id && isOpen(task)).length,
    foldedByDefault: (key) => key === "done" && last.route.view !== "today",
  };
}
