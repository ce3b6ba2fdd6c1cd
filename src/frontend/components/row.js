// One task as a row. A function of its nouns; the list compares the text it returns.
import { dueWords, nearDay, wall } from "../lib/dates.js";
import { html } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { strings as S } from "../lib/strings.js";
import { isDone } from "../state/data.js";

const MARK = { urgent: "!!!", high: "!!", medium: "!" };

export const check = (task, { trash = false } = {}) => (task.uncompletable && !trash && !isDone(task) ? html`<span class="check no-box p-${task.priority}" aria-hidden="true">${icon("dot")}</span>` : html`<button type="button" class="check p-${task.priority} ${isDone(task) ? "on" : ""}" data-act="${trash ? "restore" : "toggle"}"
  aria-label="${trash ? S.list.restoreName(task.name) : isDone(task) ? S.list.reopen(task.name) : S.list.complete(task.name)}">${icon(trash ? "restore" : "check")}</button>`);

export const priority = (task) => (MARK[task.priority] && !isDone(task)
  ? html`<span class="prio p-${task.priority}" aria-hidden="true">${MARK[task.priority]}</span><span class="hid">, ${S.list.priority[task.priority]}</span>` : "");

function due(task, { see, hideDay, trash }) {
  if (trash) return html`<span class="m-due far">${S.list.deleted(nearDay(wall(task.deleted_at, see.zone).date, see))}</span>`;
  const words = dueWords(task, see, { hideDay });
  const reminds = !isDone(task) && (task.reminders || []).some((one) => (one.at ? Date.parse(one.at) > see.now : task.due)) ? html`${icon("bell")}<span class="hid">, ${S.list.reminds}</span>` : "";
  const repeat = html`${task.recurrence ? html`${icon("rep")}<span class="hid">, ${S.list.repeats}</span>` : ""}${reminds}`;
  if (words && (words.text || task.recurrence || reminds)) {
    return html`<span class="m-due ${words.late ? "late" : words.date > see.today && !hideDay ? "far" : ""}"><span class="hid">${S.list.dueHid} </span>${words.text && html`<time datetime="${words.date}">${words.text}</time>`}${repeat}</span>`;
  }
  if (!words && task.deadline) return html`<span class="m-due ${task.deadline < see.today && !isDone(task) ? "late" : "far"}">${S.list.until(nearDay(task.deadline, see))}${reminds}</span>`;
  return html`<span class="m-due ${reminds ? "" : "none"}">${repeat}</span>`;
}

const act = (name, label, picture) => html`<button type="button" class="btn-icon" data-act="${name}" aria-label="${label}" title="${label}">${icon(picture)}</button>`;

export function row(task, see, { projects, subs, hideDay, noProject, picked, opened, linger, trash, link }) {
  const project = !noProject && projects[task.project_id];
  const count = subs[task.id];
  const hint = task.description.split("\n", 1)[0].slice(0, 140);
  const dueText = due(task, { see, hideDay, trash });
  const empty = !count && !task.tags.length && !project && dueText.text.includes("m-due none");
  const state = [isDone(task) && "is-done", picked && "is-picked", opened && "is-open", linger === "fold" && "is-folding", task.status === "blocked" && "is-blocked", empty && "no-meta", trash && "in-trash"].filter(Boolean).join(" ");
  return html`<li class="row ${state}" data-id="${task.id}">
    ${check(task, { trash })}
    <a class="row-main" href="${link(task.id)}" draggable="false"><span class="row-name" dir="auto">${task.name}</span>${priority(task)}${task.status === "blocked" ? html`<span class="hid">, ${S.list.blocked}</span>` : ""}${task.uncompletable ? html`<span class="hid">, ${S.list.heading}</span>` : ""}${hint && html`<span class="row-hint" dir="auto">${hint}</span>`}</a>
    <span class="row-meta">
      ${count ? html`<span>${icon("sub")}<span aria-hidden="true">${count.done}/${count.all}</span><span class="hid">${S.list.subtasks(count.done, count.all)}</span></span>` : ""}
      ${task.tags.slice(0, 3).map((tag) => html`<span class="m-tag cut">@${tag}</span>`)}
      ${dueText}
      ${noProject ? "" : project ? html`<span class="m-proj"><i class="dot d-${project.color}"></i><span class="cut">${project.name}${task.section ? html`<span class="m-sec"> / ${task.section}</span>` : ""}</span></span>` : html`<span class="m-proj none"></span>`}
    </span>
    <span class="acts">${trash
    ? html`<button type="button" class="btn btn-s" data-act="restore">${icon("undo")}${S.list.restore}</button>`
    : html`${act("today", S.list.today, "sun")}${act("tomorrow", S.list.tomorrow, "sunrise")}${act("week", S.list.nextWeek, "next")}${act("edit", S.list.edit, "pen")}${act("remove", S.list.delete, "trash")}`}</span>
  </li>`;
}
