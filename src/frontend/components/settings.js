// Settings: profile, time, appearance, password, sessions. Loaded when first opened.
import { Refused } from "../lib/api.js";
import { stamp, weekdayNames } from "../lib/dates.js";
import { openDialog } from "../lib/dialog.js";
import { clearErrors, field, showErrors, startReveal, wrong } from "../lib/form.js";
import { html } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { render } from "../lib/reconcile.js";
import { strings as S } from "../lib/strings.js";
import { mountReading } from "./reading.js";

const T = S.settings;

const select = (name, label, options, value) => html`<div class="lab"><label for="in-${name}">${label}</label><select class="field" id="in-${name}" name="${name}">${options.map(([key, text]) => html`<option value="${key}" ${String(key) === String(value) ? html`selected` : ""}>${text}</option>`)}</select></div>`;

function zones(current) {
  const all = Intl.supportedValuesOf ? Intl.supportedValuesOf("timeZone") : [];
  return [...new Set(["UTC", current, ...all])].filter(Boolean).sort().map((zone) => [zone, zone.replaceAll("_", " ")]);
}
/** "Firefox on Linux" from the header a browser sends. */
export function device(agent) {
  if (!agent) return T.unknown;
  const browser = /(Edg|OPR|Firefox|Chrome|Safari|curl|python)/i.exec(agent)?.[1];
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(agent)?.[1];
  const names = { Edg: "Edge", OPR: "Opera", "Mac OS X": "macOS" };
  return [names[browser] || browser, names[system] || system].filter(Boolean).join(" on ") || agent.slice(0, 40);
}

export function settingsDialog({ user, see, api, theme, toasts, onUser, onTheme, onSignOut, onAssistant, onClose }) {
  const reveal = { show: S.gate.show, hide: S.gate.hide };
  const node = openDialog({
    title: T.title, wide: true, closeLabel: T.close, onClose,
    body: html`
      <form class="dlg-s" name="profile" novalidate><h3>${T.profile}</h3>
        <div class="lab-pair">${field({ name: "name", label: T.name, value: user.name, extra: html`maxlength="100" autocomplete="given-name" dir="auto"` })}${field({ name: "lastname", label: T.lastname, value: user.lastname, extra: html`maxlength="100" autocomplete="family-name" dir="auto"` })}</div>
        ${field({ name: "email", label: T.email, type: "email", value: user.email || "", extra: html`maxlength="254" autocomplete="email"` })}</form>
      <form class="dlg-s" name="time"><h3>${T.time}</h3>${select("timezone", T.zone, zones(user.timezone), user.timezone)}
        ${select("locale", T.language, Object.entries(T.languages), user.locale)}
        <div class="lab-pair">${select("calendar", T.calendar, Object.entries(T.calendars), user.calendar)}${select("first_weekday", T.firstDay, weekdayNames(see).map((name, index) => [index, name]), user.first_weekday)}</div></form>
      <form class="dlg-s" name="reading"></form>
      <fieldset class="dlg-s"><legend class="hid">${T.theme}</legend><h3>${T.look}</h3><div><span class="seg">${["system", "dark", "light"].map((key) => html`<label><input type="radio" name="theme" value="${key}" ${key === theme ? html`checked` : ""}>${icon({ system: "gear", dark: "moon", light: "sun" }[key])}<span>${S.top.theme[key]}</span></label>`)}</span></div></fieldset>
      <section class="dlg-s" data-late="assistant"></section><section class="dlg-s" data-late="memories"></section>
      <form class="dlg-s" name="password" novalidate><h3>${T.password}</h3><input class="hid" type="text" name="username" autocomplete="username" value="${user.username}" aria-hidden="true" tabindex="-1" readonly>
        <div class="lab-pair">${field({ name: "current_password", label: T.current, type: "password", required: true, reveal, extra: html`autocomplete="current-password" maxlength="128"` })}${field({ name: "new_password", label: T.fresh, type: "password", required: true, reveal, hint: T.passwordHint, extra: html`autocomplete="new-password" maxlength="128"` })}</div>
        <div><button class="btn btn-line" type="submit">${T.change}</button></div></form>
      <section class="dlg-s"><h3>${T.sessions}</h3><ul class="sess"></ul><div class="dlg-line"><button type="button" class="btn btn-line" data-others hidden>${T.endOthers}</button><span class="grow"></span><button type="button" class="btn btn-line" data-out>${icon("exit")}${T.signOut}</button></div></section>
      <section class="dlg-s" data-late="tokens"></section>`,
  });
  const why = (error) => (error instanceof Refused ? error.message : S.error.safe);

  const late = (name, open, file) => {
    const place = node.querySelector(`[data-late="${name}"]`);
    file.then((module) => module[open](place, { api, see, toasts, why, onAssistant }), () => render(place, html`<p class="err">${S.error.safe}</p>`));
  };
  late("assistant", "mountAssistant", import("./settings-assistant.js"));
  late("memories", "mountMemories", import("./settings-memories.js"));
  late("tokens", "mountTokens", import("./settings-tokens.js"));

  const reading = mountReading(node.querySelector('form[name="reading"]'), { user, api, toasts, why, onUser });

  // Profile and time save by themselves, field by field.
  for (const form of node.querySelectorAll('form[name="profile"], form[name="time"]')) {
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", async ({ target }) => {
      const raw = target.value.trim();
      const value = target.name === "first_weekday" ? Number(raw) : target.name === "email" ? raw || null : raw;
      wrong(form, target.name, "");
      try {
        const now = await api.patch("/me", { [target.name]: value });
        onUser(now);
        reading.show(now);
        toasts.say(T.saved);
      } catch (error) {
        const rest = showErrors(form, error.fields || []);
        if (!error.fields?.length || rest.length) wrong(form, target.name, why(error)) || toasts.say(why(error));
      }
    });
  }
  node.addEventListener("change", ({ target }) => { if (target.name === "theme") onTheme(target.value); });

  const password = node.querySelector('form[name="password"]');
  startReveal(password, reveal);
  password.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearErrors(password);
    const { current_password: current, new_password: fresh } = password.elements;
    for (const input of [fresh, current]) if (!input.value) { wrong(password, input.name, S.gate.missing); input.focus(); }
    if (!current.value || !fresh.value) return;
    try {
      await api.post("/me/password", { current_password: current.value, new_password: fresh.value });
      password.reset();
      const hint = node.querySelector("#hint-new_password");
      render(hint, html`${T.changed}`);
      toasts.say(T.changed);
      list();
    } catch (error) {
      const rest = showErrors(password, error.fields || []);
      if (!error.fields?.length || rest.length) wrong(password, "current_password", rest[0] || why(error));
    }
  });

  const box = node.querySelector(".sess");
  async function list() {
    try {
      const { sessions } = await api.get("/me/sessions");
      node.querySelector("[data-others]").hidden = sessions.length < 2;
      render(box, html`${sessions.map((one) => html`<li data-key="${one.id}"><span class="grow"><strong>${device(one.user_agent)}</strong>${one.current ? html` <span class="badge c-ok">${T.thisOne}</span>` : ""}<br><span class="small quiet">${one.address || ""}${one.address ? ", " : ""}${T.seen(stamp(one.last_seen_at || one.created_at, see))}</span></span>${one.current ? "" : html`<button type="button" class="btn btn-s btn-line" data-end="${one.id}" aria-label="${T.endName(device(one.user_agent))}">${T.end}</button>`}</li>`)}`);
    } catch (error) {
      render(box, html`<li class="err">${why(error)}</li>`);
    }
  }
  node.addEventListener("click", async (event) => {
    const end = event.target.closest("[data-end]");
    const others = event.target.closest("[data-others]");
    if (event.target.closest("[data-out]")) { onSignOut(); return; }
    if (!end && !others) return;
    try { await api.delete(end ? `/me/sessions/${end.dataset.end}` : "/me/sessions"); } catch (error) { toasts.say(why(error)); }
    list();
  });
  list();
  return node;
}
