// A saved filter: its name, and its words with what they would show while they are typed.
import { Refused } from "../lib/api.js";
import { openDialog } from "../lib/dialog.js";
import { clearErrors, field, showErrors, wrong } from "../lib/form.js";
import { html } from "../lib/html.js";
import { render } from "../lib/reconcile.js";
import { strings as S } from "../lib/strings.js";
import { toUnits } from "../state/quick.js";

const T = S.filter;
const PAUSE = 200;

/** An example joins what is there already; alone it takes the place of nothing or of another example. */
export const withExample = (text, example) => (!text.trim() || T.examples.includes(text.trim()) ? example : `${text.trim()} & ${example.includes("|") ? `(${example})` : example}`);

/** check(query) tells the count or the fault; save({name, query}) may be refused, then the reason stands at the field. */
export function filterDialog({ saved = null, check, save }) {
  const plain = html`autocomplete="off" autocapitalize="off" spellcheck="false" dir="auto"`;
  const node = openDialog({
    title: saved ? T.change : T.create, wide: true, closeLabel: S.panel.close,
    body: html`<form class="dlg-s" novalidate>${field({ name: "name", label: T.name, value: saved?.name || "", required: true, extra: html`maxlength="120" autocomplete="off" dir="auto"` })}
      ${field({ name: "query", label: T.query, value: saved?.query || "", required: true, extra: html`maxlength="1000" ${plain} aria-describedby="say-query"` })}
      <p class="small verdict" id="say-query" role="status"></p>
      <div class="lab"><span id="try-label">${T.tryLabel}</span><div class="tries" role="group" aria-labelledby="try-label">${T.examples.map((one) => html`<button type="button" class="btn btn-s btn-line" data-try="${one}">${one}</button>`)}</div><p class="small quiet">${T.help}</p></div>
      <div class="dlg-f"><button type="button" class="btn" data-close>${S.project.cancel}</button><button class="btn btn-main" type="submit">${saved ? S.project.save : T.add}</button></div></form>`,
  });
  const form = node.querySelector("form");
  const { name, query } = form.elements;
  const line = node.querySelector("#say-query");
  let turn = 0;
  let fault = null;

  function tell(text, bad = false) {
    render(line, html`${text}`);
    line.classList.toggle("bad", bad);
    if (bad) query.setAttribute("aria-invalid", "true"); else query.removeAttribute("aria-invalid");
    query.setAttribute("aria-describedby", "say-query");
  }
  async function look() {
    const mine = (turn += 1);
    fault = null;
    if (!query.value.trim()) { tell(T.empty); return; }
    try {
      const found = await check(query.value);
      if (mine !== turn || !node.isConnected) return;
      fault = found.error;
      if (fault) tell(fault.reason, true); else tell(T.count(found.count, found.more));
    } catch (error) {
      if (mine === turn && node.isConnected) tell(error instanceof Refused ? error.message : T.unknown, error instanceof Refused);
    }
  }
  let timer = null;
  const soon = () => { clearTimeout(timer); turn += 1; timer = setTimeout(look, PAUSE); };
  query.addEventListener("input", () => { wrong(form, "query", ""); query.setAttribute("aria-describedby", "say-query"); soon(); });
  node.addEventListener("click", (event) => {
    const example = event.target.closest("[data-try]");
    if (!example) return;
    query.value = withExample(query.value, example.dataset.try);
    query.focus();
    look();
  });
  function toFault() {
    query.focus();
    if (!fault) return;
    const at = toUnits(query.value, fault.position);
    query.setSelectionRange(at, query.value.length);
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearErrors(form);
    clearTimeout(timer);
    for (const input of [query, name]) if (!input.value.trim()) { wrong(form, input.name, S.gate.missing); input.focus(); }
    if (!name.value.trim() || !query.value.trim()) return;
    await look();
    if (fault) { toFault(); return; }
    try {
      await save({ name: name.value.trim(), query: query.value.trim() });
      node.close();
    } catch (error) {
      if (!showErrors(form, error.fields || []).length && error.fields?.length) return;
      wrong(form, "name", error instanceof Refused ? error.message : S.error.safe);
    }
  });
  (saved ? query : name).focus();
  look();
  return node;
}
