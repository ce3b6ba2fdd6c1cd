// Sign in.
import { createApi, Refused, token } from "./lib/api.js";
import { clearErrors, field, showErrors, startReveal, wrong } from "./lib/form.js";
import { html } from "./lib/html.js";
import { mark, icon } from "./lib/icons.js";
import { render } from "./lib/reconcile.js";
import { nextAddress } from "./lib/router.js";
import { strings as S } from "./lib/strings.js";

const G = S.gate;
const registering = document.documentElement.dataset.page === "register";
const card = document.querySelector(".gate-card");
const api = createApi();
const query = new URLSearchParams(location.search);
const onward = query.get("next") ? `?next=${encodeURIComponent(query.get("next"))}` : "";
const reveal = { show: G.show, hide: G.hide };

const own = html`${field({ name: "username", label: G.username, required: true, extra: html`autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="64" dir="auto"` })}`;
const secret = (kind) => field({ name: "password", label: G.password, type: "password", required: true, reveal, hint: registering ? S.settings.passwordHint : "", extra: html`autocomplete="${kind}" maxlength="128"` });

render(card, html`${mark()}<div><h1>${registering ? G.titleNew : G.titleIn}</h1><p class="quiet">${G.host(location.host)}</p></div>
  <form class="gate-form" novalidate aria-label="${registering ? G.register : G.signIn}">
    <div class="note" role="alert" hidden>${icon("warn")}<span></span></div>
    ${registering ? html`<div class="lab-pair">${field({ name: "name", label: G.name, required: true, extra: html`autocomplete="given-name" maxlength="100" dir="auto"` })}${field({ name: "lastname", label: G.lastname, extra: html`autocomplete="family-name" maxlength="100" dir="auto"` })}</div>` : ""}
    ${own}${secret(registering ? "new-password" : "current-password")}
    ${registering ? field({ name: "email", label: G.email, type: "email", extra: html`autocomplete="email" maxlength="254"` }) : ""}
    ${registering && query.get("invite") !== null ? invite() : ""}
    <button class="btn btn-main btn-l" type="submit">${registering ? G.register : G.signIn}</button>
  </form>
  <p class="gate-foot">${registering ? html`${G.have} <a class="link" href="/login${onward}">${G.signIn}</a>` : html`${G.fresh} <a class="link" href="/register${onward}">${G.createOne}</a>`}</p>`);

function invite() {
  return field({ name: "invite", label: G.invite, value: query.get("invite") || "", extra: html`autocomplete="off" spellcheck="false" maxlength="200"` });
}

const form = card.querySelector("form");
const note = form.querySelector(".note");
const say = (text) => { note.querySelector("span").textContent = text; note.hidden = !text; };
const button = form.querySelector("[type=submit]");
startReveal(form, reveal);
form.elements[registering ? "name" : "username"].focus();
form.addEventListener("input", (event) => { if (event.target.name) wrong(form, event.target.name, ""); });

function complete() {
  let first = null;
  for (const input of form.querySelectorAll("[required]")) {
    const short = registering && input.name === "password" && input.value && input.value.length < 8;
    if (input.value.trim() && !short) continue;
    wrong(form, input.name, short ? G.short : G.missing);
    first ??= input;
  }
  first?.focus();
  return !first;
}

function refused(error) {
  if (!(error instanceof Refused)) return say(G.unreachable);
  if (error.status === 401) { say(G.wrong); form.elements.password.focus(); form.elements.password.select(); return undefined; }
  if (error.status === 429) return say(error.problem.detail || G.tooMany);
  // Registration by invite: ask for the code where it is missing.
  const wantsInvite = /invite/.test(error.code) || error.fields.some((one) => String(one.field).endsWith("invite"));
  if (registering && wantsInvite && !form.elements.invite) {
    const spot = document.createElement("div");
    button.before(spot);
    render(spot, invite());
  }
  if (error.status === 409 && !error.fields.length) { wrong(form, "username", error.message || G.taken); form.elements.username.focus(); return undefined; }
  const rest = showErrors(form, error.fields);
  return say(error.fields.length ? rest.join(" ") : error.message);
}

async function enter(values) {
  const send = (more) => api.send("POST", registering ? "/register" : "/login", { ...values, ...more, bind: true }, { anonymous: true });
  if (!registering) return send({});
  try {
    return await send({ timezone: Intl.DateTimeFormat().resolvedOptions().timeZone });
  } catch (error) {
    // A zone this server does not know is no reason to keep anybody out.
    if (error.fields?.length === 1 && error.fields[0].field === "timezone") return send({});
    throw error;
  }
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  clearErrors(form);
  say("");
  if (!complete()) return;
  const values = Object.fromEntries([...new FormData(form)].filter(([key, value]) => value || key === "name" || key === "lastname"));
  for (const key of Object.keys(values)) if (key !== "password") values[key] = values[key].trim();
  button.disabled = true;
  button.textContent = G.working;
  try {
    const answer = await enter(values);
    token.set(answer.access_token);
    localStorage.removeItem("behflow.chat");
    localStorage.setItem("behflow.user", JSON.stringify(answer.user));
    location.replace(nextAddress(location.search));
  } catch (error) {
    button.disabled = false;
    button.textContent = registering ? G.register : G.signIn;
    refused(error);
  }
});
