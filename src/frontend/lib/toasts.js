// Short messages at the foot of the list, and words for the live region.
export function createToasts({ store, live }) {
  const SECONDS = 10;
  let count = 0;
  let ticking = null;
  const set = (work) => store.set((state) => ({ toasts: work(state.toasts) }));
  const drop = (id) => set((all) => all.filter((one) => one.id !== id));

  function tick() {
    const now = Date.now();
    set((all) => all.filter((one) => !one.until || one.until > now).map((one) => (one.until ? { ...one, left: Math.ceil((one.until - now) / 1000) } : one)));
    if (!store.state.toasts.some((one) => one.until)) {
      clearInterval(ticking);
      ticking = null;
    }
  }
  function say(text) {
    live.textContent = "";
    // A new turn, so that saying the same words again is heard again.
    setTimeout(() => { live.textContent = text; }, 30);
  }
  return {
    say,
    /** {text, tone: ok|bad|quiet|bell, undo?, action?: {label, run}, sticky?} */
    show({ text, tone = "ok", undo = null, action = null, sticky = false }) {
      const id = `toast-${(count += 1)}`;
      const seconds = sticky ? 0 : tone === "quiet" ? 3 : SECONDS;
      const toast = { id, text, tone, undo, action, left: seconds, until: seconds ? Date.now() + seconds * 1000 : null };
      // One undo at a time; a message that needs an answer stays beside it.
      // A reminder comes by itself and takes no undo away.
      set((all) => [...all.filter((one) => (tone === "bell" || !one.undo) && one.tone !== "quiet" && one.text !== text).slice(-2), toast]);
      ticking ??= setInterval(tick, 1000);
      say(text);
      return id;
    },
    reword: (before, after) => set((all) => all.map((one) => (one.text === before ? { ...one, text: after } : one))),
    clearUndo: () => set((all) => all.filter((one) => !one.undo)),
    /** Time stands still while somebody reads (pointer or focus on it). */
    hold: (on) => {
      clearInterval(ticking);
      ticking = null;
      if (on) return;
      set((all) => all.map((one) => (one.until ? { ...one, until: Date.now() + one.left * 1000 } : one)));
      ticking = setInterval(tick, 1000);
    },
    drop,
    run(id, which) {
      const toast = store.state.toasts.find((one) => one.id === id);
      drop(id);
      if (which === "undo") toast?.undo?.();
      if (which === "action") toast?.action?.run();
    },
  };
}
