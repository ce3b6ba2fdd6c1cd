// What an answer did, what it proposes, and who gave it.
import { html } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { words as W } from "../lib/strings.chat.js";
import { hasChanges, proposalState, superseded, tally, ticked } from "../state/chat.js";
import { sourceOf } from "../state/source.js";

export function receipt(one, { chat }) {
  if (!hasChanges(one)) return "";
  const { changes, turn_id: turn } = one.receipt;
  const words = tally(changes).map(([op, count, subject]) => `${W.ops[op] || op} ${W.subjects[subject]?.(count) ?? count}`).join(", ");
  const { on: undone = Boolean(one.receipt.undone), conflicts = [] } = chat.undone[turn] || {};
  return html`<div class="receipt ${undone ? "undone" : ""}">${icon(undone ? "undo" : "check")}<span class="grow cut" title="${changes.map((change) => change.name).join(", ")}">${words[0].toUpperCase()}${words.slice(1)}</span>${undone ? html`<span class="small grow-0">${W.undone}</span>` : ""}
    <button type="button" class="btn btn-s link" data-act="${undone ? "redo" : "undo"}" data-turn="${turn}">${icon("undo", undone ? "again" : "")}${undone ? W.redo : W.undo}</button></div>
    ${conflicts.length ? html`<p class="small quiet">${W.conflicts(conflicts)}</p>` : ""}`;
}

/** A card with more changes than this scrolls, so that what it asks stays in sight. */
const TALL = 8;

const moved = (change) => (change.before || change.after
  ? html`<span class="chg" dir="auto">${change.before ? html`<span>${change.before}</span>${icon("arrow")}<span class="hid">${W.becomes}</span>` : ""}<b>${change.after}</b></span>`
  : change.detail ? html`<span class="chg" dir="auto">${change.detail}</span>` : "");

export function proposal({ proposal: card }, { chat, now }) {
  if (!card) return "";
  let state = proposalState(card, chat.answered, now);
  if (state === "open" && superseded(chat.messages).includes(card.id)) state = "superseded";
  const open = state === "open";
  const on = new Set(ticked(card, chat.ticks).map((change) => change.task_id));
  const minutes = card.expires_at ? Math.round((Date.parse(card.expires_at) - now) / 60000) : null;
  return html`<section class="prop ${open ? "" : "closed"}" aria-label="${card.title}"><div class="prop-h" dir="auto">${icon("wand")}<h3 class="grow cut">${card.title}</h3>${open && minutes !== null ? html`<span class="small quiet">${W.openFor(minutes)}</span>` : ""}</div>
    <ul ${card.changes.length > TALL ? html`class="tall" tabindex="0" aria-label="${card.title}"` : ""}>${card.changes.map((change) => html`<li data-key="${change.task_id}"><label dir="auto"><input type="checkbox" class="box" value="${change.task_id}" data-proposal="${card.id}" ${on.has(change.task_id) ? html`checked` : ""} ${open ? "" : html`disabled`}><span class="grow"><span class="what cut" dir="auto">${change.name}</span>${moved(change)}${change.reason ? html`<span class="why" dir="auto">${change.reason}</span>` : ""}</span></label></li>`)}</ul>
    <div class="prop-f">${open
    ? html`<button type="button" class="btn btn-main btn-s" data-act="approve" data-id="${card.id}" ${on.size && !chat.busy ? "" : html`disabled`}>${W.apply(on.size)}</button><button type="button" class="btn btn-s" data-act="reject" data-id="${card.id}" ${chat.busy ? html`disabled` : ""}>${W.cancel}</button><span class="grow"></span><span class="small quiet">${W.ticked(on.size, card.changes.length)}</span>`
    : html`<span class="small quiet">${W.states[state] || state}</span>`}</div></section>`;
}

/** Who answered; what left the house opens host by host. */
export function source(one) {
  const found = sourceOf(one, W);
  if (!found) return "";
  const line = html`${icon(found.icon)}<span dir="auto">${found.text}</span>`;
  return found.rows.length
    ? html`<details class="src-more"><summary class="src ${found.out ? "out" : ""}">${line}${icon("down", "turn")}</summary><ul>${found.rows.map((row) => html`<li><strong>${row.host}</strong>, ${row.local ? W.house : W.outside}<br>${row.text}</li>`)}</ul></details>`
    : html`<p class="src">${line}</p>`;
}
