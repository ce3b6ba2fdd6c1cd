# ruff: noqa: E501
"""What is said of a new task behind its title in English, and the sign of quick add that means the same."""

from __future__ import annotations

_AND = r"(?:\s*[,;]\s*|\s+)(?:(?:and|with|also|please|plus)\s+)*"
_PRIO = r"(?:prio(?:rity)?)"
_LEVEL = r"(?P<level>urgent|critical|top|highest|high|important|medium|normal|low|lowest)"
NAME = r"(?P<name>(?!(?:new|this|that|same|whole|a|another|his|her|their)\b)[^\W\d][\w-]*(?: [A-Z][\w-]*)?)"

# At the end of what is added; tried again on what is left.
ATTRIBUTES: tuple[tuple[str, str], ...] = (
    (rf"{_AND}(?:make|mark|set|put|flag) (?:it|that|this|priority)(?: to| as| at| on)?(?: a)? {_LEVEL}(?: {_PRIO})?", "!{level}"),
    (rf"(?:\s*[,;(]\s*|\s+with\s+(?:a\s+)?|\s+at\s+|\s+as\s+){_LEVEL} {_PRIO}\)?", "!{level}"),
    (rf"\s*[,;]\s*{_PRIO}(?:\s+is)?:?\s+{_LEVEL}", "!{level}"),
    (rf"\s*[,;]\s*(?:it'?s |its |this is |that'?s )(?:really |very |super |quite )?{_LEVEL}(?: {_PRIO})?", "!{level}"),
    (r"\s*[,;]\s*(?:really |very |super |quite )?(?P<level>urgent|important)", "!{level}"),
    (rf"\s+{_LEVEL} {_PRIO}", "!{level}"),
    (rf"{_AND}(?:tag|label) (?:it|that|this)(?: with| as)?:? (?P<name>@?[\w-]+)", "@{name}"),
    (r"(?:\s*[,;]\s*|\s+)(?:with|using|under) (?:the |a )?(?:tag|label):? (?P<name>[\w-]+)", "@{name}"),
    (r"(?:\s*[,;]\s*|\s+)(?:with|using|under) (?:the |a )?(?P<name>[\w-]+) (?:tag|label)", "@{name}"),
    (r"(?:\s*[,;]\s*|\s+)(?:tagged|labell?ed)(?: as| with)? (?P<name>[\w-]+)", "@{name}"),
    (r"\s*[,;]\s*(?:tag|label):? (?P<name>[\w-]+)", "@{name}"),
    (rf"{_AND}(?:put|file|stick|add|move|place) (?:it|that|this) (?:in|into|under|to|on) (?:the |my )?(?:project )?{NAME}(?: project| list| folder)?", "#{name}"),
    (rf"(?:\s*[,;]\s*|\s+)(?:in|into|to|under) (?:the |my |our )?{NAME} project", "#{name}"),
    (rf"(?:\s*[,;]\s*|\s+)(?:in|into|to|under|on) (?:the |my )?project {NAME}", "#{name}"),
    (rf"\s*[,;]\s*(?:project:? {NAME}|(?P<named>[^\W\d][\w-]*) project)", "#{name}"),
    (r"(?P<kept>.*\b(?:today|tomorrow|tmrw|tonight|noon|\d ?(?:am|pm)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d)) (?P<name>[^\W\d][\w-]*) project", "{kept} #{name}"),
)  # fmt: skip
LEVELS = {
    "critical": "urgent", "top": "urgent", "highest": "urgent", "important": "high", "normal": "medium", "lowest": "low",
}  # fmt: skip
# The beginning of a message that adds something, and may say more of it.
ADDS = r"\s*(?:add|new task|new todo|create|remind me|put down|jot down|i need to|i have to|i gotta|todo|task)\b"
