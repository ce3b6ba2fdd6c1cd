// The conversation as data.
/** Who answered, what was sent where, what to know about it, and what was done on the way. */
const told = (data) => ({ answeredBy: data.answered_by || null, sent: data.sent || [], notices: data.notices || [], steps: data.steps || [] });

/** A stored message and a fresh answer look the same from here on. */
export function fromStored(message) {
  const data = message.data || {};
  return {
    id: message.id, turn: message.turn_id || null, role: message.role, text: message.content, at: message.created_at,
    tasks: data.tasks || [], receipt: data.receipt || null, proposal: data.proposal || null,
    candidates: data.candidates || [], engine: data.engine || null, ...told(data),
  };
}
export const fromAnswer = (answer) => ({
  id: answer.message_id || `answer-${Math.random()}`, turn: null, role: "assistant", text: answer.response || "", at: null,
  tasks: answer.tasks || [], receipt: answer.receipt || null, proposal: answer.proposal || null,
  candidates: answer.candidates || [], engine: answer.engine || null, ...told(answer),
});

/** What is shown once the latest page of the conversation was read: older messages stay, and so do words that were not sent. */
export function joined(messages, page, more) {
  const first = page[0]?.id || "";
  const older = more ? messages.filter((one) => !one.unsent && !one.id.startsWith("own-") && one.id < first) : [];
  const unsent = new Map(messages.filter((one) => one.unsent).map((one) => [one.id, one]));
  const read = page.map((one) => { const mine = unsent.get(one.id); unsent.delete(one.id); return mine || one; });
  return [...older, ...read, ...unsent.values()];
}
/** The turn that is still being answered: its question is the last that was said. */
export const running = (messages) => { const last = messages.at(-1); return last?.role === "user" && last.turn && !last.unsent ? last : null; };

/** [[op, count, subject]], in the order a person wants to hear it. */
export function tally(changes = []) {
  const order = ["added", "completed", "updated", "reopened", "restored", "deleted"];
  const count = (op, subject) => changes.filter((one) => one.op === op && (one.subject || "task") === subject).length;
  return order.flatMap((op) => ["task", "process", "memory"].map((subject) => [op, count(op, subject), subject]).filter(([, found]) => found));
}

export const hasChanges = (message) => Boolean(message.receipt?.changes?.length && message.receipt.turn_id);

/** The ids of proposals that a newer one of the same conversation has taken the place of. */
export const superseded = (messages) => messages.filter((one) => one.proposal).map((one) => one.proposal.id).slice(0, -1);

/** open | expired | answered (here or as the server tells). */
export function proposalState(proposal, answered, now) {
  if (answered[proposal.id]) return answered[proposal.id];
  if (proposal.status && !["open", "pending"].includes(proposal.status)) return proposal.status;
  if (proposal.expires_at && Date.parse(proposal.expires_at) <= now) return "expired";
  return "open";
}

/** The changes that are ticked; everything is, until somebody unticks. */
export const ticked = (proposal, ticks) => proposal.changes.filter((change) => !(ticks[proposal.id] || []).includes(change.task_id));

/** Tasks and names an answer may link to. */
export function linkable(message) {
  const found = new Map();
  for (const task of message.tasks) found.set(task.id, { id: task.id, name: task.name });
  for (const change of message.receipt?.changes || []) if ((change.subject || "task") === "task" && !found.has(change.task_id)) found.set(change.task_id, { id: change.task_id, name: change.name });
  for (const candidate of message.candidates) if (!found.has(candidate.task_id)) found.set(candidate.task_id, { id: candidate.task_id, name: candidate.name });
  return [...found.values()];
}
