// The one door to the server. Errors come out as two kinds: refused (an answer) and unreachable (none).
const TOKEN = "behflow.token";

export class Refused extends Error {
  constructor(status, problem = {}) {
    super(problem.detail || problem.title || `HTTP ${status}`);
    this.status = status;
    this.code = problem.code || "";
    this.problem = problem;
    this.fields = Array.isArray(problem.errors) ? problem.errors : [];
  }
}

export class Unreachable extends Error {
  constructor(cause) {
    super("unreachable", { cause });
    this.retry = true;
  }
}

/** Whether sending the same request again may help. */
export const mayRetry = (error) => error instanceof Unreachable || (error instanceof Refused && (error.status >= 500 || error.status === 429));

export const token = {
  get: () => { try { return localStorage.getItem(TOKEN); } catch { return null; } },
  set: (value) => localStorage.setItem(TOKEN, value),
  clear: () => localStorage.removeItem(TOKEN),
};

export function createApi({ onSignedOut = () => {}, fetcher = (...all) => globalThis.fetch(...all), timeout = 15000 } = {}) {
  /** The answer itself, for what is read as it comes; `limit` is in milliseconds, 0 for none. Throws Refused and Unreachable. */
  async function open(method, path, body, { headers = {}, signal, anonymous = false, limit = timeout } = {}) {
    const all = { Accept: "application/json", ...headers };
    const key = anonymous ? null : token.get();
    if (key) all.Authorization = `Bearer ${key}`;
    if (body !== undefined) all["Content-Type"] = "application/json";
    const clock = limit ? AbortSignal.timeout(limit) : null;
    try {
      const response = await fetcher(path, {
        method, headers: all, credentials: "same-origin", cache: "no-store",
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: signal && clock && AbortSignal.any ? AbortSignal.any([signal, clock]) : signal || clock || undefined,
      });
      if (response.ok) return response;
      const text = await response.text();
      if (response.status === 401 && !anonymous) onSignedOut();
      let problem;
      try { problem = JSON.parse(text); } catch { problem = text ? { detail: text.slice(0, 200) } : {}; }
      throw new Refused(response.status, problem || {});
    } catch (error) {
      if (error instanceof Refused || signal?.aborted) throw error;
      throw new Unreachable(error);
    }
  }
  async function send(method, path, body, { onTurn = null, ...options } = {}) {
    const response = await open(method, path, body, options);
    let text;
    try { text = await response.text(); } catch (error) {
      if (options.signal?.aborted) throw error;
      throw new Unreachable(error);
    }
    onTurn?.(response.headers.get("Behflow-Turn"));
    try { return text ? JSON.parse(text) : null; } catch { return { detail: "" }; }
  }
  return {
    send, open,
    get: (path, options) => send("GET", path, undefined, options),
    post: (path, body = {}, options) => send("POST", path, body, options),
    patch: (path, body, options) => send("PATCH", path, body, options),
    delete: (path, options) => send("DELETE", path, undefined, options),
  };
}
