// The part of the settings that says how words for dates are read. Every choice shows what the server makes of an example.
import { addDays, dayAndMonth, reader } from "../lib/dates.js";
import { html } from "../lib/html.js";
import { render } from "../lib/reconcile.js";
import { strings } from "../lib/strings.js";
import { strings as persian } from "../lib/strings.fa.js";

const span = (first, last) => Array.from({ length: last - first + 1 }, (_, index) => first + index);
/** "07:00", in the digits of the language. */
const clock = (hour, words) => `${new Intl.NumberFormat(words.digits, { minimumIntegerDigits: 2 }).format(hour)}:${new Intl.NumberFormat(words.digits, { minimumIntegerDigits: 2 }).format(0)}`;
/** The hours that one of several may take: later than the one before it, earlier than the one after. */
export const free = (hours, index) => span(index ? hours[index - 1] + 1 : 0, index < hours.length - 1 ? hours[index + 1] - 1 : 23);
export const wordsFor = (user) => (user.locale === "fa" ? persian : strings).reading;

/** What changes in the profile when a field of the form changes. */
export function choice(name, value, reading) {
  const [field, index] = name.split("-");
  if (index === undefined) return { [field]: value || null };
  return { [field]: reading[field].map((hour, at) => (at === Number(index) ? Number(value) : hour)) };
}
/** The words that show what a field decides. */
export function exampleOf(field, part, user) {
  const words = wordsFor(user);
  const see = reader(user);
  if (field === "past_dates") return dayAndMonth(addDays(see.today, -1), see);
  return { next_weekday: words.nextWeekday.example, day_order: words.dayOrder.example, waking: words.waking.example, parts: words.parts.examples[part] }[field];
}

export function mountReading(form, { user: first, api, toasts, why, onUser }) {
  let user = first;
  let part = 2;
  let asked = 0;
  let saving = Promise.resolve();
  let waiting = 0;
  let wrong = "";
  const read = {};

  const output = (field, inputs) => html`<output class="eg" for="${inputs}" data-eg="${field}">${read[field] ?? ""}</output>`;
  const options = (pairs) => pairs.map(([key, text]) => html`<option value="${key}">${text}</option>`);
  const one = (field, label, pairs) => html`<div class="lab"><label for="in-${field}">${label}</label><select class="field" id="in-${field}" name="${field}">${options(pairs)}</select>${output(field, `in-${field}`)}</div>`;
  const hour = (field, index, words) => options(free(user.reading[field], index).map((at) => [at, clock(at, words)]));

  function paint() {
    const words = wordsFor(user);
    const { nextWeekday, dayOrder, waking, working, pastDates, parts } = words;
    const usual = dayOrder.usual[user.locale === "en" ? "mdy" : "dmy"];
    const between = (field, { label, names }, example = "") => html`<fieldset class="lab"><legend>${label}</legend><div class="hours">${names.map((name, index) => html`<select class="field" id="in-${field}-${index}" name="${field}-${index}" aria-label="${name}">${hour(field, index, words)}</select>`)}</div>${example}</fieldset>`;
    const rtl = words !== strings.reading;
    form.lang = rtl ? "fa" : "en";
    form.dir = rtl ? "rtl" : "ltr";
    render(form, html`<h3>${words.title}</h3>
      <div class="lab-pair lab-roomy">${one("next_weekday", nextWeekday.label, Object.entries(nextWeekday.options))}${one("day_order", dayOrder.label, [["", usual], ...Object.entries(dayOrder.options)])}</div>
      <div class="lab-pair lab-roomy">${between("waking", waking, output("waking", "in-waking-0 in-waking-1"))}
        ${one("past_dates", pastDates.label, Object.entries(pastDates.options))}</div>
      <fieldset class="lab"><legend>${parts.label}</legend><div class="hours hours-4">${parts.names.map((name, index) => html`<div class="lab"><label class="small" for="in-parts-${index}">${name}</label><select class="field" id="in-parts-${index}" name="parts-${index}">${hour("parts", index, words)}</select></div>`)}</div>${output("parts", "in-parts-0 in-parts-1 in-parts-2 in-parts-3")}</fieldset>
      ${between("working", working)}
      <p class="err" role="alert">${wrong && html`<span>${wrong}</span>`}</p>`);
    for (const box of form.querySelectorAll("select")) {
      const [field, index] = box.name.split("-");
      box.value = String((index === undefined ? user.reading[field] : user.reading[field][Number(index)]) ?? "");
    }
  }
  /** Ask the server how it reads the examples now. */
  async function examples() {
    const mine = (asked += 1);
    const words = wordsFor(user);
    await Promise.all(Object.keys(user.reading).map(async (field) => {
      const text = exampleOf(field, part, user);
      if (!text) return;
      let label = "";
      try { label = (await api.post("/api/v1/parse", { text })).chips.find((chip) => chip.kind === "due")?.label || ""; } catch { /* the choice itself was kept; only its example is missing */ }
      if (mine !== asked) return;
      read[field] = label ? html`${words.quote(text)} <span aria-hidden="true">${words.arrow}</span><span class="hid">${words.is}</span> <bdi>${label}</bdi>` : "";
      const place = form.querySelector(`[data-eg="${field}"]`);
      if (place) render(place, html`${read[field]}`);
    }));
  }
  /** While a choice is on its way, the fields belong to the person choosing. */
  function show(now) {
    user = now;
    if (waiting) return;
    paint();
    examples();
  }
  async function save({ name, value }) {
    let now = user;
    try {
      now = await api.patch("/me", { reading: choice(name, value, user.reading) });
      wrong = "";
      onUser(now);
      toasts.say(strings.settings.saved);
    } catch (error) {
      wrong = why(error);
    }
    waiting -= 1;
    show(now);
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", ({ target }) => {
    const { name, value } = target;
    if (name.startsWith("parts-")) part = Number(name.slice(6));
    waiting += 1;
    // One after the other: each starts from what the one before has made of the profile.
    saving = saving.then(() => save({ name, value }));
  });
  show(user);
  return { show };
}
