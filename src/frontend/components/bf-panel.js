// One task with all its fields. Each field saves when it is left; the version seen at its focus goes along,
// so a change made elsewhere in the meantime is never written over.
import { addDays, dueOf, dueWords, nextWeek, shortDay, stamp } from "../lib/dates.js";
import { html } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { render } from "../lib/reconcile.js";
import { strings as S } from "../lib/strings.js";
import { lengthWords, readLength, ruleWords } from "../lib/words.js";
import { isDone } from "../state/data.js";
import { sectionsOf } from "../state/names.js";
import { panelReminders } from "./panel-reminders.js";
import { Part } from "./part.js";
import { check, row } from "./row.js";

const ORDER = ["urgent", "high", "medium", "low"];

export class BfPanel extends Part {
  #shown = null;
  #version = null;
  #errors = {};

  begin() {
    const own = (button) => button.closest("[data-id]")?.dataset.id || this.model.task.id;
    this.clicks({
      close: () => this.say("task-close"),
      copy: () => this.say("task-copy", { id: this.model.task.id }),
      drop: () => { const { id } = this.model.task; this.say("task-close"); this.say("task-remove", { ids: [id] }); },
      remove: (button) => this.say("task-remove", { ids: [own(button)] }),
      toggle: (button) => this.say("task-toggle", { id: own(button) }),
      restore: () => this.say("task-restore", { ids: [this.model.task.id] }),
      day: (button) => this.say("task-move", { ids: [this.model.task.id], day: button.dataset.day || null }),
      untag: (button) => this.#save({ tags: this.model.task.tags.filter((tag) => tag !== button.dataset.tag) }),
      unremind: (button) => this.#save({ reminders: this.model.task.reminders.filter((_, index) => index !== Number(button.dataset.index)) }),
      allow: () => this.say("reminders-allow"),
      edit: (button) => this.say("task-open", { id: own(button) }),
    });
    this.addEventListener("focusin", (event) => { if (event.target.name) this.#version = this.model.task?.version ?? null; });
    this.addEventListener("change", (event) => this.#changed(event.target));
    this.addEventListener("input", (event) => { if (event.target.matches("textarea")) event.target.previousElementSibling.textContent = `${event.target.value} `; });
    this.addEventListener("keydown", (event) => this.#key(event));
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      const field = event.target.elements.subtask;
      if (field?.value.trim()) this.say("subtask-add", { parent: this.model.task.id, name: field.value.trim(), failed: (name) => { if (!field.value) field.value = name; } });
      if (field) field.value = "";
    });
  }

  #key(event) {
    const { target, key } = event;
    if (key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      target.blur();
      this.say("task-close");
    } else if (key === "Enter" && !event.isComposing && (target.name === "name" || target.name === "tag" || target.name === "repeat" || target.name === "section" || target.name === "reminder" || target.name === "length")) {
      event.preventDefault();
      this.#changed(target);
    } else if (key === "Backspace" && target.name === "tag" && !target.value && this.model.task.tags.length) {
      this.#save({ tags: this.model.task.tags.slice(0, -1) });
    }
  }

  #save(patch) {
    this.say("task-update", { id: this.model.task.id, patch, version: this.#version ?? this.model.task.version });
    this.#version = null;
  }
  #wrong(field, text) {
    this.#errors = { ...this.#errors, [field]: text };
    this.update(this.model);
  }

  async #changed(field) {
    const { task, see } = this.model;
    if (!task || !field.name) return;
    const value = field.value.trim();
    const due = dueOf(task, see.zone);
    this.#errors = { ...this.#errors, [field.name]: null };
    if (field.name === "name") {
      if (!value) field.value = task.name;
      else if (value !== task.name) this.#save({ name: value });
    } else if (field.name === "description") {
      if (field.value !== task.description) this.#save({ description: field.value });
    } else if (field.name === "date") {
      if (value !== (due?.date || "")) this.#save({ due: value ? { date: value, time: due?.time || null, zone: null, at: null } : null });
    } else if (field.name === "time") {
      if (due && value !== (due.time || "")) this.#save({ due: { date: due.date, time: value || null, zone: null, at: null } });
    } else if (field.name === "deadline") {
      if (value !== (task.deadline || "")) this.#save({ deadline: value || null });
    } else if (["priority", "status"].includes(field.name)) {
      this.#save({ [field.name]: value });
    } else if (field.name === "project") {
      this.#save({ project_id: value || null, section: null });
    } else if (field.name === "section") {
      if (value !== (task.section || "")) this.#save({ section: value || null });
    } else if (field.name === "assignee") {
      this.#save({ assignee_id: value || null });
    } else if (field.name === "nobox") {
      this.#save({ uncompletable: field.checked });
    } else if (field.name === "reminder") {
      await this.#remind(field, value, task);
    } else if (field.name === "tag") {
      const tag = value.replace(/^@/, "");
      field.value = "";
      if (tag && !task.tags.includes(tag)) this.#save({ tags: [...task.tags, tag] });
    } else if (field.name === "length") {
      const minutes = readLength(value);
      if (minutes === undefined) this.#wrong("length", S.panel.lengthBad);
      else if (minutes !== task.duration_minutes) this.#save({ duration_minutes: minutes });
    } else if (field.name === "repeat") {
      await this.#repeat(value, task);
    }
  }
  async #remind(field, value, task) {
    if (!value) { this.update(this.model); return; }
    const version = this.#version;
    const due = dueOf(task, this.model.see.zone);
    let found = [];
    try {
      // With its due before it, a time alone is on that day.
      const answer = await this.model.parse(`x ${due ? `${due.date} ${due.time || ""} ` : ""}!${value.replace(/^!/, "")}`, []);
      found = answer.tasks[0]?.reminders || [];
    } catch { /* said below */ }
    if (this.model.task?.id !== task.id) return;
    this.#version = version;
    if (!found.length) { this.#wrong("reminder", S.reminders.bad); return; }
    field.value = "";
    this.#save({ reminders: [...(task.reminders || []), ...found] });
  }
  async #repeat(value, task) {
    if (value === ruleWords(task.recurrence)) return;
    if (!value) { this.#save({ recurrence: null }); return; }
    const version = this.#version;
    let recurrence = null;
    try {
      const answer = await this.model.parse(`x ${value}`, []);
      recurrence = answer.tasks[0]?.recurrence || null;
    } catch { /* said below */ }
    if (this.model.task?.id !== task.id) return;
    this.#version = version;
    if (recurrence) this.#save({ recurrence });
    else this.#wrong("repeat", S.panel.repeatBad);
  }

  update(model) {
    const { task, missing } = model;
    if (!task) {
      render(this, html`<div class="panel-h"><span class="grow"></span>${this.#button("close", S.panel.close, "x")}</div>${missing ? html`<div class="void"><h2>${S.panel.missing[0]}</h2><p>${S.panel.missing[1]}</p></div>` : ""}`);
      return;
    }
    const changedTask = this.#shown !== task.id;
    if (changedTask) this.#errors = {};
    this.#shown = task.id;
    render(this, html`${this.#head(model)}<div class="panel-b" data-key="${task.id}">${this.#title(model)}${this.#props(model)}${this.#rest(model)}</div>`);
    if (changedTask) this.querySelector("[data-act=close]").focus({ preventScroll: true, focusVisible: false });
  }

  #button = (act, label, picture) => html`<button type="button" class="btn-icon" data-act="${act}" aria-label="${label}" title="${label}">${icon(picture)}</button>`;

  #head({ task, projects, parent, link }) {
    const project = projects.find((one) => one.id === task.project_id);
    return html`<div class="panel-h"><h2 class="hid">${S.panel.label}: ${task.name}</h2>${project ? html`<i class="dot d-${project.color}"></i>` : ""}<span class="cut">${project?.name || S.panel.inbox}${parent ? html` / <a class="link" href="${link(parent.id)}">${parent.name}</a>` : ""}</span><span class="grow"></span>
      ${task.deleted_at ? html`<button type="button" class="btn btn-s link" data-act="restore">${icon("undo")}${S.list.restore}</button>` : html`${this.#button("copy", S.panel.copy, "link")}${this.#button("drop", S.panel.delete, "trash")}`}${this.#button("close", S.panel.close, "x")}</div>`;
  }
  #title = ({ task }) => html`<div class="panel-t">${check(task)}<div class="grow-text"><span aria-hidden="true">${task.name} </span><textarea class="${isDone(task) ? "done" : ""}" name="name" rows="1" maxlength="500" dir="auto" aria-label="${S.panel.name}" enterkeyhint="done">${task.name}</textarea></div></div>`;

  #props({ task, tasks, projects, see, user }) {
    const due = dueOf(task, see.zone);
    const words = dueWords(task, see);
    const line = (key, picture, label, body) => html`<label class="k" for="f-${key}">${icon(picture)}${label}</label><div class="v">${body}${this.#errors[key] ? html`<p class="when late" role="alert">${this.#errors[key]}</p>` : ""}</div>`;
    const choose = (name, options, value) => html`<select class="val" id="f-${name}" name="${name}">${options.map(([key, label]) => html`<option value="${key}" ${key === value ? html`selected` : ""}>${label}</option>`)}</select>`;
    const day = (label, to) => html`<button type="button" class="btn btn-s btn-line" data-act="day" data-day="${to}" aria-pressed="${(due?.date || "") === to ? "true" : "false"}">${label}</button>`;
    const sections = sectionsOf(tasks, projects)[projects.find((one) => one.id === task.project_id)?.name.toLowerCase()] || [];
    const jalali = see.calendar === "jalali";
    return html`<div class="props">
      ${line("date", "cal", S.panel.due, html`<input class="val ${due ? "" : "none"}" type="date" id="f-date" name="date" value="${due?.date || ""}" min="1900-01-01" max="2200-12-31"><input class="val ${due?.time ? "" : "none"}" type="time" name="time" value="${due?.time || ""}" aria-label="${S.panel.time}" ${due ? "" : html`disabled`}>
        ${words && (words.late || jalali || words.date > addDays(see.today, 1)) ? html`<span class="when ${words.late ? "late" : ""}">${words.text}</span>` : ""}
        <span class="quick-days">${day(S.list.today, see.today)}${day(S.list.tomorrow, addDays(see.today, 1))}${day(S.list.nextWeek, nextWeek(see.today, see.firstWeekday))}${due ? day(S.panel.noDate, "") : ""}</span>`)}
      ${line("priority", "flag", S.panel.priority, html`${choose("priority", ORDER.map((key) => [key, S.panel.priorities[key]]), task.priority)}`)}
      ${line("project", "hash", S.panel.project, choose("project", [["", S.panel.inbox], ...projects.map((one) => [one.id, one.name])], task.project_id || ""))}
      ${task.project_id ? line("section", "part", S.panel.section, html`<input class="val" id="f-section" name="section" value="${task.section || ""}" maxlength="200" autocomplete="off" list="f-sections" dir="auto" placeholder="${S.panel.noSection}"><datalist id="f-sections">${sections.map((name) => html`<option value="${name}"></option>`)}</datalist>`) : ""}
      ${line("tag", "tag", S.panel.tags, html`${task.tags.map((tag) => html`<span class="chip c-tag" data-key="${tag}"><span class="cut">@${tag}</span><button type="button" class="x" data-act="untag" data-tag="${tag}" aria-label="${S.panel.removeTag(tag)}">${icon("x")}</button></span>`)}<input class="val tag-in" id="f-tag" name="tag" value="" maxlength="60" autocomplete="off" placeholder="${S.panel.addTag}">`)}
      ${line("repeat", "rep", S.panel.repeat, html`<input class="val" id="f-repeat" name="repeat" value="${ruleWords(task.recurrence)}" autocomplete="off" placeholder="${S.panel.repeatHint}" ${this.#errors.repeat ? html`aria-invalid="true"` : ""}>`)}
      ${line("reminder", "bell", S.reminders.label, panelReminders(task, see, { wrong: this.#errors.reminder }))}
      ${line("deadline", "clock", S.panel.deadline, html`<input class="val ${task.deadline ? "" : "none"}" type="date" id="f-deadline" name="deadline" value="${task.deadline || ""}" min="1900-01-01" max="2200-12-31">${task.deadline && jalali ? html`<span class="when">${shortDay(task.deadline, see)}</span>` : ""}`)}
      ${line("length", "timer", S.panel.length, html`<input class="val" id="f-length" name="length" value="${lengthWords(task.duration_minutes)}" autocomplete="off" placeholder="${S.panel.lengthHint}" ${this.#errors.length ? html`aria-invalid="true"` : ""}>`)}
      ${line("assignee", "user", S.panel.assignee, choose("assignee", [["", S.panel.nobody], [user.id, S.panel.me]], task.assignee_id || ""))}
      ${line("nobox", "dot", S.panel.checkbox, html`<label class="nobox"><input class="box" type="checkbox" id="f-nobox" name="nobox" ${task.uncompletable ? html`checked` : ""}>${S.panel.noBox}</label>`)}
      ${line("status", "check", S.panel.status, choose("status", Object.entries(S.panel.statuses).filter(([key]) => key !== "completed" || !task.uncompletable || isDone(task)), task.status))}
    </div>`;
  }

  #rest({ task, subtasks, see, link, subs }) {
    const done = subtasks.filter(isDone).length;
    const share = subtasks.length ? Math.round((done / subtasks.length) * 64) : 0;
    return html`<div class="grow-text desc"><span aria-hidden="true">${task.description} </span><textarea name="description" rows="1" maxlength="20000" dir="auto" aria-label="${S.panel.description}" placeholder="${S.panel.addDescription}">${task.description}</textarea></div>
      <div class="sec"><h3>${S.panel.subtasks}</h3>${subtasks.length ? html`<span class="small quiet">${S.panel.of(done, subtasks.length)}</span><svg class="meter" viewBox="0 0 64 4" aria-hidden="true"><rect width="64" height="4"></rect><rect width="${share}" height="4"></rect></svg>` : ""}</div>
      <ul class="subs">${subtasks.map((one) => row(one, see, { projects: {}, subs, noProject: true, link }))}</ul>
      <form class="sub-add">${icon("plus")}<input class="val" name="subtask" maxlength="500" autocomplete="off" dir="auto" aria-label="${S.panel.addSubtask}" placeholder="${S.panel.addSubtask}" enterkeyhint="done"></form>
      <p class="stamp">${task.deleted_at ? `${S.panel.inTrash} ` : ""}${S.panel.stamp(stamp(task.created_at, see), stamp(task.updated_at, see))}</p>`;
  }
}
