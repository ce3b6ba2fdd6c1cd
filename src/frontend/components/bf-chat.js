// The chat: own words on a plane, answers bare, receipts with undo, proposals with ticks.
import { html } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { render } from "../lib/reconcile.js";
import { stamp } from "../lib/dates.js";
import { strings as S } from "../lib/strings.js";
import { Part } from "./part.js";
import { message } from "./message.js";

export class BfChat extends Part {
  #past = false;
  #last = null;

  begin() {
    render(this, html`<div class="chat-top"><h1 class="hid" hidden>${S.app}</h1><h2>${S.chat.title}</h2><span class="badge c-ok" title="${S.chat.hereTitle}">${icon("house")}${S.chat.here}</span><span class="grow"></span>
        <button type="button" class="btn-icon" data-act="fresh" aria-label="${S.chat.fresh}" title="${S.chat.fresh}">${icon("plus")}</button>
        <button type="button" class="btn-icon" data-act="past" aria-label="${S.chat.earlier}" title="${S.chat.earlier}" aria-expanded="false">${icon("hist")}</button>
        <button type="button" class="btn-icon wide-only" data-act="fold" aria-label="${S.chat.fold}" title="${S.chat.fold}">${icon("pane")}</button>
        <div class="past" hidden data-keep=""></div></div>
      <div class="talk" role="log" aria-label="${S.chat.log}" tabindex="0" data-keep=""></div>
      <form class="say"><div class="say-grow"><span aria-hidden="true"></span><textarea rows="1" name="message" dir="auto" maxlength="4000" aria-label="${S.chat.label}" placeholder="${S.chat.placeholder}" enterkeyhint="send"></textarea></div>
        <div class="say-f"><span class="src grow">${icon("lock")}<span class="cut">${S.chat.local}</span></span><button class="btn btn-main" type="submit" aria-label="${S.chat.send}" title="${S.chat.send}">${icon("send")}</button></div></form>`);
    this.talk = this.querySelector(".talk");
    this.area = this.querySelector("textarea");
    const form = this.querySelector("form");
    form.addEventListener("submit", (event) => { event.preventDefault(); this.#send(this.area.value); });
    this.area.addEventListener("input", () => this.#grow());
    this.area.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.#send(this.area.value); }
    });
    this.addEventListener("keydown", (event) => { if (event.key === "Escape" && this.#past) { event.stopPropagation(); this.#showPast(false); } });
    const proposal = (button) => this.model.chat.messages.find((one) => one.proposal?.id === button.dataset.id)?.proposal;
    this.clicks({
      fold: () => this.say("chat-fold"),
      fresh: () => { this.#showPast(false); this.say("chat-fresh"); this.area.focus(); },
      past: () => this.#showPast(!this.#past),
      session: (button) => { this.#showPast(false); this.say("chat-open", { id: button.dataset.id }); },
      idea: (button) => this.#send(button.dataset.text),
      pick: (button) => this.#send(button.dataset.text),
      again: (button) => this.say("chat-again", { id: button.dataset.id }),
      undo: (button) => this.say("chat-undo", { turn: button.dataset.turn }),
      toggle: (button) => this.say("task-toggle", { id: button.closest("[data-id]").dataset.id }),
      approve: (button) => this.say("chat-propose", { proposal: proposal(button), verdict: "approve" }),
      reject: (button) => this.say("chat-propose", { proposal: proposal(button), verdict: "reject" }),
    });
    this.addEventListener("change", (event) => {
      const box = event.target.closest(".prop .box");
      if (box) this.say("chat-tick", { proposal: box.dataset.proposal, task: box.value });
    });
    addEventListener("pointerdown", (event) => { if (this.#past && !event.target.closest(".past, [data-act=past]")) this.#showPast(false); });
  }

  /** Focus the field; with text, say it. */
  ask(text = "") {
    if (text) this.#send(text);
    this.area.focus();
  }
  #send(text) {
    if (this.model.chat.busy || !text.trim()) return;
    this.say("chat-send", { text });
    if (text === this.area.value) {
      this.area.value = "";
      this.#grow();
    }
  }
  #grow() { this.querySelector(".say-grow span").textContent = `${this.area.value} `; }
  #showPast(on) {
    this.#past = on;
    if (on) this.say("chat-list");
    this.update(this.model);
    if (on) this.querySelector(".past button")?.focus();
  }

  update(model) {
    const { chat, see } = model;
    const past = this.querySelector(".past");
    this.querySelector("h1").hidden = !model.page;
    past.hidden = !this.#past;
    this.querySelector("[data-act=past]").setAttribute("aria-expanded", String(this.#past));
    render(past, !chat.sessions ? html`<p class="nav-none">${S.chat.busy}</p>` : chat.sessions.length === 0 ? html`<p class="nav-none">${S.chat.none}</p>`
      : html`${chat.sessions.map((one) => html`<button type="button" data-act="session" data-id="${one.id}" ${one.id === chat.session ? html`aria-current="true"` : ""}><span class="grow cut" dir="auto">${one.title || S.chat.untitled}</span><span class="small quiet">${stamp(one.updated_at, see)}</span></button>`)}`);
    const fresh = !chat.messages.length && !chat.loading;
    this.talk.classList.toggle("talk-new", fresh);
    this.talk.setAttribute("aria-busy", String(chat.busy));
    const atEnd = this.talk.scrollHeight - this.talk.scrollTop - this.talk.clientHeight < 48;
    render(this.talk, fresh ? this.#start(chat) : html`${chat.messages.map((one) => message(one, model))}${chat.busy ? html`<p class="step busy late-in" data-key="busy">${icon("rep")}<span>${S.chat.busy}</span></p>` : ""}`);
    this.querySelector(".say [type=submit]").disabled = chat.busy;
    const last = chat.messages.at(-1)?.id || null;
    if (atEnd || last !== this.#last) this.talk.scrollTop = this.talk.scrollHeight;
    this.#last = last;
  }
  #start = (chat) => html`<h3 class="start">${S.chat.start}</h3><p class="quiet">${chat.error || S.chat.startText}</p>
    <ul>${S.chat.ideas.map(([picture, text]) => html`<li><button type="button" class="btn btn-line" data-act="idea" data-text="${text}">${icon(picture)}${text}</button></li>`)}</ul>`;
}
