// Addresses: a path names the view; ?task= opens the panel, ?pane= opens what lies over the view.
const PLAIN = new Set(["today", "upcoming", "inbox", "search", "trash"]);

export function readRoute(location) {
  const [, first = "", second = ""] = location.pathname.split("/");
  const query = new URLSearchParams(location.search);
  const more = { task: query.get("task"), pane: query.get("pane"), q: query.get("q") || "" };
  const decoded = () => { try { return decodeURIComponent(second); } catch { return second; } };
  if (first === "project" && second) return { view: "project", id: second, path: `/project/${second}`, ...more };
  if (first === "filter" && second) return { view: "filter", id: second, path: `/filter/${second}`, ...more };
  if (first === "tag" && second) return { view: "tag", id: decoded(), path: `/tag/${second}`, ...more };
  if (first === "settings") more.pane = "settings";
  const view = PLAIN.has(first) ? first : "today";
  return { view, id: null, path: `/${view}`, ...more };
}

export function writeRoute(route, change = {}) {
  const next = { ...route, ...change };
  const query = new URLSearchParams();
  if (next.view === "search" && next.q) query.set("q", next.q);
  if (next.task) query.set("task", next.task);
  if (next.pane) query.set("pane", next.pane);
  const text = query.toString();
  return next.path + (text ? `?${text}` : "");
}

export const tagPath = (name) => `/tag/${encodeURIComponent(name)}`;
export const nextAddress = (search) => {
  const next = new URLSearchParams(search).get("next") || "/";
  // Only a path of our own: never a way to another site. Browsers leave control characters out: "/\t/site" is "//site".
  return /^\/(?![/\\])/.test(next) && !/[\0-\x1f]/.test(next) ? next : "/";
};

/** Follow plain clicks on our own links without loading a page. */
export function startRouter(onChange) {
  const go = (address, { replace = false } = {}) => {
    if (address !== location.pathname + location.search) history[replace ? "replaceState" : "pushState"](null, "", address);
    onChange(readRoute(location));
  };
  addEventListener("popstate", () => onChange(readRoute(location)));
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const url = new URL(link.href);
    if (url.origin !== location.origin || link.target || link.hash || link.hasAttribute("data-full")) return;
    event.preventDefault();
    go(url.pathname + url.search);
  });
  return { go, read: () => readRoute(location) };
}
