// Quick add: a textarea with a mirror behind it that colours what was understood, chips, and what Enter will do.
import { html } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { render } from "../lib/reconcile.js";
import { strings as S } from "../lib/strings.js";
import { chipBehind, chipColour, chipIcon, complete, linesOf, pieces, placeChips, shiftSpans, suggest, toPoints, wordAt } from "../state/quick.js";
import { Part } from "./part.js";

const PAUSE = 80;
const labelOf = (chip) => (chip.kind === "tag" && !chip.label.startsWith("@") ? `@${chip.label}` : chip.label);

export class BfQuick extends Part {
  #text = "";
  #chips = [];
  #skip = [];
  #parsed = null;
  #failed = false;
  #turn = 0;
  #timer = null;
  #open = false;
  #names = [];
  #pick = 0;
  #at = null;

  begin() {
    render(this, html`<form class="quick" autocomplete="off">
      <div class="quick-line">${icon("plus")}
        <div class="quick-field"><div class="quick-mirror" aria-hidden="true" dir="auto"></div>
          <textarea rows="1" dir="auto" name="text" maxlength="2000" aria-label="${S.quick.label}" placeholder="${S.quick.placeholder}" autocomplete="off" autocapitalize="sentences" spellcheck="false" enterkeyhint="done" aria-autocomplete="list" aria-describedby="quick-out"></textarea></div>
        <kbd class="rest-only" aria-hidden="true">q</kbd><button class="btn btn-main btn-s live-only wide-only" type="submit">${S.quick.add}</button></div>
      <div class="quick-chips live-only" role="group" aria-label="${S.quick.chips}"></div>
      <div class="quick-out live-only"><span class="grow cut" id="quick-out"></span><span class="keys-hint wide-only"><span><kbd>⌫</kbd> ${S.quick.backToText}</span><span><kbd>↵</kbd> ${S.quick.enterAdds}</span></span><button class="btn btn-main phone-only" type="submit">${S.quick.add}</button></div>
      <ul class="quick-list" id="quick-list" role="listbox" aria-label="${S.quick.suggestions(0)}" hidden></ul></form>`);
    this.form = this.querySelector("form");
    this.area = this.querySelector("textarea");
    this.mirror = this.querySelector(".quick-mirror");
    this.area.addEventListener("input", () => this.#typed());
    this.area.addEventListener("scroll", () => { this.mirror.scrollLeft = this.area.scrollLeft; });
    this.area.addEventListener("keydown", (event) => this.#key(event));
    this.area.addEventListener("keyup", (event) => { if (event.key.startsWith("Arrow") || event.key === "Home" || event.key === "End") this.#suggest(); });
    this.area.addEventListener("click", () => this.#suggest());
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.#add(); });
    this.form.addEventListener("focusin", () => this.#live(true));
    this.form.addEventListener("focusout", (event) => this.#left(event));
    this.form.addEventListener("click", (event) => {
      // Beside the sheet of a phone: its ::before lies over the page, so that such a touch closes and does nothing else.
      if (event.target === this.form && event.clientY < this.form.getBoundingClientRect().top) { this.area.blur(); this.#live(false); return; }
      const name = event.target.closest("[role=option]");
      if (name) this.#complete(name.dataset.name);
      const cross = event.target.closest(".x");
      if (cross) this.#reject(this.#chips[Number(cross.dataset.index)]);
      else if (!event.target.closest("button")) this.area.focus();
    });
    this.form.addEventListener("pointerdown", (event) => { if (event.target.closest("[role=option]")) event.preventDefault(); });
    addEventListener("pointerdown", () => { this.pressed = true; }, true);
    addEventListener("pointerup", () => { this.pressed = false; }, true);
    addEventListener("pointercancel", () => { this.pressed = false; }, true);
    this.#paint();
  }

  /** {projects, tags, defaults, place, extra, parse} */
  update() { this.#result(); }

  open() { this.#live(true); this.area.focus(); }
  get text() { return this.#text; }
  /** Text that could not be added comes back, unless something else is being typed. */
  putBack(text) {
    if (this.#text.trim()) return false;
    this.#set(text, text.length);
    this.open();
    return true;
  }

  #live(on) {
    this.#open = on;
    this.form.classList.toggle("is-live", on);
    if (!on) this.#names = [];
    this.#list();
  }
  #left(event) {
    if (this.form.contains(event.relatedTarget)) return;
    const phone = matchMedia("(max-width: 699px)").matches;
    const fold = () => { if (!this.form.contains(document.activeElement) && (phone || !this.#text.trim())) this.#live(false); };
    // Folding moves the list: not between the press and the release of a click on it.
    if (this.pressed) addEventListener("pointerup", () => setTimeout(fold), { once: true, capture: true });
    else fold();
  }

  #set(text, caret) {
    this.area.value = text;
    this.area.setSelectionRange(caret, caret);
    this.#typed();
  }
  #typed() {
    const next = this.area.value;
    this.#chips = shiftSpans(this.#chips, this.#text, next);
    this.#skip = shiftSpans(this.#skip, this.#text, next);
    this.#text = next;
    this.#paint();
    this.#suggest();
    this.#ask();
  }
  #ask(pause = PAUSE) {
    clearTimeout(this.#timer);
    const turn = (this.#turn += 1);
    const text = this.#text;
    if (!text.trim() || linesOf(text).length > 1) {
      this.#chips = [];
      this.#parsed = null;
      this.#paint();
      return;
    }
    this.#timer = setTimeout(async () => {
      try {
        const answer = await this.model.parse(text, this.#points(text));
        // An answer to an older text says nothing about this one.
        if (turn !== this.#turn) return;
        this.#parsed = answer;
        this.#failed = false;
        this.#chips = placeChips(text, answer.chips);
      } catch {
        if (turn !== this.#turn) return;
        this.#failed = true;
        this.#parsed = null;
      }
      this.#paint();
    }, pause);
  }
  #points = (text) => this.#skip.map((span) => [toPoints(text, span.start), toPoints(text, span.end)]);

  #reject(chip) {
    if (!chip) return;
    this.#skip = [...this.#skip, { start: chip.start, end: chip.end }];
    this.#chips = this.#chips.filter((one) => one !== chip);
    this.#paint();
    this.area.focus();
    this.#ask(0);
  }

  #key(event) {
    const { selectionStart: caret, selectionEnd: end } = this.area;
    if (event.isComposing) return;
    if (this.#names.length && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      this.#pick = (this.#pick + (event.key === "ArrowDown" ? 1 : -1) + this.#names.length) % this.#names.length;
      this.#list();
    } else if (this.#names.length && event.key === "Tab" && !event.shiftKey) {
      event.preventDefault();
      this.#complete(this.#names[this.#pick]);
    } else if (event.key === "Backspace" && caret === end && !event.ctrlKey && !event.metaKey && !event.altKey && chipBehind(this.#chips, caret)) {
      event.preventDefault();
      this.#reject(chipBehind(this.#chips, caret));
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#add();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      if (this.#names.length) { this.#names = []; this.#list(); return; }
      this.area.blur();
      this.#live(Boolean(this.#text.trim()) && !matchMedia("(max-width: 699px)").matches);
      this.say("quick-leave");
    }
  }

  #suggest() {
    const { selectionStart: caret, selectionEnd: end } = this.area;
    this.#at = caret === end && this.model ? wordAt(this.#text, caret) : null;
    this.#names = this.#at ? suggest(this.#at, this.model) : [];
    this.#pick = 0;
    this.#list();
  }
  #complete(name) {
    const done = complete(this.#text, this.#at, name);
    this.area.focus();
    this.#set(done.text, done.caret);
  }
  #list() {
    const box = this.querySelector(".quick-list");
    const shown = this.#open && this.#names.length > 0;
    box.hidden = !shown;
    render(box, html`${this.#names.map((name, index) => html`<li role="option" id="quick-option-${index}" data-name="${name}" aria-selected="${index === this.#pick ? "true" : "false"}">${icon(this.#at?.sign === "@" ? "tag" : "hash")}<span class="grow cut">${name}</span>${index === this.#pick ? html`<kbd aria-hidden="true">⇥</kbd>` : ""}</li>`)}`);
    box.setAttribute("aria-label", S.quick.suggestions(this.#names.length));
    if (shown) {
      this.area.setAttribute("aria-controls", "quick-list");
      this.area.setAttribute("aria-activedescendant", `quick-option-${this.#pick}`);
    } else {
      this.area.removeAttribute("aria-controls");
      this.area.removeAttribute("aria-activedescendant");
    }
  }

  #add() {
    const lines = linesOf(this.#text);
    // Only a date and no name: the result row says what is missing, nothing is sent and nothing is lost.
    const nameless = lines.length === 1 && this.#parsed && !this.#parsed.tasks.length;
    if (!lines.length || nameless) { this.area.focus(); return; }
    const whole = lines.length === 1;
    // Offsets belong to the text as typed, so it is sent as typed.
    if (whole) this.say("quick-add", { text: this.#text, skip: this.#points(this.#text), parsed: this.#turnIsOver() ? this.#parsed : null });
    else for (const text of lines) this.say("quick-add", { text, skip: [], parsed: null });
    this.#turn += 1;
    clearTimeout(this.#timer);
    this.#text = this.area.value = "";
    this.#chips = [];
    this.#skip = [];
    this.#parsed = null;
    this.#paint();
    this.#suggest();
    this.area.focus();
  }
  #turnIsOver = () => this.#parsed && this.#chips.length >= this.#parsed.chips.length;

  #paint() {
    const parts = pieces(this.#text, this.#chips);
    render(this.mirror, html`${parts.map((part) => (part.chip ? html`<mark class="c-${chipColour(part.chip)}">${part.text}</mark>` : html`<span>${part.text}</span>`))}${this.#text.endsWith("\n") ? " " : ""}`);
    this.mirror.scrollLeft = this.area.scrollLeft;
    const chips = this.#chips.map((chip, index) => html`<span class="chip c-${chipColour(chip)}" data-key="${chip.kind}-${chip.start}">${icon(chipIcon(chip))}<span class="cut">${labelOf(chip)}</span>${chip.new ? html`<span class="new">(${S.quick.newProject})</span>` : ""}<button type="button" class="x" data-index="${index}" aria-label="${S.quick.reject(labelOf(chip))}">${icon("x")}</button></span>`);
    render(this.querySelector(".quick-chips"), html`${chips}`);
    this.#result();
  }
  #result() {
    const out = this.querySelector("#quick-out");
    if (!out || !this.model) return;
    const lines = linesOf(this.#text);
    const task = this.#parsed?.tasks?.[0];
    const { place, defaults, dayName } = this.model;
    const chip = (kind) => this.#chips.find((one) => one.kind === kind);
    if (!lines.length) render(out, html`${S.quick.hint}`);
    else if (lines.length > 1) render(out, html`<b>${S.quick.lines(lines.length)}</b>`);
    else if (this.#parsed && !task) render(out, html`${S.quick.nameless}`);
    else if (this.#failed) render(out, html`${S.quick.offline}`);
    else if (task) {
      const project = chip("project");
      const due = chip("due")?.label || (defaults.due_date && !chip("recurrence") ? dayName : "");
      render(out, html`${S.quick.adds} <b>${task.name || task.title || this.#text.trim()}</b> ${S.quick.to} ${project?.new ? `${S.quick.aNew} ` : ""}<b>${project ? project.label : place}</b>${due ? html`, ${S.quick.due} <b>${due}</b>` : ""}${chip("recurrence") ? html`, ${S.quick.repeats} <b>${chip("recurrence").label.toLowerCase()}</b>` : ""}`);
    } else render(out, html`${S.quick.adds} <b>${this.#text.trim()}</b> ${S.quick.to} <b>${place}</b>`);
  }
}
