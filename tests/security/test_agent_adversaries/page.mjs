// What the page makes of an answer: the app's own code, an answer a line in, its markup a line out.
import { createInterface } from "node:readline";
import { said } from "../../../src/frontend/components/message.js";
import { fromAnswer } from "../../../src/frontend/state/chat.js";

const now = Date.parse("2026-11-23T09:00:00Z");
const see = { zone: "UTC", today: "2026-11-23", calendar: "gregorian", locale: "en", now };
for await (const line of createInterface({ input: process.stdin })) {
  const { question, answers } = JSON.parse(line);
  const messages = [{ id: "q", role: "user", text: question }, ...answers.map(fromAnswer)];
  const chat = { messages, busy: false, answered: {}, ticks: {}, undone: {}, live: null, queue: [] };
  console.log(JSON.stringify(String(said({ chat, link: (id) => `#/task/${id}`, tasks: {}, see, now, assistant: { enabled: true } }))));
}
