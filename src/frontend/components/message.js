// One message of the chat as markup.
import { dueWords } from "../lib/dates.js";
import { html } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { strings as S } from "../lib/strings.js";
import { linkNames } from "../lib/words.js";
import { isDone } from "../state/data.js";
import { hasChanges, linkable, proposalState, tally, ticked } from "../state/chat.js";
import { check } from "./row.js";

const SHOWN = 12;

function answer(text, one, link) {
  return html`<p class="ans" dir="auto">${linkNames(text, linkable(one)).map((piece) => (piece.id ? html`<a class="link" href="${link(piece.id)}">${piece.text}</a>` : piece.text))}</p>`;
}

/** Tasks that the words do not name, as a small living list. */
function found(one, { tasks, see, link }) {
  const text = one.text.toLowerCase();
  const named = new Set((one.receipt?.changes || []).map((change) => change.task_id));
  const rest = one.tasks.filter((task) => !named.has(task.id) && !text.includes(task.name.toLowerCase()));
  if (!rest.length) return "";
  return html`<ul class="found">${rest.slice(0, SHOWN).map((stored) => {
    const task = tasks[stored.id] || stored;
    const due = task.due ? dueWords(task, see) : null;
    return html`<li data-id="${task.id}" data-key="${task.id}">${task.status && !task.deleted_at ? check(task) : ""}<a class="cut ${task.status && isDone(task) ? "done" : ""}" dir="auto" href="${link(task.id)}">${task.name}</a>${due ? html`<span class="small ${due.late ? "late" : ""}">${due.text}</span>` : ""}</li>`;
  })}</ul>${rest.length > SHOWN ? html`<p class="small quiet">${S.chat.more(rest.length - SHOWN)}</p>` : ""}`;
}

function receipt(one, { chat }) {
  if (!hasChanges(one)) return "";
  const { changes, turn_id: turn } = one.receipt;
  const words = tally(changes).map(([op, count]) => `${S.chat.ops[op] || op} ${count}`).join(", ");
  const undone = turn in chat.undone || one.receipt.undone;
  return html`<div class="receipt ${undone ? "undone" : ""}">${icon(undone ? "undo" : "check")}<span class="grow cut" title="${changes.map((change) => change.name).join(", ")}">${words[0].toUpperCase()}${words.slice(1)}</span>
    ${undone ? html`<span class="small grow-0">${S.chat.undone}&ensp;</span>` : html`<button type="button" class="btn btn-s link" data-act="undo" data-turn="${turn}">${icon("undo")}${S.chat.undo}</button>`}</div>
    ${chat.undone[turn] ? html`<p class="small quiet">${S.chat.conflicts(chat.undone[turn])}</p>` : ""}`;
}

function proposal({ proposal: card }, { chat, now }) {
  if (!card) return "";
  const state = proposalState(card, chat.answered, now);
  const open = state === "open";
  const on = new Set(ticked(card, chat.ticks).map((change) => change.task_id));
  const minutes = card.expires_at ? Math.round((Date.parse(card.expires_at) - now) / 60000) : null;
  return html`<section class="prop" aria-label="${card.title}"><div class="prop-h">${icon("wand")}<h3 class="grow cut">${card.title}</h3>${open && minutes !== null ? html`<span class="small quiet">${S.chat.openFor(minutes)}</span>` : ""}</div>
    <ul>${card.changes.map((change) => html`<li data-key="${change.task_id}"><label><input type="checkbox" class="box" value="${change.task_id}" data-proposal="${card.id}" ${on.has(change.task_id) ? html`checked` : ""} ${open ? "" : html`disabled`}><span class="grow"><span class="what cut" dir="auto">${change.name}</span>${change.detail ? html`<span class="chg" dir="auto">${change.detail}</span>` : ""}</span></label></li>`)}</ul>
    <div class="prop-f">${open
    ? html`<button type="button" class="btn btn-main btn-s" data-act="approve" data-id="${card.id}" ${on.size && !chat.busy ? "" : html`disabled`}>${S.chat.apply(on.size)}</button><button type="button" class="btn btn-s" data-act="reject" data-id="${card.id}">${S.chat.cancel}</button><span class="grow"></span><span class="small quiet">${S.chat.ticked(on.size, card.changes.length)}</span>`
    : html`<span class="small quiet">${S.chat.states[state] || state}</span>`}</div></section>`;
}

export function message(one, model) {
  const { chat, link } = model;
  if (one.role === "user") {
    return html`<p class="me" dir="auto" data-key="${one.id}">${one.text}</p>${one.unsent ? html`<p class="unsent" data-key="${one.id}-unsent" role="alert">${icon("warn")}<span>${S.chat.unsent} ${one.unsent}</span><button type="button" class="btn btn-s link" data-act="again" data-id="${one.id}">${S.chat.retry}</button></p>` : ""}`;
  }
  const last = chat.messages.at(-1) === one;
  return html`<div class="it" data-key="${one.id}">
    ${one.text ? answer(one.text, one, link) : ""}
    ${one.candidates.length ? html`<div class="picks">${one.candidates.map((candidate) => html`<button type="button" class="btn btn-line btn-s" data-act="pick" data-text="${candidate.name}" ${last && !chat.busy ? "" : html`disabled`}><span class="cut">${candidate.name}</span></button>`)}</div>` : found(one, model)}
    ${proposal(one, model)}${receipt(one, model)}
    ${one.engine ? html`<p class="src">${icon("bolt")}${one.engine === "built-in" ? S.chat.builtIn : S.chat.by(one.engine)}</p>` : ""}</div>`;
}
