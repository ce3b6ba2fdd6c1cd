// The chat: own words on a plane, answers bare, receipts with undo, proposals with ticks.
import { html } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { render } from "../lib/reconcile.js";
import { strings as S } from "../lib/strings.js";
import { badgeOf, inputNote } from "../state/source.js";
import { Part } from "./part.js";

const C = S.chat;

export class BfChat extends Part {
  #past = false;
  #query = "";
  #doomed = null;
  #last = null;
  #paint = null;
  #painted = [];

  begin() {
    render(this, html`<div class="chat-top"><h1 class="hid" hidden>${S.app}</h1><h2>${C.title}</h2><span class="badge-spot" data-keep=""></span><span class="grow"></span>
        <button type="button" class="btn-icon" data-act="fresh" aria-label="${C.fresh}" title="${C.fresh}">${icon("plus")}</button>
        <button type="button" class="btn-icon" data-act="past" aria-label="${C.earlier}" title="${C.earlier}" aria-expanded="false">${icon("hist")}</button>
        <button type="button" class="btn-icon wide-only" data-act="fold" aria-label="${C.fold}" title="${C.fold}">${icon("pane")}</button>
        <div class="past" hidden data-keep=""><label class="past-find"><span class="hid">${C.find}</span>${icon("search")}<input type="search" name="past" placeholder="${C.find}" autocomplete="off"></label><div class="past-list"></div></div></div>
      <div class="talk" role="log" aria-live="off" aria-label="${C.log}" tabindex="0" data-keep=""><div class="said"></div><div class="now"></div></div>
      <form class="say"><div class="say-grow"><span aria-hidden="true"></span><textarea rows="1" name="message" dir="auto" maxlength="4000" aria-label="${C.label}" placeholder="${C.placeholder}" enterkeyhint="send"></textarea></div>
        <div class="say-f"><span class="say-note grow" data-keep=""></span><span class="say-do" data-keep=""></span></div></form>`);
    this.talk = this.querySelector(".talk");
    this.area = this.querySelector("textarea");
    const form = this.querySelector("form");
    form.addEventListener("submit", (event) => { event.preventDefault(); this.#send(this.area.value); });
    this.area.addEventListener("input", () => this.#grow());
    this.area.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.#send(this.area.value); }
    });
    this.querySelector(".past-find input").addEventListener("input", (event) => { this.#query = event.target.value; this.#doomed = null; this.update(this.model); });
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.#past) return;
      event.stopPropagation();
      this.#showPast(false);
      this.querySelector("[data-act=past]").focus();
    });
    const proposal = (button) => this.model.chat.messages.find((one) => one.proposal?.id === button.dataset.id)?.proposal;
    const doom = (id) => { this.#doomed = id; this.update(this.model); };
    this.clicks({
      fold: () => this.say("chat-fold"),
      fresh: () => { this.#showPast(false); this.say("chat-fresh"); this.area.focus(); },
      past: () => this.#showPast(!this.#past),
      session: (button) => { this.#showPast(false); this.say("chat-open", { id: button.dataset.id }); this.area.focus(); },
      doom: (button) => { doom(button.dataset.id); this.querySelector("[data-act=keep]")?.focus(); },
      keep: () => { const id = this.#doomed; doom(null); this.querySelector(`[data-act=doom][data-id="${CSS.escape(id)}"]`)?.focus(); },
      remove: (button) => { doom(null); this.say("chat-remove", { id: button.dataset.id }); this.querySelector(".past-find input").focus(); },
      idea: (button) => this.#send(button.dataset.text),
      pick: (button) => { this.#send(button.dataset.text); this.#settle(); },
      again: (button) => { this.say("chat-again", { id: button.dataset.id }); this.#settle(); },
      stop: () => { this.say("chat-stop"); this.area.focus(); },
      undo: (button) => this.say("chat-undo", { turn: button.dataset.turn }),
      redo: (button) => this.say("chat-redo", { turn: button.dataset.turn }),
      toggle: (button) => this.say("task-toggle", { id: button.closest("[data-id]").dataset.id }),
      approve: (button) => { this.say("chat-propose", { proposal: proposal(button), verdict: "approve" }); this.#settle(); },
      reject: (button) => { this.say("chat-propose", { proposal: proposal(button), verdict: "reject" }); this.#settle(); },
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
  /** Words that could not be said go back to where they were typed. */
  putBack(text) {
    if (!text) return;
    this.area.value = [text, this.area.value].filter(Boolean).join("\n");
    this.#grow();
  }
  #send(text) {
    if (!text.trim()) return;
    this.say("chat-send", { text });
    if (text === this.area.value) {
      this.area.value = "";
      this.#grow();
    }
  }
  /** The button that was pressed is gone: the focus stays in the chat, without a keyboard over the answer of a phone. */
  #settle() {
    (matchMedia("(pointer: coarse)").matches ? this.talk : this.area).focus();
  }
  #grow() {
    this.querySelector(".say-grow span").textContent = `${this.area.value} `;
    this.#buttons();
  }
  /** Send is Stop while an answer comes, unless there is something more to say. */
  #buttons() {
    const { chat } = this.model;
    const stop = chat.busy && chat.live;
    const typed = Boolean(this.area.value.trim());
    render(this.querySelector(".say-do"), html`${stop ? html`<button class="btn-icon stop" type="button" data-key="stop" data-act="stop" aria-label="${C.stop}" title="${C.stop}" ${chat.live.stopping ? html`disabled` : ""}><span></span></button>` : ""}${!stop || typed ? html`<button class="btn btn-main" type="submit" data-key="send" aria-label="${C.send}" title="${C.send}">${icon("send")}</button>` : ""}`);
  }
  #showPast(on) {
    this.#past = on;
    this.#doomed = null;
    if (on) this.say("chat-list");
    this.update(this.model);
    if (on) this.querySelector(".past-find input").focus();
  }
  async #load() {
    try { this.#paint = await import("./message.js"); } catch { this.#paint = null; return; }
    this.update(this.model);
  }

  update(model) {
    const { chat, assistant } = model;
    this.querySelector("h1").hidden = !model.page;
    const past = this.querySelector(".past");
    past.hidden = !this.#past;
    this.querySelector("[data-act=past]").setAttribute("aria-expanded", String(this.#past));
    const badge = badgeOf(assistant, C);
    render(this.querySelector(".badge-spot"), html`${badge ? html`<span class="badge ${badge.out ? "c-warn" : "c-ok"}" title="${badge.title}">${icon(badge.icon)}<span class="cut">${badge.text}</span></span>` : ""}`);
    const note = inputNote(assistant, C);
    render(this.querySelector(".say-note"), html`${note ? html`<span class="src ${note.out ? "out" : ""}">${icon(note.icon)}<span class="cut" title="${note.text}">${note.text}</span></span>` : ""}`);
    this.#buttons();
    const fresh = !chat.messages.length && !chat.loading && !chat.busy;
    if ((!fresh || this.#past) && !this.#paint) { this.#paint = {}; this.#load(); }
    if (this.#past && this.#paint?.earlier) render(this.querySelector(".past-list"), this.#paint.earlier(model, this.#query, this.#doomed));
    this.talk.classList.toggle("talk-new", fresh);
    this.talk.setAttribute("aria-busy", String(chat.busy));
    if (!fresh && !this.#paint?.said) return;
    const atEnd = this.talk.scrollHeight - this.talk.scrollTop - this.talk.clientHeight < 48;
    const nouns = [fresh, this.#paint?.said, chat.messages, chat.undone, chat.answered, chat.ticks, chat.busy, chat.error, model.tasks, model.see, model.link, assistant];
    if (nouns.some((noun, index) => noun !== this.#painted[index])) {
      this.#painted = nouns;
      render(this.talk.firstElementChild, fresh ? this.#start(chat) : this.#paint.said(model));
    }
    render(this.talk.lastElementChild, fresh ? html`` : this.#paint.coming(model));
    const last = chat.queue.at(-1)?.id || chat.messages.at(-1)?.id || null;
    if (atEnd || last !== this.#last) this.talk.scrollTop = this.talk.scrollHeight;
    this.#last = last;
  }
  #start = (chat) => html`<h3 class="start">${C.start}</h3><p class="quiet">${chat.error || C.startText}</p>
    <ul>${C.ideas.map(([picture, text]) => html`<li><button type="button" class="btn btn-line" data-act="idea" data-text="${text}">${icon(picture)}${text}</button></li>`)}</ul>`;
}
