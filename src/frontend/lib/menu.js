// A small menu at a button: arrows move, Escape and a click beside it close it, focus comes back.
import { fragment, html } from "./html.js";
import { icon } from "./icons.js";

/** items: [{label, icon?, checked?, bad?, run}] */
export function openMenu(button, items) {
  if (button.getAttribute("aria-expanded") === "true") return;
  const radio = items.some((item) => "checked" in item);
  const menu = fragment(html`<div class="menu" role="menu" popover="auto">${items.map((item, index) => html`<button type="button" role="${radio ? "menuitemradio" : "menuitem"}" ${radio ? html`aria-checked="${item.checked ? "true" : "false"}"` : ""} class="${item.bad ? "bad" : ""}" data-index="${index}" tabindex="-1">${radio ? (item.checked ? icon("check") : html`<span class="spot"></span>`) : item.icon ? icon(item.icon) : ""}<span class="grow">${item.label}</span></button>`)}</div>`).firstElementChild;
  (button.closest(".side, main") || document.body).append(menu);
  button.setAttribute("aria-expanded", "true");
  menu.showPopover();
  const at = button.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  const rtl = getComputedStyle(button).direction === "rtl";
  const left = Math.max(8, Math.min(rtl ? at.left : at.right - size.width, innerWidth - size.width - 8));
  const below = at.bottom + 4 + size.height < innerHeight;
  menu.style.left = `${left}px`;
  menu.style.top = `${below ? at.bottom + 4 : Math.max(8, at.top - size.height - 4)}px`;
  const all = [...menu.children];
  (all.find((one) => one.getAttribute("aria-checked") === "true") || all[0]).focus();
  let done = false;
  const close = () => {
    if (done) return;
    done = true;
    button.removeAttribute("aria-expanded");
    const inside = menu.contains(document.activeElement) || document.activeElement === document.body;
    menu.remove();
    if (inside) button.focus();
  };
  menu.addEventListener("toggle", (event) => { if (event.newState === "closed") close(); });
  menu.addEventListener("keydown", (event) => {
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      all[(to + all.length) % all.length].focus();
    }
    if (event.key === "Tab") close();
    event.stopPropagation();
  });
  menu.addEventListener("click", (event) => {
    const chosen = event.target.closest("[data-index]");
    if (!chosen) return;
    close();
    items[Number(chosen.dataset.index)].run();
  });
}
