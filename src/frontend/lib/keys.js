// One listener for the keys of the page. Typing is never a command.
const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

/** keymap: {"j": run, "g t": run, "Escape": run}; a run that returns false lets the key through. */
export function startKeys(keymap) {
  let prefix = "";
  let timer = null;
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector("dialog[open]")) return;
    const typing = event.target.closest?.(TYPING);
    if (typing && event.key !== "Escape") return;
    const key = `${prefix}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`;
    clearTimeout(timer);
    prefix = "";
    if (!typing && key === "g") {
      prefix = "g ";
      timer = setTimeout(() => { prefix = ""; }, 1200);
      return;
    }
    const run = keymap[key];
    if (run && run(event) !== false) event.preventDefault();
  });
}
