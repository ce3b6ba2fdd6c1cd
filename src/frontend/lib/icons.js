import { html } from "./html.js";

const SPRITE = new URL("../icons.svg", import.meta.url).pathname;
const MIRRORED = new Set(["up", "tag", "rep", "undo", "arrow", "side", "pane", "right", "left", "next", "exit"]);

export const icon = (name, extra = "") =>
  html`<svg class="i ${MIRRORED.has(name) ? "flip" : ""} ${extra}" aria-hidden="true"><use href="${SPRITE}#${name}"></use></svg>`;

export const mark = () => html`<svg class="mark" aria-hidden="true"><use href="${SPRITE}#mark"></use></svg>`;
