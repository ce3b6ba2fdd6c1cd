// Paint markup onto living nodes: what did not change stays, with its focus, caret and scroll.
import { fragment } from "./html.js";

const painted = new WeakMap();

/** Make the children of `target` look like `markup`. Returns whether anything was done. */
export function render(target, markup) {
  if (painted.get(target) === markup.text) return false;
  painted.set(target, markup.text);
  keepFocus(() => patchChildren(target, fragment(markup)));
  return true;
}

/** A keyed list: `entries` are [key, markup of one element]; unchanged entries cost one comparison. */
export function reconcile(parent, entries) {
  keepFocus(() => {
    const old = new Map();
    for (const node of parent.children) old.set(node.dataset.key, node);
    const wanted = new Set(entries.map(([key]) => key));
    for (const [key, node] of old) if (!wanted.has(key)) node.remove();
    let cursor = parent.firstElementChild;
    for (const [key, markup] of entries) {
      let node = old.get(key);
      if (!node) {
        node = fragment(markup).firstElementChild;
        node.dataset.key = key;
        painted.set(node, markup.text);
      } else if (painted.get(node) !== markup.text) {
        painted.set(node, markup.text);
        const next = fragment(markup).firstElementChild;
        next.dataset.key = key;
        patch(node, next);
      }
      if (node === cursor) cursor = cursor.nextElementSibling;
      else parent.insertBefore(node, cursor);
    }
  });
}

function keepFocus(work) {
  const active = document.activeElement;
  work();
  if (active && active !== document.body && active.isConnected && document.activeElement !== active) {
    active.focus({ preventScroll: true });
  }
}

const keyOf = (node) => (node.nodeType === 1 ? node.dataset?.key || node.id || null : null);
const alike = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && keyOf(a) === keyOf(b);

function patchChildren(parent, next) {
  const keyed = new Map();
  for (const node of parent.childNodes) if (keyOf(node)) keyed.set(keyOf(node), node);
  let cursor = parent.firstChild;
  for (const wish of [...next.childNodes]) {
    const key = keyOf(wish);
    const found = key ? keyed.get(key) : cursor;
    if (found && alike(found, wish)) {
      if (found === cursor) cursor = cursor.nextSibling;
      else parent.insertBefore(found, cursor);
      patch(found, wish);
      continue;
    }
    // A node without key may have been removed in front of its match: look one further.
    if (!key && cursor?.nextSibling && !keyOf(cursor) && alike(cursor.nextSibling, wish)) {
      const gone = cursor;
      cursor = cursor.nextSibling.nextSibling;
      patch(gone.nextSibling, wish);
      gone.remove();
      continue;
    }
    parent.insertBefore(wish, cursor);
  }
  while (cursor) {
    const gone = cursor;
    cursor = cursor.nextSibling;
    gone.remove();
  }
}

function patch(node, wish) {
  if (node.nodeType !== 1) {
    if (node.nodeValue !== wish.nodeValue) node.nodeValue = wish.nodeValue;
    return;
  }
  for (const { name } of [...node.attributes]) if (!wish.hasAttribute(name) && name !== "open") node.removeAttribute(name);
  for (const { name, value } of wish.attributes) if (node.getAttribute(name) !== value) node.setAttribute(name, value);
  // A field that is being typed in belongs to the person typing.
  if (node.nodeName === "INPUT" && node !== document.activeElement) {
    if (node.type === "checkbox" || node.type === "radio") node.checked = wish.hasAttribute("checked");
    else if (node.value !== wish.value) node.value = wish.value;
  }
  if (node.nodeName === "TEXTAREA") {
    if (node !== document.activeElement && node.value !== wish.value) node.value = wish.value;
    return;
  }
  // Parts mount themselves, and a kept list is painted by its own call of reconcile().
  if (node.nodeName.includes("-") || node.hasAttribute("data-keep")) return;
  patchChildren(node, wish);
  if (node.nodeName === "SELECT" && node !== document.activeElement && node.value !== wish.value) node.value = wish.value;
}
