// Saved filters: made and changed in a dialog that is loaded when first needed, taken away with an undo.
import { Refused } from "../lib/api.js";
import { strings as S } from "../lib/strings.js";

export function createFilterActions({ store, api, loader, toasts, router }) {
  const find = (id) => store.state.filters.find((one) => one.id === id);
  const put = (saved) => store.set((state) => ({
    filters: state.filters.some((one) => one.id === saved.id) ? state.filters.map((one) => (one.id === saved.id ? saved : one)) : [...state.filters, saved],
  }));
  const check = (query) => api.post("/api/v1/filters/check", { query });
  const open = async (given) => (await import("../components/filter-dialog.js")).filterDialog({ check, ...given });
  const failed = (error, again) => toasts.show({ tone: "bad", text: error instanceof Refused ? error.message : S.error.safe, action: error.retry ? { label: S.error.retry, run: again } : null });

  const create = () => open({
    save: async (body) => {
      const saved = await api.post("/api/v1/filters", body);
      put(saved);
      router.go(`/filter/${saved.id}`);
    },
  });
  const edit = (id) => open({
    saved: find(id),
    save: async (body) => {
      put(await api.patch(`/api/v1/filters/${id}`, body));
      if (store.state.route.id === id) loader.view(store.state.route);
    },
  });

  async function remove(id) {
    const saved = find(id);
    let turn = null;
    try {
      await api.delete(`/api/v1/filters/${id}`, { onTurn: (given) => { turn = given; } });
    } catch (error) {
      failed(error, () => remove(id));
      return;
    }
    store.set((state) => ({ filters: state.filters.filter((one) => one.id !== id) }));
    if (store.state.route.id === id) router.go("/today", { replace: true });
    toasts.show({ text: S.toast.filterGone(saved.name), undo: () => back(turn) });
  }
  async function back(turn) {
    try {
      await api.post("/api/v1/undo", { turn_id: turn });
      await loader.frame();
      toasts.show({ tone: "quiet", text: S.toast.undone });
    } catch (error) {
      failed(error, () => back(turn));
    }
  }
  return { create, edit, remove };
}
