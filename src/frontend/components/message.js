// The messages of the chat as markup: those that were said, the one that is coming, and the list of earlier chats.
import { dueWords, stamp } from "../lib/dates.js";
import { html } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { words as W } from "../lib/strings.chat.js";
import { linkNames, matches } from "../lib/words.js";
import { isDone } from "../state/data.js";
import { linkable } from "../state/chat.js";
import { proposal, receipt, source } from "./receipt.js";
import { check } from "./row.js";

const SHOWN = 12;
/** As many tasks as an answer numbers. */
const NAMED = 10;
const STEPS = { find_tasks: "search", list_tasks: "list", plan_day: "clock" };

function answer(text, one, link) {
  return html`<p class="ans" dir="auto">${linkNames(text, linkable(one)).map((piece) => (piece.id ? html`<a class="link" href="${link(piece.id)}">${piece.text}</a>` : piece.text))}</p>`;
}
const step = ({ tool, line }) => html`<p class="step">${icon(STEPS[tool] || (/find|search|recall/.test(tool) ? "search" : /list|count|get|read/.test(tool) ? "list" : "check"))}<span dir="auto">${line}</span></p>`;
/** What was done on the way, without what the answer, the head of its list or the title of its proposal says in the same words. */
function steps(all, text, title) {
  const heads = [title, ...text.split("\n").filter((part) => part.endsWith(":")).map((part) => part.slice(0, -1))].filter(Boolean);
  return all.filter(({ line }) => !text.includes(line.replace(/[.!]$/, "")) && !heads.some((head) => line.includes(head))).map(step);
}
const notice = ({ text }) => html`<p class="step">${icon("bell")}<span dir="auto">${text}</span></p>`;

/** Tasks that the words do not name, as a small living list; folded where the words name the first of many. */
function found(one, { tasks, see, link }) {
  const linked = new Set(linkNames(one.text, linkable(one)).filter((piece) => piece.id).map((piece) => piece.text.toLowerCase()));
  const named = new Set((one.receipt?.changes || []).map((change) => change.task_id));
  const rest = one.tasks.filter((task) => !named.has(task.id) && !linked.has(task.name.toLowerCase()));
  if (!rest.length) return "";
  const many = one.tasks.length - rest.length >= NAMED;
  const list = html`<ul class="found">${(many ? rest : rest.slice(0, SHOWN)).map((stored) => {
    const task = tasks[stored.id] || stored;
    const due = task.due ? dueWords(task, see) : null;
    return html`<li data-id="${task.id}" data-key="${task.id}">${task.status && !task.deleted_at ? check(task) : ""}<a class="cut ${task.status && isDone(task) ? "done" : ""}" dir="auto" href="${link(task.id)}">${task.name}</a>${due ? html`<span class="small ${due.late ? "late" : ""}">${due.text}</span>` : ""}</li>`;
  })}</ul>`;
  if (many) return html`<details class="src-more"><summary class="src"><span>${W.next(rest.length)}</span>${icon("down", "turn")}</summary>${list}</details>`;
  return html`${list}${rest.length > SHOWN ? html`<p class="small quiet">${W.more(rest.length - SHOWN)}</p>` : ""}`;
}

function message(one, model) {
  const { chat, link } = model;
  if (one.role === "user") {
    return html`<p class="me" dir="auto" data-key="${one.id}">${one.text}</p>${one.unsent ? html`<p class="unsent" data-key="${one.id}-unsent">${icon("warn")}<span>${one.unsent}</span><button type="button" class="btn btn-s link" data-act="again" data-id="${one.id}" ${chat.busy ? html`disabled` : ""}>${W.retry}</button></p>` : ""}`;
  }
  const last = chat.messages.at(-1) === one;
  return html`<div class="it" data-key="${one.id}">${steps(one.steps, one.text, one.proposal?.title)}
    ${one.text ? answer(one.text, one, link) : ""}
    ${one.candidates.length ? html`<div class="picks" role="group" aria-label="${W.whichOne}">${one.candidates.map((candidate) => html`<button type="button" class="btn btn-line btn-s" data-act="pick" data-text="${candidate.name}" ${last && !chat.busy ? "" : html`disabled`}><span class="cut" dir="auto">${candidate.name}</span></button>`)}</div>` : found(one, model)}
    ${proposal(one, model)}${receipt(one, model)}${one.notices.map(notice)}
    ${model.assistant && !model.assistant.enabled && !one.sent.length ? "" : source(one)}</div>`;
}

/** Everything that was said. */
export const said = (model) => html`${model.chat.messages.map((one) => message(one, model))}`;

/** The answer that is coming, and what waits behind it. */
export function coming({ chat: { live, busy, queue } }) {
  const { text = "", steps: done = [], notices = [], stopping = false } = live || {};
  return html`${busy ? html`<div class="it" data-key="live">${steps(done, text)}${text ? html`<p class="ans live" dir="auto">${text}<span class="caret" aria-hidden="true"></span></p>` : ""}${notices.map(notice)}
    ${stopping || !text ? html`<p class="step busy late-in">${icon("rep")}<span>${stopping ? W.stopping : W.working}</span></p>` : ""}</div>` : ""}
    ${queue.map((one) => html`<p class="me waits" dir="auto" data-key="${one.id}">${one.text}<span class="small">${W.waits}</span></p>`)}`;
}

/** Earlier chats that match what is typed. */
export function earlier({ chat, see }, query, doomed) {
  if (!chat.sessions) return html`<p class="nav-none">${W.loading}</p>`;
  const shown = chat.sessions.filter((one) => !query.trim() || matches(one.title || W.untitled, query));
  if (!shown.length) return html`<p class="nav-none">${chat.sessions.length ? W.noneFound : W.none}</p>`;
  return html`<ul>${shown.slice(0, 100).map((one) => (one.id === doomed
    ? html`<li data-key="${one.id}-ask" class="ask"><span class="grow">${W.removeAsk}</span><button type="button" class="btn btn-s btn-line" data-act="keep">${W.keep}</button><button type="button" class="btn btn-s btn-bad" data-act="remove" data-id="${one.id}">${W.removeDo}</button></li>`
    : html`<li data-key="${one.id}"><button type="button" class="past-open" data-act="session" data-id="${one.id}" ${one.id === chat.session ? html`aria-current="true"` : ""}><span class="grow cut" dir="auto">${one.title || W.untitled}</span><span class="small quiet">${stamp(one.updated_at, see)}</span></button><button type="button" class="btn-icon" data-act="doom" data-id="${one.id}" aria-label="${W.remove(one.title || W.untitled)}" title="${W.remove(one.title || W.untitled)}">${icon("trash")}</button></li>`))}</ul>`;
}
