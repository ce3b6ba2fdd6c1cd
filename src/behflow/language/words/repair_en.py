# ruff: noqa: E501
"""English words of taking back what was just said, and of giving reasons, as regular expressions."""

from __future__ import annotations

_VERB = (
    r"(?:add|create|move|push|postpone|reschedule|shift|delay|bump|delete|remove|cancel|drop|scrap|bin|trash|erase|mark|tick off|check off|cross off|"
    r"tick|untick|reopen|rename|tag|untag|snooze|complete|finish|get rid of|remind me|set|make|change|put|schedule)"
)
# "... no wait, ..."; it stands behind a comma, dots or a dash.
TURN = (
    r"\s*(?:[,;.…–—]+|\s-)\s*(?:(?:no|nope|oh|er+m?|uh+|um+|hm+|sorry|wait|oops|actually|well)[,\s]+)*"
    r"(?:no,? wait|wait,? no|no,? sorry|sorry,? no|no,? i mean|i mean|i meant|no,? actually|or rather|scratch that|strike that|make that|correction|"
    r"wait|sorry|oops|whoops|actually no)[,:\s]+(?:i mean(?:t)?[,\s]+|make (?:that|it) |rather )?"
)
COMMAND = rf"\s*{_VERB}\b"
_DAY = (
    r"(?:today|tonight|tomorrow|tmrw|(?:this |next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)|next week|"
    r"next month|(?:the )?\d{1,2}(?:st|nd|rd|th)(?: of \w+)?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* \d{1,2}(?:st|nd|rd|th)?|"
    r"\d{1,2}(?::\d\d)? ?(?:am|pm)?|noon|midnight)"
)
TIME = rf"(?P<lead>\b(?:to|on|at|for|by|until|till) )?\b(?P<time>{_DAY}(?: (?:at )?\d{{1,2}}(?::\d\d)? ?(?:am|pm)?)?)(?!\w)"
NAMED = r"\s*(?P<verb>delete|remove|cancel|drop|scrap|bin|trash|erase|tick off|check off|cross off|reopen|complete|finish|get rid of|untick|add)\s+(?P<ref>.+)"
# Why something is to be done is no part of its name.
REASON = (
    r"(?P<said>\s*(?:delete|remove|cancel|drop|scrap|bin|trash|erase|move|push|postpone|reschedule|delay|bump|tick off|complete|reopen|get rid of)\b.+?)"
    r"(?:\s*[,;–—]+\s*|\s+-\s+)(?:(?:because|cause|cuz|coz|bc|as|since)\b.*|(?:it|that|this|they)(?:'s|s|'re| is| are| was| has| have| isn'?t| can'?t| won'?t| doesn'?t| didn'?t| got)\b.*|"
    r"(?:its|thats|not (?:happening|needed|necessary|important|relevant|urgent|worth|going|anymore|doing)|no longer|no need|don'?t need|i don'?t|we don'?t|i'?m (?:not|too|busy)|we'?re (?:not|too)|"
    r"i (?:can'?t|won'?t|have no|changed)|we (?:can'?t|won'?t|changed)|changed my mind|too (?:busy|expensive|late|much|early|tired))\b.*)"
)
