// Errors at the field they belong to: the same for the gate and the dialogs.
import { html } from "./html.js";
import { icon } from "./icons.js";
import { render } from "./reconcile.js";

/** A labelled field with a place for its error. */
export const field = ({ name, label, type = "text", value = "", hint = "", required = false, extra = html``, reveal = null }) => html`<div class="lab" data-field="${name}"><label for="in-${name}">${label}</label>
  ${type === "password"
    ? html`<span class="field"><input id="in-${name}" name="${name}" type="password" ${required ? html`required` : ""} ${extra}>${reveal ? html`<button type="button" class="btn-icon" data-reveal aria-label="${reveal.show}" aria-pressed="false">${icon("eye")}</button>` : ""}</span>`
    : html`<input class="field" id="in-${name}" name="${name}" type="${type}" value="${value}" ${required ? html`required` : ""} ${extra}>`}
  <p class="err" id="err-${name}"></p>${hint ? html`<p class="small quiet" id="hint-${name}">${hint}</p>` : ""}</div>`;

export function wrong(form, name, text) {
  const input = form.elements[name];
  const place = form.querySelector(`#err-${name}`);
  if (!input || !place) return false;
  render(place, text ? html`<span>${text[0].toUpperCase()}${text.slice(1)}</span>` : html``);
  if (text) {
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", `err-${name}`);
  } else {
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
  }
  return true;
}
export function clearErrors(form) {
  for (const place of form.querySelectorAll(".err")) wrong(form, place.id.slice(4), "");
}
/** Puts each error of a problem at its field; returns what belongs to none. Focuses the first. */
export function showErrors(form, errors) {
  const rest = [];
  let first = null;
  for (const { field: path, reason } of errors) {
    const name = String(path || "").split(".").at(-1);
    if (wrong(form, name, reason)) first ??= form.elements[name];
    else rest.push(reason);
  }
  first?.focus();
  return rest;
}
export function startReveal(form, { show, hide }) {
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-reveal]");
    if (!button) return;
    const input = button.parentElement.querySelector("input");
    const on = input.type === "password";
    input.type = on ? "text" : "password";
    button.setAttribute("aria-pressed", String(on));
    button.setAttribute("aria-label", on ? hide : show);
  });
}
