// The list of a view: groups, rows, and what stands there when there is nothing.
import { html } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { reconcile, render } from "../lib/reconcile.js";
import { strings as S } from "../lib/strings.js";
import { lengthWords } from "../lib/words.js";
import { Part } from "./part.js";
import { row } from "./row.js";

const STEP = 200;
const ART = {
  today: html`<path d="M12 72h72M28 72a20 20 0 0 1 40 0M48 28v10M22 40l6 7M74 40l-6 7M10 62l8 2M86 62l-8 2"/><path class="on" d="M38 66l7 7 14-14"/>`,
  inbox: html`<path d="M14 54l10-30a6 6 0 0 1 6-4h36a6 6 0 0 1 6 4l10 30v16a6 6 0 0 1-6 6H20a6 6 0 0 1-6-6zM14 54h20l6 10h16l6-10h20"/><path class="on" d="M40 38l6 6 12-12"/>`,
  trash: html`<path d="M22 30h52M40 30V20h16v10M28 30l4 44a5 5 0 0 0 5 4h22a5 5 0 0 0 5-4l4-44"/><path class="on" d="M40 54l6 6 12-12"/>`,
  search: html`<path d="M42 18a24 24 0 1 0 0 48 24 24 0 0 0 0-48M60 60l18 18"/><path class="on" d="M34 42h16"/>`,
};

export class BfList extends Part {
  #shown = {};

  begin() {
    render(this, html`<div class="state"></div><div class="groups" data-keep="" role="region" aria-label="${S.list.label}"></div>`);
    const id = (button) => button.closest("[data-id]").dataset.id;
    this.clicks({
      toggle: (button) => this.say("task-toggle", { id: id(button) }),
      restore: (button) => this.say("task-restore", { ids: [id(button)] }),
      today: (button) => this.say("task-move", { ids: [id(button)], day: "today" }),
      tomorrow: (button) => this.say("task-move", { ids: [id(button)], day: "tomorrow" }),
      week: (button) => this.say("task-move", { ids: [id(button)], day: "week" }),
      edit: (button) => this.say("task-open", { id: id(button) }),
      remove: (button) => this.say("task-remove", { ids: [id(button)] }),
      fold: (button) => this.say("group-fold", { key: button.dataset.group }),
      "late-today": () => this.say("late-today"),
      more: (button) => { this.#shown[button.dataset.group] = (this.#shown[button.dataset.group] || STEP) + STEP; this.update(this.model); },
      retry: () => this.say("load-retry"),
      add: () => this.say("quick-open"),
    });
  }

  update(model) {
    const [stateBox, groupBox] = this.children;
    const focus = this.#focused();
    render(stateBox, this.#state(model));
    const { groups, route, see } = model;
    reconcile(groupBox, groups.map((group) => [group.key, this.#shell(group, model)]));
    for (const group of groups) {
      const box = [...groupBox.children].find((node) => node.dataset.key === group.key);
      const folded = this.#folded(group, model);
      const limit = this.#shown[group.key] || STEP;
      const more = { projects: model.byId, subs: model.subs, trash: route.view === "trash", noProject: route.view === "project", link: model.link };
      reconcile(box.querySelector(".rows"), folded ? [] : group.tasks.slice(0, limit).map((task) => [task.id, row(task, see, {
        ...more, hideDay: group.date, picked: model.picked.has(task.id), opened: route.task === task.id, linger: model.linger[task.id],
      })]));
    }
    this.#refocus(focus);
  }

  #folded = (group, { folds }) => folds[group.key] ?? Boolean(group.folded);

  #shell(group, model) {
    const folded = this.#folded(group, model);
    const count = group.today ? S.list.doneToday(group.tasks.length) : group.tasks.length;
    const about = group.minutes ? `, ${S.list.about(lengthWords(group.minutes))}` : "";
    const rest = group.tasks.length - (this.#shown[group.key] || STEP);
    return html`<div class="group" role="group" aria-label="${group.title || S.list.label}">
      ${group.bare ? "" : html`<div class="group-h ${group.tone || ""}"><h2><button type="button" class="fold" data-act="fold" data-group="${group.key}" aria-expanded="${folded ? "false" : "true"}">${icon("down")}<span class="t">${group.title}</span>${group.note ? html`<span>${group.note}</span>` : ""}<span>${count}${about}</span></button></h2><span class="grow"></span>
        ${group.action ? html`<button type="button" class="btn btn-s" data-act="${group.action}">${icon("arrow")}${S.list.moveLate}</button>` : ""}</div>`}
      <ul class="rows" data-keep=""></ul>
      ${!folded && rest > 0 ? html`<div class="more-line"><button type="button" class="btn btn-line" data-act="more" data-group="${group.key}">${S.list.more}</button></div>` : ""}
    </div>`;
  }

  #state({ status, groups, route, viewState, empty }) {
    if (status === "error") {
      return html`<div class="card fail" role="alert">${icon("warn")}<p class="grow"><strong>${S.error.load(S.views[route.view])}</strong><br><span class="quiet small">${S.error.safe}</span></p><button type="button" class="btn btn-line btn-s" data-act="retry">${S.error.retry}</button></div>`;
    }
    if (status === "loading" || (viewState === "loading" && !groups.length)) {
      const bone = (size) => html`<li class="row"><span class="check"></span><span class="bone ${size}"></span><span class="grow"></span><span class="bone b0"></span></li>`;
      return html`<ul class="late-in" aria-hidden="true">${["", "b2", "b3"].map(bone)}</ul>`;
    }
    const open = groups.some((group) => group.key !== "done");
    if (open || !empty) return html``;
    const art = ART[route.view] || ART.inbox;
    return html`<div class="void"><svg class="art" viewBox="0 0 96 96" aria-hidden="true">${art}</svg><h2>${empty.text[0]}</h2><p>${empty.text[1]}</p>
      ${empty.add ? html`<div class="go"><button type="button" class="btn btn-main" data-act="add">${icon("plus")}${S.empty.add}</button>${empty.next ? html`<a class="btn btn-line" href="/upcoming">${S.empty.tomorrow}</a>` : ""}</div>` : ""}</div>`;
  }

  // A row may leave or move to another group while it has the focus: go with it, or to the one that took its place.
  #focused() {
    const active = document.activeElement;
    if (!active || !this.contains(active)) return null;
    const at = active.closest(".row");
    return at && { id: at.dataset.id, index: this.rows.indexOf(at), part: active.classList.contains("row-main") ? ".row-main" : active.dataset.act ? `[data-act="${active.dataset.act}"]` : ".row-main" };
  }
  #refocus(before) {
    if (!before || this.contains(document.activeElement)) return;
    const rows = this.rows;
    const next = rows.find((node) => node.dataset.id === before.id && !node.classList.contains("is-done")) || rows[Math.min(before.index, rows.length - 1)];
    const target = next?.querySelector(before.part) || next?.querySelector(".row-main") || document.getElementById("main");
    target.focus({ preventScroll: true });
  }

  get rows() { return [...this.querySelectorAll(".rows > .row")]; }
  /** The row under the keyboard: focused, or the one whose panel is open. */
  get current() { return document.activeElement?.closest?.("bf-list .row")?.dataset.id || null; }
  step(by) {
    const rows = this.rows;
    if (!rows.length) return;
    const at = rows.findIndex((node) => node.contains(document.activeElement));
    const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.max(0, Math.min(rows.length - 1, at + by))];
    const link = next.querySelector(".row-main");
    link.focus({ focusVisible: true });
    next.scrollIntoView({ block: "nearest" });
  }
}
