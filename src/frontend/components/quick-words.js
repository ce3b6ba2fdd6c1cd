// What quick add says about the typed words: chips, the list that several lines become, and what Enter will do.
import { html } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { strings as S } from "../lib/strings.js";
import { chipColour, chipIcon, nameless, outline } from "../state/quick.js";

export const labelOf = (chip) => (chip.kind === "tag" && !chip.label.startsWith("@") ? `@${chip.label}` : chip.label);

/** A chip with its cross; `index` is its place among all chips. */
export const chipMark = (chip, index) => html`<span class="chip c-${chipColour(chip)}" data-key="${chip.kind}-${chip.start}" title="${S.quick.kinds[chip.kind] || ""}">${icon(chipIcon(chip))}<span class="cut" dir="auto">${labelOf(chip)}</span>${chip.new ? html`<span class="new">(${S.quick.newProject})</span>` : ""}<button type="button" class="x" data-index="${index}" aria-label="${S.quick.reject(labelOf(chip))}">${icon("x")}</button></span>`;

/** Several lines as the list that they will be. */
export const tree = (tasks, chips) => html`${outline(tasks, chips).map((line, index) => html`<li class="q-${line.depth}" data-key="${index}" aria-level="${line.depth + 1}">
  <span class="q-name ${line.name ? "" : "late"}" dir="auto">${icon(line.uncompletable ? "dot" : line.status === "completed" ? "check" : line.depth ? "sub" : "right")}<span class="cut">${line.name || S.quick.noName}</span></span>${line.chips.map((chip) => chipMark(chip, chips.indexOf(chip)))}</li>`)}`;

const left = (parsed) => (parsed?.left?.length ? html`<br><span class="q-left">${S.quick.left(parsed.left[0].text, parsed.left[0].reason)}</span>` : "");

/** The line under the chips. */
export function resultWords({ lines, text, parsed, failed, refused, chips, place, defaults, dayName }) {
  const tasks = parsed?.tasks;
  const chip = (kind) => chips.find((one) => one.kind === kind);
  if (!lines) return html`${S.quick.hint}`;
  if (refused) return html`<span class="late" role="alert">${S.quick.refused(refused)}</span>`;
  if (lines > 1) {
    const missing = nameless(tasks || []);
    if (missing.count) return html`<span class="late">${S.quick.namelessLine(missing.first)}</span>`;
    return html`<b dir="auto">${S.quick.lines(lines, (tasks || []).filter((task) => task.depth).length)}</b>${chip("project") ? "" : html` ${S.quick.to} <b dir="auto">${place}</b>`}${left(parsed)}`;
  }
  if (parsed && !tasks.length) return html`${S.quick.nameless}`;
  if (failed) return html`${S.quick.offline}`;
  if (!tasks) return html`${S.quick.adds} <b dir="auto">${text.trim()}</b> ${S.quick.to} <b dir="auto">${place}</b>`;
  const project = chip("project");
  const section = chip("section");
  const due = chip("due")?.label || (defaults.due_date && !chip("recurrence") ? dayName : "");
  return html`${S.quick.adds} <b dir="auto">${tasks[0].name || text.trim()}</b> ${S.quick.to} ${project?.new ? `${S.quick.aNew} ` : ""}<b dir="auto">${project ? project.label : place}</b>${section ? html` / <b dir="auto">${section.label}</b>` : ""}${due ? html`, ${S.quick.due} <b dir="auto">${due}</b>` : ""}${chip("recurrence") ? html`, ${S.quick.repeats} <b dir="auto">${chip("recurrence").label.toLowerCase()}</b>` : ""}${left(parsed)}`;
}
