// Tasks as the server told them (rows) plus what was done here and is still on its way (ops).
// What a person sees is rows with the ops laid over them, so an action shows at once and a refusal takes it back.

export const emptyData = () => ({ rows: {}, seen: {}, ops: [], alias: {}, clock: 0, complete: false });

/** Take rows from the server; an older version never replaces a newer one. */
export function merge(data, tasks) {
  const rows = { ...data.rows };
  const seen = { ...data.seen };
  const clock = data.clock + 1;
  for (const task of tasks) {
    if (rows[task.id] && rows[task.id].version > task.version) continue;
    rows[task.id] = task;
    seen[task.id] = clock;
  }
  return { ...data, rows, seen, clock };
}

/** The whole list of open tasks, asked for at `since`: rows that are open here, old and not in it, are gone. */
export function replaceOpen(data, tasks, since) {
  const merged = merge(data, tasks);
  const here = new Set(tasks.map((task) => task.id));
  const rows = { ...merged.rows };
  for (const [id, task] of Object.entries(rows)) {
    if (!here.has(id) && isOpen(task) && merged.seen[id] <= since) delete rows[id];
  }
  return { ...merged, rows, complete: true };
}

export const forget = (data, ids) => {
  const rows = { ...data.rows };
  for (const id of ids) delete rows[id];
  return { ...data, rows };
};

/**
 * An op: {id, ids, patch} changes rows ({each} by id), {id, ids: [temporary], create} shows a task that has no row yet;
 * `create` may be a list, one for each id.
 */
export const addOp = (data, op) => ({ ...data, ops: [...data.ops, { state: "sending", ...op }] });
export const dropOp = (data, id) => ({ ...data, ops: data.ops.filter((op) => op.id !== id) });
export const markOp = (data, id, state) => ({ ...data, ops: data.ops.map((op) => (op.id === id ? { ...op, state } : op)) });

/** The server agreed: its rows take the place of the op; a temporary id becomes the real one. */
export function settleOp(data, id, tasks) {
  const op = data.ops.find((one) => one.id === id);
  let next = merge(dropOp(data, id), tasks);
  if (op?.create) {
    const real = Object.fromEntries(op.ids.map((temporary, index) => [temporary, tasks[index]?.id]).filter(([, made]) => made));
    next = {
      ...next,
      alias: { ...next.alias, ...real },
      ops: next.ops.map((one) => ({ ...one, ids: one.ids.map((old) => real[old] || old) })),
    };
  }
  return next;
}

const shown = new WeakMap();
/** All tasks as a person should see them now, by id. */
export function visible(data) {
  if (!shown.has(data)) {
    const rows = data.ops.length ? { ...data.rows } : data.rows;
    for (const op of data.ops) {
      if (op.create) for (const made of [op.create].flat()) rows[made.id] = made;
      else for (const id of op.ids) if (rows[id]) rows[id] = { ...rows[id], ...op.patch, ...op.each?.[id] };
    }
    shown.set(data, rows);
  }
  return shown.get(data);
}

export const isOpen = (task) => task.status !== "completed" && !task.deleted_at;
export const isDone = (task) => task.status === "completed" && !task.deleted_at;
export const waiting = (data) => data.ops.filter((op) => op.state === "waiting").length;

/** Subtasks done and in all, as far as they are known here. */
export function subtaskCounts(tasks) {
  const counts = {};
  for (const task of Object.values(tasks)) {
    if (!task.parent_id || task.deleted_at) continue;
    const count = (counts[task.parent_id] ??= { done: 0, all: 0 });
    count.all += 1;
    if (task.status === "completed") count.done += 1;
  }
  return counts;
}

/** How to take a change back: the fields it touches, as they were. */
export function inverse(task, patch) {
  const back = {};
  for (const field of Object.keys(patch)) back[field] = task[field];
  return back;
}

/** The conversation before anything was said. `queue` waits for the answer that is on its way, `live` is that answer. */
export const emptyChat = () => ({ session: null, messages: [], queue: [], live: null, sessions: null, busy: false, loading: false, error: null, undone: {}, answered: {}, ticks: {} });
