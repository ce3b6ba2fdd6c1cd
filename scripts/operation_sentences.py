"""Sentences of our own for training the ranking of operations: frames with alternatives, and what fills them.

``(a|b|)`` is a choice, ``{name}`` a filling. No sentence comes from a data set.
"""

# ruff: noqa: E501
from __future__ import annotations

import random
from collections.abc import Iterator

FILL: dict[str, tuple[str, ...]] = {
    "N": (
        "Ana", "Leo", "Dr. Okafor", "Maya", "Tom", "Priya", "Mr. Lindqvist", "Sofia and Ben", "my boss", "my sister",
        "Hana", "the accountant", "Omar", "my team", "mom", "Grandpa", "Lucia", "Kofi", "the landlord", "Yusuf Demir",
        "marketing", "the whole family", "Ines", "Ravi, Jo and Chen", "my manager", "the neighbours", "Bea",
    ),
    "E": (
        "{B}", "{B}", "{B} with {N}", "{B} at {P}", "{N}'s birthday", "the {B}", "my {B}", "a {B}",
        "{B} about the budget", "{B} for the kids", "{X}",
        "{X} with {N}", "{B} and {X}",
    ),
    "B": (
        "meeting", "appointment", "lunch", "dinner", "dentist appointment", "team meeting", "staff meeting", "party",
        "birthday party", "haircut", "yoga class", "piano lesson", "interview", "conference call", "brunch", "trip",
        "soccer game", "doctor's appointment", "concert", "wedding", "oil change", "book club", "study group",
        "parent-teacher conference", "dinner party", "workout", "breakfast", "date night", "baseball game",
        "movie night", "project review", "sales call", "barbecue", "hike", "picnic", "standup", "training session",
        "flight", "road trip", "vet visit", "game night", "choir practice", "board meeting", "coffee", "graduation",
        "garage sale", "camping trip", "lecture", "exam", "massage", "fishing", "swim meet", "church", "retreat",
        "happy hour", "poker", "photo shoot", "open house", "school play", "housewarming", "physiotherapy",
    ),
    "X": (
        "kayaking", "tacos", "the Harvest Fair", "Operation Tidy Up", "bird watching", "the Nakamura thing", "karaoke",
        "the big move", "stargazing", "pottery", "tacos and trivia", "Spring Fling", "the opera", "ice skating",
        "quarterly numbers", "the zoo", "Comedy Live", "ramen", "my mentoring", "paintball", "the lake house",
        "cross training", "wine tasting", "the season finale", "Sprint Wrap-up", "babysitting", "laser tag",
        "the old town walk", "jury duty", "Lego Club", "the aquarium", "a nap", "painting", "house hunting",
    ),
    "K": (
        "to {P}", "an hour later", "half an hour earlier", "to 4 pm", "to friday", "until next week", "to the following "
        "day", "by two hours", "to noon", "to start at nine", "to the 9th", "from 2 to 5", "back a week", "to another "
        "day", "up by 30 minutes", "to monday at 10", "to the morning", "for next month instead",
    ),
    "R": (
        "the report", "gas bill", "laundry", "tax return", "the dentist task", "milk", "groceries", "my homework",
        "the invoice one", "wash the car", "backup", "email Leo", "passport renewal", "the slides", "{T}", "{T}",
        "kitchen sink", "the second one", "number 3", "the last task", "budget plan", "that", "it", "this task",
        "the {B} task", "the presentation", "tire change", "plant watering", "call {N}", "rent payment", "the first",
    ),
    "W": (
        "in the garden project", "in home", "tagged errand", "due {Q}", "without a date", "about taxes", "in progress",
        "assigned to me", "due before monday", "due after the 5th", "with high priority", "on my list", "for {Q}",
        "in my private project", "that are late", "that i finished", "for this week", "without a due date", "",
    ),
    "M": (
        "this song", "the album", "some jazz", "the track", "the new tune by Ana Lind", "Blue Harbor", "Marta Kells",
        "an artist", "this one by The Lanterns", "Sundown Waltz", "the next track",
    ),
    "P": (
        "the office", "Luigi's", "the park", "the library", "Blue Door Cafe", "the gym", "Lisbon", "my place",
        "the stadium", "school", "the clinic", "Riverside Hall", "the beach", "Oslo",
    ),
    "D": (
        "tomorrow", "on friday", "next tuesday", "at 3 pm", "tomorrow at 9", "on the 14th", "on march 8th at noon",
        "this weekend", "tonight", "tonight at seven", "next week", "this afternoon", "on monday morning",
        "at half past six", "in two hours", "from 2 to 4 pm", "wednesday at 10 am", "next month", "on saturday night",
        "today", "today at 5:30", "for thursday", "for sunday at 11", "between 1 and 3", "in the morning",
        "the day after tomorrow", "later today", "july 2", "at eight am", "this evening", "on the first of june",
        "after work", "all day friday", "for an hour on tuesday",
    ),
    "Q": (
        "tomorrow", "on friday", "next tuesday", "on the 14th", "this weekend", "tonight", "next week", "today",
        "this afternoon", "on monday morning", "next month", "on saturday night", "this month", "in march", "at 3 pm",
        "the day after tomorrow", "this evening", "in the morning", "at noon", "this week", "in the summer",
        "for the rest of the day", "after lunch", "yesterday", "last week", "between 2 and 5", "for tomorrow",
        "before noon", "this year", "on may 5th",
    ),
    "T": (
        "call {N}", "pay the rent", "buy milk", "water the plants", "send the invoice", "renew my passport",
        "pick up the kids", "take out the trash", "do the laundry", "clean the garage", "email the report",
        "book the hall", "feed the cat", "return the library books", "wash the car", "fix the sink", "study biology",
        "order new tires", "finish the slides", "get groceries", "walk the dog", "file my taxes", "vacuum upstairs",
        "read the contract", "change the furnace filter", "go to the bank", "pack for the trip", "take my pills",
        "write a thank-you card", "mow the lawn", "charge the battery", "print the tickets", "iron my shirts",
        "check the oven", "sign the permission slip", "bake a cake", "update my resume", "get a flu shot", "mop",
    ),
    "G": (
        "calling {N}", "paying the rent", "watering the plants", "doing the laundry", "cleaning the garage",
        "feeding the cat", "washing the car", "studying", "walking the dog", "mowing the lawn", "baking", "the report",
        "vacuuming", "taking my pills", "ironing", "the dishes", "the invoice", "groceries", "homework", "rent",
    ),
    "I": (
        "milk", "eggs", "bread", "bananas", "olive oil", "batteries", "paper towels", "rice", "chicken", "coffee",
        "tomatoes", "dog food", "light bulbs", "yogurt", "onions and garlic", "printer ink", "detergent", "apples",
        "cheese", "stamps", "toothpaste", "a birthday card",
    ),
    "L": (
        "my list", "the list", "my to do list", "my shopping list", "the grocery list", "my todo list", "my task list",
        "the reminders list", "my packing list", "my to-do list", "my list of chores", "the household list",
    ),
    "C": ("my calendar", "the calendar", "my schedule", "my agenda", "my planner", "the schedule", "my diary"),
}  # fmt: skip

_ASKS = "(can you|could you|please|would you|i need you to|hey|will you|go ahead and|i want you to||||||)"

FRAMES: dict[str, tuple[tuple[int, str], ...]] = {
    "add_task": (
        (50, "i (need|have|must|ought|got|should|still need|really need) to {T} ({D}|{D}|)"),
        (40, "{T} ({D}|every 3 days|every monday|each month|daily|every other week|by friday|before noon)"),
        (16, _ASKS + " (add|create|new task|todo|put down|note) ({T}|{G}) ({D}|)"),
        (40, _ASKS + " (schedule|book|plan|arrange|set up|create|make|add|set|put in|get me|give me|put) (a|an|my|me a|the|"
             "some|) ({X}|{X} with {N}|{X} at {P}|{B} for {X}) ({D}|{D}|)"),
        (25, "(i'm|i am|i will be|i'll be|we're|we are|i was) (going to|going|at|doing|in|seeing|having|getting|flying to|"
             "out of the office for|headed to|on) ({X}|{P}|{E}|vacation|a date) {D}"),
        (25, "(i want|i'd like|i would like|i need|i'm planning|i plan|i hope|i'm interested in going) to (go|go to|see|do|"
             "have|meet|get|attend|grab|try|take|schedule|host|start) (a|an|the|my|) ({X}|{E}|{P}) ({D}|in the fall|"
             "next winter|with {N} {D})"),
        (14, "(i've|i have|we have|i got|i have got) (a|an|my|some|to do|) ({X}|{B}|{E}) (for {X}|at {P}|with {N}|) {D}"),
        (14, "(i have|i've got|there's|there is|we have) (a|an|my) ({B}|{X}) {D} (. can you|, please|. please|, so|and) "
             "(add|put|save|schedule|book|note) (it|that|this) (on|to|in|) (my calendar|the calendar|my schedule|)"),
        (12, "({X}|{B}|{E}) (is|starts|begins|will be|takes place|opens) {D} (. (put|add|mark|save) (it|that) (on|to|in|) "
             "{C}|)"),
        (8, "(out of|away from|not in) (the office|town|work) {D}"),
        (8, "(i need|i'd like|i want|need) (a|an|my|) ({B}|{X}) ({D}|)"),
        (10, "(make|create|add|set) (an|a|me an|) ({X}|{B}) (event|appointment|meeting|reminder|entry|date) ({D}|with {N} "
             "{D}|)"),
        (8, "(i need|i'd like|i want) (a|an|my) ({B}|{X}) (set up|scheduled|put|added|booked|on {C}|added to {C}) {D}"),
        (6, "(book|reserve|get) (me|) (the|a) (conference room|meeting room|court|studio) {D}"),
        (70, _ASKS + " (add|put|place|enter|write|pencil in|note|get|stick|log|include) {E} (on|in|to|onto|into) {C} "
             "({D}|)"),
        (80, _ASKS + " (schedule|book|plan|arrange|set up|create|make|organize|add|set|put in|get) (a|an|my|) {E} "
             "({D}|{D}|)"),
        (50, "i (need|want|would like|have|'d like|wish) to (schedule|book|add|set up|create|plan|make|put|set) (a|an) "
             "{E} (on {C}|) ({D}|{D}|)"),
        (40, _ASKS + " (create|make|add|set up|schedule|put in) (an|a new|another|me an|) (event|appointment|entry|"
             "meeting|calendar event) (called|named|titled|for|to) {E} {D}"),
        (25, _ASKS + " (create|make|add|set|schedule) (an|a new|me an|a|) (event|meeting|appointment) {D} "
             "(called {B}|for {B}|with {N}|)"),
        (30, _ASKS + " (block|block off|block out|reserve|set aside|keep|hold|free up) (two hours|an hour|the morning|"
             "30 minutes|time|some time|{D}) ({D}|) (for|to) ({B}|{T})"),
        (30, _ASKS + " (find|find me|look for|carve out) (time|an hour|30 minutes|a slot|half an hour|a time) "
             "({D}|) (for|to) ({E}|{T}) ({D}|)"),
        (35, "i (have|'ve got|got|will have|am having|will be having) (a|an) {B} (with {N}|at {P}|) {D}"),
        (25, "i (have|'ve got|will have|am having) (a|an) {B} (with {N}|) {D} (,|and) (please|) (add|put|save|note) "
             "(it|that) (to|on|in) {C}"),
        (20, "i (am|'m|will be) (going to|meeting|seeing|visiting|attending|having|flying to|traveling to) "
             "({P}|{N}|the {B}|a {B} with {N}) {D}"),
        (20, "(we|i) (are|will be) (having|going to|meeting for|attending) (a|the|) {B} {D}"),
        (20, "(i want|i'd like|i would like|let's|we want) to (have|go to|get|do|attend|meet for) (a|the|) {E} {D}"),
        (15, "(there is|there's|we have) (a|an) {B} {D} (, put it on {C}|, please add it|)"),
        (12, "my {B} (is|will be|starts|begins) {D} (, add it to {C}|, put it on the calendar|)"),
        (12, "(the|our|a) {B} (is|starts|takes place) {D} (.|,|and) (add|put|save|note) (it|that) (down|to {C}|)"),
        (10, "{B} (with {N}|at {P}|) {D}"),
        (10, "(i need|i'd like|i want) (a|an) {B} (with {N}|) {D}"),
        (10, "(show|mark) me (as|) (busy|out of office|away|unavailable) {D}"),
        (12, "(can|could|may) (i|we) (have|get|do|schedule|book|set up|meet for) (a|an|) {E} {D}"),
        (10, "mark (my calendar|{D}|the whole week) (as|for) ({B}|vacation|a day off|holiday)"),
        (15, "(can|could|does) {N} (meet|join|come) (me|us|with me) (for {B}|) {D}"),
        (60, _ASKS + " (remind me|remind us|alert me|notify me|ping me|tell me|nudge me) (to {T}|about {E}|about {G}|"
             "of {E}|that i have {E}|that i need to {T}) ({D}|{D}|)"),
        (25, "{D} remind me (to {T}|about {E})"),
        (35, _ASKS + " (set|create|make|add|give me|send me|put|schedule|i need|i want) (a|an|another|) (reminder|alert|"
             "notification) (to {T}|for {E}|about {E}|for {G}|that i have {E}) ({D}|)"),
        (12, "i (don't|do not) want to forget (to {T}|{E}|about {G}) ({D}|)"),
        (12, "(don't|do not|never) (let me forget|forget) (to {T}|about {E}) ({D}|)"),
        (40, _ASKS + " (add|put|include|write|throw|get|place|jot|stick) ({G}|{I}|{T}) (on|to|in|onto) {L}"),
        (12, "(i need|we need|we're out of|i'm out of|i ran out of) {I} (, add it to {L}|on {L}|, put it on {L}|"
             "added to {L}|, so put that on {L})"),
        (10, "({I}|{G}) (should be|needs to be|must be|has to be) (on|added to|put on) {L}"),
        (10, "(i'd like|i would like|i want|i need) ({I}|{G}) (on|added to|put on|to be on) {L}"),
        (14, "(new|another) (task|todo|reminder|to-do) (:|to|) {T} ({D}|)"),
        (14, _ASKS + " (add|create|make|open) (a|one|another|) (new|) (task|todo|to-do|item) (to {T}|called {T}|: {T}|"
             "{T}) ({D}|)"),
        (20, "i (need|have|must|ought|got) to {T} ({D}|)"),
        (14, "{T} {D}"),
        (6, "(make|create|start) (a|me a|) new (list|checklist) (for {B}|called {I}|)"),
    ),
    "list_tasks": (
        (12, "(search|search for|find|look up) ({X}|{B}|{Q}|my {B}|{E} {Q})"),
        (8, "(am i|are we|is {N}|was i) (going |)(hiking|golfing|swimming|skiing|painting|running|eating out|flying) {Q}"),
        (30, "(hey |hi |so |)(tell me |)(when|what time|what day|what year|where) (does|did|do|will) (my|the|our|) "
             "(next |last |) ({X}|{B}|{E}) (start|begin|end|happen|take place|finish|run until|open) ({Q}|)"),
        (16, "(where|when|what time|with whom|why) (did|do|will|am|are|was|were) (i|we|{N} and i) (go|meet|eat|have {X}|do "
             "{X}|going|travel|supposed to be|see {N}|last see {N}|having lunch|spend the day) ({Q}|)"),
        (16, "(how's|how is|how does|how did|how was) (my|the|) ({Q}|day|week|schedule|afternoon|monday|calendar) (look|"
             "looking|going to look|shaping up|)"),
        (12, "(who|which of my friends) (organized|created|set up|planned|is hosting|arranged|scheduled|called) (the|my|) "
             "({X}|{B})"),
        (12, "(for|about|regarding) (my|the) (next|first|second|third|last) (event|meeting|{B}) ({Q}|) , (what time does "
             "it start|where is it|who is coming|when is it|how long is it)"),
        (12, "what (is|was|will be|'s) (happening|going on|planned|scheduled|on) {Q} (at 7|at noon|)"),
        (10, "(i'd like|i want|i need|i would love) to (know|see|check|hear|find out) (my|what|if|when|about) (schedule|"
             "appointments|is on {C}|{X} is|i have {E}|plans|meetings) {Q}"),
        (40, _ASKS + " (show|list|find|display|view|see|get|search|give me|show me|count|print) (my|all|all my|the|) "
             "(overdue|urgent|open|completed|late|high priority|unfinished|pending|p1|important|remaining|) (tasks|todos|"
             "to-dos|reminders|items|chores) {W}"),
        (20, "(what|what's|what is|whats|which tasks are|anything|is anything) (due|overdue|late|left|next|still open|"
             "planned|on my plate|left to do|to do|urgent|pending) ({Q}|)"),
        (16, "what (should|must|can|do|shall) i (do|work on|start with|finish|tackle) (next|first|now|{Q})"),
        (14, "(my |) (overdue|urgent|open|completed|high priority|work|late|unfinished|) tasks {W}"),
        (14, "(how many|which|what) (tasks|todos|items|things) (are|do i have|have i|did i) (left|open|overdue|done|"
             "finished|complete|due {Q}|{W}) "),
        (40, "(do|did) i have (any |an |a |some |)({B}|{X}|meetings|events|appointments|plans|time|lunch plans|things) "
             "(with {N}|at {P}|for {X}|called {X}|about {X}|) ({Q}|{Q}|scheduled|planned {Q}|on {C}|coming up)"),
        (60, "(when|where|what time|what day|what month|what year|how long) (is|was|will be|are|'s) (my|the|our|{N}'s|) "
             "(next|last|first|second|upcoming|) ({B}|{X}|{E}) (again|this year|located|being held|supposed to be|going "
             "to be|over|scheduled for|{Q}|)"),
        (25, "when (am|was|will|do|did) i (be|) (going to|go to|doing|playing|seeing|getting|supposed to be at|meeting "
             "up for|supposed to go to|last at|next at|flying to) ({X}|{P}|{N}|{E}) ({Q}|with {N}|)"),
        (14, "(am|are|was|will) (i|we) (be|) (going to|at|in|doing|having|getting|out with|eating in|playing|supposed to "
             "be at|double booked) ({X}|{P}|{N}|{E}) {Q}"),
        (14, "(did|does|do|has|have|is|was|will) ({N}|my boss|my manager|anyone|everyone|i) (arranged|organize|set up|"
             "create|make|confirmed|responded to|reply to|accept|been invited to|going to|coming to|be at|miss|attend|"
             "respond to) (the|my|) ({X}|{B}|{E}) ({Q}|yet|)"),
        (16, "(who|who all|which people|how many people) (is|are|was|has|will be|did) (organizing|arranged|started|coming "
             "to|invited to|going to|at|in|accepted|responded to|confirmed for|set up|going with me to) (the|my|) "
             "({X}|{B}|{E}) ({Q}|)"),
        (12, "(what|what's|what is) ({N}'s|my) (response|reply|answer|status) (to|for) (the|) ({B}|{X}) ({Q}|)"),
        (14, "(what|what's|what is|whats) (is|) (the|my) (date|time|start time|end time|location|place|duration|address|"
             "first {B}|second event|last event|third meeting|topic) (of|for|on|at|today|) (my|the|) ({B}|{X}|{Q})"),
        (20, "(can you|could you|please|i need you to|i want to|i'd like to|i need to||||) (find|find out|look up|search "
             "for|search|see|check|look for|show me|list|pull up|tell me about) (my|the|all|any|) ({X}|{B}|event with "
             "{N}|{B} at {P}|event called {X}|events with no guests|events about {X}|{X} event) ({Q}|)"),
        (25, "(can you|could you|please|i need to|i'd like to|i want to|||) (tell me|know|see|check|find out|show me|"
             "verify|confirm|let me know|remember) (when|what time|if|where|whether|who|how long|what day|what) (i am|"
             "i'm|my {B} is|{X} is|i will be|i have|the {B} was|i was supposed to|i'm supposed to|is going to|i scheduled) "
             "({X}|{E}|meeting {N}|free|busy|{Q}|on {C}|seeing {N}) ({Q}|)"),
        (14, "(what|which|what kind of) (events|meetings|{B}s|things|event|meeting|appointment) (am i|are|is|did|were|do "
             "i|will i) (going to|there|scheduled|have|happening|set up|attend|taking place|at {P}|with {N}|coming up) "
             "({Q}|)"),
        (10, "(what's|what is|whats|what will be|anything|what all is) (going on|happening|coming up|up|planned|in store|"
             "next|first|the plan|it going to be like) (for me|with {N}|on {C}|) {Q}"),
        (8, "(my|the) ({B}|{X}) is (when|at what time|where|on what day|{Q} , right|{Q} , correct)"),
        (8, "(is|are|isn't) (the|my|our|) ({X}|{B}|{E}) (this month|this week|next year|today|on friday|in the morning|"
             "canceled|cancelled|all day|an all day event|at {P}|with {N}|a recurring event|after lunch)"),
        (8, "(next|upcoming|latest|any|all) (meetings|events|appointments|plans|{B}) ({Q}|with {N}|)"),
        (50, "(what|what's|what is|what do i have|what have i got|what am i doing|what will i be doing) (on|) {C} {Q}"),
        (45, "what (do|am|will|did) i (have|doing|be doing|do|got) ({Q}|scheduled {Q}|planned {Q}|going on {Q}|"
             "coming up {Q}|on {C} {Q})"),
        (50, "(do|did|will|would) i have (a|an|any|anything|another|some|plans|my|) ({B}|{B} with {N}|meetings|"
             "appointments|events|plans with {N}|plans|something) (scheduled|planned|going on|coming up|) {Q}"),
        (50, "(when|what time|what day|where|how long|with whom|at what time|what date) (is|was|will|does) "
             "(my|the|our|{N}'s) (next|) {B} (with {N}|at {P}|start|end|be|begin|happening|scheduled|) ({Q}|)"),
        (25, "(when|where|what time) (am|are|do|did|will|was|have) (i|we) (having|going to|meeting|seeing|have|go to|"
             "schedule|scheduled|plan|attend) (the|my|) ({B}|{B} with {N}|{N}) ({Q}|)"),
        (25, "who (is|will be|'s|was|else is|all is) (coming to|attending|at|invited to|going to|joining|in|organizing|"
             "hosting|running) (my|the|our) {B} ({Q}|)"),
        (14, "who (did not|didn't|has|hasn't|have) (accept|decline|declined|accepted|responded to|respond to) "
             "(my|the) {B} (invite|invitation|) ({Q}|)"),
        (16, "(who|whom) (am i|do i|did i|are we|will i be) (meeting|meet|having {B}|have {B}|seeing|going to {B}) with "
             "{Q}"),
        (30, "(am|are|will|was) (i|we) (be|) (free|busy|available|booked|attending {E}|going to {E}|seeing {N}|"
             "meeting {N}|doing anything) {Q}"),
        (25, "(is|are|was|were|isn't) (there|there a|there any|there an|there anything) ({B}|meetings|events|"
             "appointments|conflicts|on {C}|scheduled|going on) {Q}"),
        (25, "(is|was|are|did|has|does) (my|the|{N}|{N}'s) ({B}|invited to the {B}|coming to {B}|attending {E}|"
             "accept the {B}|confirm {E}|going to {E}|organize the {B}) ({Q}|still on {Q}|still happening|)"),
        (25, "(anything|something|any events|any meetings|any plans|everything|what all is) (on|going on|happening|"
             "planned|scheduled|on {C}|coming up) {Q}"),
        (60, _ASKS + " (show|show me|find|find me|pull up|bring up|look up|list|display|search for|get me|give me|see|"
             "read|view|open|check|tell me about) (all|all of|any|the|) (my|the|) ({B}|{B} with {N}|meetings|events|"
             "appointments|plans|schedule|calendar|agenda|event called {B}|next {B}|upcoming events) ({Q}|)"),
        (40, "(can you|could you|please|i want to|i'd like to|i need to||) (tell me|find out|check|see|know|look|"
             "let me know|figure out|confirm) (when|what time|if|whether|where|who|how long) (i have {E}|my {B} is|"
             "the {B} is|i am meeting {N}|i'm free|i have anything|the {B} starts|is coming to {E}) ({Q}|)"),
        (20, "(how|how's|how does|what does) (my|the) (day|week|schedule|calendar|morning|afternoon|weekend) (look|"
             "looking|look like|shaping up) ({Q}|)"),
        (14, "how many (meetings|events|appointments|tasks|things|reminders|{B}s) (do i have|are there|are scheduled|"
             "have i got|are left) ({Q}|)"),
        (14, "(what|which) (meetings|events|appointments|plans|activities|tasks|reminders) (do i have|are scheduled|"
             "have i got|are there|are on {C}|am i attending) ({Q}|with {N}|at {P}|)"),
        (14, "(go to|jump to|scroll to|open) (my calendar|the calendar|{Q}) (for {Q}|)"),
        (14, "(what is|what's) (the|my|) (next|first|last|latest|earliest) ({B}|event|meeting|thing) (on {C}|i have|"
             "with {N}|) ({Q}|)"),
        (40, "(what's|what is|what do i have|what did i put|what else is|tell me what is|read me what is|see what is|"
             "i need to know what is|what was) (still|left|) on {L}"),
        (30, _ASKS + " (read|show|show me|list|tell me|go over|review|recite|open|display|check|see|give me|repeat) "
             "({L}|everything on {L}|all items on {L}|my tasks|my reminders|all my tasks|my to dos)"),
        (18, "(is|are|do i have|did i put|was|did i add|have i put|has) ({I}|{G}) (on|already on|listed on|still on|in) "
             "{L}"),
        (18, "(what|which) (reminders|tasks|items|chores|things) (do i have|are on {L}|have i set|are due|are left|"
             "did i add|were set) ({Q}|)"),
        (14, "(do i have|are there|is there|have i set|did i set) (any|a|) (reminders|reminder|tasks|chores) ({Q}|"
             "about {G}|for {E}|set|left|to do {Q})"),
        (14, "(what|anything) (do i need to|should i|must i|do i have to|am i supposed to|did i need to) (do|get done|"
             "remember|finish|take care of) {Q}"),
    ),
    "delete_task": (
        (30, _ASKS + " (delete|remove|erase|drop|trash|discard|get rid of|cancel|scrap|throw away|throw out|forget|clear) "
             "({R}|all completed tasks|all my overdue tasks|everything tagged errand|the finished ones|all tasks {W})"),
        (6, "throw {R} away"),
        (30, _ASKS + " (delete|cancel|remove|erase|drop|clear|get rid of|take off|scrap) (my|the|all|all of|any|{N}'s|that|"
             "tomorrow's|today's|) ({X}|{E}|{B}|plans|second event|first meeting|events called {X}|next event) ({Q}|"
             "with {N}|from {C}|on {C}|)"),
        (10, "({X}|{E}|my {B}|the {B}|{N}) (is|was|got|has been|is not|isn't) (canceled|cancelled|called off|not happening|"
             "happening anymore|coming) (so|,|and|.|. please) (delete|remove|take|cancel) (it|that) (off|from|) ({C}|)"),
        (8, "(i|we) (can't|won't|can not|will not|don't want to|am not going to) (go to|make|do|make it to|be going to|"
             "attend|have) ({X}|{E}) ({Q}|) (, cancel it|. delete it|so take it off {C}|anymore|. please cancel|)"),
        (70, _ASKS + " (delete|cancel|remove|erase|drop|clear|scrap|get rid of|wipe|dump|strike) (my|the|all my|all|"
             "all of my|that|every|) ({B}|{B} with {N}|meetings|events|appointments|plans|event called {B}|next {B}) "
             "({Q}|scheduled for {Q}|from {C}|from {C} {Q}|)"),
        (25, _ASKS + " take (the|my|) ({E}|{I}|{G}) (off|off of|out of) ({C}|{L}) ({Q}|)"),
        (40, _ASKS + " (delete|remove|erase|cancel|scratch|nix|clear|strike|drop|get rid of) ({I}|{G}|the last item|"
             "everything|all items) (from|off|off of|on) {L}"),
        (30, _ASKS + " (delete|cancel|remove|clear|turn off|dismiss|drop|erase|stop|get rid of|lose) (my|the|all|all my|"
             "that|today's|every|) (reminder|reminders|task|tasks|{B} reminder) (to {T}|for {E}|about {G}|for {Q}|)"),
        (25, "({E}|my {B}|the {B}) (is|was|got|has been) (canceled|cancelled|called off) (so|,|and|.) (please|) (delete|"
             "remove|take) (it|that) (off|from|) ({C}|)"),
        (16, "i (can't|cannot|won't be able to|am not able to|am not going to|don't want to|will not|no longer want to) "
             "(make|attend|go to|make it to|do) (the|my) {B} ({Q}|) (, cancel it|so delete it|. please remove it|"
             ", please cancel|)"),
        (16, "i (don't|do not|no longer) (need|have|want) (the|my|that|a) ({B}|{I}|reminder about {G}|{B} reminder) "
             "({Q}|anymore|any longer|on {L}|on {C}|, remove it|, take it off {L})"),
        (10, "(never mind|forget|forget about|call off|skip) (the|my) {B} ({Q}|with {N}|)"),
        (10, "i (need|want|would like) to (cancel|delete|remove|erase|clear|get rid of) (my|the|all my|a|an) ({B}|meetings|"
             "{B} with {N}|appointments) ({Q}|)"),
        (8, _ASKS + " (clear|empty|wipe|erase) ({L}|{C}|everything on {L}|my whole day {Q}|my day)"),
    ),
    "update_task": (
        (8, _ASKS + " add (an|another|an additional|an extra|half an) (hour|day|20 minutes) (to|onto) (my|the) ({B}|{X}) "
            "({Q}|)"),
        (20, _ASKS + " (set|make|put|mark|flag|change) {R} (as|to|) (due {Q}|in progress|blocked|urgent|high priority|low "
             "priority|p2|important|started|on hold|recurring|repeat every week)"),
        (20, _ASKS + " (move|reschedule|postpone|push|delay|snooze|defer|bump|shift) {R} (to {Q}|until {Q}|by a week|by "
             "2 days|to friday|to next week|till tomorrow|for a day|)"),
        (14, _ASKS + " (prioritize|start|start working on|begin|pause|block|tag|label|retitle|rename|assign|delegate) "
             "{R} (to {N}|as urgent|with errand|to {T}|)"),
        (10, _ASKS + " (move|put|transfer|file) {R} (to|in|into|under) (the|my|) (garden|work|private|home) (project|list|"
             "folder)"),
        (10, _ASKS + " (change|set|update|remove|edit|clear) the (due date|deadline|priority|status|project|name|tags|"
             "duration|assignee) (of|for|on|from) {R} (to {Q}|to high|to {N}|)"),
        (40, _ASKS + " (move|reschedule|push|push back|postpone|change|shift|bump|update|delay|switch|bring forward|edit|"
             "extend|modify|adjust) (my|the|that|our|{N}'s|this|tomorrow's|monday's|today's|) ({X}|{B}|{E}|event|"
             "appointment|plans|birthday|lunch date) ({Q}|) {K}"),
        (14, "(i'd like|i would like|i need|i want|i have|can we|could we|help me) (to|) (move|reschedule|push back|"
             "postpone|change|delay|update|edit|extend|set) (my|the|our|) ({X}|{B}|{E}) ({Q}|) ({K}|)"),
        (14, _ASKS + " (remove|uninvite|drop|take) {N} (from|off|off of) (the|my|our) ({B}|{X}|guest list) ({Q}|) (and "
             "(add|invite) {N} instead|)"),
        (14, _ASKS + " (add|invite|include|bring in) ({N}|{N} and {N}) (and {N}|) (to|into|on) (my|the|our|that|{N}'s) "
             "({B}|{X}|guest list) ({Q}|)"),
        (12, _ASKS + " (cancel|delete|take off) (my|the) ({B}|{X}) ({Q}|) (and|, then|.) (move|reschedule|put|set|rebook) "
             "it (to|for|on) (friday|the 9th|next week|4 pm|another day)"),
        (12, "(can you|could you|please|) (make|set|change|have) (it|that|this|the {B}|my {B}|{X}) (be|to be|) (all day|an "
             "all day event|at {P}|at 5 instead|for two hours|longer|30 minutes|one hour earlier|start at noon|last "
             "until 6|a weekly event|end at 8)"),
        (10, "(the|my|our) ({B}|{X}|{E}) ({Q}|) (got|was|has been|is|needs to be|should be|will be) (moved|pushed back|"
             "changed|rescheduled|delayed|bumped|extended|switched) ({K}|from friday to sunday|from 2 to 3)"),
        (8, "(i won't|i can't|i'm not able to|i'm not going to) (make|be able to make|do) (my|the) ({B}|{X}) ({Q}|) "
             "(so|, so|.|, please|. can you) (move|reschedule|push|change) (it|that) {K}"),
        (8, _ASKS + " (change|edit|update|set|switch|correct|fix) (the|) (location|place|address|venue|time|end time|"
             "date|title|guests|description) (for|of|on) (my|the|) ({B}|{X}) ({Q}|) ({K}|to {X}|to {P})"),
        (6, "(end|start|begin|finish) my ({B}|day|shift|{X}) (at 5|an hour early|later|at 6:30|earlier) ({Q}|)"),
        (60, _ASKS + " (move|reschedule|push|push back|postpone|change|shift|bump|update|delay|switch|bring forward) "
             "(my|the|that|our|) ({B}|{B} with {N}|appointment|meeting|event) ({Q}|) (to|until|till|for|by) "
             "(next week|4 pm|friday|an hour later|tuesday at 2|monday|the following day|noon|later|30 minutes)"),
        (30, _ASKS + " (change|update|edit|modify|set|switch) (the|) (time|date|day|location|place|title|name|start time"
             "|end time|duration|length) of (my|the) {B} ({Q}|) (to|from 2 to) (5|{P}|friday|two hours|7 pm|an hour)"),
        (25, _ASKS + " (make|set|extend|shorten|lengthen|keep) (my|the|that) {B} ({Q}|) (an hour longer|30 minutes long|"
             "last two hours|start at 4|end at 6|by an hour|all day|an hour earlier|at {P} instead|at 9 instead of 10)"),
        (25, _ASKS + " (add|invite|include) {N} (to|into) (my|the|that|our) ({B}|{B} with {N}) ({Q}|)"),
        (12, "(change|move|reschedule|update|push) (it|that|this) (to|until) (friday|4 pm|next week|tomorrow morning)"),
        (16, "i (need|want|would like|have) to (change|move|reschedule|update|push back|edit|extend|postpone) (my|the) "
             "({B}|{B} with {N}|{B} time) ({Q}|) (to (5|friday|next month|noon)|from monday to tuesday|)"),
        (14, "(my|the) {B} (has been|was|got|is being|needs to be|should be|is) (moved|pushed|rescheduled|changed|"
             "pushed back|postponed) (to|until) (friday|3 pm|next week|5|an hour later)"),
        (12, "(my|the) {B} ({Q}|) (is|was|should be|will be|is actually) (at|in|with) ({P}|6|{N}) (,|and) (not|instead "
             "of) (at|in|with|) ({P}|5|{N})"),
        (12, _ASKS + " (rename|change the name of|retitle|change) (my|the) ({B}|task|event) to {B}"),
        (10, "(make|set|mark|flag) (the|my|) ({G}|{B}) (as|) (high priority|urgent|low priority|important)"),
        (8, "(instead of|rather than) (2|monday|{P}) , (make|move|set) (my|the) {B} (to|at|) (3|tuesday|{P})"),
        (8, _ASKS + " (replace|swap) {N} with {N} (in|for|at) (my|the) {B} ({Q}|)"),
    ),
    "complete_task": (
        (40, _ASKS + " (mark|set|flag|check|tick|change) {R} (as|to|off|) (done|complete|finished|completed|ready)"),
        (20, _ASKS + " (complete|finish|check off|tick off|close|cross off|cross out|mark off) {R}"),
        (20, "(i|i've|i have|i just|i already|we) (finished|completed|done|did|am done with|was done with|paid|took care "
             "of) {R}"),
        (16, "{R} (is|was|are|has been) (all|already|now|) (done|finished|completed|complete)"),
        (6, "done with {R}"),
        (12, _ASKS + " (mark|set|flag|check|tick) ({G}|{T}|{I}) (as|) (done|complete|finished|completed|off)"),
        (12, _ASKS + " (check|cross|tick|mark) ({G}|{I}|{T}) off (of|) {L}"),
        (12, _ASKS + " (check|cross|tick|mark) off ({G}|{I}|{T}) (from {L}|on {L}|)"),
        (12, "(i|i've|i have|i just) (finished|completed|done|am done with|just finished|already finished) {G} "
             "(, so cross it off|, check it off {L}|)"),
        (6, "({G}|{T}) (is|are) (done|finished|completed)"),
    ),
    "none": (
        (16, _ASKS + " (change|reset|update|check|cancel|lock|switch|freeze|renew|verify) (my|the|our) (password|pin|"
             "billing address|insurance plan|ringtone|language settings|phone plan|credit card|bank account|voice|"
             "username|tire pressure|wifi|order|accent|whisper mode)"),
        (30, _ASKS + " (add|put|include) {M} (to|on|onto|into|in) (my|the|{N}'s|our|) (gym|road trip|party|chill|summer "
             "hits|Nordic Nights|morning coffee|) (playlist|music list|queue|favorites)"),
        (24, _ASKS + " (find|search for|look for|look up|show me|play|where can i watch|get) (the|a|) (movie|tv show|"
             "television show|song|painting|novel|video game|album|trailer|photograph|soundtrack|saga|series) (called|"
             "named|titled|) {X}"),
        (16, "(what|which|show me|find|check|i want|i need|give me) (the|a|) (movie times|movie schedule|films|movies|"
             "movie listings|schedule of films|film schedule|animated movies) (for|at|playing at|in|) ({P}|the nearest "
             "cinema|local theatres|the movie house)"),
        (12, "(rate|give|i'd rate|score) (this|the|that|the current) (book|novel|essay|textbook|series|chronicle) (a|) "
             "(3|four|zero|five) (stars|points|out of 6|of 5)"),
        (24, "(book|reserve|get|make|i need|i'd like|i want) (me|us|) (a|) (table|spot|reservation|seat|dinner "
             "reservation|hotel room|taxi|cab|ride|rental car|plane ticket) (for|at|in|near) (four|two people|{P}|{N} and "
             "me|a party of 6) ({D}|)"),
        (16, "i (need|want|have) to (transfer money|pay my credit card|book a hotel in {P}|find a recipe|order a pizza|"
             "check my balance|report a lost card|change my password|hear some music|know the weather|see a movie "
             "listing|find a gas station|get a taxi|reset my pin|book a flight to {P}|open an account)"),
        (10, "(mark|complete|finish|close|cancel|change|stop|start|open|delete) (the|my|all|) (app|window|song|radio|"
             "account|subscription|browser|volume|language|name|order|flight|reservation|credit card)"),
        (8, "(i|we|he|she|they) (am|are|is|was|feel|felt|like|love|hate) (tired|so happy|bored|hungry|sick|this|pizza|"
             "winter|you) (today|now|)"),
        (10, "(is|will) (there|it) (be|) (a|any|going to be|) (rain|snow|a storm|fog|hail|wind|cloudy|nice) (in {P}|) {Q}"),
        (8, "(can|could|do) you (tell me|know|find out|check) (what|who|where|if|how) (i am|the weather is|{P} is|the moon "
             "is|{N}'s boss is|it will rain|to cook {I}|many people live in {P})"),
        (8, "(what|where) is ({P}|the nearest store|the capital|{N}'s job|the score|in the news)"),
        (6, "(does|do|can) {P} (have|serve|offer|take) (parking|takeout|wifi|outdoor seating|{I}|delivery)"),
        (40, "(what's|what is|how's|how is|tell me|check|what will be) the (weather|temperature|forecast|humidity) "
             "(be|) (like|) (in {P}|for {E}|during {E}|at {P}|) ({Q}|)"),
        (30, "(will|is) it (going to|) (be|) (rain|snow|hot|cold|raining|sunny|windy|cloudy|freezing|warm|humid) "
             "(in {P}|for my {B}|during the {B}|at {P}|) ({Q}|)"),
        (14, "(do|will|should) i (need|bring|wear|take) (a coat|an umbrella|sunscreen|a jacket|boots) (for {E}|) ({Q}|)"),
        (12, "how (hot|cold|warm|windy) (is it|will it be) (going to be|) (in {P}|) ({Q}|)"),
        (24, "(who|who's|who is) (is|) (my|{N}'s|the|our) (boss|manager|supervisor|assistant|team lead|director) "
             "(of {N}|)"),
        (14, "(who|how many people) (reports to|report to|works for|works with|is on the team of) ({N}|me)"),
        (14, "what is {N}'s (email|phone number|address|job title|last name)"),
        (24, "(find|find me|show me|recommend|look up|is there|are there|where is|what's) (a|an|any|the best|good) "
             "(restaurant|cafe|hotel|bar|theater|pharmacy|gas station|store)(s|) (in {P}|near me|close to {P}|nearby)"),
        (10, "(is|does|when does) ({P}|the store|the pharmacy) (open|close|have wifi|serve {I}|take reservations) ({Q}|)"),
        (12, "what (day|date|time) is (it|easter|christmas|thanksgiving|labor day) ({Q}|this year|)"),
        (12, "(hi|hello|hey|good morning|thanks|thank you|ok bye|nice to meet you) (there|again|so much|)"),
        (14, "(play|turn on|turn off|dim|lower|raise|skip) (some music|the lights|the radio|the volume|this song|"
             "the tv|the heat)"),
        (14, "(call|text|email|message|phone) {N} (and say hi||and ask about {B})"),
        (10, "(order|get|book) (me|) (a|some) (pizza|taxi|ride|cab|flight to {P}|hotel room in {P}|table at {P}) ({D}|)"),
        (10, "(tell me|do you know|say) (a joke|something funny|a story|a fun fact)"),
        (8, "(how do i|how do you|how can i) (make|cook|fix|clean|get to|calculate) ({I}|{P}|a percentage)"),
        (8, "(what's|what is|how much is) (my balance|the exchange rate|my credit score|a stock price|my phone bill)"),
        (8, "(you are|you're|that was|this is|i am|i feel) (great|wrong|silly|tired|bored|fine|happy|slow)"),
        (6, "(translate|spell|define|convert) ({I}|good morning|10 miles to km) (into spanish|)"),
        (6, "(how far|how long) (is it|does it take|is the drive) (to|from here to) {P}"),
    ),
}  # fmt: skip


def sentences(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """(sentence, operation), ``count`` times the weight of each frame; the same for the same seed."""
    rng = random.Random(seed)  # noqa: S311 - examples, not secrets
    for op, frames in FRAMES.items():
        for weight, frame in frames:
            for _ in range(weight * count):
                yield " ".join(_fill(frame, rng).replace(" ,", ",").replace(" .", ".").split()), op


def _fill(frame: str, rng: random.Random) -> str:
    """One way through the choices; a choice may hold choices and fillings."""
    out: list[str] = []
    at = 0
    while at < len(frame):
        if frame[at] == "(":
            end = _closing(frame, at)
            out.append(_fill(rng.choice(_options(frame[at + 1 : end])), rng))
            at = end + 1
        elif frame[at] == "{":
            end = frame.index("}", at)
            out.append(_fill(rng.choice(FILL[frame[at + 1 : end]]), rng))
            at = end + 1
        else:
            out.append(frame[at])
            at += 1
    return "".join(out)


def _closing(frame: str, start: int) -> int:
    depth = 0
    for at in range(start, len(frame)):
        depth += {"(": 1, ")": -1}.get(frame[at], 0)
        if not depth:
            return at
    raise ValueError(f"an open choice in {frame!r}")


def _options(inner: str) -> list[str]:
    options, depth = [""], 0
    for char in inner:
        depth += {"(": 1, ")": -1}.get(char, 0)
        if char == "|" and not depth:
            options.append("")
        else:
            options[-1] += char
    return options
