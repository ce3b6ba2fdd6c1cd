# ruff: noqa: E501
"""What people say to the assistant in English, as patterns; ``patterns`` explains the notation.

Order matters inside a table: the first pattern that fits is taken.
"""

from __future__ import annotations

from behflow.language.words import words

CONFIRM = (
    "yes", "y", "yeah", "yep", "yup", "sure", "ok", "okay", "go ahead", "do it", "confirm", "confirmed", "approve",
    "approved", "yes please", "please do", "sounds good", "correct", "right", "of course", "absolutely", "proceed",
    "that's right", "yes do it", "ok do it", "yes go ahead", "fine", "agreed", "definitely", "make it so", "accept",
)  # fmt: skip
REJECT = (
    "no", "n", "nope", "nah", "cancel", "don't", "do not", "stop", "never mind", "nevermind", "reject", "no thanks",
    "no thank you", "abort", "leave it", "forget it", "don't do it", "do not do it", "not now", "cancel that",
    "better not", "no better not", "rather not", "no leave it", "leave it as is", "leave it be", "leave them", "keep it", "keep them",
    "no keep it", "no keep them", "wait no", "no wait", "on second thought no", "nope don't", "not that", "leave that",
    "cancel it", "no don't", "no stop", "no cancel", "decline", "discard",
)  # fmt: skip
UNDO = (
    "undo", "undo that", "undo it", "undo this", "revert", "revert that", "revert it",
    "take that back", "take it back",
    "undo last", "undo the last", "undo the last change", "undo last change",
    "undo the last action", "undo my last change",
    "undo last action", "reverse that", "roll back", "rollback", "roll that back", "bring it back", "undo everything",
    "undo that one", "undo this one", "no undo", "no undo that", "change it back", "change that back", "set it back",
    "put that back", "bring that back", "give me that back", "give that back", "give it back", "get it back", "get that back",
    "restore it", "restore that", "i want it back", "i want that back", "undo the last one", "undo last one", "undo that last one",
    "undo all", "undo all of that", "undo what you did", "undo what you just did", "put it back", "oops undo",
)  # fmt: skip
HELP = (
    "help", "help me", "?", "what can you do", "what can i say", "what can i do", "how does this work", "commands",
    "show commands", "what do you understand", "how do i use this", "how do you work",
    "show help", "what are you able to do",
    "show me what you can do", "what commands are there", "how can you help", "how can you help me", "list commands",
)  # fmt: skip
POLITE = (
    "please", "can you", "could you", "would you", "will you", "hey", "hi", "hello", "ok", "okay",
    "so", "now", "just",
    "also", "then", "and", "kindly", "i want you to", "i'd like you to", "i would like you to", "i need you to",
    "go ahead and", "behflow", "well", "actually", "alright", "right", "would you mind", "can we", "let's", "yes",
    "i'd like to", "i would like to", "could we", "do me a favor and", "you should", "you can", "thanks", "oh", "um",
    "oops", "whoops", "finally", "quickly", "olly", "alexa", "siri",
    "google", "cortana", "maybe", "you need to", "i'd love you to", "i want you to", "can u",
)  # fmt: skip
TAIL = (
    "please",
    "for me",
    "thanks",
    "thank you",
    "now",
    "right away",
    "will you",
    "would you",
    "ok",
    "okay",
    "pls",
)

_DONE = "done|complete|completed|finished|ticked|checked"
_TASK = "task|todo|to-do|item|reminder|entry"
_LISTS = "list|lists|tasks|todos|todo|to-dos|reminders|agenda|to-do|backlog|inbox"

# (operation, detail, pattern)
PATTERNS: tuple[tuple[str, str, str], ...] = (
    # reopen stands before complete: "not done"
    ("reopen", "", "reopen|re-open|uncomplete|uncheck|untick|unfinish {ref}"),
    ("reopen", "", "mark|set|flag {ref} as|to? not|un|isn't yet? " + _DONE),
    ("reopen", "", "mark|set|flag {ref} as|to? undone|incomplete|unfinished|uncompleted|open|pending|todo"),
    ("reopen", "", "{ref} is|are|was|were not {skip1}? " + _DONE + " yet?"),
    ("reopen", "", "{ref} isn't|aren't|wasn't|weren't {skip1}? " + _DONE + " yet?"),
    ("reopen", "", "{ref} isn't|aren't|wasn't|weren't " + _DONE + " after all"),
    ("automate", "rule", "every|each {freq} move|reschedule|postpone|push|complete|delete|remove|list|show|tag {text}"),
    # larger requests
    ("break_down", "", "break|split|divide|decompose {ref} down|up? into a? few? smaller|small|single|easy|"
        "manageable? steps|pieces|parts|subtasks|sub-tasks|tasks|chunks"),
    ("break_down", "", "break|split down|up {ref} into {skip4}"),
    ("break_down", "", "break|split down|up {ref}"),
    ("break_down", "", "break {ref} down"),
    ("break_down", "", "make|create|write|add|suggest subtasks|sub-tasks|steps for|of|to {ref}"),
    ("plan", "", "plan|organize|organise|arrange out? {text}"),
    ("plan", "", "help me? to? plan|organize|organise {text}"),
    ("plan", "", "make|create|give me? a|the plan for|of {text}"),
    ("automate", "", "create|make|add|set|build|write|define up? a|an|new? new? automation|automations|rule|workflow "
        "to|that|which|for|:|which? {text}"),
    ("automate", "", "automate|automatically|whenever :? {text}"),
    ("automate", "freq", "{freq} send|email|mail|message|show|give me {text}"),
    ("remember", "", "remember|memorize|memorise|note that|: {text}"),
    ("remember", "mine", "remember|memorize|memorise {text}"),
    ("remember", "", "keep in mind that? {text}"),
    ("complete", "", "mark|set|flag|check|tick|change {ref} as|to|off? " + _DONE + "|off"),
    ("complete", "", "mark|flag|set off? as|to? " + _DONE + " :? {ref}"),
    ("complete", "", "check|tick|cross|mark off {ref}"),
    ("complete", "", "check|tick|cross {ref} off my|the|your? list|tasks?"),
    ("complete", "likely", "complete|finish|tick|close|accomplish {ref}"),
    ("complete", "likely", "completed|finished|accomplished {ref}"),
    ("complete", "", "done with {ref}"),
    ("complete", "", "i'm|im|i've|we're done|finished with {ref}"),
    ("complete", "", "i am done|finished with {ref}"),
    ("complete", "likely", "i've|ive|we've just|already? done|finished|completed {ref}"),
    ("complete", "likely", "i|we just|already? did|finished|completed {ref}"),
    ("complete", "likely", "i|we have just|already? done|finished|completed {ref}"),
    ("complete", "likely", "{ref} is|are|was|were|has|have been? all? now? " + _DONE),
    ("complete", "likely", "{ref} done"),
    ("undo", "", "undo|revert the? {rest}"),
    ("update", "description", "add|put|write|attach a|the? note|comment|description to|for|on {ref} : {value}"),
    # deleting
    ("update", "tag-", "remove|delete|drop|take the? tag|label {tag} from|off|of {ref}"),
    ("update", "tag-", "remove|drop|take @|tag {tag} from|off {ref}"),
    ("update", "tag-", "untag {ref} from|with|as {tag}"),
    ("update", "due-", "remove|clear|delete|drop the? due? date|deadline|due of|from|for|on {ref}"),
    ("delete", "", "delete|remove|erase|trash|discard|scrap|drop|cancel|eliminate {ref} from|off|of my|the|our? "
        "{skip2}? " + _LISTS),
    ("delete", "", "take {ref} off my|the|our? {skip2}? " + _LISTS),
    ("delete", "", "delete|remove|erase|trash|discard|scrap|eliminate {ref}"),
    ("delete", "", "get rid of {ref}"),
    ("delete", "task", "throw {ref} away"),
    ("delete", "task", "drop|cancel|clear|forget {ref}"),
    # new tasks named as such stand before changes: "set a reminder for friday"
    ("add", "priority", "add|create|make|new a|an|one|another? {prio1} priority? task|todo|to-do|reminder|item "
        ":|to|called|named|for {title}"),
    ("add", "freq", "add|create|make|set|give|schedule|put up|in? me? a|an|the|another|my? {freq1} reminder|"
        "task|todo for|to|about|of|"
        "that|on|at|:|called|named? {title}"),
    ("add", "", "add|create|make|new|insert|open|start|set|put|jot|write|give|record|log|need|want me|up|in|"
        "down? a|an|the|"
        "another|one|my|some? new|another|quick|recurring|repeating|reoccurring|personal|"
        "single? " + _TASK + " for|in|to|on? me|my|myself|"
        "the? list|tasks? called|named|titled|to|for|:|that|about|saying|which|is|of|at|on? {title}"),
    ("add", "", "add|create|make|set|give me|up? a|an|the|another|my? {adj2} reminder for|to|about|of|that|"
        "on|at|:? {title}"),
    ("add", "", "new|another task|todo|to-do|reminder|item :|-|to? {title}"),
    ("add", "", "reminder|task|todo to|for|about|that|of|on|at {title}"),
    # changing
    ("update", "name", "rename|retitle {ref} to|as|into {value}"),
    ("update", "name", "change|edit|update|set the? name|title|text of|for {ref} to|into|as {value}"),
    ("update", "name", "call {ref} {value} instead"),
    ("update", "priority", "set|change|update|make|raise|lower|put the? priority of|for|on {ref} to|as {value}"),
    ("update", "priority", "set|change|update|make|raise|lower {ref} priority to|as {value}"),
    ("update", "priority", "prioritize|prioritise {ref} as|to {value}"),
    ("update", "priority=high", "prioritize|prioritise {ref}"),
    ("update", "priority", "give {ref} a|an? {value1} priority"),
    ("update", "priority?", "make|mark|set|flag|change {ref} as|to? a|an? {value1} priority"),
    ("update", "priority?", "make|mark|set|flag|change {ref} as|to a|an? {value}"),
    ("update", "priority?", "make {ref} {value1}"),
    ("update", "status", "set|change|update the? status of {ref} to|as {value}"),
    ("update", "status?", "mark|set|flag|change|move {ref} as|to {value}"),
    ("update", "status=in_progress", "start|begin working|work on {ref}"),
    ("update", "status=in_progress", "i'm|im working on {ref}"),
    ("update", "status=blocked", "block {ref}"),
    ("update", "tag+", "tag|label {ref} with|as|by {tag}"),
    ("update", "tag+", "add|put|attach|set the|a? tag|label {tag} to|on|for {ref}"),
    ("update", "tag+", "add|put {@tag} to|on {ref}"),
    ("update", "project", "move|put|transfer|shift|add|file {ref} to|into|in|under {#project}"),
    ("update", "project", "move|put|transfer|shift|file {ref} to|into|in|under the|my? project {project}"),
    ("update", "project", "move|put|transfer|shift|file {ref} to|into|in|under the|my? {project} project|"
        "list|folder"),
    ("update", "project", "set|change the? project of {ref} to|as {project}"),
    ("update", "assignee", "assign|delegate {ref} to {assignee}"),
    ("update", "duration", "{ref} takes|needs {value2}"),
    ("update", "deadline", "set|put|give a|the deadline of|on {value} for|on|to {ref}"),
    ("update", "duration", "set|change the? duration|estimate|length of|for {ref} to|as {value}"),
    ("update", "deadline", "set|change|move the|a? deadline of|for|on {ref} to|as|for {value}"),
    ("update", "repeat", "make|set|let {ref} repeat|recur|recurring|happen {value}"),
    ("update", "repeat!", "make|set {ref} every {every}"),
    ("update", "repeat", "repeat {ref} every {every}"),
    # other dates
    ("reschedule", "", "set|change|update|move|put the? due? date|due|time of|for|on {ref} to|for|as|at {when}"),
    ("reschedule", "", "set|make {ref} due on|by|for|to|at? {when}"),
    ("reschedule", "", "change {ref} from {old} to {when}"),
    ("reschedule", "", "move|reschedule|shift|change|push {ref} from {old} to {when}"),
    ("reschedule", "it", "set|put|make {ref1} for|to|on|at? {when}"),
    ("reschedule", "", "change {ref} to|for {when}"),
    ("update", "name!", "change {ref} to {value}"),
    ("reschedule", "", "push|put|move back|off|out {ref} to|until|till|by|for {when}"),
    ("reschedule", "back", "bring|pull|move {ref} forward|ahead|earlier by {when}"),
    ("reschedule", "", "move|reschedule|postpone|push|shift|defer|delay|snooze|bump|carry|put|"
        "bring {ref} off|back|out|over|"
        "forward|ahead? to|until|till|by|for|from {when}"),
    ("reschedule", "tail", "reschedule|postpone|defer|delay|snooze {ref}"),
    ("reschedule", "moved", "move|push|shift|bump {ref}"),
    ("reschedule", "clear", "unschedule {ref}"),
    ("update", "project?", "put|file {ref} in|into|under {project1}"),
    # adding
    ("add", "list", "add|put|create {title} to|in|into|under the|my? project {list}"),
    ("add", "list", "add|put|include|write|jot|place|insert|append|stick|throw|get|set {title} to|on|"
        "onto|in|into|down my|the|our|a|"
        "this|your? {list} list|lists|tasks|todos|agenda"),
    ("add", "", "add|put|include|write|jot|place|insert|append|stick|throw {title} to|on|onto|in|into|"
        "down my|the|our|a|this? "
        "list|lists|tasks|todos|to-dos|agenda|to-do|todo|inbox|backlog|reminders"),
    ("add", "remind", "remind|reminds|reminder|remined|remid|rember|alert|notify me|us to|about|of|that? {title}"),
    ("add", "remind", "remind to me {title}"),
    ("add", "remind", "remind to|about|of {title}"),
    ("add", "remind", "remind that? i have|need|must to|a|an|my? {title}"),
    ("add", "remind", "make|be sure to|you? remind me to|about|of|that {title}"),
    ("add", "remind", "don't|dont|do not? forget to remind me to|about|of|that {title}"),
    ("add", "remind", "remind my|the? upcoming|next {title}"),
    ("add", "remind", "i? don't|dont|do not? want|wanna to? forget|miss to|about? {title}"),
    ("add", "remind", "i? need|want|have|would|'d like? to be reminded to|about|of|that {title}"),
    ("add", "remind", "i? need|want to remember to|that {title}"),
    ("add", "remind", "set|put|add|make|create a|an? reminder on|in|to my|the phone|calendar|list|schedule "
        "to|for|about|that {title}"),
    ("add", "remind", "give|send|set me? a|an|another? reminder|alert to|for|about|of|that|on? {title}"),
    ("add", "remind", "i need|want|would a|an reminder to|for|about|of|that? {title}"),
    ("add", "remind", "don't|dont|do not? let me forget to|about? {title}"),
    ("add", "", "don't|dont|never forget to|about? {title}"),
    ("add", "likely", "make sure to|i|that? i? {title}"),
    ("add", "", "remember to {title}"),
    ("add", "", "note to self :|-|to? {title}"),
    ("add", "", "todo|to-do|task|reminder|remember|note :|- {title}"),
    ("add", "", "to do :|- {title}"),
    ("add", "plain", "add|create|jot {title}"),
    ("add", "need", "i need|have|got|ought|'ve to {title}"),
    ("add", "need", "i've|ive got|gotta to? {title}"),
    ("add", "need", "i must|should|gotta|shall {title}"),
    ("add", "before", "{before} remind me to|about|of|that {title}"),
    ("add", "before", "{before} send|give|set me? a|an? reminder|alert to|about|of|that|for {title}"),
    ("add", "event", "set|setup up {title}"),
    ("add", "event", "arrange|organize|organise|plan|schedule|book|make {title}"),
    ("add", "need", "i'll|we need|have to {title}"),
)  # fmt: skip

# After "I need to": asking, not doing.
NOT_TASKS = words("know find see hear listen eat speak talk understand say ask be go")
# Things of other helpers, which "add" may also be about.
MEDIA = words("playlist song songs album track tune artist music spotify movie podcast")
# Nouns of a calendar: a question about them is about what is due.
CALENDAR = words(
    "meeting meetings appointment appointments event events schedule calendar plans plan birthday birthdays party"
)
# Words a question must contain to be about tasks at all.
NOUNS = words(
    "task tasks todo todos to-do to-dos reminder reminders list lists agenda overdue due deadline "
    "deadlines chore chores errand errands assignment assignments backlog inbox item items unfinished "
    "todolist plate "
)
AGENDA = (
    "to do", "do i have", "have i got", "on my plate", "i have to", "i need to", "should i do",
    "do i need", "am i supposed",
    "my day", "is left", "what's left", "my week", "what's next", "what is next", "whats next",
    "whats left", "on my list",
    "do i still", "must i do", "coming up", "for today", "planned", "what's on", "what is on",
)  # fmt: skip
ASK = words(
    "list show display view see what what's whats which when how do does are is any find search tell give "
    "get read check go pull bring look open have did let where who print review count remind's fetch name "
    "whose "
)
OTHER_TOPICS = words(
    "weather music song songs play movie movies film restaurant traffic news joke temperature recipe rain "
    "alarm alarms radio playlist flight balance account bank podcast lights light volume email emails "
    "score stock price forecast book calories timer credit bill capital definition distance fact "
)
PRIORITIES = {
    "urgent": "urgent", "critical": "urgent", "highest": "urgent", "top": "urgent", "p1": "urgent", "asap": "urgent",
    "high": "high", "important": "high", "p2": "high", "higher": "high",
    "medium": "medium", "normal": "medium", "mid": "medium", "p3": "medium", "moderate": "medium",
    "average": "medium",
    "low": "low", "lowest": "low", "p4": "low", "unimportant": "low", "lower": "low", "minor": "low",
}  # fmt: skip
STATUSES = {
    "in progress": "in_progress", "in-progress": "in_progress", "started": "in_progress", "doing": "in_progress",
    "ongoing": "in_progress", "blocked": "blocked", "stuck": "blocked", "waiting": "blocked", "on hold": "blocked",
    "not started": "not_started", "to do": "not_started", "todo": "not_started", "done": "completed",
    "completed": "completed", "complete": "completed", "finished": "completed", "closed": "completed",
}  # fmt: skip
PRONOUNS = words("it that this them those these it's ") | {
    "that one",
    "this one",
    "that task",
    "this task",
    "the task",
    "these tasks",
    "those tasks",
    "the same",
    "the one",
    "the same one",
    "that item",
    "the last one you added",
}
ALL = (
    "all of my",
    "all of the",
    "all the",
    "all my",
    "all of",
    "all",
    "every",
    "everything",
    "everything that is",
    "everything that's",
    "everything thats",
    "anything that is",
    "anything that's",
    "whatever is",
    "whatever's",
    "each",
    "any",
    "both",
)
ARTICLES = words("the my a an our this that your these those ")
TASK_WORDS = words("task tasks todo todos to-do to-dos reminder reminders item items one ones entry chore chores ")
OVERDUE = words("overdue late past-due ")
COMPLETED = words("completed done finished complete closed checked ticked ")
OPEN = words("open pending unfinished remaining incomplete outstanding uncompleted active left undone ")
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "last": -1,
}  # fmt: skip
UNDATED = ("no date", "no due date", "without a date", "without date", "without a due date",
           "without due date", "undated",
           "unscheduled", "no dates", "no deadline")  # fmt: skip
NO_FILTER = words(
    "i me my mine the a an of in on at for to do does did have has had is are was were be been what "
    "what's whats which when how many much show list display view see get give tell read check find "
    "search any all every each everything about please can could you that this these those and or with "
    "without due by until before after from there still so far now currently up left task tasks todo "
    "todos to-do to-dos reminder reminders item items lists agenda need must should got them it set as am "
    "we our us out next coming scheduled planned going things thing something anything stuff open pending "
    "date dates deadline deadlines priority priorities status project tag tagged label labelled labeled "
    "called named on's plate day look let through into only just than more ones one's today's tomorrow's "
    "will would like want open's also not's upcoming name current existing whole entire full items' your "
    "their his her its one someone somebody anyone anybody something supposed again atm rn yet quick really "
)
OVERDUE_LABEL = "overdue"
# What can be planned as a whole, and how it is spoken of.
PLANNED = words(
    "my our the this next for on of a me today tomorrow tonight day days week weekend month morning afternoon evening "
    "workday workweek monday tuesday wednesday thursday friday saturday sunday schedule tasks task todos work time "
    "rest out all upcoming coming in detail "
)
# What a person says of themselves, for the assistant to remember.
MINE = words("i i'm i've i'd i'll my we we're our me")
# A second command in a sentence begins with one of these and points at something that is there.
VERBS = words(
    "add create mark complete delete remove show list move postpone reschedule remind tag assign rename reopen undo "
    "finish cancel snooze prioritize set check make "
)
POINTING = words("task tasks one ones it them reminder reminders list done overdue that me first second third last")
# What people do, as titles of tasks begin, and how they say that they did it.
DOING = words(
    "buy call pay send write clean wash fix book email get read finish order pick visit prepare feed mow water return "
    "renew submit sign print cook bake plan organize meet message text walk file schedule review update study"
)
DID = {
    "bought": "buy", "called": "call", "paid": "pay", "sent": "send", "wrote": "write", "written": "write",
    "cleaned": "clean", "washed": "wash", "fixed": "fix", "booked": "book", "emailed": "email", "ordered": "order",
    "visited": "visit", "fed": "feed", "mowed": "mow", "watered": "water", "returned": "return", "renewed": "renew",
    "submitted": "submit", "signed": "sign", "printed": "print", "reviewed": "review",
}  # fmt: skip
# A question with one of these is about the weather, whatever else is said.
WEATHER = words(
    "umbrella raincoat coat jacket sweater scarf gloves boots sunscreen sunglasses shorts hat rain raining rainy snow "
    "snowing sunny sun windy wind humid humidity hot cold warm chilly cloudy forecast weather temperature storm "
)
