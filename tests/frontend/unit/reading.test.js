import assert from "node:assert/strict";
import test from "node:test";
import { choice, exampleOf, free, wordsFor } from "../../../src/frontend/components/reading.js";
import { strings } from "../../../src/frontend/lib/strings.js";
import { strings as persian } from "../../../src/frontend/lib/strings.fa.js";

const reading = { next_weekday: "next_week", day_order: null, waking: [7, 21], parts: [9, 12, 19, 22], past_dates: "next_year" };

test("an hour lies between its neighbours, whatever is chosen", () => {
  assert.deepEqual([free(reading.waking, 0)[0], free(reading.waking, 0).at(-1)], [0, 20]);
  assert.deepEqual([free(reading.waking, 1)[0], free(reading.waking, 1).at(-1)], [8, 23]);
  assert.deepEqual(free(reading.parts, 1), [10, 11, 12, 13, 14, 15, 16, 17, 18]);
});
test("a choice changes its own field and nothing else", () => {
  assert.deepEqual(choice("day_order", "dmy", reading), { day_order: "dmy" });
  assert.deepEqual(choice("day_order", "", reading), { day_order: null });
  assert.deepEqual(choice("waking-1", "22", reading), { waking: [7, 22] });
  assert.deepEqual(choice("parts-2", "18", reading), { parts: [9, 12, 18, 22] });
});
test("the example for a day that is over is yesterday, as its reader writes it", () => {
  assert.match(exampleOf("past_dates", 0, { timezone: "UTC", locale: "en", calendar: "gregorian" }), /^\d{1,2} [A-Z][a-z]+$/);
  assert.match(exampleOf("past_dates", 0, { timezone: "UTC", locale: "fa", calendar: "jalali" }), /^[۰-۹]{1,2} \p{L}+$/u);
  assert.equal(exampleOf("parts", 3, { locale: "en" }), "tomorrow night");
});
test("the Persian words are as many as the English ones, and of the same kinds", () => {
  const shape = (value) => (value && typeof value === "object" ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)])) : typeof value);
  assert.deepEqual(shape(persian.reading), shape(strings.reading));
  assert.equal(wordsFor({ locale: "fa" }), persian.reading);
  assert.equal(wordsFor({ locale: "en" }), strings.reading);
});
