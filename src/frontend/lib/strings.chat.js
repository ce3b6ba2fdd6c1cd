// The words of a conversation, fetched with its first message.
const many = (count, one, more) => `${count} ${count === 1 ? one : more}`;

export const words = {
  working: "Working on it", stopping: "Stopping", waits: "Next", unsent: "Not sent.", unanswered: "No answer.", noAnswer: "The answer broke off.", retry: "Try again", undo: "Undo", redo: "Redo", undone: "Undone", redone: "Done again",
  more: (count) => `and ${count} more`, next: (count) => `The next ${count}`, conflicts: (names) => `Left as ${names.length === 1 ? "it is" : "they are"}, changed since: ${names.slice(0, 3).map((name) => `“${name}”`).join(", ")}${names.length > 3 ? ` and ${names.length - 3} more` : ""}`, whichOne: "Which one?",
  ops: { added: "added", completed: "completed", updated: "changed", reopened: "reopened", deleted: "deleted", restored: "restored" },
  subjects: { process: (count) => many(count, "automation", "automations"), memory: (count) => many(count, "memory", "memories") },
  apply: (count) => `Apply ${count}`, cancel: "Cancel", ticked: (count, all) => `${count} of ${all} ticked`, becomes: "becomes",
  openFor: (minutes) => (minutes < 1 ? "open for under a minute" : minutes < 120 ? `open for ${minutes} min` : minutes < 2880 ? `open for ${Math.round(minutes / 60)} h` : `open for ${Math.round(minutes / 1440)} days`),
  states: { approved: "Applied", approve: "Applied", applied: "Applied", rejected: "Cancelled, nothing was changed", reject: "Cancelled, nothing was changed", cancelled: "Cancelled, nothing was changed", expired: "Expired, nothing was changed", superseded: "Replaced by a newer one" },
  builtIn: "Built-in engine", about: (text) => `about ${text}`, tokens: (count) => `${count} ${count === "1" ? "token" : "tokens"}`, stayed: (text) => `${text}, nothing left the house`, at: (name, host, amount) => `${name} at ${host}: ${amount}`, wentTo: (name, host, amount) => `${name}; to ${host} went ${amount}`,
  row: (model, calls, input, output, cost) => `${model}: ${many(calls, "call", "calls")}, ${input} tokens sent, ${output} received${cost ? `, ${cost}` : ""}`, house: "in the house", outside: "outside",
  find: "Search chats", noneFound: "No chat has these words in its title.", none: "No earlier chats.", untitled: "Untitled chat", remove: (name) => `Delete the chat ${name}`, removeAsk: "Delete this chat?", removeDo: "Delete", keep: "Keep", gone: "Chat deleted", loading: "Loading",
};
