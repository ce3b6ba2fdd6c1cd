// Projects: made, renamed and deleted through small dialogs, which are loaded when first needed.
import { Refused } from "../lib/api.js";
import { strings as S } from "../lib/strings.js";

export function createProjectActions({ store, api, loader, toasts, router }) {
  const find = (id) => store.state.projects.find((one) => one.id === id);
  const put = (project) => store.set((state) => ({
    projects: state.projects.some((one) => one.id === project.id) ? state.projects.map((one) => (one.id === project.id ? { ...one, ...project } : one)) : [...state.projects, project],
  }));

  const dialogs = () => import("../components/dialogs.js");

  const create = async () => (await dialogs()).projectDialog({
    used: store.state.projects.map((one) => one.color),
    save: async (body) => {
      const project = await api.post("/api/v1/projects", body);
      put(project);
      router.go(`/project/${project.id}`);
    },
  });
  const edit = async (id) => (await dialogs()).projectDialog({ project: find(id), save: async (body) => put(await api.patch(`/api/v1/projects/${id}`, body)) });

  async function remove(id, count) {
    const project = find(id);
    (await dialogs()).confirmDialog({
      title: S.project.deleteTitle(project.name), text: S.project.deleteText(count), label: S.project.deleteDo,
      run: async () => {
        try {
          await api.delete(`/api/v1/projects/${id}`);
          store.set((state) => ({ projects: state.projects.filter((one) => one.id !== id) }));
          if (store.state.route.id === id) router.go("/inbox", { replace: true });
          toasts.show({ text: S.toast.projectGone(project.name) });
          loader.refresh(0);
        } catch (error) {
          toasts.show({ tone: "bad", text: error instanceof Refused ? error.message : S.error.safe, action: error.retry ? { label: S.error.retry, run: () => remove(id, count) } : null });
        }
      },
    });
  }
  return { create, edit, remove };
}
