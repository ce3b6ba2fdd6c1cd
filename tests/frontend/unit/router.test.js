import assert from "node:assert/strict";
import test from "node:test";
import { nextAddress, readRoute, tagPath, writeRoute } from "../../../src/frontend/lib/router.js";

const read = (address) => { const url = new URL(address, "http://x"); return readRoute(url); };

test("every view has an address and reads back from it", () => {
  for (const address of ["/today", "/upcoming", "/inbox", "/trash", "/search?q=a+b", "/project/7", "/tag/a%2Fb", "/filter/7?task=9", "/today?task=9&pane=chat"]) assert.equal(writeRoute(read(address)), address);
  assert.equal(read("/").view, "today");
  assert.equal(read("/nonsense").view, "today");
  assert.equal(read("/tag/a%2Fb").id, "a/b");
  assert.equal(read("/tag/%E0%A4%A").id, "%E0%A4%A");
  assert.equal(tagPath("خانه"), `/tag/${encodeURIComponent("خانه")}`);
});
test("after sign-in only an address of our own is followed", () => {
  assert.equal(nextAddress("?next=%2Finbox%3Ftask%3D1"), "/inbox?task=1");
  for (const evil of ["https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "/\n\\evil.example", "javascript:alert(1)", ""]) assert.equal(nextAddress(`?next=${encodeURIComponent(evil)}`), "/");
});
