// What lies over the foot of the list: the bar for several selected tasks, and toasts. And the tabs of the phone.
import { html } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { render } from "../lib/reconcile.js";
import { strings as S } from "../lib/strings.js";
import { Part } from "./part.js";

const PICTURE = { ok: "check", bad: "warn", quiet: "undo", bell: "bell" };
const COLOUR = { ok: "c-ok", bad: "c-bad", quiet: "c-text", bell: "c-warn" };

export class BfToasts extends Part {
  begin() {
    const id = (button) => button.closest("[data-key]").dataset.key;
    this.clicks({
      undo: (button) => this.say("toast-run", { id: id(button), which: "undo" }),
      action: (button) => this.say("toast-run", { id: id(button), which: "action" }),
      drop: (button) => this.say("toast-drop", { id: id(button) }),
    });
    this.addEventListener("pointerenter", () => this.say("toast-hold", { on: true }), true);
    this.addEventListener("pointerleave", (event) => { if (!this.contains(event.relatedTarget)) this.say("toast-hold", { on: false }); }, true);
    this.addEventListener("focusin", () => this.say("toast-hold", { on: true }));
    this.addEventListener("focusout", (event) => { if (!this.contains(event.relatedTarget)) this.say("toast-hold", { on: false }); });
  }
  update({ toasts }) {
    render(this, html`${toasts.map((one) => html`<div class="toast ${COLOUR[one.tone]}" data-key="${one.id}">${icon(PICTURE[one.tone])}<span class="msg">${one.text}</span>
      ${one.undo ? html`<button type="button" class="btn btn-s link" data-act="undo">${S.toast.undo}</button><span class="left" aria-hidden="true">${S.toast.seconds(one.left)}</span>` : ""}
      ${one.action ? html`<button type="button" class="btn btn-s link" data-act="action">${one.action.label}</button>` : ""}
      ${one.undo ? "" : html`<button type="button" class="btn-icon" data-act="drop" aria-label="${S.error.dismiss}">${icon("x")}</button>`}</div>`)}`);
  }
}

export class BfBulk extends Part {
  begin() {
    const all = () => [...this.model.picked];
    this.clicks({
      complete: () => this.say("task-complete-many", { ids: all() }),
      today: () => this.say("task-move", { ids: all(), day: "today" }),
      tomorrow: () => this.say("task-move", { ids: all(), day: "tomorrow" }),
      remove: () => this.say("task-remove", { ids: all() }),
      clear: () => this.say("pick-clear"),
    });
  }
  update({ picked }) {
    const button = (act, label, picture) => html`<button type="button" class="btn btn-s" data-act="${act}">${icon(picture)}${label}</button>`;
    render(this, picked.size < 1 ? html`` : html`<div class="bulk" role="toolbar" aria-label="${S.list.selected(picked.size)}"><span class="grow">${S.list.selected(picked.size)}&ensp;</span>${button("complete", S.views.done, "check")}${button("today", S.list.today, "sun")}${button("tomorrow", S.list.tomorrow, "sunrise")}<hr>
      <button type="button" class="btn-icon" data-act="remove" aria-label="${S.list.delete}" title="${S.list.delete}">${icon("trash")}</button><button type="button" class="btn-icon" data-act="clear" aria-label="${S.list.clear}" title="${S.list.clear}">${icon("x")}</button></div>`);
  }
}

export class BfTabs extends Part {
  update({ route }) {
    const plain = !["browse", "chat"].includes(route.pane);
    const tab = (href, picture, label, on) => html`<a href="${href}" ${on ? html`aria-current="page"` : ""}>${icon(picture)}<span>${label}</span></a>`;
    render(this, html`${tab("/today", "sun", S.views.today, plain && route.view === "today")}${tab("/upcoming", "up", S.views.upcoming, plain && route.view === "upcoming")}${tab(`${route.path}?pane=browse`, "list", S.nav.browse, route.pane === "browse" || (plain && !["today", "upcoming"].includes(route.view)))}${tab(`${route.path}?pane=chat`, "chat", S.nav.chat, route.pane === "chat")}`);
  }
}
