// Quick add: a textarea with a mirror behind it that colours what was understood, chips, and what Enter will do.
import { html } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { render } from "../lib/reconcile.js";
import { strings as S } from "../lib/strings.js";
import { chipBehind, chipColour, keepSkips, linesOf, nameless, pieces, placeChips, shiftSpans, toPoints, toUnits } from "../state/quick.js";
import { Part } from "./part.js";

const PAUSE = 80;

export class BfQuick extends Part {
  #text = "";
  #chips = [];
  #skip = [];
  #parsed = null;
  #answered = "";
  #failed = false;
  #refused = "";
  #turn = 0;
  #timer = null;
  #open = false;

  begin() {
    render(this, html`<form class="quick" autocomplete="off">
      <div class="quick-line">${icon("plus")}
        <div class="quick-field"><div class="quick-mirror" aria-hidden="true" dir="auto"></div>
          <textarea rows="1" dir="auto" name="text" maxlength="10000" aria-label="${S.quick.label}" placeholder="${S.quick.placeholder}" autocomplete="off" autocapitalize="sentences" spellcheck="false" enterkeyhint="done" aria-autocomplete="list" aria-haspopup="listbox" aria-describedby="quick-out"></textarea></div>
        <kbd class="rest-only" aria-hidden="true">q</kbd><button class="btn btn-main btn-s live-only wide-only" type="submit">${S.quick.add}</button></div>
      <div class="quick-chips live-only" role="group" aria-label="${S.quick.chips}"></div>
      <ol class="quick-tree live-only" aria-label="${S.quick.preview}" tabindex="0" hidden></ol>
      <div class="quick-out live-only"><span class="grow cut" id="quick-out"></span><span class="keys-hint wide-only"><span><kbd>⌫</kbd> ${S.quick.backToText}</span><span><kbd>↵</kbd> ${S.quick.enterAdds}</span></span><button class="btn btn-main phone-only" type="submit">${S.quick.add}</button></div>
      <ul class="quick-list" id="quick-list" role="listbox" aria-label="${S.quick.suggestions(0)}" hidden></ul><p class="hid" role="status"></p></form>`);
    this.form = this.querySelector("form");
    this.area = this.querySelector("textarea");
    this.mirror = this.querySelector(".quick-mirror");
    this.area.addEventListener("input", () => this.#typed());
    this.area.addEventListener("scroll", () => { this.mirror.scrollLeft = this.area.scrollLeft; });
    this.area.addEventListener("keydown", (event) => this.#key(event));
    this.area.addEventListener("keyup", (event) => { if (event.key.startsWith("Arrow") || event.key === "Home" || event.key === "End") this.#suggest(); });
    this.area.addEventListener("click", () => this.#suggest());
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.#add(); });
    this.form.addEventListener("focusin", () => { this.#live(true); this.#fetch(); });
    this.form.addEventListener("focusout", (event) => this.#left(event));
    this.form.addEventListener("click", (event) => {
      // Beside the sheet of a phone: its ::before lies over the page, so that such a touch closes and does nothing else.
      if (event.target === this.form && event.clientY < this.form.getBoundingClientRect().top) { this.area.blur(); this.#live(false); return; }
      const cross = event.target.closest(".x");
      if (cross) this.#reject(this.#chips[Number(cross.dataset.index)]);
      else if (!event.target.closest("button, .quick-tree")) this.area.focus();
    });
    addEventListener("pointerdown", () => { this.pressed = true; }, true);
    addEventListener("pointerup", () => { this.pressed = false; }, true);
    addEventListener("pointercancel", () => { this.pressed = false; }, true);
    this.#paint();
  }

  /** {projects, tags, people, tasks, defaults, place, extra, parse} */
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

  /** Names and words are fetched when somebody is about to type; without them a line is still added. */
  async #fetch() {
    if (this.words) return;
    try {
      const [{ Names }, words] = await Promise.all([import("./names.js"), import("./quick-words.js")]);
      if (this.words) return;
      this.names = new Names({ box: this.querySelector(".quick-list"), area: this.area, live: this.querySelector("[role=status]"), put: (text, caret) => this.#set(text, caret) });
      this.words = words;
      this.#paint();
      this.#suggest();
    } catch { /* the next focus tries again */ }
  }
  #live(on) {
    this.#open = on;
    this.form.classList.toggle("is-live", on);
    if (!on) this.names?.close();
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
    this.#skip = keepSkips(this.#skip, this.#text, next);
    if (this.#parsed) this.#parsed = { ...this.#parsed, tasks: keepSkips(this.#parsed.tasks, this.#text, next) };
    this.#text = next;
    this.#paint();
    this.#suggest();
    this.#ask();
  }
  #ask(pause = PAUSE) {
    clearTimeout(this.#timer);
    const turn = (this.#turn += 1);
    const text = this.#text;
    this.#refused = "";
    if (!text.trim()) {
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
        this.#failed = false;
        this.#answered = text;
        this.#chips = placeChips(text, answer.chips);
        this.#parsed = { ...answer, tasks: answer.tasks.map((task) => ({ ...task, start: toUnits(text, task.start), end: toUnits(text, task.end) })) };
      } catch (error) {
        if (turn !== this.#turn) return;
        this.#failed = true;
        this.#refused = error.status === 422 ? error.fields?.[0]?.reason || error.message : "";
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
    if (this.names?.key(event)) return;
    if (event.key === "Backspace" && caret === end && !event.ctrlKey && !event.metaKey && !event.altKey && chipBehind(this.#chips, caret)) {
      event.preventDefault();
      this.#reject(chipBehind(this.#chips, caret));
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#add();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.area.blur();
      this.#live(Boolean(this.#text.trim()) && !matchMedia("(max-width: 699px)").matches);
      this.say("quick-leave");
    }
  }

  #suggest() { this.names?.look(this.#text, this.model); }

  #add() {
    const lines = linesOf(this.#text);
    // Only a date and no name: the result row says what is missing, nothing is sent and nothing is lost.
    const parsed = this.#parsed && this.#answered === this.#text ? this.#parsed : null;
    const short = parsed && (!parsed.tasks.length || nameless(parsed.tasks).count);
    if (!lines.length || short || this.#refused) { this.area.focus(); return; }
    // Offsets belong to the text as typed, so it is sent as typed.
    this.say("quick-add", { text: this.#text, skip: this.#points(this.#text), parsed });
    this.#turn += 1;
    clearTimeout(this.#timer);
    this.#text = this.area.value = "";
    this.#chips = [];
    this.#skip = [];
    this.#parsed = null;
    this.#paint();
    this.#suggest();
    this.area.focus();
    // A whole list was pasted: the sheet of a phone would hide what became of it, and its undo.
    if (lines.length > 1 && matchMedia("(max-width: 699px)").matches) { this.area.blur(); this.#live(false); }
  }
  #paint() {
    const parts = pieces(this.#text, this.#chips);
    render(this.mirror, html`${parts.map((part) => (part.chip ? html`<mark class="c-${chipColour(part.chip)}">${part.text}</mark>` : html`<span>${part.text}</span>`))}${this.#text.endsWith("\n") ? " " : ""}`);
    this.mirror.scrollLeft = this.area.scrollLeft;
    const lines = linesOf(this.#text).length;
    const several = lines > 1 && this.#parsed?.tasks.length > 1;
    this.form.classList.toggle("is-list", lines > 1);
    this.querySelector(".quick-tree").hidden = !several;
    if (!this.words) return;
    const { chipMark, tree } = this.words;
    render(this.querySelector(".quick-chips"), lines > 1 ? html`` : html`${this.#chips.map(chipMark)}`);
    render(this.querySelector(".quick-tree"), several ? tree(this.#parsed.tasks, this.#chips) : html``);
    this.#result();
  }
  #result() {
    const out = this.querySelector("#quick-out");
    if (!out || !this.model || !this.words) return;
    render(out, this.words.resultWords({ ...this.model, lines: linesOf(this.#text).length, text: this.#text, parsed: this.#parsed, failed: this.#failed, refused: this.#refused, chips: this.#chips }));
  }
}
