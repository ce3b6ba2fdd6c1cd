// The reminders of a task in its panel: chips, and a line that understands words.
import { stamp } from "../lib/dates.js";
import { html } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { canAsk } from "../lib/notify.js";
import { strings as S } from "../lib/strings.js";
import { momentsOf } from "../state/reminders.js";

const wordsOf = (one, see) => (one.at ? stamp(one.at, see) : one.minutes_before ? S.reminders.before(one.minutes_before) : S.reminders.atDue);

export function panelReminders(task, see, { wrong }) {
  const all = task.reminders || [];
  const moments = momentsOf(task, see);
  const chips = all.map((one, index) => {
    const label = wordsOf(one, see);
    const over = moments[index] <= see.now;
    return html`<span class="chip ${over ? "c-text" : "c-warn"}" data-key="r-${index}">${icon("bell")}<span class="cut">${label}${over ? html` (${S.reminders.past})` : ""}</span><button type="button" class="x" data-act="unremind" data-index="${index}" aria-label="${S.reminders.remove(label)}">${icon("x")}</button></span>`;
  });
  const relative = all.some((one) => !one.at);
  const note = relative && !task.due ? S.reminders.needsDue : relative && !task.due.time ? S.reminders.morning : "";
  return html`${chips}<input class="val tag-in" id="f-reminder" name="reminder" value="" maxlength="60" autocomplete="off" dir="auto" placeholder="${S.reminders.hint}" ${wrong ? html`aria-invalid="true"` : ""}>
    ${note ? html`<span class="when">${note}</span>` : ""}${all.length && canAsk() ? html`<button type="button" class="btn btn-s link" data-act="allow">${S.reminders.allow}</button>` : ""}`;
}
