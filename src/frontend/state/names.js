// Names that a half-typed #project, /section, @tag or +person may become.

/** A #project, its /section, a @tag or a +person being typed at the caret: {sign, word, start, end, project?}. */
export function wordAt(text, caret) {
  const before = text.slice(0, caret);
  const found = /(^|\s)([#@+])([^\s#@+/\d][^\s#@+/]*)?$/u.exec(before) || /(^|\s)([#@])([^\s#@/]*)$/u.exec(before);
  const part = found ? null : /(?:^|\s)#(?:"([^"\n]+)"|([^\s#@/"]+))[ \t]+(\/)([^\s/]*)$/u.exec(before);
  if (!found && !part) return null;
  const [sign, word] = part ? [part[3], part[4]] : [found[2], found[3] || ""];
  const rest = /^[^\s#@+/]*/u.exec(text.slice(caret))[0];
  return { sign, word: word + rest, start: caret - word.length - 1, end: caret + rest.length, ...(part ? { project: part[1] || part[2] } : {}) };
}

/** The sections of every project, by its name in lower case, as far as tasks are known here. */
export function sectionsOf(tasks, projects) {
  const names = Object.fromEntries(projects.map((project) => [project.id, project.name.toLowerCase()]));
  const found = {};
  for (const { project_id: id, section, deleted_at: gone } of Object.values(tasks)) {
    if (section && names[id] && !gone && !found[names[id]]?.includes(section)) (found[names[id]] ??= []).push(section);
  }
  for (const list of Object.values(found)) list.sort((a, b) => a.localeCompare(b));
  return found;
}

/** Names that a half-typed word may become, best first. */
export function suggest(at, { projects, tags, people = [], sections = {} }) {
  if (!at) return [];
  const typed = at.word.toLowerCase();
  const lists = {
    "#": () => projects.map((project) => project.name), "@": () => tags.map((tag) => tag.name),
    "+": () => people.map((person) => person.name), "/": () => sections[at.project.toLowerCase()] || [],
  };
  const names = lists[at.sign]();
  const starts = names.filter((name) => name.toLowerCase().startsWith(typed));
  const holds = names.filter((name) => !starts.includes(name) && name.toLowerCase().includes(typed));
  const all = [...starts, ...holds].slice(0, 6);
  return all.length === 1 && all[0].toLowerCase() === typed ? [] : all;
}

/** Replace the half-typed word; a name with blanks is put in quotes. */
export function complete(text, at, name) {
  const quoted = at.sign === "@" ? /\s/.test(name) : /[^\p{L}\p{M}\p{N}\u200c_-]/u.test(name);
  const word = `${at.sign}${quoted ? `"${name}"` : name}`;
  const after = text.slice(at.end).startsWith(" ") ? "" : " ";
  return { text: text.slice(0, at.start) + word + after + text.slice(at.end), caret: at.start + word.length + 1 };
}
