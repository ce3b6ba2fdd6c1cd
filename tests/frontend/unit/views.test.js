import assert from "node:assert/strict";
import test from "node:test";
import { reader } from "../../../src/frontend/lib/dates.js";
import { strings } from "../../../src/frontend/lib/strings.js";
import { counts, nextUp, select, title } from "../../../src/frontend/state/views.js";

const see = reader({ timezone: "UTC", locale: "en" }, Date.parse("2026-11-23T10:00:00Z"));
const words = strings.views;
const due = (date, time = null) => ({ date, time, zone: time && "UTC", at: time && `${date}T${time}:00Z` });
let count = 0;
const task = (name, more = {}) => ({ id: name, name, description: "", status: "not_started", priority: "low", due: null, tags: [], project_id: null, parent_id: null, position: (count += 1), created_at: `2026-11-0${1 + (count % 9)}`, completed_at: null, deleted_at: null, ...more });
const keyed = (...tasks) => Object.fromEntries(tasks.map((one) => [one.id, one]));
const view = (name, more = {}) => ({ view: name, id: null, q: "", path: `/${name}`, ...more });
const show = (tasks, route, more = {}) => select({ tasks, route, see, words, ...more }).map((group) => [group.key, group.tasks.map((one) => one.name)]);

test("Today holds the overdue, the day's by time and then by priority, and what was done today", () => {
  const tasks = keyed(
    task("old", { due: due("2026-11-20") }), task("low", { due: due("2026-11-23") }), task("high", { due: due("2026-11-23"), priority: "high" }),
    task("five", { due: due("2026-11-23", "17:00") }), task("tomorrow", { due: due("2026-11-24") }), task("none"),
    task("done", { status: "completed", completed_at: "2026-11-23T08:00:00Z" }), task("past", { status: "completed", completed_at: "2026-11-22T08:00:00Z" }), task("trash", { due: due("2026-11-23"), deleted_at: "x" }),
  );
  assert.deepEqual(show(tasks, view("today")), [["late", ["old"]], ["today", ["five", "high", "low"]], ["done", ["done"]]]);
});
test("a task just completed lingers in its place before it moves to Done", () => {
  const tasks = keyed(task("a", { due: due("2026-11-23"), status: "completed", completed_at: "2026-11-23T10:00:00Z" }));
  assert.deepEqual(show(tasks, view("today"), { linger: { a: "stay" } }), [["today", ["a"]], ["done", ["a"]]].slice(0, 1));
  assert.deepEqual(show(tasks, view("today")), [["done", ["a"]]]);
});
test("Upcoming goes by day, the far future together", () => {
  const tasks = keyed(task("b", { due: due("2026-11-25") }), task("a", { due: due("2026-11-24") }), task("far", { due: due("2027-03-01") }), task("today", { due: due("2026-11-23") }));
  const groups = select({ tasks, route: view("upcoming"), see, words });
  assert.deepEqual(groups.map((group) => group.title), ["Tomorrow", "Wednesday 25 November", "Later"]);
});
test("Inbox and projects hide subtasks under an open parent; a lone one shows", () => {
  const tasks = keyed(task("parent"), task("child", { parent_id: "parent" }), task("orphan", { parent_id: "elsewhere" }), task("home", { project_id: "p" }));
  assert.deepEqual(show(tasks, view("inbox")), [["open", ["parent", "orphan"]]]);
  assert.deepEqual(show(tasks, view("project", { id: "p" })), [["open", ["home"]]]);
});
test("Trash shows the last deleted first, search finds done tasks and tags too", () => {
  const tasks = keyed(task("first", { deleted_at: "2026-11-01" }), task("second", { deleted_at: "2026-11-02" }), task("pay rent", { tags: ["home"] }), task("paid rent", { status: "completed", completed_at: "2026-11-02T00:00:00Z" }), task("server says so"));
  assert.deepEqual(show(tasks, view("trash")), [["trash", ["second", "first"]]]);
  assert.deepEqual(show(tasks, view("search", { q: "rent" }), { found: ["server says so"] }), [["open", ["pay rent", "server says so"]], ["done", ["paid rent"]]]);
  assert.deepEqual(show(tasks, view("search", { q: "@home" })), [["open", ["pay rent"]]]);
  assert.deepEqual(show(tasks, view("search", { q: " " })), []);
});
test("a filter shows each of its lists in the order of its commas; what was done since goes to Done, what was deleted goes", () => {
  const tasks = keyed(task("b", { due: due("2026-11-24") }), task("a", { due: due("2026-11-23") }), task("both"), task("just done", { status: "completed", completed_at: "2026-11-23T09:00:00Z" }), task("gone", { deleted_at: "x" }), task("other"));
  const hits = { id: "f", lists: [{ text: "today", ids: ["b", "a", "both", "gone"] }, { text: "p1", ids: ["both", "just done", "not here"] }, { text: "p2", ids: [] }] };
  assert.deepEqual(show(tasks, view("filter", { id: "f" }), { hits }), [["list-0", ["a", "b", "both"]], ["list-1", ["both"]], ["done", ["just done"]]]);
  assert.deepEqual(select({ tasks, route: view("filter", { id: "f" }), see, words, hits }).map((group) => group.title), ["today", "p1", "Done"]);
  assert.deepEqual(show(tasks, view("filter", { id: "f" }), { hits, linger: { "just done": "stay" } })[1], ["list-1", ["both", "just done"]]);
  assert.deepEqual(show(tasks, view("filter", { id: "another" }), { hits }), []);
  assert.deepEqual(title(view("filter", { id: "f" }), { projects: [], filters: [{ id: "f", name: "My day", query: "today" }], see, words }), { title: "My day", sub: "today" });
});
test("sorting by name, priority and age", () => {
  const tasks = keyed(task("b", { priority: "urgent", created_at: "2026-01-01" }), task("a", { created_at: "2026-02-01" }));
  assert.deepEqual(show(tasks, view("inbox"), { sort: "name" })[0][1], ["a", "b"]);
  assert.deepEqual(show(tasks, view("inbox"), { sort: "priority" })[0][1], ["b", "a"]);
  assert.deepEqual(show(tasks, view("inbox"), { sort: "created" })[0][1], ["a", "b"]);
});
test("counts follow what is on the page; the server's stand in until all is known", () => {
  const tasks = keyed(task("late", { due: due("2026-11-20"), project_id: "p" }), task("today", { due: due("2026-11-23"), tags: ["t"] }), task("next", { due: due("2026-11-30") }), task("done", { status: "completed" }));
  const found = counts(tasks, see);
  assert.deepEqual([found.today, found.late, found.upcoming, found.inbox, found.project.p, found.tag.t], [2, 1, 1, 2, 1, 1]);
  assert.equal(counts(tasks, see, { complete: false, projects: [{ id: "p", open_tasks: 400 }] }).project.p, 400);
});
test("the title of a project is its name, and the empty Today knows what comes", () => {
  assert.equal(title(view("project", { id: "p" }), { projects: [{ id: "p", name: "Home" }], see, words }).title, "Home");
  assert.equal(title(view("tag", { id: "phone" }), { projects: [], see, words }).title, "@phone");
  assert.equal(title(view("today"), { projects: [], see, words }).sub, "Monday 23 November");
  assert.equal(nextUp(keyed(task("b", { due: due("2026-11-25") }), task("a", { due: due("2026-11-24", "09:30") })), see).time, "09:30");
});
test("a project shows its sections behind what lies in none", () => {
  const made = (id, section, more = {}) => ({ id, name: id, section, project_id: "p", status: "not_started", priority: "low", tags: [], due: null, position: 1, created_at: id, ...more });
  const tasks = Object.fromEntries([made("a", "Kitchen"), made("b", null), made("c", "Garden"), made("d", "Attic", { status: "completed", completed_at: "x" })].map((one) => [one.id, one]));
  const groups = select({ tasks, route: { view: "project", id: "p", q: "" }, see: reader({ timezone: "UTC" }, 0), words: strings.views });
  assert.deepEqual(groups.map((group) => [group.title, group.tasks.map((one) => one.id)]), [["", ["b"]], ["Garden", ["c"]], ["Kitchen", ["a"]], ["Done", ["d"]]]);
});
