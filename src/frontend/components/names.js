// The list of names under a half-typed #project, /section, @tag or +person, worked from the textarea by keys.
import { html } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { render } from "../lib/reconcile.js";
import { strings as S } from "../lib/strings.js";
import { complete, sectionsOf, suggest, wordAt } from "../state/names.js";

const PICTURES = { "@": "tag", "#": "hash", "+": "user", "/": "part" };

export class Names {
  #at = null;
  #names = [];
  #pick = 0;
  #chosen = false;

  /** `box` is the listbox, `area` the textarea, `live` says how many there are, `put(text, caret)` changes the text. */
  constructor({ box, area, live, put }) {
    Object.assign(this, { box, area, live, put });
    box.addEventListener("click", (event) => {
      const name = event.target.closest("[role=option]");
      if (name) this.#complete(name.dataset.name);
    });
    // The focus stays in the text.
    box.addEventListener("pointerdown", (event) => event.preventDefault());
  }

  get open() { return this.#names.length > 0; }
  close() { this.#names = []; this.#paint(); }

  look(text, lists) {
    const { selectionStart: caret, selectionEnd: end } = this.area;
    const at = caret === end && lists ? wordAt(text, caret) : null;
    // An arrow key that went through the list moved no caret.
    if (this.open && at && at.start === this.#at.start && at.word === this.#at.word) return;
    this.#at = at;
    this.#names = at ? suggest(at, at.sign === "/" ? { ...lists, sections: sectionsOf(lists.tasks, lists.projects) } : lists) : [];
    this.#pick = 0;
    this.#chosen = false;
    this.#paint();
  }

  /** Whether the key was meant for the list. Enter takes a name only after an arrow key: what is typed may be a new one. */
  key(event) {
    if (!this.open) return false;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      this.#pick = (this.#pick + (event.key === "ArrowDown" ? 1 : -1) + this.#names.length) % this.#names.length;
      this.#chosen = true;
      this.#paint();
    } else if ((event.key === "Tab" && !event.shiftKey) || (event.key === "Enter" && !event.shiftKey && this.#chosen)) this.#complete(this.#names[this.#pick]);
    else if (event.key === "Escape") this.close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  #complete(name) {
    const done = complete(this.area.value, this.#at, name);
    this.area.focus();
    this.put(done.text, done.caret);
  }

  #paint() {
    const { box, area } = this;
    const label = S.quick.suggestions(this.#names.length);
    box.hidden = !this.open;
    render(box, html`${this.#names.map((name, index) => html`<li role="option" id="quick-option-${index}" data-name="${name}" aria-selected="${index === this.#pick ? "true" : "false"}">${icon(PICTURES[this.#at.sign])}<span class="grow cut" dir="auto">${name}</span>${index === this.#pick ? html`<kbd aria-hidden="true">⇥</kbd>` : ""}</li>`)}`);
    box.setAttribute("aria-label", label);
    if (this.live.textContent !== (this.open ? label : "")) this.live.textContent = this.open ? label : "";
    if (this.open) {
      area.setAttribute("aria-controls", box.id);
      area.setAttribute("aria-activedescendant", `quick-option-${this.#pick}`);
    } else {
      area.removeAttribute("aria-controls");
      area.removeAttribute("aria-activedescendant");
    }
  }
}
