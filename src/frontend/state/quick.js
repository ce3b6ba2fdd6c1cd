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

/** Move spans along with an edit; a span that was touched is dropped. */
export function shiftSpans(spans, before, after) {
  if (before === after || !spans.length) return spans;
  const short = Math.min(before.length, after.length);
  let head = 0;
  while (head < short && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < short - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const end = before.length - tail;
  const move = after.length - before.length;
  const kept = [];
  for (const span of spans) {
    if (span.end <= head && !(span.end === head && /\S/.test(after[head] || " ") && move > 0)) kept.push(span);
    else if (span.start >= end) kept.push({ ...span, start: span.start + move, end: span.end + move });
  }
  return kept;
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

/** A #project or @tag being typed at the caret: {sign, word, start, end}. */
export function wordAt(text, caret) {
  const found = /(^|\s)([#@])([^\s#@]*)$/u.exec(text.slice(0, caret));
  if (!found) return null;
  const rest = /^[^\s#@]*/u.exec(text.slice(caret))[0];
  return { sign: found[2], word: found[3] + rest, start: caret - found[3].length - 1, end: caret + rest.length };
}

/** Names that a half-typed word may become, best first. */
export function suggest(at, { projects, tags }) {
  if (!at) return [];
  const typed = at.word.toLowerCase();
  const names = at.sign === "#" ? projects.map((project) => project.name) : tags.map((tag) => tag.name);
  const starts = names.filter((name) => name.toLowerCase().startsWith(typed));
  const holds = names.filter((name) => !starts.includes(name) && name.toLowerCase().includes(typed));
  const all = [...starts, ...holds].slice(0, 6);
  return all.length === 1 && all[0].toLowerCase() === typed ? [] : all;
}

/** Replace the half-typed word; a name with blanks is put in quotes. */
export function complete(text, at, name) {
  const word = `${at.sign}${/\s/.test(name) ? `"${name}"` : name}`;
  const after = text.slice(at.end).startsWith(" ") ? "" : " ";
  return { text: text.slice(0, at.start) + word + after + text.slice(at.end), caret: at.start + word.length + 1 };
}

export const linesOf = (text) => text.split(/\r?\n/).map((line) => line.trim()).filter(Boolean);

const COLOURS = { due: "accent", deadline: "bad", tag: "tag", project: "info", recurrence: "tag", duration: "ok", assignee: "text" };
const PRIORITY = { urgent: "bad", high: "hot", medium: "warn", low: "text" };
export const chipColour = (chip) => (chip.kind === "priority" ? PRIORITY[String(chip.value).toLowerCase()] || "text" : COLOURS[chip.kind] || "text");
const ICONS = { due: "cal", deadline: "clock", priority: "flag", tag: "tag", project: "hash", recurrence: "rep", duration: "timer", assignee: "user" };
export const chipIcon = (chip) => ICONS[chip.kind] || "check";

/** A task to show before the server has answered. */
export function draftTask(id, text, parsed, { projects, defaults, now }) {
  const read = parsed?.tasks?.[0] || {};
  const project = read.project ? projects.find((one) => one.name.toLowerCase() === String(read.project).toLowerCase()) : null;
  const due = read.due || (defaults.due_date ? { date: defaults.due_date } : null);
  return {
    id, name: read.name || read.title || text, description: "", status: "not_started", priority: read.priority || "low",
    due: due && { date: null, time: null, zone: null, at: null, ...due }, deadline: read.deadline || null,
    duration_minutes: read.duration_minutes || null, recurrence: read.recurrence || null, tags: read.tags || [],
    project_id: project?.id || (read.project ? null : defaults.project_id || null), parent_id: null, position: Number.MAX_SAFE_INTEGER,
    created_at: now, updated_at: now, completed_at: null, deleted_at: null, version: 0, temporary: true,
  };
}
