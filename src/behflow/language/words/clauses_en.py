# ruff: noqa: E501
"""How English clauses are joined, as regular expressions."""

from __future__ import annotations

from behflow.language.words.rephrase_en import LEVELS

_LEVEL = "|".join(LEVELS)
_COMMAND = (
    r"(?:add|create|move|push|postpone|reschedule|shift|delay|bump|delete|remove|cancel|drop|scrap|bin|trash|erase|mark|tick|check off|cross|"
    r"untick|uncheck|reopen|rename|retitle|tag|untag|label|prioriti[sz]e|snooze|undo|set|make|put|change|assign|complete|finish|get rid of|"
    r"remind me|show|list|note|schedule|start|write down|jot down)"
)
_SMALL = r"(?:(?:oh|ok|okay|so|and|then|also|plus|but|now|please|pls|plz|um+|uh+|maybe|just|next|after that|finally|can you|could you|can u|i want you to|go ahead and|you can)[,\s]+)*"
GAP = rf"(?:\s*[,;]+\s*|(?<=\w\w)[.!]+\s+|\s+(?=(?:and|then|also|plus|but)\s)|\n+\s*){_SMALL}"
# What a further clause may begin with: a command, a need, or something that is told of a task.
BEGINS = (
    rf"{_COMMAND}\b|(?:i|we)(?:'ve| have)? (?:also |still |really |just )*(?:need|have|got|gotta|must)\b|remind\b|don'?t forget\b|"
    r"(?:the |my |that )?[^\s,;]+(?: [^\s,;]+){0,6} (?:moves?|can|should|needs to|has been|have been|was|were|is|are|belongs|goes|to)\b|"
    r"[^\s,;]+(?: [^\s,;]+){0,5}(?:'s| done| finished)\b|what\b|whats\b|when\b|how\b"
)
CLAUSE = (
    r"(?:add|move|push|postpone|reschedule|delete the|remove the|mark|tick|untick|reopen|rename|tag|untag|prioriti[sz]e|undo|remind me|"
    r"show|list|set it|make it|put it|change it|create a|i need|i have|i also|we need|i gotta|"
    rf"{_COMMAND} (?:it|that|them|this)\b|{_COMMAND} (?:the|my) \S+ (?:one|task)\b)|"
    r"(?:the |my |that )?[^\s,;]+(?: [^\s,;]+){0,6} (?:moves|can be|should be|needs to be|has been|is done|are done|is now)\b"
)
# What depends on something else is no statement: nothing may be done because of it.
HANGS = (
    r"(?:if|when|whenever|once|unless|until|till|as soon as|as long as|in case|after|before|while|because|cause|since|should|would|could|can|"
    r"do|does|did|is|are|was|were|what|which|who|why|how|where|maybe|perhaps|every|each|on|at|in|by|for|from|about|not|no|don'?t|never|"
    r"let'?s|say|imagine|suppose|assuming|provided|i think|i wonder|i guess|i might|i may)\b"
)
COMMAND = rf"{_COMMAND}\b"
PIECES = r"\s*,\s*(?:and\s+|then\s+)?|\s+and\s+(?:then\s+)?"
VERB_LEVEL = r"\s*(?:make|set|mark|put|bump|change)\s+"
LEVELLED = rf"(.+?)(?:\s+(?:to|as|at|on))?\s+({_LEVEL})(?:\s+(?:prio|priority))?"
VERB_TIME = r"\s*(move|push|postpone|reschedule|shift|bump|delay)\s+"
TIMED = r"(.+?)\s+(?:to|until|till)\s+(.+)"
DONE = r"(.+?)\s+(?:is |are |was |were )?(?:all )?(?:done|finished|completed|complete|sorted)(?:\s+(?:too|as well|now|already))?"
