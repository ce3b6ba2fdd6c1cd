// The head of a view: title, day, what waits, sort, search.
import { html } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { openMenu } from "../lib/menu.js";
import { render } from "../lib/reconcile.js";
import { strings as S } from "../lib/strings.js";
import { Part } from "./part.js";

export class BfHeader extends Part {
  begin() {
    this.clicks({
      unfold: () => this.say("side-fold"),
      chat: () => this.say("chat-fold"),
      clear: () => { this.say("search-type", { text: "" }); this.find(); },
      retry: () => this.say("load-retry"),
      sort: (button) => openMenu(button, Object.entries(S.top.sortBy).map(([key, label]) => ({ label, checked: this.model.sort === key, run: () => this.say("sort-by", { sort: key }) }))),
    });
    this.addEventListener("input", (event) => {
      if (event.target.type === "search") this.say("search-type", { text: event.target.value });
    });
    this.addEventListener("submit", (event) => event.preventDefault());
  }
  find() { this.querySelector("input[type=search]")?.focus(); }

  update({ title, sub, color, sideFolded, chatShown, waiting, route }) {
    const searching = route.view === "search";
    const button = (act, label, picture, extra = "") => html`<button type="button" class="btn-icon ${extra}" data-act="${act}" aria-label="${label}" title="${label}">${icon(picture)}</button>`;
    render(this, html`<header class="top">
      ${sideFolded ? button("unfold", S.nav.unfold, "side", "wide-only") : ""}
      ${searching
    ? html`<h1 class="hid" id="title" tabindex="-1">${S.views.search}</h1><form class="find" role="search">${icon("search")}<input type="search" name="q" value="${route.q}" aria-label="${S.top.find}" placeholder="${S.top.find}" autocomplete="off" spellcheck="false">${route.q ? button("clear", S.top.clear, "x") : ""}</form><span class="sub wide-only">${sub}</span>`
    : html`${color ? html`<i class="dot d-${color}"></i>` : ""}<h1 class="cut" id="title" tabindex="-1" dir="auto">${title}</h1><span class="sub cut">${sub}</span><span class="grow"></span>`}
      ${waiting ? html`<button type="button" class="badge c-warn" data-act="retry" title="${S.error.retry}" aria-label="${S.top.waiting(waiting)}. ${S.error.retry}">${icon("offline")}<span class="wide-only">${S.top.waiting(waiting)}</span><span class="phone-only">${waiting}</span></button>` : ""}
      ${route.view === "trash" ? "" : html`<button type="button" class="btn-icon" data-act="sort" aria-haspopup="menu" aria-label="${S.top.sort}" title="${S.top.sort}">${icon("sort")}</button>`}
      ${searching ? "" : html`<a class="btn-icon" href="/search" aria-label="${S.top.search}" title="${S.top.search}">${icon("search")}</a>`}
      ${chatShown ? "" : button("chat", S.top.showChat, "chat", "wide-only")}
    </header>`);
  }
}
