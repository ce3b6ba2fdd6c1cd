// The quick add line as data: where the understood words stand while the text is being edited.

/** The server counts code points, the browser UTF-16 units. */
export const toPoints = (text, index) => [...text.slice(0, index)].length;
export function toUnits(text, point) {
  let unit = 0;
  let count = 0;
  for (const sign of text) {
    if (count === point) break;
    unit += sign.length;
    count += 1;
  }
  return unit;
}

/** Chips of the server with their places in UTF-16 units. */
export const placeChips = (text, chips) => chips.map((chip) => ({ ...chip, start: toUnits(text, chip.start), end: toUnits(text, chip.end) }));

/** What an edit did: the text is the same before `head` and from `end` (of the old text) on, which moved. */
function edit(before, after) {
  const short = Math.min(before.length, after.length);
  let head = 0;
  while (head < short && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < short - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  return { head, end: before.length - tail, move: after.length - before.length };
}

/** Move spans along with an edit; a span that was touched is dropped. */
export function shiftSpans(spans, before, after) {
  if (before === after || !spans.length) return spans;
  const { head, end, move } = edit(before, after);
  const kept = [];
  for (const span of spans) {
    if (span.end <= head && !(span.end === head && /\S/.test(after[head] || " ") && move > 0)) kept.push(span);
    else if (span.start >= end) kept.push({ ...span, start: span.start + move, end: span.end + move });
  }
  return kept;
}

/**
 * What was turned back into text stays text while other words are typed, also right behind it and inside it;
 * only taking it away whole ends that.
 */
export function keepSkips(spans, before, after) {
  if (before === after || !spans.length) return spans;
  const { head, end, move } = edit(before, after);
  const kept = [];
  const glued = (place) => head === end && /\S/.test(after[place] || " ");
  for (const span of spans) {
    const { start: from, end: to } = span;
    if (to < head || (to === head && !glued(head))) kept.push(span);
    else if (from > end || (from === end && !(from === head && glued(end + move - 1)))) kept.push({ ...span, start: from + move, end: to + move });
    else if (head > from || end < to || head === end) kept.push({ ...span, start: Math.min(from, head), end: Math.max(to, end) + move });
  }
  return kept.filter((span) => span.end > span.start);
}

/** The chip that a Backspace at `caret` turns back into text. */
export const chipBehind = (chips, caret) => chips.find((chip) => chip.end === caret && chip.end > chip.start) || null;

/** Text and chips as pieces for the mirror: [{text, chip?}]. */
export function pieces(text, chips) {
  const found = [];
  let at = 0;
  for (const chip of [...chips].sort((a, b) => a.start - b.start)) {
    if (chip.start < at || chip.end > text.length || chip.start === chip.end) continue;
    if (chip.start > at) found.push({ text: text.slice(at, chip.start) });
    found.push({ text: text.slice(chip.start, chip.end), chip });
    at = chip.end;
  }
  if (at < text.length) found.push({ text: text.slice(at) });
  return found;
}

export const linesOf = (text) => text.split(/\r?\n/).map((line) => line.trim()).filter(Boolean);

/** Lines of an answer with the chips that lie in each: [{depth, name, start, end, chips}]. */
export const outline = (tasks, chips) => tasks.map((task) => ({ ...task, chips: chips.filter((chip) => chip.start >= task.start && chip.end <= task.end) }));

/** How many lines have no name, and which is the first (from 1). */
export function nameless(tasks) {
  const found = tasks.map((task, index) => (task.name ? 0 : index + 1)).filter(Boolean);
  return { count: found.length, first: found[0] || 0 };
}

const COLOURS = { due: "accent", deadline: "bad", tag: "tag", project: "info", section: "info", recurrence: "tag", duration: "ok", reminder: "warn", assignee: "text", status: "ok" };
const PRIORITY = { urgent: "bad", high: "hot", medium: "warn", low: "text" };
export const chipColour = (chip) => (chip.kind === "priority" ? PRIORITY[String(chip.value).toLowerCase()] || "text" : COLOURS[chip.kind] || "text");
const ICONS = { due: "cal", deadline: "clock", priority: "flag", tag: "tag", project: "hash", section: "part", recurrence: "rep", duration: "timer", reminder: "bell", assignee: "user", uncompletable: "dot", description: "text" };
export const chipIcon = (chip) => ICONS[chip.kind] || "check";

/** A task to show before the server has answered. */
export const draftTask = (id, text, parsed, places) => draftOf(id, { name: text, ...parsed?.tasks?.[0] }, places);

/** The same for every line; without an answer each line is a task as it stands. */
export function draftTasks(text, parsed, places, newId) {
  const above = [];
  const read = parsed?.tasks?.length ? parsed.tasks : linesOf(text).map((name) => ({ name, depth: 0 }));
  return read.map((line, index) => {
    const depth = line.depth || 0;
    const parent = depth ? above[depth - 1] : null;
    const task = draftOf(newId(), line, places, parent);
    above[depth] = task;
    return { ...task, position: task.position + index };
  });
}

function draftOf(id, read, { projects, defaults, now }, parent = null) {
  const project = read.project ? projects.find((one) => one.name.toLowerCase() === String(read.project).toLowerCase()) : null;
  const own = parent ? { project_id: parent.project_id, section: parent.section } : { project_id: defaults.project_id || null, section: null };
  const due = read.due || (defaults.due_date && !parent ? { date: defaults.due_date } : null);
  const tags = read.tags || [];
  const place = read.project ? { project_id: project?.id || null, section: read.section || null } : own;
  return {
    id, name: read.name || read.title, description: read.description || "", status: read.status || "not_started", priority: read.priority || "low",
    due: due && { date: null, time: null, zone: null, at: null, ...due }, deadline: read.deadline || null,
    duration_minutes: read.duration_minutes || null, recurrence: read.recurrence || null, tags: parent ? tags : [...tags, ...(defaults.tags || []).filter((tag) => !tags.includes(tag))],
    ...place, reminders: read.reminders || [], uncompletable: Boolean(read.uncompletable), assignee_id: read.assignee_id || null, parent_id: parent?.id || null, position: 1e12,
    created_at: now, updated_at: now, completed_at: read.status === "completed" ? now : null, deleted_at: null, version: 0, temporary: true,
  };
}
