// An answer while it comes: what the events of a turn add up to.
export const emptyLive = () => ({ run: null, session: null, text: "", steps: [], notices: [], answer: null, error: null, outcome: null, changed: 0, part: null });

const line = (content) => {
  try { return String(JSON.parse(content).line || ""); } catch { return ""; }
};

function custom(live, name, value) {
  if (name === "behflow.text_reset") return { ...live, text: "" };
  if (name === "behflow.notice") return { ...live, notices: [...live.notices, value] };
  if (name === "behflow.tasks_changed") return { ...live, changed: live.changed + 1 };
  if (name === "behflow.answer") return { ...live, answer: value };
  return live;
}

/** The next state of a live answer; an event of a later version of the server changes nothing. */
export function advance(live, event) {
  switch (event.type) {
    case "RUN_STARTED": return { ...live, run: event.runId, session: event.threadId };
    case "TEXT_MESSAGE_START": return live.text && event.messageId !== live.part ? { ...live, part: event.messageId, text: `${live.text}\n\n` } : { ...live, part: event.messageId };
    case "TEXT_MESSAGE_CONTENT": return { ...live, text: live.text + event.delta };
    case "TOOL_CALL_START": return { ...live, names: { ...live.names, [event.toolCallId]: event.toolCallName } };
    case "TOOL_CALL_RESULT": {
      const words = line(event.content);
      return words ? { ...live, steps: [...live.steps, { tool: live.names?.[event.toolCallId] || "", line: words }] } : live;
    }
    case "CUSTOM": return custom(live, event.name, event.value);
    case "RUN_FINISHED": return { ...live, outcome: event.outcome || "done" };
    case "RUN_ERROR": return { ...live, error: { message: event.message || "", code: event.code || "" } };
    default: return live;
  }
}
