// Who answered, and what left the house: from the data of an answer to words.
const number = (value) => Number(value || 0).toLocaleString("en");

/** "$0.002": two digits that count, however small. Cost comes as text so that nothing is lost on the way. */
export function money(cost) {
  const value = Number(cost);
  if (!value) return "$0";
  return `$${value >= 1 ? value.toFixed(2) : value.toFixed(Math.min(6, Math.max(3, 1 - Math.floor(Math.log10(value))))).replace(/0+$/, "")}`;
}
const tokens = (rows) => rows.reduce((sum, row) => sum + (row.input_tokens || 0) + (row.output_tokens || 0), 0);
const costOf = (rows) => (rows.some((row) => row.cost !== null && row.cost !== undefined) ? rows.reduce((sum, row) => sum + Number(row.cost || 0), 0) : null);

function amount(rows, W) {
  const cost = costOf(rows);
  const words = cost === null || (!cost && rows.every((row) => row.local)) ? W.tokens(number(tokens(rows))) : `${W.tokens(number(tokens(rows)))}, ${money(cost)}`;
  return rows.some((row) => row.estimated) ? W.about(words) : words;
}

/** {icon, out, text, rows}: `out` when words went to a host that is not one's own; `rows` tell each host. Null: nobody knows. */
export function sourceOf(message, W) {
  const { answeredBy: by, sent = [] } = message;
  if (!by && !message.engine) return null;
  const out = sent.filter((row) => !row.local);
  const model = by?.model || null;
  const name = model || ((by?.engine || message.engine) === "built-in" ? W.builtIn : by?.engine || message.engine);
  const rows = sent.map((row) => ({ host: row.host, local: row.local, text: W.row(row.model, row.calls, number(row.input_tokens), number(row.output_tokens), row.cost === null || row.cost === undefined ? "" : money(row.cost)) }));
  if (out.length) {
    const hosts = [...new Set(out.map((row) => row.host))].join(", ");
    const text = model && out.some((row) => row.host === by.host) ? W.at(name, hosts, amount(out, W)) : W.wentTo(name, hosts, amount(out, W));
    return { icon: "globe", out: true, text, rows };
  }
  // Answers from before this was kept tell their engine, and nothing of what was sent.
  if (!by) return { icon: "bolt", out: false, text: name, rows };
  return sent.length ? { icon: "house", out: false, text: W.stayed(model ? `${name}, ${amount(sent, W)}` : W.wentTo(name, [...new Set(sent.map((row) => row.host))].join(", "), amount(sent, W))), rows } : { icon: "bolt", out: false, text: W.stayed(name), rows };
}

/** The badge in the head of the chat: who would answer now. */
export function badgeOf(assistant, W) {
  if (!assistant) return null;
  const first = assistant.engine !== "built-in" && assistant.chain.find((one) => `${one.provider}:${one.model}` === assistant.engine);
  if (!first) return { icon: "house", out: false, text: W.builtIn, title: W.reasons[assistant.reason] || W.builtInTitle };
  return first.local ? { icon: "house", out: false, text: W.badgeLocal(first.model), title: W.badgeLocalTitle(first.host) } : { icon: "globe", out: true, text: W.badgeOut(first.model), title: W.badgeOutTitle(first.host) };
}

/** What is said at the input, where one decides what to type. */
export function inputNote(assistant, W) {
  if (!assistant || !assistant.enabled) return null;
  if (assistant.local_only || assistant.local_only_forced) return { icon: "lock", out: false, text: W.localOnly };
  const hosts = assistant.engine === "built-in" ? [] : [...new Set(assistant.chain.filter((one) => !one.local).map((one) => one.host))];
  return hosts.length ? { icon: "globe", out: true, text: W.mayGo(hosts.join(", ")) } : { icon: "lock", out: false, text: W.staysHere };
}
