import assert from "node:assert/strict";
import test from "node:test";
import { lengthWords, linkNames, matches, ordinal, readLength, ruleWords } from "../../../src/frontend/lib/words.js";

const words = (rule, from = "schedule") => ruleWords({ rule, from });

test("recurrence rules are said in words", () => {
  assert.equal(words("FREQ=DAILY"), "Daily");
  assert.equal(words("FREQ=WEEKLY;INTERVAL=2"), "Every other week");
  assert.equal(words("FREQ=DAILY;INTERVAL=3"), "Every 3 days");
  assert.equal(words("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"), "Every weekday");
  assert.equal(words("FREQ=WEEKLY;BYDAY=MO,FR"), "Weekly, on Mon and Fri");
  assert.equal(words("FREQ=MONTHLY;BYMONTHDAY=24"), "Monthly, on the 24th");
  assert.equal(words("FREQ=MONTHLY;BYMONTHDAY=-1"), "Monthly, on the last day");
  assert.equal(words("FREQ=MONTHLY;BYDAY=3FR"), "Monthly, on the 3rd Fri");
  assert.equal(words("FREQ=MONTHLY;BYDAY=-1FR"), "Monthly, on the last Fri");
  assert.equal(words("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"), "Monthly, on the last weekday");
  assert.equal(words("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=27"), "Yearly, in Jan, on the 27th");
  assert.equal(words("RRULE:FREQ=DAILY;COUNT=5"), "Daily, 5 times");
  assert.equal(words("FREQ=DAILY;UNTIL=20261224T000000Z"), "Daily, until 2026-12-24");
  assert.equal(words("FREQ=WEEKLY", "completion"), "Weekly, counted from completion");
  assert.equal(words("something else"), "something else");
  assert.equal(ruleWords(null), "");
});
test("ordinals", () => {
  assert.deepEqual([1, 2, 3, 4, 11, 12, 13, 21, 22, 31, -1, -2].map(ordinal), ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "31st", "last", "2nd last"]);
});
test("lengths are read the way people write them, and said back", () => {
  for (const [text, minutes] of [["45", 45], ["45 min", 45], ["1h", 60], ["1h30", 90], ["1 h 30 min", 90], ["1:30", 90], ["1.5 h", 90], ["2 hours", 120], ["", null]]) assert.equal(readLength(text), minutes, text);
  for (const text of ["soon", "h", "-5", "0", "4 days"]) assert.equal(readLength(text), undefined, text);
  assert.equal(lengthWords(95), "1 h 35 min");
  assert.equal(lengthWords(120), "2 h");
  assert.equal(lengthWords(null), "");
});
test("an answer links the tasks it names, longest first, in any case", () => {
  assert.deepEqual(linkNames("Completed call mum and Call.", [{ id: "1", name: "Call" }, { id: "2", name: "Call mum" }]), [{ text: "Completed " }, { text: "call mum", id: "2" }, { text: " and " }, { text: "Call", id: "1" }, { text: "." }]);
  assert.deepEqual(linkNames("Nothing.", []), [{ text: "Nothing." }]);
});
test("search wants every word", () => {
  assert.ok(matches("Pay the rent @home", "rent pay"));
  assert.ok(matches("Pay the rent @home", "home") && matches("Pay the rent @home", "@ho"));
  assert.ok(!matches("Pay the rent", "rent bread"));
  assert.ok(!matches("The release", "lease"));
});
