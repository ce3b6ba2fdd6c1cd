import assert from "node:assert/strict";
import test from "node:test";
import { withExample } from "../../../src/frontend/components/filter-dialog.js";
import { strings } from "../../../src/frontend/lib/strings.js";

const [either, both] = strings.filter.examples;

test("an example takes the place of nothing and of another example, and joins what was typed", () => {
  assert.equal(withExample(" ", either), either);
  assert.equal(withExample(either, both), both);
  assert.equal(withExample("#Work ", both), `#Work & ${both}`);
  assert.equal(withExample("#Work", either), `#Work & (${either})`);
});
test("the count of a filter is said in words", () => {
  assert.equal(strings.filter.count(0, false), "No task right now");
  assert.equal(strings.filter.count(1, false), "1 task right now");
  assert.equal(strings.filter.count(1000, true), "More than 1000 tasks right now");
});
