# ruff: noqa: E501
"""English words of refusing, regretting and doubting, as regular expressions."""

from __future__ import annotations

LEAD = (
    r"(?:please|pls|plz|but|and|so|wait|no|nope|ok|okay|hey|hi|oh|hm+|um+|uh+|well|actually|sorry|also|yes|yeah|just|ugh|"
    r"man|look|listen|honestly|btw|behflow|thanks|maybe|for now|by the way)[\s,.!:;…-]+"
)
REFUSALS = (
    r"do not|don'?t|dont|never|(?:there is |there's |theres )?no need to|(?:you |u |we )?(?:do not|don'?t) (?:need|have) to|"
    r"(?:i|we) (?:do not|don'?t|didn'?t|never) (?:want(?:ed)?|need|ask(?:ed)?|mean|say|said|told)(?: (?:for )?(?:you|u))?(?: to)?|"
    r"i(?:'?d| would) rather (?:you )?(?:didn'?t|did not|not)|i(?:'?d| would) prefer (?:you )?(?:not to|didn'?t)|"
    r"(?:please )?(?:try )?not to|don'?t bother to|let'?s not|lets not|better not|rather not|"
    r"(?:you|u|we) (?:should|must|can|may|better|had better|need)(?: not|n't|nt)(?: to)?|(?:shouldn|mustn|needn)'?t|"
    r"(?:can|could|would) (?:you|u) (?:please )?not|(?:you|u) (?:didn'?t|did not) (?:need|have) to|"
    r"why (?:did|would|do|are|have) (?:you|u)|who told you to|(?:did|have) (?:you|u) (?:just )?|i hope (?:you|u) (?:don'?t|didn'?t|won'?t)"
)
REFUSALS_ING = r"(?:please )?stop|quit|avoid|(?:there is |there's )?no (?:point|sense|use) (?:in )?|don'?t bother|without|instead of|no"
BETWEEN = r"(?:you |u |dare |yet |ever |even |just |actually |accidentally |go(?: and| ahead and)? |start |really |bother to |please )"
# Refusing these asks for something: "don't forget", "don't let me miss it", "don't do the dishes".
NOT_REFUSED = frozenset(
    {"remember", "help", "do", "let", "look", "get", "make", "keep", "leave", "read", "call", "give", "take"}
)
# What happened, what one wishes, hopes and feels: nobody asks for anything.
TALK = (
    r"(?:i|we|you) ?(?:should|could|would|might|must)(?: not|n'?t)?(?: ?'?ve| have|a)(?: (?:just|probably|really|already))? \w+(?:ed|t|n|d|e)\b(?! to\b)|"
    r"(?:i|we)(?:'d| had) better (?:have|not)\b|(?:i|we) wish (?:i|we|you|it|there|that|my)\b|if only\b|"
    r"(?:i|we) (?:keep|kept) (?:forgetting|meaning|putting)|(?:i|we)(?:'?ve| have) been (?:meaning|putting|thinking)|"
    r"(?:i|we) used to\b|(?:i|we) (?:was|were) (?:going|supposed|planning|meant|hoping|about|gonna)\b|"
    r"(?:i|we) (?:hate|love|like|enjoy|miss|hope|dread|regret|doubt|feel|worry|can'?t stand|can'?t believe|can'?t wait|"
    r"am so|am too|am really|am very)\b|(?:i'?m|im|i am) (?:so|too|really|very|pretty|just|quite|kinda|a bit|super)? ?"
    r"(?:tired|busy|bored|happy|sad|sick|stressed|exhausted|late|sorry|glad|excited|worried|overwhelmed|proud|nervous|swamped|done for)\b|"
    r"(?:maybe |perhaps )?(?:some ?day|one day|one of these days|eventually)\b,? (?:i|we)(?:'ll|'d)?\b|"
    r"(?:i|we)(?:'?m| am|'?re| are) (?:thinking|considering|toying|wondering)\b|"
    r"(?:i|we) (?:thought|think|believe|guess|suppose|figured|heard|read|saw|told|said|met|spent|had|went|was|were|got up|slept|felt|woke)\b"
)
# Asking oneself or others whether to do it.
WONDERS = (
    r"(?:i|we)(?:'?m| am| was|'?re| are)? ?(?:wonder(?:ing)?|(?:not|un)sure|don'?t know|debating|deciding) (?:if|whether) (?:i|we)\b(?! (?:have|had|got)\b)(?! could (?:add|get|have|move|delete))|"
    r"(?:should|shall|must|ought) (?:i|we)\b|(?:do|don'?t) you think (?:i|we) (?:should|ought|need)|what if (?:i|we)\b|"
    r"(?:i|we)(?:'?m| am|'?re| are) (?:thinking|considering|toying)(?: (?:of|about|with))?(?: \w+ing)?|"
    r"(?:is|was|would) it (?:ok|okay|fine|bad|wise|smart|better|worth)\b"
)
# The beginning of a sentence that does not say for certain what is to be done, and what makes it doubtful.
DOUBTS = (
    r"(?:(?:maybe|perhaps|possibly|probably)[, ]+)?(?:i|we)(?: (?:think|guess|suppose|feel like)(?: (?:that )?(?:i|we))?)?(?:'ll|'d)?"
    r"(?: (?:really|probably|maybe|perhaps|also|still|just))* ?(?:should|ought to|could|might|may|will|want to|wanna|would like to|"
    r"would love to|love to|like to|need to|have to|must|gotta|better|'?d like to|'?d love to)"
)
# These alone are doubtful enough.
MIGHT = (
    r"(?:(?:maybe|perhaps)[, ]+)?(?:i|we) (?:really |just |probably |also )*(?:could|might|may)\b(?! (?:you|i|we)\b)"
)
# Talk in which something is asked for nevertheless.
ASKS = (
    r"(?:can|could|would|will) (?:you|u)|please|pls|plz|what|when|which|how|whether|wondering|if i|do i|add|put|move|delete|remove|"
    r"remind|mark|push|cancel|reschedule|schedule|postpone|tick|cross|check|need to|have to|list|lists|tasks?|todos?"
)
DOUBTFUL = (
    r"maybe|perhaps|probably|possibly|sometime(?! (?:this|next|on|before|in|tomorrow|today|around|at|between|after))|some ?day|one day|one of these days|"
    r"at some point(?! (?:this|next|on|before|in|tomorrow|today))|eventually|in theory|i guess|i suppose|should really|really should|if i (?:feel|get|have|find)|when i feel|or not|not sure|i think i should"
)
