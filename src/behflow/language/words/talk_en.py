# ruff: noqa: E501
"""What people say in English before and behind what they want: interjections, second thoughts, courtesy, wishes.

Regular expressions for short texts in any letter case. Nothing here says what is wanted.
"""

from __future__ import annotations

# Said by themselves these mean nothing, whatever follows.
INTERJECTIONS = (
    r"hey (?:there|you)|hi there|hello there|u+gh+|u+h+m*|u+m+|e+r+m*|h+m+|mhm|a+h+|aha|o+h+|oof|ooh|argh+|gah|aw+|wow|whoa|yikes|dam+n|dammit|darn|shoot|"
    r"shit|crap|gosh|jee+z|gee+z|omg|lol|lmao|haha+|hehe|yo|hey+a?|hiya|howdy|hi+|hello|btw|fyi|psst|oops+|whoops|"
    r"ooops|anyways?|anyhow|alrighty|ok(?:ay|ey|ie)?|kk?|please|pls+|plz|kindly|yeah|yep|yup|phew|sigh|right so|so yeah|no,? wait|wait,? no|wrong one|nvm|nevermind that|never mind that|my bad|"
    r"good (?:morning|afternoon|evening)|by the way|you know what|guess what"
)
# Said before a comma, or before words that begin a sentence; elsewhere they may belong to it.
WEAK = (
    r"so|well|right|now|then|also|and|but|plus|like|look|listen|man|dude|bro|mate|buddy|girl|actually|basically|"
    r"honestly|literally|alright|sorry|wait|thanks|thx|ty|cool|great|nice|perfect|awesome|good|morning|yes|sure|fine|"
    r"finally|lastly|oh and|to be honest|tbh|i guess|i think|i suppose|i mean|i said|i say|maybe|"
    r"hold on|hang on|one sec|real quick|quick|quickly|super quick|just|for the record|heads up"
)
# Second thoughts and announcements, before a comma or words that begin a sentence.
PREFACES = (
    r"(?:sorry,? )?(?:oh,? )?i (?:just |totally |completely |almost |nearly |have |had )*"
    r"(?:forgot|forgotten|remembered|realized|realised|noticed)"
    r"(?: (?:about (?:this|that|it)|something|one thing|to (?:say|tell you|mention|add)(?: (?:this|that|it))?(?= ?[,:;.…-]))| that)?|"
    r"(?:just|almost|nearly|totally) (?:remembered|realized|realised|forgot|thought of (?:something|it|one more))|"
    r"before i forget(?: again| it)?|while (?:i(?:'?m| am) at it|i remember|i think of it|you(?:'?re| are) at it|we(?:'?re| are) at it)|"
    r"(?:just )?(?:one|1) (?:more|last|other|quick) (?:thing|one|question)|another (?:thing|one)|next (?:one|thing|up)|"
    r"(?:just )?(?:a )?quick (?:q|question|one|thing|favou?r|reminder|note)|(?:a )?(?:small|little|tiny) (?:favou?r|thing)|"
    r"(?:i(?:'?ve| have)? )?(?:got )?(?:a )?(?:quick )?(?:q|question)(?: for you)?|"
    r"i(?:'?m| am| was| were| have been|'?ve been) (?:just |only )?(?:thinking|wondering)(?: (?:that|if|whether))?(?: maybe)?|"
    r"let(?:'?s| me) (?:see|think)|"
    r"(?:when|whenever|if) (?:you|u) (?:get|have|find|got) (?:a|some|the|one)? ?(?:sec|second|min|minute|moment|chance|time)|"
    r"if (?:it(?:'?s| is) |that(?:'?s| is) )?(?:at all )?(?:possible|ok|okay|alright|not too much (?:trouble|to ask))(?: (?:with|for) you)?|"
    r"if (?:you|u) (?:can|could|would|wouldn'?t mind|don'?t mind|do not mind)|when(?:ever)? (?:you|u) can|"
    r"do me a (?:favou?r|solid)(?: and)?|be a (?:dear|star|pal|sweetheart) and|"
    r"how are you(?: doing)?(?: today)?|hope (?:you(?:'?re| are)|all is|all's) (?:well|good|ok|okay|fine)|"
    r"first (?:of all|things first|off)|last but not least|on second thought|come to think of it|now that i think (?:of|about) it|"
    r"i (?:also )?(?:wanted|need|want|have|had|would like|'?d like) to (?:ask|tell you)(?: (?:something|you something))?|"
    r"(?:first|second|third|next)(?=[,:])|here(?:'?s| is) (?:one|another)(?: (?:one|more|thing))?|as (?:i said|usual|always)|if i(?:'?m| am) not mistaken|"
    r"for my (?:own )?(?:sanity|peace of mind)|new thing|ok(?:ay)? (?:so|then|now|next)"
)
_BIT = (
    r"(?: (?:please|pls|plz|maybe|possibly|perhaps|also|just|quickly|kindly|now|then|too|like|um+|uh+|actually|again))*"
)
_CAN = r"(?:can|could|cld|cud|would|wud|wld|will|may|might|shall|can'?t|couldn'?t|won'?t|wouldn'?t)"
# How a request begins; it is one when a verb of commands follows.
WISHES = (
    rf"{_CAN} (?:you|u|ya|we){_BIT}(?: (?:go(?: ahead)? and|be so (?:kind|nice)(?: as to| and to?)?|be willing to|please))?{_BIT}|"
    rf"(?:is it|would it be|is there any (?:chance|way)|any (?:chance|way)|is there a (?:chance|way)|it would be (?:great|nice|good|lovely|cool)|"
    rf"i(?:'?d| would) (?:appreciate it|love it|be (?:glad|happy|grateful|thankful)))"
    rf"(?: (?:possible|ok|okay|alright))?(?: (?:for (?:you|me) to|(?:if|that)? ?(?:you|u|i|we) (?:can|could|would)|if (?:you|u|i|we)|to)){_BIT}|"
    rf"(?:do|would|don'?t) (?:you|u) think (?:you|u|we) (?:can|could){_BIT}|(?:do you )?think you (?:can|could){_BIT}|"
    rf"i (?:think|guess|believe|suppose) (?:that )?(?:you|u|we) (?:can|could|should|may|might as well|have to|need to|better){_BIT}|"
    rf"(?:i wonder|wondering) (?:if|whether) (?:you|u|we|i) (?:can|could|might){_BIT}|"
    rf"if (?:you|u|we|i) (?:can|could|would){_BIT}|"
    rf"(?:maybe |perhaps )?(?:you|u|we) (?:can|could|should|may|might|might as well|need to|have to|better|'?d better|had better){_BIT}|"
    rf"why (?:don'?t|not) (?:you|we){_BIT}|(?:please |pls )?(?:just|now|also|then|quickly|kindly|next|first){_BIT}|"
    rf"feel free to{_BIT}|i(?:'?m| am) (?:gonna|going to) (?:need|want) you to{_BIT}"
)
# A wish of one's own: only a verb that nothing but a list can be meant by makes it a request.
OWN_WISHES = (
    r"(?:i|we)(?:'?d| would)?(?: (?:just|also|still|really|actually|now))* (?:wanna|(?:want|wanted|like|love|prefer|need|have|forgot|meant|wish|better|got|think (?:i|we) should|guess (?:i|we) should)(?: (?:for )?(?:you|u))? to)|"
    r"let(?:'?s| us|s)|(?:we|i) (?:should|must|can)|(?:can|could|may|might) i|time to|go(?: ahead)? and"
)
LIST_VERBS = (
    "add|create|reschedule|postpone|delete|remove|erase|mark|tick|rename|retitle|tag|untag|label|reopen|undo|prioritize|"
    "prioritise|snooze|uncheck|untick|unassign"
)
# The same, when the verb has its -ing.
WISHES_ING = (
    r"(?:(?:do|would) (?:you|u) )?mind(?: (?:please|maybe|just|also|quickly))*|(?:how|what) about(?: (?:we|you|us|just|maybe))*|"
    r"(?:i(?:'?d| would) )?(?:appreciate|suggest|recommend|propose)(?: (?:you|us))?|(?:would you )?consider|"
    r"(?:i was |i'?m |i am )?thinking (?:of|about)|(?:can|could) i trouble you (?:with|into)"
)
# The verbs of commands, and the forms in which they are said.
VERBS: dict[str, tuple[str, str]] = {  # base: (-ing, done to it)
    "add": ("adding", "added"), "put": ("putting", "put"), "create": ("creating", "created"),
    "move": ("moving", "moved"), "reschedule": ("rescheduling", "rescheduled"), "push": ("pushing", "pushed"),
    "postpone": ("postponing", "postponed"), "shift": ("shifting", "shifted"), "delay": ("delaying", "delayed"),
    "bump": ("bumping", "bumped"), "defer": ("deferring", "deferred"), "snooze": ("snoozing", "snoozed"),
    "delete": ("deleting", "deleted"), "remove": ("removing", "removed"), "cancel": ("cancelling", "cancelled"),
    "drop": ("dropping", "dropped"), "erase": ("erasing", "erased"), "scrap": ("scrapping", "scrapped"),
    "trash": ("trashing", "trashed"), "take": ("taking", "taken"), "mark": ("marking", "marked"),
    "tick": ("ticking", "ticked"), "check": ("checking", "checked"), "cross": ("crossing", "crossed"),
    "set": ("setting", "set"), "change": ("changing", "changed"), "rename": ("renaming", "renamed"),
    "update": ("updating", "updated"), "edit": ("editing", "edited"), "tag": ("tagging", "tagged"),
    "label": ("labelling", "labelled"), "assign": ("assigning", "assigned"), "reopen": ("reopening", "reopened"),
    "undo": ("undoing", "undone"), "complete": ("completing", "completed"), "finish": ("finishing", "finished"),
    "prioritize": ("prioritizing", "prioritized"), "schedule": ("scheduling", "scheduled"),
    "remind": ("reminding", "reminded"), "make": ("making", "made"), "get": ("getting", "got"),
    "split": ("splitting", "split"), "break": ("breaking", "broken"), "clear": ("clearing", "cleared"),
    "bring": ("bringing", "brought"), "write": ("writing", "written"), "note": ("noting", "noted"),
    "jot": ("jotting", "jotted"), "stick": ("sticking", "stuck"), "show": ("showing", "shown"),
    "list": ("listing", "listed"), "start": ("starting", "started"), "plan": ("planning", "planned"),
    "unassign": ("unassigning", "unassigned"), "raise": ("raising", "raised"), "lower": ("lowering", "lowered"),
}  # fmt: skip
MORE_VERBS = (
    "tell|give|remember|include|append|insert|throw|pop|chuck|log|record|read|find|search|switch|stop|pause|"
    "resume|untag|uncheck|untick|revert|restore|repeat|wipe|bin|ditch|kill|nuke|purge|scratch|strike|toss|organize|organise|"
    "help|rid|flag|transfer|set up|slide|swap|pull|carry"
)
# What stands behind a request and adds nothing.
TRAILS = (
    r"please|pls+|plz|thanks(?: (?:so much|a lot|a bunch|a ton|again|in advance|a million|mate|buddy|man|dude|love))?|thx+|thnx|ty|tysm|cheers|ta|tia|"
    r"thank (?:you|u)(?: (?:so much|very much|again|in advance))?|many thanks|much appreciated|lol|lmao|haha+|hehe|xx*|"
    r"for me|real quick|if (?:you|u) (?:can|could|don'?t mind|would)|if possible|if (?:that'?s|that is|it'?s|it is) (?:ok|okay|possible|alright|fine)(?: with you)?|"
    r"when(?:ever)? (?:you|u) (?:can|(?:get|have|find) (?:a|some|the)? ?(?:sec|second|min|minute|moment|chance|time))|"
    r"(?:that )?would be (?:great|nice|awesome|lovely|cool|good|helpful|amazing|perfect)|(?:that|it)(?:'?d| would) be (?:great|nice|awesome|lovely|cool|good|helpful|amazing|perfect)|"
    r"right now|right away|straight away|at once|will (?:you|u|ya)|would (?:you|u|ya)|can (?:you|u|ya)|could (?:you|u|ya)|"
    r"you know|or something(?: like that)?|or whatever|rn|atm|actually|finally|tho|if (?:you|u) please|will ya"
)
# The same, but only behind a comma or before a mark of question: elsewhere they belong to what was said.
TRAILS_APART = (
    r"ok(?:ay)?|k|yeah|yes|right|alright|man|dude|bro|mate|buddy|dear|friend|hun|i guess|i think|i suppose|i believe|tho|"
    r"though|actually|ok then|that'?s (?:it|all)|no rush|no hurry|my bad|sorry|got it|cool|great|perfect|if that makes sense|thats? all|ok\?|(?:i )?(?:nearly|almost|totally|completely) forgot(?: (?:that|it|about (?:that|it)))?|same (?:time|hour)|my bad"
)
# "... , put it on the list": what was said before is to be added.
_IT = r"(?:it|that|this|them|that one|this one|those|these)"
_PLEASE = r"(?:(?:so|and|then|please|pls|plz|maybe|just|also|can|could|would|will|you|u|i|we|need|want|should|to|better|let'?s|lets|i'd|'?d|like|go ahead)[ ,]+)*"
_LIST = r"(?:(?:my|the|our|this|your) )?(?:[\w-]+ )?(?:list|lists|tasks?|todos?|to-dos?|to-do list|agenda|calendar|inbox|reminders?)"
ADD_THAT = (
    rf"{_PLEASE}(?:(?:write|note|jot|put|take|mark|scribble) {_IT} down(?: (?:somewhere|for me))?|(?:write|note|jot|put|get) down {_IT}|"
    rf"(?:put|add|get|stick|pop|throw|chuck|write|note|log|save|include|drop) {_IT} (?:in|on|to|onto|into|down on|in there|on there) {_LIST}|"
    rf"(?:put|add|get|stick|pop|throw) {_IT} (?:on|in|there|on there|in there|too|as well|as a task|as a todo)|(?:add|log|save|track|record) {_IT}|"
    rf"make (?:a )?(?:note|task|todo|reminder)(?: (?:of|for|out of|about) {_IT})?|(?:make|turn) {_IT} (?:into )?a (?:task|todo|reminder)|take (?:a )?note(?: of {_IT})?|note {_IT}|"
    rf"(?:don'?t|do not) let me (?:forget|miss)(?: (?:about )?{_IT})?|"
    rf"remind me(?: (?:about|of) {_IT}| then| please)?|(?:give|send|set) me a reminder(?: (?:for|about) {_IT})?)"
)
# What is missing, as one says before "put it on the list".
MISSING = (
    r"(?:there(?:'s|s| is| are|'re)?|we(?:'re|'ve| are| have| just)?|i(?:'m|'ve| am| have| think i)?|we've)? ?(?:all |just |nearly |almost |also |totally |completely )*"
    r"(?:(?:ran|run|running|am|are|is|be)? ?(?:out of|low on|short (?:of|on)|out)|(?:don'?t|do not) have (?:any(?: more)?|enough)|have no(?: more)?|no(?: more)?|need(?: some| more| some more)?|"
    r"used up(?: all)?|finished)(?: the| any| our| my)? (?P<thing>.+?)(?: left| anymore| any more| at home| again)*"
)
# A change that depends on something is not made at once.
CONDITION = r"\s*(?:if|unless|in case|provided|assuming|as long as|once|as soon as)\b.{3,200}?,?\s+(?:then\s+)?(?:delete|move|push|postpone|reschedule|cancel|mark|tick|complete|remove|drop|change)\b"
