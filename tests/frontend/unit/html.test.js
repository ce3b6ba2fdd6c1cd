import assert from "node:assert/strict";
import test from "node:test";
import { fragment, html, Markup } from "../../../src/frontend/lib/html.js";

test("every value is escaped, in text and in attributes", () => {
  const evil = `"><img src=x onerror='alert(1)'>&`;
  assert.equal(html`<p title="${evil}">${evil}</p>`.text, `<p title="&quot;&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;">&quot;&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;</p>`);
});
test("markup inside markup stays, alone and in lists", () => {
  assert.equal(html`<ul>${["a", "<"].map((one) => html`<li>${one}</li>`)}</ul>`.text, "<ul><li>a</li><li>&lt;</li></ul>");
});
test("nothing and truth leave no trace, zero does", () => {
  assert.equal(html`${null}${undefined}${false}${true}${""}${0}`.text, "0");
});
test("a string that looks like markup does not become nodes", () => {
  assert.throws(() => fragment("<p>x</p>"), TypeError);
  assert.throws(() => fragment({ text: "<p>x</p>" }), TypeError);
  assert.ok(html`x` instanceof Markup);
});
