// Settings: what the chat remembers, each to be changed, kept or forgotten.
import { clearErrors, field, showErrors, wrong } from "../lib/form.js";
import { html } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { render } from "../lib/reconcile.js";
import { words } from "../lib/strings.account.js";

const T = words.memories;
const MANY = 8;

export function mountMemories(place, { api, toasts, why }) {
  let all = [];
  let cursor = null;
  let query = "";
  let editing = null;
  let asked = 0;

  const button = (act, label, one, kind = "btn-line") => html`<button type="button" class="btn btn-s ${kind}" data-do="${act}" data-id="${one.id}" aria-label="${T.nameOf(label, one.text)}">${label}</button>`;
  const item = (one) => (editing === one.id
    ? html`<li data-key="${one.id}-edit"><form name="memory" class="dlg-line grow" data-id="${one.id}"><input class="field grow" name="text" aria-label="${T.editLabel}" value="${one.text}" maxlength="500" dir="auto"><button class="btn btn-s btn-main" type="submit">${T.save}</button><button class="btn btn-s" type="button" data-do="cancel">${T.cancel}</button></form></li>`
    : html`<li data-key="${one.id}"><span class="grow" dir="auto">${one.text}${one.status === "suggested" ? html` <span class="badge c-tag">${T.suggested}</span>` : ""}</span>${one.status === "suggested" ? html`${button("keep", T.keep, one)}${button("forget", T.decline, one, "")}` : html`<button type="button" class="btn-icon" data-do="edit" data-id="${one.id}" aria-label="${T.nameOf(T.edit, one.text)}" title="${T.edit}">${icon("pen")}</button><button type="button" class="btn-icon" data-do="forget" data-id="${one.id}" aria-label="${T.nameOf(T.forget, one.text)}" title="${T.forget}">${icon("trash")}</button>`}</li>`);

  render(place, html`<h3>${T.title}</h3><p class="small quiet">${T.about}</p><div class="mem-list"></div>
    <form name="remember" novalidate class="mem-add">${field({ name: "fresh", label: T.addLabel, extra: html`maxlength="500" dir="auto" placeholder="${T.hint}" autocomplete="off"` })}<button class="btn btn-line" type="submit">${T.add}</button></form>`);
  const list = place.querySelector(".mem-list");
  const form = place.querySelector("form[name=remember]");

  function paint() {
    const find = all.length > MANY || query || cursor;
    render(list, html`${find ? html`<input class="field" type="search" data-key="find" name="find" aria-label="${T.find}" placeholder="${T.find}" value="${query}">` : ""}
      ${all.length ? html`<ul class="sess">${all.map(item)}</ul>${cursor ? html`<button type="button" class="btn btn-s" data-do="more">${T.more}</button>` : ""}` : html`<p class="small">${query ? T.noneFound : T.none}</p>`}`);
  }
  async function load(more = false) {
    const mine = (asked += 1);
    try {
      const answer = await api.get(`/api/v1/memories?${new URLSearchParams({ ...(query ? { q: query } : {}), ...(more ? { cursor } : {}) })}`);
      if (mine !== asked) return;
      // Suggestions wait for an answer, so they come first.
      all = [...(more ? all : []), ...answer.memories].sort((a, b) => (b.status === "suggested") - (a.status === "suggested"));
      cursor = answer.next_cursor;
      paint();
    } catch (error) {
      render(list, html`<p class="err">${why(error)}</p>`);
    }
  }
  const focus = (selector) => (place.querySelector(selector) || form.elements.fresh).focus();
  async function act(work, said) {
    try { await work(); toasts.say(said); } catch (error) { toasts.show({ tone: "bad", text: why(error) }); }
    await load();
  }
  const match = (one) => ({ headers: { "If-Match": `"${one.version}"` } });

  place.addEventListener("input", ({ target }) => { if (target.name === "find") { query = target.value.trim(); load(); } });
  place.addEventListener("submit", async (event) => {
    event.preventDefault();
    const at = event.target;
    if (at.name === "memory") {
      const one = all.find((memory) => memory.id === at.dataset.id);
      const text = at.elements.text.value.trim();
      editing = null;
      if (text && text !== one.text) await act(() => api.patch(`/api/v1/memories/${one.id}`, { text }, match(one)), T.kept);
      else paint();
      focus(`[data-do=edit][data-id="${CSS.escape(one.id)}"]`);
      return;
    }
    clearErrors(form);
    const { fresh } = form.elements;
    if (!fresh.value.trim()) { fresh.focus(); return; }
    try {
      await api.post("/api/v1/memories", { text: fresh.value.trim() });
      fresh.value = "";
      toasts.say(T.kept);
      await load();
    } catch (error) {
      const rest = showErrors(form, error.fields || []);
      wrong(form, "fresh", error.fields?.[0]?.reason || rest[0] || why(error));
    }
  });
  place.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !editing) return;
    event.preventDefault();
    event.stopPropagation();
    const id = editing;
    editing = null;
    paint();
    focus(`[data-do=edit][data-id="${CSS.escape(id)}"]`);
  });
  place.addEventListener("click", async ({ target }) => {
    const found = target.closest("[data-do]");
    if (!found) return;
    const one = all.find((memory) => memory.id === found.dataset.id);
    const run = {
      edit: () => { editing = one.id; paint(); place.querySelector("form[name=memory] input").focus(); },
      cancel: () => { const id = editing; editing = null; paint(); focus(`[data-do=edit][data-id="${CSS.escape(id)}"]`); },
      keep: async () => { await act(() => api.patch(`/api/v1/memories/${one.id}`, { status: "kept" }, match(one)), T.kept); focus(`[data-do=edit][data-id="${CSS.escape(one.id)}"]`); },
      forget: async () => { await act(() => api.delete(`/api/v1/memories/${one.id}`, match(one)), T.forgotten); focus(".mem-list [data-do=forget]"); },
      more: () => load(true),
    };
    run[found.dataset.do]?.();
  });
  return load();
}
