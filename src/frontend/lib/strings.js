// Every word of the interface, so that another language is another file.
const many = (count, one, more) => (count === 1 ? one : more);
const tasks = (count) => `${count} ${many(count, "task", "tasks")}`;

export const strings = {
  app: "Behflow",
  views: { today: "Today", upcoming: "Upcoming", inbox: "Inbox", search: "Search", trash: "Trash", project: "Project", overdue: "Overdue", tomorrow: "Tomorrow", later: "Later", done: "Done", open: "Open", filter: "Filter" },
  nav: {
    quickAdd: "Quick add", projects: "Projects", tags: "Tags", newProject: "New project", fold: "Fold sidebar", unfold: "Show sidebar", settings: "Settings", browse: "Browse", chat: "Chat",
    more: (name) => `More for ${name}`, noProjects: "None yet. Type #name in a task, or press +.", filters: "Filters", newFilter: "New filter", noFilters: "None yet. Keep a list such as “7 days & p1”.", late: (count) => `${count} late`, open: (count) => `${count} open`,
  },
  top: {
    sort: "Sort", sortBy: { smart: "Date, then priority", priority: "Priority", name: "Name", created: "Newest first" }, search: "Search", find: "Search tasks", clear: "Clear the search", openCount: (count) => `${count} open`,
    waiting: (count) => `Offline, ${count} ${many(count, "change", "changes")} waiting`, showChat: "Show chat", theme: { system: "System", dark: "Dark", light: "Light" }, emptyTrash: "Kept for 30 days",
    found: (count) => `${count} found`, back: "Back",
  },
  quick: {
    label: "Add a task", placeholder: "Add a task, e.g. “call mum Friday 6pm @phone”", short: "Add a task", add: "Add", backToText: "back to text", enterAdds: "add",
    reject: (label) => `Turn back into text: ${label}`, newProject: "new", hint: "Dates, !high, #project /section, @tag, !reminder; or paste a list", adds: "Adds", to: "to", due: "due", repeats: "repeats", inbox: "Inbox", aNew: "a new project",
    nameless: "Add a few words for the name", lines: (count, subs) => `Adds ${tasks(count)}, ${subs ? `${subs} of them ${many(subs, "a subtask", "subtasks")}` : "one for each line"}`, namelessLine: (line) => `Line ${line} has no name`, noName: "no name", preview: "What will be added", refused: (why) => `The text ${why}`, addedMany: (count) => `Added ${tasks(count)}`, me: "me",
    kinds: { due: "due", deadline: "deadline", priority: "priority", status: "status", tag: "tag", project: "project", section: "section", recurrence: "repeats", duration: "length", reminder: "reminder", assignee: "assigned to", uncompletable: "cannot be completed", description: "description" },
    left: (text, why) => `${text} stays text: ${{ assignee: "nobody of that name shares this list", tag: "too long for a tag", recurrence: "this repeat cannot be kept" }[why] || "not understood"}`, chips: "Understood", suggestions: (count) => `${count} ${many(count, "suggestion", "suggestions")}, Tab completes`, added: (name) => `Added “${name}”`, offline: "No answer yet, Enter adds it all the same",
  },
  list: {
    label: "Tasks", noCheckbox: (name) => `“${name}” has no checkbox, so it cannot be completed`, heading: "without checkbox", reminds: "reminder", complete: (name) => `Complete ${name}`, reopen: (name) => `Reopen ${name}`, restore: "Restore", deleted: (day) => `deleted ${day}`, restoreName: (name) => `Restore ${name}`, today: "Today", tomorrow: "Tomorrow", nextWeek: "Next week", edit: "Edit", delete: "Delete",
    moveLate: "Move to today", about: (text) => `about ${text}`, doneToday: (count) => `${count} today`, priority: { urgent: "urgent", high: "high priority", medium: "medium priority", low: "" }, subtasks: (done, all) => `${done} of ${all} subtasks done`,
    repeats: "repeats", until: (day) => `until ${day}`, dueHid: "due", blocked: "blocked", inProgress: "in progress", more: "Show more", selected: (count) => `${count} selected`, clear: "Clear selection", showDone: "Done",
  },
  empty: {
    today: ["Nothing left for today", "Plan something, or enjoy the quiet."], todayDone: (count, next) => `You finished ${tasks(count)}.${next ? ` ${next}` : ""}`, todayNext: (name, day, time) => `${day[0].toUpperCase()}${day.slice(1)} ${day === "tomorrow" ? "starts with" : "comes"} “${name}”${time ? ` at ${time}` : ""}.`,
    upcoming: ["Nothing planned", "Give a task a date, such as “Friday” or “in 2 weeks”, and it shows here."], inbox: ["Inbox is empty", "What you add without a project lands here."], project: ["No open tasks here", "Add the first one above; it goes to this project."],
    tag: (name) => [`No tasks with @${name}`, `Type @${name} in a task and it shows here.`], trash: ["Trash is empty", "Deleted tasks stay here for 30 days."], search: (text) => [`Nothing found for “${text}”`, "Try fewer or other words. Done tasks are searched too."],
    searchStart: ["Search all tasks", "Names, descriptions and tags, done tasks too."], add: "Add a task", tomorrow: "Look at what comes", welcome: ["Welcome to Behflow", "Type what you have in mind the way you would say it: “pay rent tomorrow 5pm !high #home”."], gone: ["This project is gone", "It may have been deleted."],
    filter: ["Nothing matches now", "No open task fits this filter."], filterGone: ["This filter is gone", "It may have been deleted."], filterBad: "This filter cannot be read any more", filterFailed: "Could not load this filter",
  },
  error: {
    load: (view) => `Could not load ${view}`, safe: "The server did not answer. Your changes are kept.", retry: "Try again", save: "Could not save. Your change is kept here.", refused: (why) => why || "The server refused the change.", dismiss: "Dismiss",
    stale: (name) => `“${name}” was changed elsewhere. The newer version is shown; yours was not saved.`, saveMine: "Save mine", gone: "This task no longer exists.", notAdded: (text, why) => `Not added: “${text}”. ${why}`, putBack: "Put back", notFound: "Not found",
  },
  toast: {
    completed: (name) => `Completed “${name}”`, completedNext: (name, day) => `Completed “${name}”, next ${day}`, completedMany: (count) => `Completed ${tasks(count)}`, reopened: (name) => `Reopened “${name}”`, deleted: (name) => `Moved “${name}” to the trash`, deletedMany: (count) => `Moved ${tasks(count)} to the trash`, restored: (name) => `Restored “${name}”`,
    moved: (name, day) => `“${name}” is due ${day}`, movedMany: (count, day) => `Moved ${tasks(count)} to ${day}`, undo: "Undo", undone: "Undone", nothing: "Nothing to undo", seconds: (count) => `${count} s`, saved: "Saved", projectGone: (name) => `Deleted project “${name}”`, filterGone: (name) => `Deleted filter “${name}”`,
  },
  panel: {
    label: "Task", close: "Close", copy: "Copy link", copied: "Link copied", delete: "Delete", name: "Name", description: "Description", addDescription: "Add a description", status: "Status", statuses: { not_started: "To do", in_progress: "In progress", blocked: "Blocked", completed: "Done" },
    due: "Due", date: "Due date", time: "Time", deadline: "Deadline", priority: "Priority", priorities: { urgent: "Urgent", high: "High", medium: "Medium", low: "None" }, project: "Project", section: "Section", noSection: "No section", assignee: "Assignee", nobody: "Nobody", me: "Me", checkbox: "Checkbox", noBox: "None: it cannot be completed", inbox: "Inbox", tags: "Tags", addTag: "Add a tag", removeTag: (name) => `Remove @${name}`, length: "Length", lengthHint: "e.g. 45 min", lengthBad: "Write a length such as 45 min or 1 h 30.",
    repeat: "Repeats", repeatHint: "e.g. every Friday", repeatBad: "Not understood. Try “every month” or “every 2 weeks”.", noDate: "No date", subtasks: "Subtasks", addSubtask: "Add a subtask", of: (done, all) => `${done} of ${all}`, stamp: (made, changed) => `Added ${made}, changed ${changed}`, inTrash: "In the trash.", missing: ["Task not found", "It may have been deleted for good."], timeNeedsDate: "Pick a date first", parent: "Part of",
  },
  reminders: {
    title: "Reminder", now: (name, due) => `Reminder: ${name}${due ? `, due ${due}` : ""}`, due: (when) => `Due ${when}`, open: "Open", label: "Remind", hint: "e.g. 30 min before", bad: "Not understood. Try “30 min before” or “tomorrow 9am”.", past: "past", remove: (label) => `Remove the reminder ${label}`,
    before: (minutes) => `${minutes && minutes % 1440 === 0 ? `${minutes / 1440} ${many(minutes / 1440, "day", "days")}` : minutes % 60 === 0 && minutes ? `${minutes / 60} h` : `${minutes} min`} before`, atDue: "when due", needsDue: "Counts from the due date, which is not set", allow: "Also show outside this page", morning: "For an all-day task counted from 09:00",
  },
  chat: {
    title: "Chat", earlier: "Earlier chats", find: "Search chats", fresh: "New chat", fold: "Fold chat", log: "Conversation", placeholder: "Ask, or say what to change", label: "Message", send: "Send", stop: "Stop the answer", loadFailed: "Could not load this chat.", conflicts: (count) => `${tasks(count)} changed since and stayed as ${count === 1 ? "it is" : "they are"}`,
    start: "What shall we do?", startText: "Say it in your own words. Every change comes with a receipt and an undo.", ideas: [["cal", "Plan my day"], ["warn", "What is late?"], ["arrow", "Move everything late to today"]],
    builtIn: "Built-in engine", builtInTitle: "Answers come from this server, without a model", badgeLocal: (model) => `${model}, local`, badgeLocalTitle: (host) => `Answers come from ${host}, in the house`, badgeOut: (model) => model, badgeOutTitle: (host) => `Answers come from ${host}, outside the house`,
    reasons: { off: "Models are switched off", local_only: "Only local models may be asked, and none is set", budget_tokens: "Today's tokens are used up", budget_cost: "Today's money is used up", price_unknown: "The price of the model is not known", unreadable_key: "The key of the model cannot be read", own_model: "The own model cannot be used" },
    localOnly: "Local only, nothing is sent out", staysHere: "Nothing is sent out", mayGo: (hosts) => `May be sent to ${hosts}`,
  },
  settings: {
    title: "Settings", profile: "Profile", name: "First name", lastname: "Last name", email: "E-mail (optional)", time: "Time and language", zone: "Time zone", language: "Language of dates and answers", languages: { en: "English", fa: "فارسی" }, calendar: "Calendar", calendars: { gregorian: "Gregorian", jalali: "Jalali (Persian)" }, firstDay: "First day of the week", look: "Appearance", theme: "Theme", password: "Password", current: "Current password", fresh: "New password", change: "Change password",
    changed: "Password changed. Other devices were signed out.", sessions: "Where you are signed in", thisOne: "this device", end: "End", endName: (name) => `End the session ${name}`, endOthers: "End all others", signOut: "Sign out", save: "Save", saved: "Saved", seen: (when) => `last used ${when}`, close: "Close", unknown: "Unknown device", passwordHint: "At least 8 characters",
  },
  reading: {
    title: "How dates are read", is: "is read as", arrow: "→", quote: (text) => `“${text}”`, digits: "en",
    nextWeekday: { label: "“next Friday” is", options: { next_week: "Friday of next week", coming: "The coming Friday" }, example: "next Friday" },
    dayOrder: { label: "“3/4” is", usual: { mdy: "By language (month first)", dmy: "By language (day first)" }, options: { mdy: "Month first", dmy: "Day first" }, example: "3/4" },
    waking: { label: "“at 5” is the 5 between", names: ["First hour of the day", "Last hour of the day"], example: "at 5" },
    working: { label: "Working hours, for “plan my day”", names: ["Work begins", "Work ends"] },
    pastDates: { label: "A day that is over is", options: { next_year: "The one of next year", this_year: "The one of this year" } },
    parts: { label: "Hours for parts of the day", names: ["Morning", "Afternoon", "Evening", "Night"], examples: ["tomorrow morning", "tomorrow afternoon", "tomorrow evening", "tomorrow night"] },
  },
  project: { create: "New project", rename: "Rename project", name: "Name", colour: "Colour", save: "Save", add: "Add project", cancel: "Cancel", renameItem: "Rename or recolour", deleteItem: "Delete", deleteTitle: (name) => `Delete “${name}”?`, deleteText: (count) => (count ? `Its ${tasks(count)} stay: they go to the Inbox.` : "It has no open tasks."), deleteDo: "Delete project",
    colours: { teal: "Teal", blue: "Blue", purple: "Purple", yellow: "Yellow", green: "Green", red: "Red", orange: "Orange", grey: "Grey" } },
  filter: {
    create: "New filter", change: "Edit filter", name: "Name", query: "Filter", add: "Add filter", editItem: "Edit", deleteItem: "Delete", tryLabel: "For example", examples: ["today | overdue", "7 days & p1", "no date & !subtask", "done & completed: today"],
    help: "& means both, | either, ! not, ( ) belong together, a comma begins another list. #project, @tag, p1, dates, search: words.", empty: "Write what the tasks have in common.", unknown: "No answer yet; it can be saved all the same.",
    count: (count, more) => (more ? `More than ${count} tasks right now` : count ? `${tasks(count)} right now` : "No task right now"),
  },
  keys: {
    title: "Keys", close: "Close",
    list: [["Add a task", "q"], ["Search", "/"], ["Next task", "j", "↓"], ["Previous task", "k", "↑"], ["Open the task", "↵"], ["Complete", "e"], ["Select", "x"], ["Due today", "t"], ["Due tomorrow", "m"], ["Delete", "#"], ["Undo", "z"], ["Chat", "c"], ["Today", "g", "t"], ["Upcoming", "g", "u"], ["Inbox", "g", "i"], ["These keys", "?"], ["Close, leave", "Esc"]],
  },
  gate: {
    signIn: "Sign in", register: "Create account", working: "One moment", wrong: "Username or password is not right.", unreachable: "The server did not answer. What you typed is kept; try again.", taken: "This name is taken.", missing: "Please fill this in.", show: "Show password", hide: "Hide password", short: "At least 8 characters.", tooMany: "Too many attempts. Wait a little and try again.", host: (host) => `${host}, your own server`, username: "Username", password: "Password", name: "First name", lastname: "Last name", email: "E-mail (optional)", invite: "Invite code",
    titleIn: "Sign in to Behflow", titleNew: "Create your account", have: "Already have an account?", fresh: "New here?", createOne: "Create an account",
  },
};
