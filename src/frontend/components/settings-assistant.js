// Settings: who answers in the chat, what may be sent out, and for how much.
import { stamp } from "../lib/dates.js";
import { clearErrors, field, showErrors, wrong } from "../lib/form.js";
import { html } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { render } from "../lib/reconcile.js";
import { words } from "../lib/strings.account.js";
import { money } from "../state/source.js";

const T = words.assistant;
const count = (value) => Number(value).toLocaleString("en");

/** A cap as typed: a number, null for none, undefined for what is no number. */
export function readCap(text, { whole = false } = {}) {
  const clean = text.trim().replaceAll(",", "").replace(/^\$/, "");
  if (!clean) return null;
  const value = Number(clean);
  return Number.isFinite(value) && value >= 0 && (!whole || Number.isInteger(value)) ? value : undefined;
}

const toggle = (name, label, on, hint = "", locked = false) => html`<label class="tick"><input type="checkbox" class="box" name="${name}" ${on ? html`checked` : ""} ${locked ? html`disabled` : ""} ${hint ? html`aria-describedby="hint-${name}"` : ""}><span>${label}${hint ? html`<span class="small quiet" id="hint-${name}">${hint}</span>` : ""}</span></label>`;
const host = (one) => html`<li>${icon(one.local ? "house" : "globe")}<span class="grow"><strong dir="auto">${one.model}</strong> <span class="small quiet">${one.host}, ${one.source === "own" ? T.own : T.instance}</span></span></li>`;

export function mountAssistant(place, { api, see, toasts, why, onAssistant }) {
  let set = null;
  let check = null;
  let busy = false;

  function nowWords() {
    const first = set.engine !== "built-in" && set.chain.find((one) => `${one.provider}:${one.model}` === set.engine);
    return T.now(first ? (first.local ? T.local : T.out)(first.model, first.host) : T.builtIn);
  }
  const verdict = () => (check ? html`<p class="${check.ok ? "well" : "err"}">${icon(check.ok ? "check" : "warn")}<span>${check.text}${check.ok && check.ms ? html` <span class="quiet">${T.ms(check.ms)}</span>` : ""}</span></p>` : busy ? html`<p class="small quiet">${T.checking}</p>` : "");

  function paint() {
    const { own, caps, used } = set;
    render(place, html`<h3>${T.title}</h3><form name="assistant" class="dlg-part">${toggle("enabled", T.on, set.enabled, T.onHint)}
      ${set.enabled ? html`<p class="now-line">${icon(set.engine === "built-in" || set.chain.some((one) => one.local && set.engine.endsWith(one.model)) ? "house" : "globe")}<span>${nowWords()}</span></p>
        ${set.chain.length ? html`<div><p class="small quiet">${T.chain}</p><ul class="hosts">${set.chain.map(host)}</ul></div>` : html`<p class="small quiet">${T.none}</p>`}
        ${toggle("local_only", T.only, set.local_only || set.local_only_forced, `${T.hosts([T.thisMachine, ...set.private_hosts].join(", "))}${set.local_only_forced ? `. ${T.forced}` : ""}`, set.local_only_forced)}
        ${toggle("suggest_memories", T.suggest, set.suggest_memories, T.suggestHint)}
        <div class="dlg-line"><button type="button" class="btn btn-line" data-do="check" ${busy ? html`disabled` : ""}>${T.check}</button><span role="status">${verdict()}</span></div>` : ""}</form>
      ${set.enabled ? html`<form name="caps" class="dlg-part" novalidate><h4>${T.budget}</h4><div class="lab-pair">${field({ name: "daily_tokens", label: T.tokens, value: set.daily_tokens ?? "", extra: html`inputmode="numeric" placeholder="${T.noCap}" maxlength="20"` })}${field({ name: "daily_cost", label: T.cost, value: set.daily_cost ?? "", extra: html`inputmode="decimal" placeholder="${T.noCap}" maxlength="20"` })}</div>
        <p class="small quiet">${T.used(caps.tokens === null ? count(used.tokens) : T.of(count(used.tokens), count(caps.tokens)), caps.cost !== null ? T.of(money(used.cost), money(caps.cost)) : Number(used.cost) ? money(used.cost) : "", stamp(used.resets_at, see))}</p></form>
      ${set.own_allowed ? html`<form name="own" class="dlg-part" novalidate><h4>${T.ownTitle}</h4>${field({ name: "model", label: T.model, value: own?.model || "", hint: T.modelHint, required: true, extra: html`maxlength="300" autocomplete="off" spellcheck="false"` })}
        <div class="lab-pair">${field({ name: "base_url", label: T.url, type: "url", value: own?.base_url || "", hint: T.urlHint, extra: html`maxlength="500" autocomplete="off"` })}${field({ name: "api_key", label: T.key, type: "password", hint: own?.has_key ? T.keyKept : T.keyHint, extra: html`maxlength="1000" autocomplete="off"` })}</div>
        <div class="dlg-line"><button type="submit" class="btn btn-line">${T.save}</button>${own ? html`<button type="button" class="btn btn-bad" data-do="remove">${T.remove}</button>` : ""}</div></form>` : set.chain.length ? "" : html`<p class="small quiet">${T.notAllowed}</p>`}` : ""}`);
  }
  function show(found) {
    set = found;
    paint();
    onAssistant(found);
  }
  const save = async (patch) => show(await api.patch("/api/v1/assistant", patch));

  place.addEventListener("change", async ({ target }) => {
    const form = target.form;
    if (form?.name === "assistant") {
      check = null;
      try { await save({ [target.name]: target.checked }); } catch (error) { target.checked = !target.checked; toasts.show({ tone: "bad", text: why(error) }); }
    }
    if (form?.name === "caps") {
      const value = readCap(target.value, { whole: target.name === "daily_tokens" });
      wrong(form, target.name, value === undefined ? T.bad : "");
      if (value === undefined) return;
      try { await save({ [target.name]: value }); } catch (error) { wrong(form, target.name, error.fields?.[0]?.reason || why(error)); }
    }
  });
  place.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (event.target.name !== "own") return;
    const form = event.target;
    const { model, base_url: url, api_key: key } = form.elements;
    clearErrors(form);
    // What the check said was about the model before.
    check = null;
    render(place.querySelector("[role=status]"), html``);
    try {
      await save({ own: { model: model.value.trim(), ...(url.value.trim() ? { base_url: url.value.trim() } : {}), ...(key.value ? { api_key: key.value } : {}) } });
      key.value = "";
      toasts.say(T.saved);
    } catch (error) {
      const rest = showErrors(form, error.fields || []);
      if (!error.fields?.length || rest.length) wrong(form, "model", rest[0] || why(error));
    }
  });
  place.addEventListener("click", async (event) => {
    const what = event.target.closest("[data-do]")?.dataset.do;
    if (what === "remove") {
      try { await save({ own: null }); toasts.say(T.removed); place.querySelector("[name=model]")?.focus(); } catch (error) { toasts.show({ tone: "bad", text: why(error) }); }
    }
    if (what === "check") {
      busy = true;
      check = null;
      paint();
      try { check = await api.post("/api/v1/assistant/check", {}, { limit: 90000 }); } catch (error) { check = { ok: false, text: why(error) }; }
      busy = false;
      paint();
      place.querySelector("[data-do=check]").focus();
      try { show(await api.get("/api/v1/assistant")); } catch { /* only the figure of what was used stays behind */ }
    }
  });
  return api.get("/api/v1/assistant").then(show, (error) => render(place, html`<h3>${T.title}</h3><p class="err">${why(error)}</p>`));
}
