"""The frames around a title in English: what a person says to the assistant, not to the list.

Patterns as in ``commands_en``; ``{title}`` is what stays. They are tried again on what stays until none fits.
"""

from __future__ import annotations

_MAKE = (
    "add|create|make|schedule|book|set|put|plan|arrange|organize|organise|insert|include|enter|log|record|jot|"
    "place|write|block|reserve|setup|append|get|give|send|open|start|keep|save|mark|have|activate|do|find|show|flag"
)
# Of these the verb itself may be the task ("book the hall"): they only go with what follows.
_STRICT = "add|create|schedule|set|put|insert|include|enter|setup|append"
_ASSISTANT = _STRICT + "|book|plan|arrange|organize|organise|make|block|reserve"
_HOLD = (
    "event|events|reminder|reminders|alert|alerts|notification|notifications|entry|slot|block|note|invite|notice|time|"
    "task|todo|to-do|item|remider|reminer|slots|window|period"
)
_SMALL = "minutes|minute|mins|min|hours|hour|hr|hrs|days|day"
_NAMED = "called|named|titled|entitled"
_OF = "for|to|about|of|that|as|regarding|towards|which|saying|:|-"
_CALENDAR = (
    "calendar|calender|calandar|schedule|agenda|diary|planner|list|reminders|todo|to-do|todos|lists|calendars|tasks"
)
_BE = "is|are|was|be|starts|begins|start|begin|happens|scheduled|opens|happening|set"
_DET = "a|an|the|my|another|some|one|this|our|any|that"
_ADJ = "new|quick|recurring|repeating|calendar|generic|all-day|separate|push"
_WISH = (
    "",
    "i|we need|want|wish|have|plan|got|wanna|ought|must|should|can|will to? ",
    "i|we would|will|'d|should like|love|need|want|have to? ",
    "i'd|we'd|i'll|we'll|id|i've|we've like|love|need|want|have|got|also to? ",
    "i'm|im|we're going|trying|planning|looking|wanting to ",
    "i|we am|are going|trying|planning|looking|wanting to ",
    "help|let me|us ",
    "can|could|would|will|may|shall you|i|we please? ",
    "let's|lets|please|need|want|to|and|also|then|so|just ",
)
_BODY = (
    _MAKE + " {skip8}? " + _NAMED + " {title}",
    _MAKE + " up|in|down|off|out|aside|on|me|us? me|us|for? " + _DET + "? " + _ADJ + "? " + _ADJ + "? " + _HOLD
    + " up|in|on|for|with? me|us? " + _NAMED + "|" + _OF + " {title}",
    _MAKE + " up|in|down|off|out|aside|me|us? me|us? " + _DET + "? {skip1}? reminder|alert|notification " + _OF
    + " {title}",
    _MAKE + " up|in|down|off|out|aside|me|us? me|us? " + _DET + "? " + _ADJ + "? meeting|appointment|appt|time with? "
    "for|to|about {title}",
    _MAKE + " up|in|down|me|us? " + _DET + "? " + _ADJ + "? meeting|appointment|time with {skip6} to|about {title}",
    _MAKE + " off|out|aside|me|up? " + _DET + "? {skip2} " + _SMALL + " long|of? free? time|period|block|slot|event|"
    "window? on|in? my|the? calendar|schedule? for|to {title}",
    _MAKE + " " + _HOLD + " {title}",
    "mark|flag|set|block {skip6} as {title}",
    _MAKE + " on|in|to|into|onto my|the|our " + _CALENDAR + " that|for|:|to? {title}",
    _STRICT + " up|in|down|off|out|aside|on|together? me|us? " + _DET + "? " + _ADJ + " {title}",
    _STRICT + " up|in|down|off|out|aside|on|together? me|us? {title}",
    "remind|alert|notify|tell|ping|nudge|warn|prompt|remember|remined|rember|remid me|us|we|my off|again? "
    "to|about|of|that|for|on|regarding|when|if? {title}",
)  # fmt: skip

LEADS: tuple[str, ...] = (
    *(wish + body for wish in _WISH for body in _BODY),
    "i|we|you have|had|got|having a|an|the|my|some|this {title}",
    "i|we am|will|are|should be|have having? a|an|the|my {title}",
    "i've|we've|ive got? a|an|the|my|some {title}",
    "i'm|we're|im having|at a|an|the|my? {title}",
    "there|there's|theres is|are|will? be? a|an|the|my|some? {title}",
    "i|we need|want|require a|an|my|the|some {title}",
    "i|we would like|love a|an|my|the|some {title}",
    "i'd|we'd like|love a|an|my|the|some {title}",
    "i'll|we'll need|have a|an|my|the|some {title}",
    "i|we need|have|want|must|should|got|ought|plan to {title}",
    "i|we would like|love to {title}",
    "i'd|we'd like|love to {title}",
    "i'm|we're|im going|planning|supposed to {title}",
    "i|we am|are going|planning|supposed to {title}",
    "i'm|we're|im {title}",
    "i|we am|are|will be? {title}",
    "i|we must|should|gotta {title}",
    "i|we need|want|have|got|require {title}",
    "meeting|appointment|appt for|to {title}",
    "all|full day|weekend {title}",
    "a|the? plan to {title}",
    "reminder|reminders :|-? {title}",
    "when|where|what day|time|do|can|could i|we have|find|get {skip4}? to|for {title}",
    "is|was|will|are be? a|an|the|my? {title}",
    "don't|dont|never forget|miss to|about? {title}",
    "don't|do let|not me|forget forget|to to|about? {title}",
    "reminder|event|note|alert|notification|todo|task :|-|to|for|of|about|that|on {title}",
    "event|reminder|notification|calendar event|reminder|entry? {title}",
    "new|upcoming|next meeting|event|reminder|task|notification|appointment with|for|to|called|about {title}",
    "to|on|in|onto my|the|our " + _CALENDAR + " that|for|:|to|put|add|mark|please? {title}",
    "to|:|-|about|that|for|of|and|as|with|on|at|in {title}",
    "upcoming|the|a|an|my upcoming|next {title}",
)  # fmt: skip

# The verbs that are the task itself in "I need to book the hall", but not in a request to the assistant.
REQUESTS: tuple[str, ...] = (
    _ASSISTANT + " up|in|down|off|out|aside|on|together|me|us? me|us? " + _DET + "? " + _ADJ + " {title}",
    _ASSISTANT + " up|in|down|off|out|aside|on|together|me|us? me|us? {title}",
    "can|could|would|will|may|shall you|i|we please? " + _ASSISTANT + " up|in|me? me|us? {title}",
    "let's|lets|please " + _ASSISTANT + " up|in|me? me|us? {title}",
)  # fmt: skip

TRAILS: tuple[str, ...] = (
    "{title} to|on|in|onto|into|for|at|from|inside|down my|the|our|a|this|your? {x1}? " + _CALENDAR,
    "{title} to|on|in|onto|into|at my|the|our {x2} " + _CALENDAR,
    "{title} to|on|in my|the|our list|calendar of|for {more}",
    "{title} for|to me|myself|us",
    "{title} please|thanks|now|then|also",
    "{title} that? i|we have|got",
    "{title} please|so|and|then? remind|alert|notify|tell me|us",
    "{title} please|and|so|can|could|you|i|need|want? you|please|and|i|need|want? you|to? add|put|schedule|mark|save|"
    "set|book|note|make|enter|log it|that|this|them|a|an|the|another",
    "{title} please|and|so|can|could|you|i|need|want? you|please|and|i|need|want? you|to? add|put|schedule|mark|save|"
    "set|book|note|make|enter|log|create it|that|this|them|a|an|the|another {more}",
    "{title} please|and|so|can? you|please|and? send|give|set|make|create me|a|an|up? a|an? reminder|alert|"
    "notification|event|alarm",
    "{title} to be? added|put|scheduled|booked|included {more}",
    "{title} scheduled|added|booked|put|set",
    "{title} needs|should|must|has to? be? added|put|scheduled|on|go {more}",
    "{title} beforehand|prior|ahead|advance",
    "{title} please|so|and? remind|alert|notify me|us {more}",
    "{title} that|but|which it? isn't|can't|cannot|should|will|must|doesn't|won't {more}",
    "{title} starting|ending|lasting|sometime {more}",
    "{title} some time",
    "{title} for? all|whole day|week|weekend",
)  # fmt: skip

# Left over at the end when a date was taken out there.
LOOSE: tuple[str, ...] = (
    "{title} will|should|it's|that? " + _BE + "|on|at|for|to|in|by|from|and|of|until|before|around|starting|ending|"
    "beginning|lasting|sometime|between|this|the|with|during|comes|or|every|coming|any|a|an|my|up|,",
)

_AMOUNT = "minutes|minute|mins|min|hours|hour|hrs|hr|days|day|weeks|week|months|month"
_EARLY = "before|early|prior|beforehand|ahead|earlier"
_NUMERAL = "a|an|the|one|two|three|four|five|ten|fifteen|twenty|thirty|half|few"

# Behind "remind me": what is said there is the title but for these.
REMIND_LEADS: tuple[str, ...] = (
    "please to|that|about {title}",
    "that? i|we|you have|need|got|must|should|ought got? to {title}",
    "that? i|we|you have|need|got|had an|a|the|my|some {title}",
    "that? i|we have|'ve got? {title}",
    "that? i've|we've got? to|a|an|my|the? {title}",
    "that? i'm|im|we're|i|we am|are|will? be? {title}",
    "that? it's|its|it is? {title}",
    "that? there's|there is|are|will? be? a|an|the|some? {title}",
    "that? my {title}",
    "that|need|have|must to? {title}",
    "what time|day {title}",
    "when|what to|it's {title}",
    "{n1} " + _AMOUNT + " " + _EARLY + " to|of|about|for|that? {title}",
    "for|with|at? " + _NUMERAL + " " + _AMOUNT + " " + _EARLY + " to|of|about|for|that? {title}",
    "for|with|at? {n1} " + _AMOUNT + " in? " + _EARLY + "|advance to|of|about|for|that? {title}",
    "every {n1} " + _AMOUNT + " from? now|today? to|about|that? {title}",
    "from|starting today|now|tomorrow to|about|that {title}",
    "an|another? alarm|alert|notification|reminder to|for|about|that|of {title}",
    "for|of|about|to|:|-|on|as {title}",
    "before {title}",
    "am|will {title}",
)  # fmt: skip
REMIND_TRAILS: tuple[str, ...] = (
    "{title} later|soon|sometime",
    "{title} {n1} " + _AMOUNT + " in? " + _EARLY + "|advance it|that? starts|begins|happens|time?",
    "{title} " + _EARLY,
    "{title} in advance",
    "{title} and remind me {more}",
    "{title} starting|ending|lasting {more}",
    "{title} please|thanks",
)

# Left over when a date was taken out at the end of a reminder.
REMIND_LOOSE: tuple[str, ...] = ("{title} from|a|an|to|at|on|and|the|of|for|by|in|or|,",)

# A place in the middle that only says where the task is written down.
INNER = "{title} to|on|onto|into|in my|the|our work|personal|family|shared|outlook|google? " + _CALENDAR + " {more}"
