// Markup that escapes by default, and the only Trusted Types policy of the app.
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (text) => String(text).replace(/[&<>"']/g, (sign) => ESCAPES[sign]);

export class Markup {
  constructor(text) { this.text = text; }
  toString() { return this.text; }
}

function encode(value) {
  if (value === null || value === undefined || value === false || value === true) return "";
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(encode).join("");
  return escape(value);
}

/** A tagged template: every value is escaped unless it is Markup itself. Attribute values must stand in quotes. */
export function html(strings, ...values) {
  let text = strings[0];
  for (let index = 0; index < values.length; index += 1) text += encode(values[index]) + strings[index + 1];
  return new Markup(text);
}

const policy = globalThis.trustedTypes?.createPolicy("behflow", { createHTML: (text) => text });

/** Markup becomes nodes; anything else is refused. */
export function fragment(markup) {
  if (!(markup instanceof Markup)) throw new TypeError("only html`...` becomes nodes");
  const template = document.createElement("template");
  template.innerHTML = policy ? policy.createHTML(markup.text) : markup.text;
  return template.content;
}
