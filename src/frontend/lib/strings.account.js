// The words of the later parts of the settings: assistant, memories, access tokens.
const many = (count, one, more) => `${count} ${count === 1 ? one : more}`;

export const words = {
  assistant: {
    title: "Assistant", on: "Ask a model where rules are not enough", onHint: "Off: no model is ever asked, nothing is sent out, and everything about models leaves the page. The chat still does what you say, by rules on this server.",
    now: (name) => `Answers now: ${name}`, builtIn: "Built-in engine, on this server", local: (model, host) => `${model} on ${host}, in the house`, out: (model, host) => `${model} at ${host}, outside`,
    only: "Local only: send nothing to hosts outside the house", forced: "The server allows only hosts of its own; this cannot be switched off here.", hosts: (names) => `In the house: ${names}`, thisMachine: "this machine",
    chain: "Asked in this order", own: "yours", instance: "set by the server", none: "No model is set. The built-in engine answers everything.", notAllowed: "Models of your own are not allowed on this server (BEHFLOW_LLM_USER_MODELS).",
    ownTitle: "Your own model", model: "Model", modelHint: "provider:model, such as openai:gpt-5-mini, anthropic:claude-sonnet-4-5 or ollama:qwen3:8b", url: "Address (optional)", urlHint: "For a server that speaks OpenAI's API", key: "Key", keyHint: "Stored encrypted and never shown again", keyKept: "A key is stored; leave this empty to keep it", save: "Save model", remove: "Remove model and key", saved: "Model saved", removed: "Model and key removed",
    check: "Check the model", checking: "Asking it for a word", ms: (count) => `${count} ms`, budget: "Budget for a day", tokens: "Tokens", cost: "Money, $", noCap: "no limit", used: (tokens, cost, when) => `Used today: ${tokens} tokens${cost ? `, ${cost}` : ""}. Starts again ${when}.`, of: (used, cap) => `${used} of ${cap}`, bad: "Write a number, or nothing for no limit.", suggest: "Suggest things to remember", suggestHint: "A suggestion waits below until you keep it",
  },
  memories: {
    title: "Memories", none: "Nothing is remembered yet. Say “remember that ...” in the chat, or write it here.", about: "What the chat knows about you. It goes to a model only when it fits what you ask.", add: "Remember", addLabel: "Something to remember", hint: "e.g. The landlord is Mr Karimi", suggested: "suggested", keep: "Keep", decline: "Do not keep", edit: "Edit", save: "Save", cancel: "Cancel", forget: "Forget",
    nameOf: (verb, text) => `${verb}: ${text}`, editLabel: "Memory", forgotten: "Forgotten", kept: "Remembered", find: "Search memories", noneFound: "No memory begins with these words.", more: "More",
  },
  tokens: {
    title: "Access tokens", about: "For scripts, the command line and other assistants (MCP). Each can do only what is ticked.", name: "What is it for", nameHint: "e.g. Laptop", scopes: "It may", days: "Valid for", lasts: (days) => many(days, "day", "days"), create: "Make a token", end: "End", endName: (name) => `End the token ${name}`, ended: "Token ended", none: "No tokens yet.",
    once: (name) => `Copy “${name}” now. It is not shown again.`, copy: "Copy", copied: "Copied", secret: "The token", until: (when) => `valid until ${when}`, over: (when) => `ran out ${when}`, used: (when) => `last used ${when}`, unused: "never used", pick: "Tick at least one thing.", missing: "Please fill this in.",
    scope: { "tasks:read": "Read tasks", "tasks:write": "Change tasks", chat: "Use the chat", "processes:read": "Read automations", "processes:write": "Change automations", "account:read": "Read the profile" },
  },
};
