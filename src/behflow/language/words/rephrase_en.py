# ruff: noqa: E501
"""English constructions that ask for a change in other words than a command, and the command that they stand for.

Each is a pattern for the whole sentence and the command it becomes. ``{ref}`` in a pattern is a task in the user's words,
``{when}`` words for a time, ``{level}`` words for a priority; ``<done>`` in a command is the verb of the participle that
was said ("moved": move), ``<level>`` the priority. The first that fits is taken.
"""

from __future__ import annotations

LEVELS = {
    "urgent": "urgent", "critical": "urgent", "top": "urgent", "highest": "urgent", "asap": "urgent", "p1": "urgent",
    "important": "high", "high": "high", "higher": "high", "p2": "high", "medium": "medium", "normal": "medium",
    "mid": "medium", "middle": "medium", "regular": "medium", "p3": "medium", "low": "low", "lower": "low",
    "lowest": "low", "unimportant": "low", "p4": "low",
}  # fmt: skip
# Participles that only the tasks of a list can be meant by; "get the tyres changed" is a task.
_LISTED = "deleted|rescheduled|postponed|renamed|tagged|untagged|prioritized|prioritised|reopened|snoozed"
_MOVED = "moved|pushed|shifted|bumped|delayed|put off|pushed back|moved back|moved forward|brought forward"
_DONE = _LISTED + "|" + _MOVED + "|removed|marked|ticked|scrapped|erased|trashed|added|crossed"
_HEDGE = (
    r"(?:(?:also|just|now|really|please|actually|only|still|pretty|very|super|quite|so|kinda|kind of|rather|way) )*"
)
_MUST = r"(?:can|could|should|must|may|needs? to|ha(?:s|ve) to|gotta|ought to|had better|is to|are to|is supposed to|would have to)"
_IS = r"(?:is|are|was|were|'s|s|got|gets|has been|have been|'s been|had to be|will be)"
_LIST = r"(?:my|the|our)(?: (?P<list>[\w-]+))?(?: (?:to do|to-do))? (?:list|lists|tasks|todos|to-do|todo|agenda)(?: of things to do)?"
_PRIO = r"(?:prio(?:rity)?|importance)"
_IT = r"(?:it|that|this|them|that one|this one|those|the task|that task)"
_SO = r"(?:(?:so|and|then|but|please|pls|plz|just|can|could|would|you|u|we|maybe|let'?s|lets|go ahead and|i want to|to|better|rather|instead) )*"
_BIN = r"(?:delete|remove|drop|scrap|bin|trash|ditch|kill|cancel|erase|toss|take off|get rid of|throw out|cross out|strike)"
_BY_MISTAKE = r"(?:by (?:mistake|accident)|accidentally|mistakenly|wrongly|too (?:early|soon)|prematurely|in error)"
_TICKED = r"(?:ticked|marked|checked|crossed|completed|closed|finished|done)"
_BACK = (
    rf"(?:[,.;\s]+{_SO}(?:put|bring|move|set|mark|reopen|open|undo|untick|uncheck|get|make|fix|change|revert) "
    r"(?:it|that|this)\b.*)?"
)
_FINITE = (
    r"(?:is|are|was|were|isn'?t|aren'?t|wasn'?t|weren'?t|'s|did|didn'?t|does|doesn'?t|don'?t|has|have|hasn'?t|haven'?t|happened|went|came|needs?|got|"
    r"gets|can|can'?t|cannot|won'?t|will|should|shouldn'?t|must|belongs|takes|ran|fell|turned)"
)
_VERB = (
    r"(?:delete|remove|drop|scrap|trash|cancel|erase|move|push|postpone|reschedule|shift|delay|bump|rename|change|tag|label|mark|tick|check|cross|"
    r"complete|finish|close|reopen|open|uncheck|untick|set|make|put|bump|prioriti[sz]e|assign|snooze|start)"
)
_SHIFT = "move|push|shift|postpone|reschedule|bump|put|do|schedule"

CONSTRUCTIONS: tuple[tuple[str, str], ...] = (
    # what "it" is was said just before
    (rf"(?:(?:so|and|but|turns out|looks like|it seems|apparently|fyi|also),? )*{{np}} {_FINITE}(?: (?!(?:{_BIN}|{_VERB}) ).{{0,80}}?)?[,.;]\s*{_SO}(?P<verb>{_BIN}) {_IT}(?: (?:off|out|then|now|please|away|from (?:my|the) list|off (?:my|the) list))*",
     "delete {np}"),
    (rf"(?:(?:so|and|but|turns out|looks like|it seems|apparently|fyi|also),? )*{{np}} {_FINITE}(?: .{{0,80}}?)?[,.;]\s*{_SO}take {_IT} off(?: (?:my|the|our) (?:\w+ )?(?:list|plate|tasks|agenda))?",
     "delete {np}"),
    (rf"(?:(?:so|and|but|turns out|looks like|it seems|apparently|fyi|also),? )*{{np}} {_FINITE}(?: .{{0,80}}?)?(?:[,.;]\s*|\s+so ){_SO}(?:open|reopen|untick|uncheck) {_IT}(?: (?:again|back up|up|please))*",
     "reopen {np}"),
    (rf"(?:(?:so|and|but|turns out|looks like|it seems|apparently|fyi|also),? )*{{np}} {_FINITE}(?: .{{0,80}}?)?(?:[,.;]\s*|\s+so ){_SO}(?:tick|check|cross|mark|close|complete|finish) {_IT}(?: (?:off|as done|done|as complete|please))*",
     "mark {np} as done"),
    (rf"(?:(?:so|and|but|turns out|looks like|it seems|apparently|fyi|also),? )*{{np}} {_FINITE}(?: .{{0,80}}?)?(?:[,.;]\s*|\s+so ){_SO}(?P<verb>{_VERB}) {_IT}(?P<rest> (?!off\b|out\b|back\b).+)",
     "{verb} {np}{rest}"),
    (rf"(?:i|we)(?:'?re| are|'?m| am)? ?(?:not|no longer|don'?t|do not|won'?t|can'?t|cannot|never) (?:really |actually |even |be )?(?:(?:have|need|want|going|gonna) (?:to )?)?"
     rf"(?:do(?:ing)? |need(?:ing)? |want(?:ing)? |make |hav(?:e|ing) |go(?:ing)? to )?{{ref}}(?: (?:anymore|any more|any longer|after all|now|this (?:week|time)))?[,.;]\s*{_SO}(?:{_BIN}|take) {_IT}(?: (?:off|out))?\b.*",
     "delete {ref}"),
    (r"(?:i|we) (?:don'?t|do not|no longer) need (?:any )?{ref} (?:after all|anymore|any more|any longer)", "delete {ref}"),
    (r"{np},? (?:and |so )?(?:let'?s|lets|can we|could we|we can|i'?ll|we'?ll|i want to|we should|i should) (?:do|have|make) (?:that|it|this|that one) (?:on |at )?{when}(?: (?:instead|then))?", "move {np} to {when}"),
    (r"{np},? (?:and |so )?(?:let'?s|lets|can we|could we|we can|i'?ll|we'?ll) (?:do|say|make it|try|go for|have) (?:on |at )?{when} (?:instead|rather)", "move {np} to {when}"),
    (r"(?:i|we)(?:'?ll| will) \w+ (?P<ref>(?:the|that|this) .{1,80}?) (?:on |at )?{when}(?: (?:instead|then))?", "move {ref} {when}"),
    (r"{np} (?:moves|slips|slides|shifts|changes|goes|got bumped|has to move|needs to move|is moving|is getting moved) (?:back |forward |over )?(?:to|until) {when}", "move {np} to {when}"),
    (r"(?!.*\b(?:from|between|travel\w*|alarm|timer|fly|reset|table|room)\b){np} to {when}", "move {np} to {when}"),
    (r"{np} (?:isn'?t|is not|aren'?t|are not) due (?:till|until|til|before) {when}", "move {np} to {when}"),
    (rf"{{np}}(?:'s| is| are) {_HEDGE}(?:due |happening )?(?:at |on |by )?{{when}} (?:now|instead)(?:,? (?:and )?(?:not|instead of) (?:at |on )?{{old}})?", "move {np} to {when}"),
    (rf"{{np}} {_MUST} be (?:in|done|finished|sent|out|there|handed in|submitted) (?:by |on |at |before ){{when}}(?:,? (?:and )?not (?:at |on |by |before )?{{old}})?(?: (?:now|instead))", "move {np} to {when}"),
    (rf"{{np}} {_MUST} be (?:in|done|finished|sent|out|there|handed in|submitted) (?:by |on |at |before ){{when}},? (?:and )?not (?:at |on |by |before )?{{old}}", "move {np} to {when}"),
    (r"(?:(?:can|could) (?:we|i|you) )?(?:do|have|make|move|put|push) {ref} {amount} (?P<way>later|earlier)", "<way> {ref} by {amount}"),
    (r"{np}(?:'s| is| are| got| gets| will be| has to be| needs to be| can be) {amount} (?P<way>later|earlier)(?: (?:this|next) (?:week|time)| now| today)?", "<way> {np} by {amount}"),
    (r"(?:\w+ )?(?:wants|needs) {ref} {amount} (?P<way>later|earlier)", "<way> {ref} by {amount}"),
    (r"(?:gimme|give me|(?:i|we) (?:need|got|have|want)) (?:a |an )?{amount} (?:more |extra )?(?:to|for|on) (?:do |finish )?{ref}", "push {ref} by {amount}"),
    (r"(?:gimme|give me|(?:i|we) (?:need|got|have|want)) (?:a |an |another )?(?:extra |further |more )?{amount} (?:more |extra )?(?:to|for|on) (?:do |finish )?{ref}", "push {ref} by {amount}"),
    (r"(?:gimme|give me|(?:i|we) (?:need|got|have|want)) (?P<n>\d+|two|three|a few|a couple) (?:more|extra) (?P<unit>days?|weeks?|hours?) (?:to|for|on) (?:do |finish )?{ref}", "push {ref} by {n} {unit}"),
    (r"(?:the |a )?(?:final |hard |last |absolute )?deadline (?:for|of|on) {ref} is {when}", "set the deadline of {ref} to {when}"),
    (rf"{{np}} (?:doesn'?t|does not|don'?t|shouldn'?t|should not) (?:belong|be) (?:in|under) (?:the |my )?[\w-]+(?: project| list)?[,.;]\s*{_SO}(?:take|move|get) {_IT} out\b.*", "move {np} to project inbox"),
    (r"{np} (?:goes?|happens?|is|are|will be)(?: out)? (?:on |every )?(?P<value>(?:mon|tues|wednes|thurs|fri|satur|sun)day)s (?:now|instead)", "make {np} repeat every {value}"),
    (r"no (?:due )?(?:date|deadline) (?:for|on) {ref}(?: please| pls)?(?:[,.;].*)?", "remove the due date from {ref}"),
    (r"{np} (?:isn'?t|is not|aren'?t|are not) (?:that|so|very|really|all that) (?:urgent|important)(?: (?:anymore|any more))?[,.;\s]+(?:so |just |make it |maybe )*{level}(?: prio(?:rity)?)?(?: (?:is|will|would) (?:fine|ok|okay|enough|do|be fine))?", "set the priority of {np} to <level>"),
    (r"(?:i'?m|im|i am|we'?re) (?:blocked|stuck) (?:on|with) {ref}", "set the status of {ref} to blocked"),
    (r"(?:i'?m|im|i am|we'?re) (?:starting|beginning)(?: (?:on|with|to work on))? {ref}(?: now| today)?", "start {ref}"),
    (r"(?:note|comment) (?:for|on|to|about) (?!(?:self|myself|me)\b){ref}\s*:\s*(?P<value>.+)", "add note to {ref} : {value}"),
    (r"(?:stick|pop|throw|chuck|drop|slot|move|put|file|shove|place) {ref} (?:under|into|inside) (?:the |my )?(?P<list>[A-Za-z][\w-]*)(?: (?:project|list|folder))?", "move {ref} to project {list}"),
    (r"(?:set|make|change) (?P<ref>it|that|this|that one) (?:to |for |last |take )?(?P<value>(?:\d+|an?|two|three|half an?) ?(?:h|hrs?|hours?|m|mins?|minutes?))(?: long)?", "{ref} takes {value}"),
    (r"tag (?P<ref>(?!.*\b(?:with|as|by)\b).+?) (?P<value>@?[\w-]+)", "tag {ref} with {value}"),
    (r"(?:get|take|strike) {ref} off (?:of )?(?:my|the|our) (?:\w+ )?(?:list|plate|tasks|todos|agenda)", "delete {ref}"),
    (r"(?:clean|clear|sweep|empty|throw) out (?P<rest>(?:everything|all|whatever)\b.+)", "delete {rest}"),
    (r"{np} (?:on|every|each) (?:(?P<value>(?:mon|tues|wednes|thurs|fri|satur|sun)day)s?) (?:from now on|from here on|going forward)(?: please)?", "make {np} repeat every {value}"),
    (r"add [\"\u201c](?P<title>[^\"\u201d]+)[\"\u201d] (?:to|in|into|under) (?:the |my )?(?P<list>[A-Za-z][\w-]*)(?: (?:project|list))?", "add \"{title}\" #{list}"),
    (r"(?:so )?(?:(?:for|as) (?:future |your )?reference|for the record|note for yourself|note to yourself|make a (?:mental )?note for yourself)(?: that)?\s*[:,]?\s*(?P<value>.+)", "remember that {value}"),
    (r"(?:fyi|just so you know|jsyk|btw|by the way)?[,:\s]*(?P<value>.{4,200}?)[,.;]\s*(?:so |and |please |pls |just )*(?:keep (?:that|it|this) in mind|remember (?:that|it|this)|don'?t forget (?:that|it)|bear (?:that|it) in mind)(?: (?:please|for later|for me|for next time))?", "remember that {value}"),
    (r"(?:please )?(?:remember|memori[sz]e|keep in mind|bear in mind) (?!to\b|that\b|when\b|if\b)(?P<value>(?:\S+ ){1,6}(?:is|are|was|has|have|likes?|hates?|loves?|prefers?|lives?|works?|takes?|needs?|can'?t|doesn'?t|don'?t|isn'?t|aren'?t|parks?|drinks?|eats?|wears?|speaks?|goes|starts?|closes?|opens?)\b.+)", "remember that {value}"),
    # one's own wish that something be done to a task; what can and must be done to it
    (rf"(?:i|we)(?:'?d| would)? {_HEDGE}(?:want|need|like|prefer|wanted|needed) (?:to (?:have|get|see) )?{{ref}} (?:to be )?"
     rf"(?P<done>{_DONE})(?: off)?(?P<rest>(?: .*)?)", "<done> {ref}{rest}"),
    (rf"(?:(?:can|could) (?:i|we|you) (?:please )?)?(?:have|get) {{ref}} (?P<done>{_LISTED}|added)(?: off)?(?P<rest>(?: .*)?)",
     "<done> {ref}{rest}"),
    (rf"{{ref}} {_MUST} {_HEDGE}be (?P<done>{_DONE})(?: off)?(?P<rest>(?: .*)?)", "<done> {ref}{rest}"),
    (rf"{{ref}} (?:just )?{_IS} (?:just )?(?:{_MOVED}|postponed|rescheduled) (?:back )?(?:to|until|till|til|for|by) {{when}}",
     "move {ref} to {when}"),
    # it is on another day than it was
    (rf"{{ref}} (?:is|are|'s|starts|begins|takes place) {_HEDGE}(?:due |happening )?(?:at |on |by )?{{when}},? (?:and )?not (?:at |on )?{{old}}",
     "move {ref} to {when}"),
    (r"{ref} (?:is|are|'s|starts|begins|takes place) (?:now|actually) (?:due |happening )?(?:at |on |by )?{when}", "move {ref} to {when}"),
    (r"{ref} (?:is|are|'s) (?:due |happening )?(?:at |on |by ){when} (?:now|instead)(?: of .*)?", "move {ref} to {when}"),
    (rf"{{ref}} {_MUST} (?:{_HEDGE})?(?:wait|be left|stay|move|slip|go|happen) (?:until|till|til|to|on) {{when}}", "move {ref} to {when}"),
    (r"(?:leave|park) {ref} (?:for|until|till|til) {when}", "move {ref} to {when}"),
    (r"(?:(?:i'?ll|i will|let'?s|lets|we'?ll|we will|i'?d|i would|we could|we can|i can|can we|can i|could we|i want to|i'm going to|im going to|"
     r"i'?d rather|i would rather|i prefer to|i'd prefer to) )?(?:rather )?(?:do|have|handle|tackle|take care of|get to) {ref} (?:on |at )?{when} "
     r"(?:instead|rather)(?: (?:of|than) .*)?", "move {ref} {when}"),
    (r"(?:i|we)(?:'?d| would) rather (?:do|have|handle) {ref} (?:on |at )?{when}", "move {ref} {when}"),
    (r"(?:make|have) {ref} {when} (?:instead|rather)(?: (?:of|than) .*)?", "move {ref} to {when}"),
    (rf"(?:i|we) (?:can'?t|cannot|can not|won'?t|wont|will not|couldn'?t)(?: be able to)? (?:do|make|get to|manage|finish|start|handle|attend) {{ref}} "
     rf"(?:before|until|till|til) {{when}}[,.;\s]+{_SO}(?:{_SHIFT}) {_IT} (?:to )?(?:there|then|that day)", "move {ref} to {when}"),
    (r"(?:slide|kick|roll|flip|switch|nudge|scoot|carry|reschedule) {ref} (?:over |back |out )?(?:to|until|till) {when}", "move {ref} to {when}"),
    # how important it is
    (rf"(?:make|mark|set|treat|consider|rank|rate|flag) {{ref}} (?:as )?(?:a (?:bit|little|lot)|much|way|far|slightly|even|somewhat)? ?more "
     rf"(?:important|urgent)[,.;?!\s]+(?:like|so|say|to|make it|maybe|i'?d say|as|at|set it to|put it (?:on|at|to)| )*{{level}}(?: {_PRIO})?",
     "set the priority of {ref} to <level>"),
    (r"(?:make|mark|set|treat|consider|rank|rate|flag) {ref} (?:as )?(?:(?:a (?:bit|little|lot)|much|way|far|slightly|even|somewhat) )?more "
     r"(?:important|urgent)", "set the priority of {ref} to high"),
    (r"(?:make|mark|set|treat|consider|rank|rate|flag) {ref} (?:as )?(?:(?:a (?:bit|little|lot)|much|way|far|slightly|even|somewhat) )?less "
     r"(?:important|urgent)", "set the priority of {ref} to low"),
    (rf"{{ref}} (?:is|are|'s|s|became|got|has become|seems) (?:now )?{_HEDGE}(?:(?:a|an|of) )?{{level}} {_PRIO}(?: (?:now|too|as well))?",
     "set the priority of {ref} to <level>"),
    (rf"{{ref}} (?:is|are|'s|became|got|has become) (?:now )?{_HEDGE}(?P<level>urgent|critical|important)(?: (?:now|too|as well))?",
     "set the priority of {ref} to <level>"),
    (rf"{{ref}} {_MUST} {_HEDGE}(?:be|have|get|become) {_HEDGE}(?:(?:a|an|on|at|marked(?: as)?|set to) )?{{level}}(?: {_PRIO})?",
     "set the priority of {ref} to <level>"),
    (rf"(?!.*\b(?:priority of|priority to|importance|duration|status|deadline|name|title)\b)(?:bump|raise|lower|drop|upgrade|downgrade|put|get|move|switch|give|set|mark|make|change|flag|bring) {{ref}} (?:up |down )?(?:back )?"
     rf"(?:to|at|on|as|into|with) (?:a |an |the )?{{level}}(?: {_PRIO})?", "set the priority of {ref} to <level>"),
    (rf"(?:give|put|set) {{ref}} (?:a |an )?{{level}} {_PRIO}", "set the priority of {ref} to <level>"),
    (rf"(?:give|put|set|assign) (?:a |an )?{{level}} {_PRIO} (?:for|on|to) {{ref}}", "set the priority of {ref} to <level>"),
    (rf"{{level}} {_PRIO} (?:for|on) {{ref}}", "set the priority of {ref} to <level>"),
    (rf"(?:set|change|make) (?!.*priority (?:of|for))(?P<ref>\S.*?)(?:'s)? {_PRIO} (?:to |as )?{{level}}", "set the priority of {ref} to <level>"),
    (rf"(?:set|change|make) (?:the )?{_PRIO} (?:of|for|on) {{ref}} (?:to |as )?{{level}}(?: {_PRIO})?", "set the priority of {ref} to <level>"),
    # done too early, and back again
    (rf"{{ref}} {_IS} (?:{_BY_MISTAKE} )?{_TICKED}(?: off| as done| done| as complete| as completed)? {_BY_MISTAKE}{_BACK}", "reopen {ref}"),
    (rf"{{ref}} {_IS} {_BY_MISTAKE} {_TICKED}(?: off| as done| done| as complete| as completed)?{_BACK}", "reopen {ref}"),
    (rf"i (?:{_BY_MISTAKE}) {_TICKED} (?:off )?{{ref}}(?: off| as done| done| as complete| as completed)?{_BACK}", "reopen {ref}"),
    (rf"i {_TICKED} (?:off )?{{ref}}(?: off| as done| done| as complete| as completed)? {_BY_MISTAKE}{_BACK}", "reopen {ref}"),
    (r"(?:put|bring|move|get|set) {ref} back (?:on|onto|to|in|into|as) (?:my|the|our)? ?(?:\w+ )?(?:list|lists|tasks|todos|to-do|todo|open)", "reopen {ref}"),
    # no longer wanted
    (rf"(?:i |we )?(?:don'?t|do not|no longer|wont|won'?t|will not) (?:need|want)(?: to do)? {{ref}}(?: (?:anymore|any more|any longer|now))?[,.;\s]+{_SO}{_BIN} {_IT}\b.*",
     "delete {ref}"),
    (rf"no (?:more )?{{ref}} (?:is |are )?(?:needed|necessary|required)(?: (?:anymore|any more|any longer|now))?[,.;\s]+{_SO}{_BIN} {_IT}\b.*", "delete {ref}"),
    (rf"{{ref}} (?:is|are|was|'s|s|got|isn'?t|aren'?t|has been) (?:no longer|not|now)? ?(?:needed|necessary|relevant|happening|required|cancelled|canceled|off|obsolete|"
     rf"called off|moot|pointless|useless)(?: (?:anymore|any more|any longer|now))?[,.;\s]+{_SO}{_BIN} {_IT}\b.*", "delete {ref}"),
    (r"{ref} can (?:go|be gone|be binned|be tossed|be thrown (?:out|away)|be crossed out)(?: now| away)?", "delete {ref}"),
    (r"(?:wipe|bin|ditch|nuke|purge|axe|zap|delete|remove|erase|trash|clear|empty|kill)(?: out)? (?:all of )?(?:the|my) (?:whole |entire )?(?P<list>(?!to-?do|task|reminder|grocery|shopping)[\w-]+) (?:project|list|folder)",
     "delete all tasks in project {list}"),
    (r"(?:wipe|bin|ditch|nuke|purge|axe|zap|erase)(?: out)? {ref}(?: (?:from|off) (?:my|the) list)?", "delete {ref}"),
    # done
    (r"(?:that'?s|that is|thats) {ref} (?:done|finished|sorted|ticked off|checked off)(?: (?:then|too|as well|now))?", "mark {ref} as done"),
    (r"{ref} (?:is|are|'s) (?:all |now |already |finally )*(?:sorted(?: out)?|finito|out of the way|taken care of|ticked off|checked off|crossed off|dealt with|handled|"
     r"over with|done and dusted|wrapped up|in the bag)(?: (?:now|too|already|as well|for good))?", "mark {ref} as done"),
    (r"i(?:'?ve| have)? (?:just |finally |already )*(?:got|gotten|have) {ref} (?:done|finished|sorted|out of the way|over with)(?: (?:now|too|already))?", "mark {ref} as done"),
    (r"(?:consider|call|count) {ref} (?:as )?(?:done|finished|completed|sorted)", "mark {ref} as done"),
    (r"(?:(?:i'?ve|i have|ive|we'?ve|i|we) )?(?:just |finally |already )+(?:finished|completed|done|did|finished with|done with) (?:with )?{ref}", "mark {ref} as done"),
    # how it stands
    (r"(?:i'?m|im|i am|we'?re|currently|i'?ve|i have|i|we)(?: (?:now|just|already|currently|finally))* (?:started|begun|began)(?: (?:working on|on|with))? {ref}"
     r"(?: (?:now|today|already))?", "start {ref}"),
    (r"(?:i'?m|im|i am|we'?re|we are)(?: (?:now|just|already|currently|actually|still))* (?:working on|busy with) {ref}(?: (?:now|atm|at the moment|currently|today|already))?",
     "i'm working on {ref}"),
    (r"(?:put|set) {ref} on (?:hold|ice)", "set the status of {ref} to blocked"),
    (r"{ref} (?:is|are|'s) (?:currently |now |still )?(?P<value>blocked|stuck|on hold|in progress)(?: (?:now|atm|at the moment))?", "set the status of {ref} to {value}"),
    # where it belongs, what it is called, what is said of it
    (r"{ref} (?:belongs|goes|should (?:go|be)|needs to (?:go|be)|has to (?:go|be)) (?:in|into|under|inside) (?:the |my )?(?P<list>[\w-]+)(?: (?:project|list|folder))?(?: please)?",
     "move {ref} to project {list}"),
    (r"{ref} belongs (?:to|with) (?:the |my )?(?P<list>[\w-]+) (?:project|list|folder)", "move {ref} to project {list}"),
    (r"{ref} should (?:be called|read|say|be named|be titled) (?P<value>.+)", "rename {ref} to {value}"),
    (rf"(?:it'?s|its|it is|it should be) (?P<value>.+?),? (?:and )?not {{ref}}[,.;\s]+{_SO}(?:rename|change|fix|correct) {_IT} to (?P<name>.+)", "rename {ref} to {name}"),
    (r"give {ref} (?:a|the) (?:new |different |better )?(?:name|title)\s*[:,]\s*(?P<value>.+)", "rename {ref} to {value}"),
    (r"(?:add|put|attach|stick|slap) (?:the |a |an )?(?P<value>[\w-]+) (?:tag|label) (?:to|on|onto) {ref}", "tag {ref} with {value}"),
    (r"(?:add|put|use) (?P<value>[\w-]+) as (?:a |the )?(?:tag|label) (?:to|on|for) {ref}", "tag {ref} with {value}"),
    (r"(?:remove|drop|delete|take|get rid of) (?:the )?(?P<value>[\w-]+) (?:tag|label) (?:from|off|of|on) {ref}", "remove the tag {value} from {ref}"),
    (r"{ref} (?:gets|needs|should (?:have|get)|must have) (?:the|a|an) (?P<value>[\w-]+) (?:tag|label)", "tag {ref} with {value}"),
    (r"{ref} (?:gets|needs|should (?:have|get)|must have) (?:the|a|an) (?:tag|label) (?P<value>[\w-]+)", "tag {ref} with {value}"),
    (r"give {ref} (?:the |a |an )?(?:tag|label) (?P<value>[\w-]+)", "tag {ref} with {value}"),
    (r"give {ref} (?:the |a |an )?(?P<value>[\w-]+) (?:tag|label)", "tag {ref} with {value}"),
    (r"(?:add|put|write|leave|attach|make|stick) (?:a |the )?(?:note|comment|description) (?:to|on|for|about|in|under) {ref}(?:\s*[:,]|\s+-|\s+that says|\s+saying|\s+that it says|\s+that)\s*(?P<value>.+)",
     "add note to {ref} : {value}"),
    (r"{ref} (?:will take|should take|is going to take|is gonna take|takes|needs)(?: me| us)? (?:about |around |roughly |like |maybe |approximately )*(?P<value>(?:\d+|an?|two|three|half an?) ?(?:h|hrs?|hours?|m|mins?|minutes?))",
     "{ref} takes {value}"),
    (r"{ref} (?:has|have|needs|need) no (?:due )?(?:date|deadline)(?: (?:anymore|any more|now))?", "remove the due date from {ref}"),
    (r"{ref} (?:doesn'?t|does not|don'?t) (?:have|need) (?:a |any )?(?:due )?(?:date|deadline)(?: (?:anymore|any more|now))?", "remove the due date from {ref}"),
    (r"(?:take|clear|drop|remove|delete|strip) (?:the )?(?:due )?(?:date|deadline) (?:off|from|of|on) {ref}", "remove the due date from {ref}"),
    (r"(?:clear|drop|remove|delete) {ref}(?:'s|s') (?:due )?(?:date|deadline)", "remove the due date from {ref}"),
    (r"{ref} (?:should|needs to|has to|must|will) (?:repeat|recur|happen|come up|be) (?P<value>every .+|daily|weekly|monthly|yearly)", "make {ref} repeat {value}"),
    (r"(?:make|have) {ref} (?:a )?(?P<value>daily|weekly|monthly|yearly)(?: (?:thing|task|one))?", "make {ref} repeat {value}"),
    (r"(?:everything|all(?: (?:of )?(?:it|my tasks|tasks|the tasks|stuff))?) (?:from|of|on|due) (?P<old>.+?) (?:moves?|goes|needs to move|should move) to {when}", "move everything due {old} to {when}"),
    (rf"(?:{_SHIFT}|carry|roll|bring|defer|delay|snooze) (?:everything|all (?:of )?(?:my |the )?(?:tasks|things|stuff|todos)?)(?: that(?:'s| is| are))? ?(?:from|of|on|due|for|scheduled for|planned for) "
     r"(?P<old>today|tomorrow|this week|(?:this |next )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)) (?:over |forward |back )?(?:to|until|till|on(?:to)?) {when}",
     "move all tasks due {old} to {when}"),
    (rf"(?:{_SHIFT}|carry|roll|bring|defer|delay|snooze) (?:all (?:of )?)?(?P<old>today|tomorrow)(?:'s|s) (?:tasks|things|stuff|todos|list|items) (?:over |forward |back )?(?:to|until|till|on(?:to)?) {{when}}",
     "move all tasks due {old} to {when}"),
    # to be added
    (rf"(?:can|could|may) {{title}} (?:go|be put|be added|be) (?:on|to|onto|in) {_LIST}", "add {title} to my {list} list"),
    (rf"{{title}} (?:needs? to|should|must|ha(?:s|ve) to|can|could) (?:go|be|be put|be added|get added) (?:on|to|onto|in) {_LIST}", "add {title} to my {list} list"),
    (rf"(?:i|we)(?:'?d| would)? (?:also )?(?:want|need|like) {{title}} (?:on|to|onto) {_LIST}", "add {title} to my {list} list"),
    (rf"(?:(?:can|could) (?:i|we|you) )?(?:have|get) {{title}} (?:on|onto) {_LIST}", "add {title} to my {list} list"),
    (rf"(?:for|on|onto|to) {_LIST}\s*(?::|,|-)\s*{{title}}", "add {title} to my {list} list"),
    (r"(?:a |an |one )?(?:new|another|more)(?: (?:one|thing|item|entry|task|todo))?(?: for (?:me|my list|the list|today|you))?\s*(?::|-\s)\s*(?P<title>.+)", "add {title}"),
    (r"add (?:a |an |another |the |one more |one |this )?(?:new )?(?:thing|task|one|item|entry|todo|to-do)?(?: for me)?(?: (?:to|on) (?:my|the) (?:todo |to-do |task )?list)?\s*(?::|-\s)\s*(?P<title>.+)", "add {title}"),
    (r"(?:i|we)(?:'ve| have)? (?:(?:also|still|really|just|now|definitely|absolutely|seriously|first|then|badly|urgently) )+(?P<title>(?:need|have|got|must|gotta|ought)\b.+)", "i {title}"),
    (r"(?:(?:also|still|really) )*(?:gotta|got to|need to|have to|must|gotta go) (?P<title>.+)", "i need to {title}"),
    (r"(?:i |we )?(?:can'?t|cannot|can not|mustn'?t|must not|shouldn'?t|should not|better not|am not allowed to|don'?t want to) (?:forget|miss)(?: to| about)? (?P<title>.+)", "remind me to {title}"),
)  # fmt: skip
