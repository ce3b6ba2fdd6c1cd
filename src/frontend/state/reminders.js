// When the reminders of tasks come. Pure: tasks and the clock go in, moments come out.
import { instant } from "../lib/dates.js";

/** An all-day task counts as due at this time where the user is. */
export const MORNING = "09:00";
const MINUTE = 60000;
/** A reminder that was missed while no page was open still shows so long afterwards. */
export const MISSED = 12 * 60 * MINUTE;

/** The instants of a task's reminders in milliseconds; one before the due of a task without a due has none. */
export function momentsOf(task, see) {
  const { due } = task;
  const base = due && (due.at ? Date.parse(due.at) : instant(due.date, due.time || MORNING, due.zone || see.zone));
  return (task.reminders || []).map((one) => (one.at ? Date.parse(one.at) : due ? base - one.minutes_before * MINUTE : NaN));
}

const live = (task) => task.status !== "completed" && !task.deleted_at && !task.temporary;

/** A reminder by task and moment: when the task is moved, it comes again. */
export const keyOf = (task, at) => `${task.id} ${at}`;

/** Those whose moment has come and that were not shown yet, oldest first: [{key, task, at}]. */
export function ringing(tasks, see, shown, now) {
  const found = [];
  for (const task of Object.values(tasks)) {
    if (!task.reminders?.length || !live(task)) continue;
    for (const at of momentsOf(task, see)) {
      const key = keyOf(task, at);
      if (at <= now && at > now - MISSED && !(key in shown)) found.push({ key, task, at });
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

/** The next moment after now, or null. */
export function nextMoment(tasks, see, now) {
  let next = null;
  for (const task of Object.values(tasks)) {
    if (!task.reminders?.length || !live(task)) continue;
    for (const at of momentsOf(task, see)) if (at > now && (next === null || at < next)) next = at;
  }
  return next;
}

/** What is remembered of those that were shown: nothing older than what could still be missed. */
export const remembered = (shown, now) => Object.fromEntries(Object.entries(shown).filter(([, at]) => at > now - 2 * MISSED));
