import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../src/frontend/", import.meta.url));
const read = (path) => readFileSync(join(ROOT, path), "utf8");
const files = (folder = ROOT) => readdirSync(folder).flatMap((name) => { const path = join(folder, name); return statSync(path).isDirectory() ? files(path) : [relative(ROOT, path)]; });
const all = files();

function reach(path, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  for (const [, target] of read(path).matchAll(/^import (?:[^"]* from )?"(\.[^"]+)"/gm)) reach(normalize(join(dirname(path), target)), found);
  return found;
}

test("a page preloads exactly the modules it runs, so nothing loads one after another", () => {
  for (const [page, entry] of [["index.html", "app.js"], ["login.html", "login.js"], ["register.html", "register.js"]]) {
    const wanted = [...reach(entry)].filter((path) => path !== entry).sort();
    const named = [...read(page).matchAll(/rel="modulepreload" href="\/assets\/\{version\}\/([^"]+)"/g)].map((found) => found[1]).sort();
    assert.deepEqual(named, wanted, page);
  }
});
test("every asset a page names is there, under the version", () => {
  for (const page of ["index.html", "login.html", "register.html"]) {
    for (const [, address] of read(page).matchAll(/(?:href|src)="(\/[^"#]*)/g)) {
      assert.match(address, /^\/assets\/\{version\}\//, page);
      assert.ok(all.includes(address.replace("/assets/{version}/", "")), address);
    }
  }
});
test("no page holds a script or a style of its own: the content policy forbids them", () => {
  for (const page of all.filter((path) => path.endsWith(".html"))) {
    assert.doesNotMatch(read(page), /<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/i, page);
  }
});
test("only lib/html.js makes nodes from text, and only once", () => {
  const sinks = /innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|createPolicy|\beval\(|new Function/;
  for (const path of all.filter((name) => name.endsWith(".js"))) {
    if (path !== join("lib", "html.js")) assert.doesNotMatch(read(path), sinks, path);
    assert.doesNotMatch(read(path), /style="/, path);
  }
  assert.equal(read("lib/html.js").match(/innerHTML/g).length, 1);
});
test("every icon that is used is drawn", () => {
  const drawn = new Set([...read("icons.svg").matchAll(/<symbol id="([^"]+)"/g)].map((found) => found[1]));
  for (const path of all.filter((name) => name.endsWith(".js"))) {
    for (const [, name] of read(path).matchAll(/icon\("([\w-]+)"/g)) assert.ok(drawn.has(name), `${name} in ${path}`);
  }
});
test("directions are logical, so the page mirrors", () => {
  for (const path of all.filter((name) => name.endsWith(".css"))) {
    assert.doesNotMatch(read(path), /(?:margin|padding|border)-(?:left|right)|[{;\s](?:left|right)\s*:|text-align:\s*(?:left|right)|[{;\s]float:/, path);
  }
});
test("files stay small", () => {
  for (const path of all) {
    const lines = read(path).split("\n").length;
    if (path.endsWith(".js")) assert.ok(lines <= 250, `${path}: ${lines}`);
    if (path.endsWith(".css")) assert.ok(lines <= 300, `${path}: ${lines}`);
  }
});
