// Small dialogs: a project, the keys.
import { Refused } from "../lib/api.js";
import { openDialog } from "../lib/dialog.js";
import { clearErrors, field, showErrors, wrong } from "../lib/form.js";
import { html } from "../lib/html.js";
import { strings as S } from "../lib/strings.js";

const COLOURS = Object.keys(S.project.colours);

/** save({name, color}) may be refused; then the reason stands at the field. */
export function projectDialog({ project = null, used = [], save }) {
  const free = COLOURS.find((color) => !used.includes(color)) || "teal";
  const now = project?.color || free;
  const node = openDialog({
    title: project ? S.project.rename : S.project.create, closeLabel: S.panel.close,
    body: html`<form class="gate-form" novalidate>${field({ name: "name", label: S.project.name, value: project?.name || "", required: true, extra: html`maxlength="120" autocomplete="off" dir="auto"` })}
      <fieldset class="lab"><legend>${S.project.colour}</legend><div class="swatches">${COLOURS.map((color) => html`<label title="${S.project.colours[color]}"><input type="radio" name="color" value="${color}" aria-label="${S.project.colours[color]}" ${color === now ? html`checked` : ""}><i class="dot d-${color}"></i></label>`)}</div></fieldset>
      <div class="dlg-f"><button type="button" class="btn" data-close>${S.project.cancel}</button><button class="btn btn-main" type="submit">${project ? S.project.save : S.project.add}</button></div></form>`,
  });
  const form = node.querySelector("form");
  form.elements.name.focus();
  form.elements.name.select();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearErrors(form);
    const name = form.elements.name.value.trim();
    if (!name) { wrong(form, "name", S.gate.missing); form.elements.name.focus(); return; }
    try {
      await save({ name, color: form.elements.color.value });
      node.close();
    } catch (error) {
      if (!showErrors(form, error.fields || []).length && error.fields?.length) return;
      wrong(form, "name", error instanceof Refused ? error.message : S.error.safe);
    }
  });
}

export function confirmDialog({ title, text, label, run }) {
  const node = openDialog({
    title, closeLabel: S.panel.close,
    body: html`<p>${text}</p><div class="dlg-f"><button type="button" class="btn" data-close>${S.project.cancel}</button><button type="button" class="btn btn-line btn-bad" data-yes>${label}</button></div>`,
  });
  node.querySelector("[data-yes]").addEventListener("click", () => { node.close(); run(); });
  node.querySelector(".dlg-f [data-close]").focus();
}

export function keysDialog(onClose) {
  openDialog({
    title: S.keys.title, wide: true, closeLabel: S.keys.close, onClose,
    body: html`<ul class="keys">${S.keys.list.map(([label, ...keys]) => html`<li><span>${label}</span><span>${keys.map((key) => html`<kbd>${key}</kbd>`)}</span></li>`)}</ul>`,
  });
}
