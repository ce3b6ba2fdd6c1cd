// The base of every part: a light-DOM element that mounts, gets nouns as `model`, and speaks in verbs that bubble.
export class Part extends HTMLElement {
  #model = null;
  #begun = false;

  connectedCallback() {
    if (!this.#begun) {
      this.#begun = true;
      this.begin();
    }
    if (this.#model) this.update(this.#model);
  }
  set model(model) {
    const before = this.#model;
    this.#model = model;
    if (this.#begun && !same(before, model)) this.update(model);
  }
  get model() { return this.#model; }

  begin() {}
  update() {}

  say(verb, detail = {}) {
    this.dispatchEvent(new CustomEvent(verb, { bubbles: true, detail }));
  }
  /** Clicks on [data-act="name"] call table.name(button, event). */
  clicks(table) {
    this.addEventListener("click", (event) => {
      const button = event.target.closest("[data-act]");
      if (button && this.contains(button)) table[button.dataset.act]?.(button, event);
    });
  }
}

/** Models are flat: equal when every noun is the same one. */
function same(a, b) {
  if (!a || !b) return false;
  const keys = Object.keys(b);
  return keys.length === Object.keys(a).length && keys.every((key) => Object.is(a[key], b[key]));
}
