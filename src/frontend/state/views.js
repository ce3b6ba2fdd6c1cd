// From tasks and an address to what the page shows. Pure: the clock comes in as `see`.
import { addDays, dueOf, longDay, nearDay, shortDay, wall } from "../lib/dates.js";
import { matches } from "../lib/words.js";
import { isDone, isOpen } from "./data.js";

const RANK = { urgent: 0, high: 1, medium: 2, low: 3 };
const HORIZON = 14;

const dueKey = (task, see) => {
  const due = dueOf(task, see.zone);
  return due ? `${due.date} ${due.time || "99"}` : "9999";
};
const by = (...keys) => (a, b) => {
  for (const key of keys) {
    const left = key(a);
    const right = key(b);
    if (left < right) return -1;
    if (left > right) return 1;
  }
  return 0;
};
const last = (key) => (a, b) => (a[key] < b[key] ? 1 : a[key] > b[key] ? -1 : 0);

export function sorter(sort, see) {
  const rank = (task) => RANK[task.priority] ?? 3;
  const due = (task) => dueKey(task, see);
  const born = (task) => task.created_at || "9";
  if (sort === "priority") return by(rank, due, born);
  if (sort === "name") return (a, b) => a.name.localeCompare(b.name);
  if (sort === "created") return last("created_at");
  if (sort === "position") return by((task) => task.position, born);
  return by(due, rank, (task) => task.position, born);
}

/** Numbers for the sidebar, from what is known here; the server's count stands in while the list is not whole. */
export function counts(tasks, see, { complete = true, projects = [], tags = [] } = {}) {
  const found = { today: 0, late: 0, upcoming: 0, inbox: 0, project: {}, tag: {} };
  for (const task of Object.values(tasks)) {
    if (!isOpen(task)) continue;
    const due = dueOf(task, see.zone);
    if (due && due.date <= see.today) found.today += 1;
    if (due && due.date < see.today) found.late += 1;
    if (due && due.date > see.today) found.upcoming += 1;
    if (!task.project_id && !task.parent_id) found.inbox += 1;
    if (task.project_id) found.project[task.project_id] = (found.project[task.project_id] || 0) + 1;
    for (const tag of task.tags) found.tag[tag] = (found.tag[tag] || 0) + 1;
  }
  if (!complete) {
    for (const project of projects) found.project[project.id] = project.open_tasks;
    for (const tag of tags) found.tag[tag.name] = tag.open_tasks;
  }
  return found;
}

/** The groups of a view: [{key, title, tone, date, tasks, folded, action}]. `linger` keeps just-done tasks in their place. */
export function select({ tasks, route, see, sort = "smart", linger = {}, found = null, hits = null, words }) {
  const all = Object.values(tasks);
  const stays = (task) => isOpen(task) || (isDone(task) && linger[task.id]);
  const order = sorter(sort, see);
  const inOrder = (some) => some.sort(order);
  const groups = [];
  const push = (key, title, some, more = {}) => { if (some.length) groups.push({ key, title, tasks: some, ...more }); };
  const done = (some, title, more = {}) => push("done", title, some.filter((task) => isDone(task) && !linger[task.id]).sort(last("completed_at")), { tone: "done", ...more });

  if (route.view === "trash") {
    push("trash", "", all.filter((task) => task.deleted_at).sort(last("deleted_at")), { bare: true });
    return groups;
  }
  if (route.view === "search") {
    if (!route.q.trim()) return groups;
    const ids = new Set(found || []);
    const hits = all.filter((task) => !task.deleted_at && (ids.has(task.id) || matches(`${task.name} ${task.description} ${task.tags.map((tag) => `@${tag}`).join(" ")}`, route.q)));
    push("open", words.open, inOrder(hits.filter(stays)));
    done(hits, words.done);
    return groups;
  }
  if (route.view === "filter") {
    // Which tasks a filter shows is the server's word; what happened to them since is seen at once.
    if (hits?.id !== route.id) return groups;
    const shown = (ids) => ids.map((id) => tasks[id]).filter((task) => task && !task.deleted_at);
    hits.lists.forEach(({ text, ids }, index) => push(`list-${index}`, text, inOrder(shown(ids).filter(stays)), { bare: hits.lists.length === 1 }));
    done(shown([...new Set(hits.lists.flatMap(({ ids }) => ids))]), words.done);
    return groups;
  }
  if (route.view === "today") {
    const dated = all.filter((task) => dueOf(task, see.zone)?.date <= see.today && stays(task));
    const late = dated.filter((task) => dueOf(task, see.zone).date < see.today);
    push("late", words.overdue, inOrder(late), { tone: "late", action: "late-today" });
    const now = dated.filter((task) => dueOf(task, see.zone).date === see.today);
    push("today", words.today, inOrder(now), { date: see.today, minutes: now.filter(isOpen).reduce((sum, task) => sum + (task.duration_minutes || 0), 0) });
    done(all.filter((task) => task.completed_at && wall(task.completed_at, see.zone).date === see.today), words.done, { today: true, date: see.today });
    return groups;
  }
  if (route.view === "upcoming") {
    const days = new Map();
    const far = addDays(see.today, HORIZON);
    for (const task of inOrder(all.filter(stays))) {
      const due = dueOf(task, see.zone);
      if (!due || due.date <= see.today) continue;
      const key = due.date <= far ? due.date : "later";
      if (!days.has(key)) days.set(key, []);
      days.get(key).push(task);
    }
    const keys = [...days.keys()].sort();
    for (const key of keys) {
      if (key === "later") push(key, words.later, days.get(key));
      else push(key, key === addDays(see.today, 1) ? words.tomorrow : longDay(key, see), days.get(key), { date: key, note: key === addDays(see.today, 1) ? longDay(key, see) : "" });
    }
    return groups;
  }
  const mine = all.filter((task) => belongs(task, route, tasks));
  const open = inOrder(mine.filter(stays));
  const sections = route.view === "project" ? [...new Set(open.map((task) => task.section).filter(Boolean))].sort((a, b) => a.localeCompare(b)) : [];
  push("open", "", open.filter((task) => !sections.includes(task.section)), { bare: true });
  for (const name of sections) push(`section:${name}`, name, open.filter((task) => task.section === name));
  done(mine, words.done, { folded: true });
  return groups;
}

function belongs(task, route, tasks) {
  if (task.deleted_at) return false;
  if (route.view === "tag") return task.tags.includes(route.id);
  // A subtask shows under its parent, unless the parent is not here.
  const parent = task.parent_id && tasks[task.parent_id];
  if (parent && isOpen(parent)) return false;
  if (route.view === "project") return task.project_id === route.id;
  return !task.project_id;
}

export function title(route, { projects, filters = [], see, words }) {
  if (route.view === "project") return { title: projects.find((one) => one.id === route.id)?.name || words.project, project: projects.find((one) => one.id === route.id) };
  if (route.view === "filter") {
    const saved = filters.find((one) => one.id === route.id);
    return { title: saved?.name || words.filter, sub: saved?.query };
  }
  if (route.view === "tag") return { title: `@${route.id}` };
  if (route.view === "today") return { title: words.today, sub: longDay(see.today, see) };
  return { title: words[route.view] };
}

/** What follows an empty Today: the first task that is to come. */
export function nextUp(tasks, see) {
  const [first] = Object.values(tasks).filter((task) => isOpen(task) && dueOf(task, see.zone)?.date > see.today).sort(sorter("smart", see));
  if (!first) return null;
  const due = dueOf(first, see.zone);
  return { name: first.name, day: nearDay(due.date, see), time: due.time, date: due.date, short: shortDay(due.date, see) };
}
