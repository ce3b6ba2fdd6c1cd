// What a person does to tasks: shown at once, sent behind it, taken back in one word.
import { addDays, dueOf, nearDay, nextWeek } from "../lib/dates.js";
import { newId } from "../lib/outbox.js";
import { strings as S } from "../lib/strings.js";
import { draftTask, draftTasks } from "../state/quick.js";
import { inverse, isOpen, visible } from "../state/data.js";

const LINGER = 1000;
const FOLD = 150;

export const dueBody = (due) => (due ? (due.time ? { date: due.date, time: due.time, ...(due.zone ? { zone: due.zone } : {}) } : due.date) : null);

export function createTaskActions({ store, api, outbox, loader, toasts, see }) {
  const undos = [];
  const task = (id) => visible(store.state.data)[id];
  const path = (id, rest = "") => `/api/v1/tasks/${id}${rest}`;
  const stamp = () => new Date().toISOString();

  async function push(op) {
    const result = await outbox.push(op);
    if (result.ok) loader.refresh();
    else refused(result.error, op);
    return result;
  }
  function refused(error, op) {
    const id = op.ids[0];
    const name = task(id)?.name || "";
    if (op.request.undoOf && error.code === "nothing_to_undo") return;
    if (error.status === 412) {
      loader.task(id);
      toasts.show({ tone: "bad", text: S.error.stale(name), action: op.request.method === "PATCH" ? { label: S.error.saveMine, run: () => push({ ...op, id: newId(), request: { ...op.request, match: false } }) } : null });
    } else if (error.status === 404) {
      toasts.show({ tone: "bad", text: S.error.gone });
      loader.refresh(0);
    } else if (error.status !== 401) {
      toasts.show({ tone: "bad", text: S.error.refused(error.fields?.[0]?.reason || error.message) });
    }
  }

  /** Send ops and remember how to take them back: by what the server calls each of them. */
  function act(ops, { message = null, quiet = false } = {}) {
    const named = ops.map((op) => ({ ...op, id: newId() }));
    const before = Object.fromEntries(named.flatMap((op) => op.ids).map((id) => [id, task(id)]));
    const undo = () => [...named].reverse().forEach((op) => push({
      ids: op.ids, each: Object.fromEntries(op.ids.filter((id) => before[id]).map((id) => [id, inverse(before[id], op.patch)])),
      request: { method: "POST", path: "/api/v1/undo", undoOf: op.id },
    }).then(({ answer }) => { if (answer?.conflicts?.length) toasts.show({ tone: "bad", text: S.chat.conflicts(answer.conflicts.length) }); }));
    if (!quiet) remember(undo);
    if (message) toasts.show({ text: message, undo: () => { take(undo); unlinger(Object.keys(before)); undo(); } });
    return Promise.all(named.map(push));
  }
  const remember = (undo) => { undos.push(undo); if (undos.length > 50) undos.shift(); };
  const take = (undo) => { const at = undos.lastIndexOf(undo); if (at >= 0) undos.splice(at, 1); };

  function linger(ids) {
    const mark = (value) => store.set((state) => {
      const next = { ...state.linger };
      for (const id of ids) if (value) next[id] = value; else delete next[id];
      return { linger: next };
    });
    mark("stay");
    setTimeout(() => { if (ids.some((id) => store.state.linger[id])) mark("fold"); }, LINGER);
    setTimeout(() => mark(null), LINGER + FOLD);
  }

  const unlinger = (ids) => store.set((state) => ({ linger: Object.fromEntries(Object.entries(state.linger).filter(([id]) => !ids.includes(id))) }));

  async function complete(id) {
    const before = task(id);
    if (!before || !isOpen(before)) return;
    if (before.uncompletable) { toasts.show({ tone: "quiet", text: S.list.noCheckbox(before.name) }); return; }
    linger([id]);
    const [result] = await act([{ ids: [id], patch: { status: "completed", completed_at: stamp() }, request: { method: "POST", path: path(id, "/complete"), body: {} } }], { message: S.toast.completed(before.name) });
    const next = result.answer?.next;
    if (next) toasts.reword(S.toast.completed(before.name), S.toast.completedNext(before.name, nearDay(dueOf(next, see().zone)?.date || see().today, see())));
  }
  function reopen(id) {
    const before = task(id);
    if (!before) return;
    unlinger([id]);
    act([{ ids: [id], patch: { status: "not_started", completed_at: null }, request: { method: "POST", path: path(id, "/reopen"), body: {} } }], { message: S.toast.reopened(before.name) });
  }

  /** `patch` is what the task shall look like; `version` the one the person was looking at. */
  function change(id, patch, { version = null } = {}) {
    const body = { ...patch };
    if ("due" in body) body.due = dueBody(body.due);
    return { ids: [id], patch, request: { method: "PATCH", path: path(id), body, match: version !== null, version } };
  }
  function update(id, patch, { version = null } = {}) {
    const before = task(id);
    if (before && !before.temporary) act([change(id, patch, { version })]);
  }
  const dueOn = (before, day) => {
    if (!day) return null;
    const old = dueOf(before, see().zone);
    return { date: day, time: old?.time || null, zone: null, at: null };
  };
  const dayOf = (word) => ({ today: see().today, tomorrow: addDays(see().today, 1), week: nextWeek(see().today, see().firstWeekday) })[word] ?? word;

  function move(ids, word) {
    const day = dayOf(word);
    const words = day ? nearDay(day, see()) : S.panel.noDate;
    const message = ids.length === 1 ? S.toast.moved(task(ids[0]).name, words) : S.toast.movedMany(ids.length, words);
    // One all-or-nothing request, unless a task keeps a time of its own.
    const timed = ids.some((id) => dueOf(task(id), see().zone)?.time);
    if (ids.length === 1 || timed) act(ids.map((id) => change(id, { due: dueOn(task(id), day) })), { message });
    else act(bulk(ids, "update", { due: { date: day, time: null, zone: null, at: null } }, { due: day }), { message });
  }
  function bulk(ids, action, patch, set) {
    const ops = [];
    for (let at = 0; at < ids.length; at += 100) {
      const some = ids.slice(at, at + 100);
      ops.push({ ids: some, patch, request: { method: "POST", path: "/api/v1/tasks/bulk", body: { ids: some, action, ...(set ? { set } : {}) } } });
    }
    return ops;
  }

  function remove(ids) {
    const patch = { deleted_at: stamp() };
    if (ids.length === 1) act([{ ids, patch, request: { method: "DELETE", path: path(ids[0]) } }], { message: S.toast.deleted(task(ids[0]).name) });
    else act(bulk(ids, "delete", patch), { message: S.toast.deletedMany(ids.length) });
  }
  function restore(ids) {
    act([{ ids, patch: { deleted_at: null }, request: { method: "POST", path: path(ids[0], "/restore"), body: {} } }], { message: S.toast.restored(task(ids[0])?.name || "") });
  }
  function completeMany(all) {
    const ids = all.filter((id) => !task(id)?.uncompletable);
    if (!ids.length) return;
    linger(ids);
    act(bulk(ids, "complete", { status: "completed", completed_at: stamp() }), { message: S.toast.completedMany(ids.length) });
  }

  /** Enter in the quick add line. Resolves to the text that has to go back, or null. */
  async function quickAdd({ text, skip, defaults, parsed }) {
    const create = draftTasks(text, parsed, { projects: store.state.projects, defaults, now: new Date().toISOString() }, () => `temporary-${newId()}`);
    const ids = create.map((one) => one.id);
    const body = { text, ...(skip.length ? { skip } : {}), ...(Object.keys(defaults).length ? { defaults } : {}) };
    const op = newId();
    if (create.length === 1) toasts.say(S.quick.added(create[0].name));
    const result = await outbox.push({ id: op, ids, create, request: { method: "POST", path: "/api/v1/tasks/quick", body } });
    if (result.ok) {
      const undo = () => push({ ids: result.answer.tasks.map((one) => one.id), patch: { deleted_at: stamp() }, request: { method: "POST", path: "/api/v1/undo", undoOf: op } });
      remember(undo);
      if (create.length > 1) toasts.show({ text: S.quick.addedMany(create.length), undo: () => { take(undo); undo(); } });
      if (parsed?.chips?.some((chip) => chip.new)) loader.frame().catch(() => {});
      loader.refresh();
      return null;
    }
    return result.error;
  }
  function addSubtask(parent, name) {
    const id = `temporary-${newId()}`;
    const above = task(parent);
    const create = { ...draftTask(id, name, null, { projects: [], defaults: {}, now: new Date().toISOString() }), parent_id: parent, project_id: above?.project_id || null };
    return push({ ids: [id], create, request: { method: "POST", path: "/api/v1/tasks", body: { name, parent_id: parent, ...(above?.project_id ? { project_id: above.project_id } : {}) } } });
  }

  function undoLast() {
    const undo = undos.pop();
    if (!undo) { toasts.show({ tone: "quiet", text: S.toast.nothing }); return; }
    undo();
    store.set({ linger: {} });
    toasts.clearUndo();
    toasts.show({ tone: "quiet", text: S.toast.undone });
  }
  return { complete, reopen, update, move, remove, restore, completeMany, quickAdd, addSubtask, undoLast, task };
}
