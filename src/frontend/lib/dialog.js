// A modal dialog on the platform's own <dialog>: focus is kept inside and comes back.
import { fragment, html } from "./html.js";
import { icon } from "./icons.js";

/** Shows `body` (markup); returns the element. It leaves the page when closed. */
export function openDialog({ title, body, wide = false, closeLabel, onClose = () => {} }) {
  const node = fragment(html`<dialog class="dlg ${wide ? "dlg-wide" : ""}" aria-labelledby="dialog-title"><header class="dlg-h"><h2 class="grow" id="dialog-title" tabindex="-1" autofocus>${title}</h2><button type="button" class="btn-icon" data-close aria-label="${closeLabel}" title="${closeLabel}">${icon("x")}</button></header><div class="dlg-b">${body}</div></dialog>`).firstElementChild;
  const back = document.activeElement;
  document.body.append(node);
  // Only a press that began on the veil closes: dragging a selection out of a field does not.
  let pressed = null;
  node.addEventListener("pointerdown", (event) => { pressed = event.target; });
  node.addEventListener("click", (event) => { if ((event.target === node && pressed === node) || event.target.closest("[data-close]")) node.close(); });
  node.addEventListener("close", () => {
    node.remove();
    if (back?.isConnected) back.focus({ preventScroll: true });
    onClose();
  });
  node.showModal();
  return node;
}
