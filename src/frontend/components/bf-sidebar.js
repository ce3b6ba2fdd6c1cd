// The sidebar: who, quick add, the views, projects, filters, tags, and the way to settings.
import { html } from "../lib/html.js";
import { icon, mark } from "../lib/icons.js";
import { openMenu } from "../lib/menu.js";
import { render } from "../lib/reconcile.js";
import { tagPath } from "../lib/router.js";
import { strings as S } from "../lib/strings.js";
import { Part } from "./part.js";

export class BfSidebar extends Part {
  begin() {
    this.clicks({
      add: () => this.say("quick-open"),
      fold: () => this.say("side-fold"),
      project: () => this.say("project-new"),
      filter: () => this.say("filter-new"),
      "filter-more": (button) => openMenu(button, [
        { label: S.filter.editItem, icon: "pen", run: () => this.say("filter-edit", { id: button.dataset.id }) },
        { label: S.filter.deleteItem, icon: "trash", bad: true, run: () => this.say("filter-delete", { id: button.dataset.id }) },
      ]),
      more: (button) => openMenu(button, [
        { label: S.project.renameItem, icon: "pen", run: () => this.say("project-edit", { id: button.dataset.id }) },
        { label: S.project.deleteItem, icon: "trash", bad: true, run: () => this.say("project-delete", { id: button.dataset.id }) },
      ]),
    });
  }

  update({ user, counts, projects, filters, tags, route, page, ready }) {
    const here = (view, id = null) => (route.view === view && (id === null || route.id === id) ? html`aria-current="page"` : "");
    const count = (number, words = S.nav.open) => (number ? html`<span class="n"><span aria-hidden="true">${number}</span><span class="hid">, ${words(number)}</span></span>` : "");
    const entry = (view, path, picture, label, number) => html`<li class="nav-row" data-key="${view}"><a href="${path}" ${here(view)}>${icon(picture)}<span class="grow cut">${label}</span>${count(number)}</a></li>`;
    render(this, html`
      ${page ? html`<h1 class="hid">${S.nav.browse}</h1>` : ""}<div class="who">${mark()}<b class="cut grow" dir="auto">${[user.name, user.lastname].filter(Boolean).join(" ") || user.username}</b>
        <a class="btn-icon" href="/search" aria-label="${S.top.search}" title="${S.top.search}">${icon("search")}</a>
        <button type="button" class="btn-icon wide-only" data-act="fold" aria-label="${S.nav.fold}" title="${S.nav.fold}">${icon("side")}</button></div>
      <button type="button" class="add" data-act="add">${icon("plus")}<span>${S.nav.quickAdd}</span><kbd class="wide-only" aria-hidden="true">q</kbd></button>
      <nav class="nav" aria-label="Main">
        <ul>${entry("today", "/today", "sun", S.views.today, counts.today)}${entry("upcoming", "/upcoming", "up", S.views.upcoming, counts.upcoming)}${entry("inbox", "/inbox", "inbox", S.views.inbox, counts.inbox)}</ul>
        <div class="nav-h"><h2 class="nav-t">${S.nav.projects}</h2><button type="button" class="btn-icon" data-act="project" aria-label="${S.nav.newProject}" title="${S.nav.newProject}">${icon("plus")}</button></div>
        ${projects.length || !ready ? "" : html`<p class="nav-none">${S.nav.noProjects}</p>`}
        <ul>${projects.map((project) => html`<li class="nav-row" data-key="p-${project.id}"><a href="/project/${project.id}" ${here("project", project.id)}><i class="dot d-${project.color}"></i><span class="grow cut"><bdi>${project.name}</bdi></span>${count(counts.project[project.id])}</a>
          <button type="button" class="btn-icon more" data-act="more" data-id="${project.id}" aria-haspopup="menu" aria-label="${S.nav.more(project.name)}">${icon("dots")}</button></li>`)}</ul>
        <div class="nav-h"><h2 class="nav-t">${S.nav.filters}</h2><button type="button" class="btn-icon" data-act="filter" aria-label="${S.nav.newFilter}" title="${S.nav.newFilter}">${icon("plus")}</button></div>
        ${filters.length || !ready ? "" : html`<p class="nav-none">${S.nav.noFilters}</p>`}
        <ul>${filters.map((saved) => html`<li class="nav-row" data-key="f-${saved.id}"><a href="/filter/${saved.id}" title="${saved.query}" ${here("filter", saved.id)}>${icon("funnel")}<span class="grow cut"><bdi>${saved.name}</bdi></span></a>
          <button type="button" class="btn-icon more" data-act="filter-more" data-id="${saved.id}" aria-haspopup="menu" aria-label="${S.nav.more(saved.name)}">${icon("dots")}</button></li>`)}</ul>
        ${tags.length ? html`<div class="nav-h"><h2 class="nav-t">${S.nav.tags}</h2></div>
        <ul>${tags.map((tag) => html`<li class="nav-row" data-key="t-${tag.name}"><a href="${tagPath(tag.name)}" ${here("tag", tag.name)}>${icon("tag")}<span class="grow cut"><bdi>${tag.name}</bdi></span>${count(counts.tag[tag.name])}</a></li>`)}</ul>` : ""}
      </nav>
      <ul class="foot">${entry("trash", "/trash", "trash", S.views.trash)}<li class="nav-row"><a href="${route.path}?pane=settings">${icon("gear")}<span class="grow cut">${S.nav.settings}</span></a></li></ul>`);
  }
}
