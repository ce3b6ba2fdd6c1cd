// Settings: personal tokens. A secret is shown once, when it is made.
import { stamp } from "../lib/dates.js";
import { clearErrors, field, showErrors, wrong } from "../lib/form.js";
import { html } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { render } from "../lib/reconcile.js";
import { words } from "../lib/strings.account.js";

const T = words.tokens;
const DAYS = [7, 30, 90, 365];

export function mountTokens(place, { api, see, toasts, why }) {
  render(place, html`<h3>${T.title}</h3><p class="small quiet">${T.about}</p><ul class="sess" data-tokens></ul><div class="made" role="status"></div>
    <form name="token" novalidate class="dlg-part"><div class="lab-pair">${field({ name: "token_name", label: T.name, required: true, extra: html`maxlength="100" placeholder="${T.nameHint}" autocomplete="off" dir="auto"` })}<div class="lab"><label for="in-days">${T.days}</label><select class="field" id="in-days" name="days">${DAYS.map((days) => html`<option value="${days}" ${days === 90 ? html`selected` : ""}>${T.lasts(days)}</option>`)}</select></div></div>
      <fieldset class="lab" data-field="scopes"><legend>${T.scopes}</legend><div class="scopes">${Object.entries(T.scope).map(([scope, label]) => html`<label class="tick"><input type="checkbox" class="box" name="scopes" value="${scope}" ${scope === "tasks:read" ? html`checked` : ""}><span>${label}</span></label>`)}</div><p class="err" data-scopes role="alert"></p></fieldset>
      <div><button class="btn btn-line" type="submit">${T.create}</button></div></form>`);
  const form = place.querySelector("form");
  const list = place.querySelector("[data-tokens]");
  const made = place.querySelector(".made");

  async function load() {
    try {
      const { tokens } = await api.get("/api/v1/tokens");
      render(list, tokens.length ? html`${tokens.map((one) => html`<li data-key="${one.id}"><span class="grow"><strong dir="auto">${one.name}</strong><br><span class="small quiet">${one.scopes.map((scope) => T.scope[scope] || scope).join(", ")}<br>${(Date.parse(one.expires_at) > Date.now() ? T.until : T.over)(stamp(one.expires_at, see))}, ${one.last_used_at ? T.used(stamp(one.last_used_at, see)) : T.unused}</span></span><button type="button" class="btn btn-s btn-line" data-end-token="${one.id}" aria-label="${T.endName(one.name)}">${T.end}</button></li>`)}` : html`<li class="small quiet">${T.none}</li>`);
    } catch (error) {
      render(list, html`<li class="err">${why(error)}</li>`);
    }
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearErrors(form);
    const scopes = [...form.querySelectorAll("[name=scopes]:checked")].map((box) => box.value);
    const name = form.elements.token_name.value.trim();
    render(form.querySelector("[data-scopes]"), scopes.length ? html`` : html`<span>${T.pick}</span>`);
    if (!name) { wrong(form, "token_name", T.missing); form.elements.token_name.focus(); }
    if (!name || !scopes.length) return;
    try {
      const token = await api.post("/api/v1/tokens", { name, scopes, expires_in_days: Number(form.elements.days.value) });
      form.elements.token_name.value = "";
      render(made, html`<div class="secret"><p>${icon("lock")}<span>${T.once(token.name)}</span></p><div class="dlg-line"><input class="field grow" readonly aria-label="${T.secret}" value="${token.token}" spellcheck="false" dir="ltr"><button type="button" class="btn btn-main" data-copy>${T.copy}</button></div></div>`);
      made.querySelector("[data-copy]").focus();
      load();
    } catch (error) {
      const rest = showErrors(form, error.fields || []);
      if (!error.fields?.length || rest.length) wrong(form, "token_name", rest[0] || why(error));
    }
  });
  place.addEventListener("click", async ({ target }) => {
    const end = target.closest("[data-end-token]");
    const copy = target.closest("[data-copy]");
    if (copy) {
      const input = made.querySelector("input");
      input.select();
      try { await navigator.clipboard.writeText(input.value); render(copy, html`${T.copied}`); toasts.say(T.copied); } catch { /* it is selected, to be copied by hand */ }
    }
    if (!end) return;
    try {
      await api.delete(`/api/v1/tokens/${end.dataset.endToken}`);
      render(made, html``);
      toasts.say(T.ended);
    } catch (error) {
      toasts.show({ tone: "bad", text: why(error) });
    }
    await load();
    (list.querySelector("[data-end-token]") || form.elements.token_name).focus();
  });
  return load();
}
