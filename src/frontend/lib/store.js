// One state object; slices are replaced, never changed in place. Listeners hear once per turn.
export function createStore(initial) {
  let state = initial;
  let told = true;
  const listeners = new Set();
  const tell = () => {
    told = true;
    for (const listener of listeners) listener(state);
  };
  return {
    get state() { return state; },
    /** set({ui: {...}}) or set((state) => ({...})); merges at the top level. */
    set(change) {
      const patch = typeof change === "function" ? change(state) : change;
      if (!patch) return;
      state = { ...state, ...patch };
      if (told) {
        told = false;
        queueMicrotask(tell);
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Small choices that outlive the page (folded columns, sort order). */
export const prefs = {
  read(key, fallback) {
    try { return { ...fallback, ...JSON.parse(localStorage.getItem(`behflow.${key}`)) }; } catch { return fallback; }
  },
  write(key, value) {
    try { localStorage.setItem(`behflow.${key}`, JSON.stringify(value)); } catch { /* full or private: not worth a message */ }
  },
};
