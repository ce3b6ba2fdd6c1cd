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
  async function send(method, path, body, { headers = {}, signal, anonymous = false, onTurn = null } = {}) {
    const all = { Accept: "application/json", ...headers };
    const key = anonymous ? null : token.get();
    if (key) all.Authorization = `Bearer ${key}`;
    if (body !== undefined) all["Content-Type"] = "application/json";
    const limit = AbortSignal.timeout(timeout);
    let response;
    let answer = null;
    try {
      response = await fetcher(path, {
        method, headers: all, credentials: "same-origin", cache: "no-store",
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: signal && AbortSignal.any ? AbortSignal.any([signal, limit]) : signal || limit,
      });
      const text = await response.text();
      try { answer = text ? JSON.parse(text) : null; } catch { answer = { detail: response.ok ? "" : text.slice(0, 200) }; }
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new Unreachable(error);
    }
    if (response.ok) {
      onTurn?.(response.headers.get("Behflow-Turn"));
      return answer;
    }
    if (response.status === 401 && !anonymous) onSignedOut();
    throw new Refused(response.status, answer || {});
  }
  return {
    send,
    get: (path, options) => send("GET", path, undefined, options),
    post: (path, body = {}, options) => send("POST", path, body, options),
    patch: (path, body, options) => send("PATCH", path, body, options),
    delete: (path, options) => send("DELETE", path, undefined, options),
  };
}
