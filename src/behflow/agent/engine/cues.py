"""What the words around a task's title say about it, in English and Persian. Words are folded, see ``lexicon.fold``."""

from __future__ import annotations

import re

from behflow.agent.engine.stems import PAST
from behflow.language.lexicon import fold


def _set(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in text.split())


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\S)(?:{pattern})(?!\S)" for pattern in patterns))


QUESTION = _set(
    "is are was were am did do does has have had when when's what what's whats which where where's who who's how "
    "how's why any anything isn't didn't haven't hasn't wasn't کی کیه کجا کجاست چه چی چیه چرا چند چندتا کدام کدوم آیا "
    "چطور مگه"
)
"""Words that begin a question."""
NOT = _set(
    "not don't dont never no cannot can't cant haven't havent hasn't hasnt didn't didnt isn't isnt aren't won't wont "
    "wasn't weren't doesn't doesnt couldn't shouldn't نه نکن نکنید نزن ننداز نذار نباید نشد نشده نکردم ندادم نگرفتم "
    "نرفتم نفرستادم نخریدم ننوشتم نزدم نیست نبود نمیخواد نمیخوام نمیخوایم"
)
OBLIGED = _set(
    "need needs must should gonna going will i'll we'll want wanna let's lets remind might plan planning supposed "
    "gotta tomorrow باید میخوام میخواهم قراره لازمه فردا بعدا"
)
"""What is said with these is still to be done."""
UNDONE = _set(
    "forgot forgotten missed failed skipped tried trying almost nearly half partly barely hardly planned wanted meant "
    "hoped promised refused stopped paused decided wish wished if unless once when before "
    "یادم فراموش نصفه تقریبا اگر اگه "
    "وقتی کاش"
)
"""What is said with these did not happen, or not to its end."""
KEEP = _any(
    r"(?:do not|don't|dont|never|please not|not) (?:\S+ ){0,2}?(?:delete|remove|touch|complete|move|cancel|change|drop|"
    r"close|tick|reschedule|clear|erase)(?: .*)?",
    r"(?:please )?(?:keep|leave) (?:.*)(?:alone|as it is|as is|where it is|untouched)",
    r"(?:.* )?(?:حذف|پاک|پاکش|حذفش|کامل|کاملش|جابجا|عوض|عوضش|بازش|تموم)(?:ش)? ?(?:نکن|نکنی|نکنید|نشه)(?: .*)?",
    r"(?:.* )?(?:دست نزن|دستش نزن|ننداز|ننداز|نندازش|نبر|نبرش)(?: .*)?",
)
"""A change that is not wanted."""
UNNEEDED = _any(
    r"(?:no longer|don't|dont|do not|doesn't|doesnt|not|no) (?:\S+ ){0,4}?"
    r"(?:need|needed|want|wanted|necessary|relevant|happening|required|have to)(?: .*)?",
    r"(?:is|are|was|were|got|been|has been) (?:cancelled|canceled|called off|scrapped|off|moot|obsolete)",
    r"(?:fell|falls) through",
    r"(?:scrap|nix|ditch|drop|trash|bin|kill|lose)",
    r"forget (?:about )?(?:the|my|that)?",
    r"get rid of",
    r"(?:.* )?(?:نمی ?خواد|نمی ?خوام|نمی ?خوایم|نمی ?خواهم|لازم نیست|لازم ندارم|لازم نداریم|لازمش ندارم|نیاز نیست|"
    r"نیازی نیست|نیازی ندارم|منتفیه?|منتفی شد|کنسل(?:ه| شد| شده)|لغو شد|لغو شده)(?: .*)?",
)
"""A task that is not needed any more."""
REOPENED = _any(
    r"(?:didn't|didnt|isn't|isnt|wasn't|wasnt|aren't|weren't|never) (?:\S+ ){0,2}?"
    r"(?:\S+ed|sent|paid|go|went|happen|work)(?: .*)?",
    r"open (?:\S+ ){0,3}?again", r"needs? (?:doing|to be done) again",
    r"(?:by|on) (?:mistake|accident)", r"accidentally",
    r"(?:isn't|isnt|wasn't|wasnt|not|aren't) (?:\S+ ){0,2}?(?:done|finished|complete|completed|ready)(?: .*)?",
    r"(?:put|bring|get) (?:\S+ ){0,4}?back(?: .*)?", r"re-?open", r"back (?:on|to) (?:the|my) list",
    r"didn't (?:really|actually) (?:\S+)", r"undone", r"untick", r"uncheck",
    r"(?:.* )?(?:اشتباهی|به اشتباه|اشتباها|هنوز .*(?:نشده|نکردم|ندادم)|انجام نشده|تموم نشده|تمام نشده)(?: .*)?",
)  # fmt: skip
STARTED = _any(
    r"(?:i'm|im|i am|we're|am|are|is|been|currently|now)? ?(?:working on|busy with|doing|on it|in progress|underway)",
    r"(?:just |have |i've )?(?:started|begun|began)(?: .*)?", r"(?:i'm |im )?(?:starting|halfway|in the middle of)",
    r"(?:.* )?(?:شروع کردم|شروعش کردم|شروع شد|دارم روش? کار می ?کنم|مشغول|در حال انجام|دست گرفتم|وسط)(?: .*)?",
)  # fmt: skip
FINISHED = _any(
    r"(?:done|finished|complete|completed|sorted|handled|settled|dealt with|ticked|ticked off|checked off|crossed off)",
    r"(?:taken|took|takes) care of(?: .*)?",
    r"(?:is|are|was|were|went|gone|got|'s) (?:out|in|back|up to date|over|behind me)(?: .*)?",
    r"out the door",
    r"(?:tick|check|cross|mark) (?:\S+ ){0,3}?(?:off|done|complete)", r"off my (?:plate|list|back)", r"all set",
    r"(?:.* )?(?:تموم شد|تمام شد|تموم کردم|تمومش کردم|تمام کردم|انجام شد|انجام دادم|انجامش دادم|تیک بزن|"
    r"تیکش بزن|خط بزن|خطش بزن|حل شد|ردیف شد|اوکی شد|آماده شد|اماده شد|تحویل شد|رفت|شد)",
)  # fmt: skip
DID = frozenset(PAST) - _set("read put cut set hit left found saw seen made done") | _set(
    "گرفتم خریدم دادم زدم کردم نوشتم فرستادم بردم رفتم شستم خوندم خواندم پختم آوردم اوردم دیدم گذاشتم گذاشتمش ریختم "
    "گرفتمش خریدمش دادمش زدمش کردمش نوشتمش فرستادمش بردمش شستمش خوندمش دیدمش تعویض خریده گرفته فرستاده پرداخته خریدیم "
    "دادیم گرفتیم فرستادیم کردیم زدیم رفتیم نوشتیم"
)
"""Past forms that say, with the name of a task, that it is done."""
MOVED = _set(
    "move moved push pushed postpone postponed shift shifted reschedule rescheduled delay delayed wait bump bumped "
    "instead moves changed due بنداز بندازش انداختن افتاد موند باشه بشه بکن بکنش بذار بذارش جابجا منتقل موکول عوض شد"
)
"""With a time: it is the task's new one."""
IS = _set("is are was at on by until till to for it's its 's before after not هست است ه برای ساعت روز تا")
MORE, LESS = _set("more higher مهمتر بالاتر فوریتر"), _set("less lower پایینتر کمتر")
WEIGHT = _set(
    "important importance priority prio urgent urgency critical اولویت اولویتش مهم مهمه فوری فوریه فوریت اولویتشو "
    "اولویتشون"
)
WEIGHING = _set("make set mark put give بکن بذار بزار کن بالا ببر ببرش")
LEVELS = {
    fold(word): level
    for level, said in {
        "urgent": "urgent critical asap top highest فوری فوریه خیلی‌فوری اضطراری",
        "high": "high important higher بالا بالاست بالاس بالاتر زیاد مهم مهمه",
        "medium": "medium normal middle mid moderate متوسط معمولی وسط متوسطه",
        "low": "low lowest lower unimportant پایین پایینه پایین‌تر کم کمه کمتر",
    }.items()
    for word in said.split()
}
SMALL = _set(
    "the a an my our your his her their this that these those it its it's them they i i've i'm im ive we we've you me "
    "us he she herself himself myself already just finally now also too then so can could would please pls plz thx "
    "thanks today yesterday tonight morning afternoon evening night earlier ago last this week all both and or but to "
    "of for in on at by with from about up off out over ok okay yay hey hi oh ah hmm um uh well btw actually really "
    "totally completely thing things one ones stuff task tasks matter business bit be been being is are was were am "
    "has have had do does did get gets got some any more much very quite there here back again yet still right way "
    "minute minutes hour hours because since tick check cross list only lol haha fyi man dude again there's guess "
    "think thought know remember believe hope phew great good nice cool sure yes yeah yep رو را به از در با برای و که "
    "این آن اون هم دیگه دیگر الان امروز دیروز صبح عصر شب ظهر دیشب بالاخره تازه خب راستی من ما شما تو لطفا ممنون مرسی "
    "یه یک همین هم‌الان فقط خودم خودش کار کارم قضیه موضوع جریان بحث داستان شد شده کن کنید بکن هست است بود ببین دستت "
    "درد نکنه آره بله ولی اما پس چون تا روی توی واسه همون اینو اونو خداروشکر حله"
)
"""Words that say nothing of their own."""
THING = _set("thing things one task stuff business matter قضیه موضوع جریان بحث داستان")
SORRY = _set(
    "shoot damn nvm nevermind wrong no nope nah sorry oops oh wait actually hmm hm mean meant rather instead make not "
    "better scratch change correction ah ugh hold should نه ببخشید وای اوه آخ منظورم منظور یعنی راستش اشتباه بهتره "
    "درستش شرمنده عذر ای نخیر"
)
"""What a correction of the sentence before begins with, or says."""
PATCH = SORRY | _set(
    "i i'm it it's its that that's this them to on at for by be is was let's lets say the a please pls instead of "
    "than i'd like want wanted have has do ok okay did longer thing one please said day time until till بود باشه بشه "
    "بندازش بنداز بکنش بکن کن بذارش بذار برای رو را به شد کردم گفتم این اون آن همون فقط لطفا خواستم میخوام عوضش ببرش "
    "تاریخش ساعتش روز ساعت اصلا هست تا بزن بزنش قرار"
)
UNDO = _any(
    r"(?:change|set|switch|move|turn|make) (?:that|it|this|them) (?:back|how it was|like before)",
    r"(?:undo|revert|restore|cancel) (?:that|it|this|them|the last one|last)",
    r"(?:undo|revert)",
    r"(?:give|bring|put|get|take|want|need|have) (?:me )?(?:that|it|this|them|those)(?: one)? back",
    r"(?:that|it) (?:was|is) (?:a mistake|wrong|not what i (?:meant|wanted))",
    r"(?:برگردون|برگردان|برش گردون|برش گردان|برگردونش|برگردانش|پسش بیار|پس بگیر|پسش بگیر|بیارش برگرده|واگردون)(?: .*)?",
    r"(?:.* )?(?:برگردون|برگردان|برش گردون|برش گردان|برگردونش|برگردانش|پسش بیار)",
)
AGAIN = _any(
    r"(?:please )?(?:put|bring|get|take) (?:it|that|this|them) back(?: (?:on|to|in) (?:the|my) list)?(?: please)?"
)
"""Says once more what was said before."""
BELONGS = _set(
    "belongs belong goes go should in into to under project put file move it that this there be مال برای تو توی در "
    "پروژه پروژهی مربوط به باید باشه بره بذارش ببرش بذار ببر"
)
"""Where a task is to be kept."""
NOW = _set("now الان اکنون") | {
    "right now",
    "just now",
    "at the moment",
    "this moment",
    "همین الان",
    "هم اکنون",
}
"""Times that say nothing of when a task is due."""
LATER = _set("extra more another additional دیگه دیگر بیشتر اضافه")
LASTS = _set("take takes taking last lasts lasting long needs طول میکشه میکشد میبره زمان")
WILL = _set("i'll will gonna going")
TOLD = _set("is are was gonna haven't hasn't didn't isn't wasn't")
OWN = _set("the my our i i'll i'm im i've ive we we'll we're gimme that this he she they")
"""Words that begin a statement, not a title."""
AMENDED = re.compile(
    r"(.+?)[,،]?\s+(?:no,? wait|wait,? no|no,? sorry|sorry,? no|sorry|i mean|i meant|scratch that|or rather|"
    r"actually no|no|نه ببخشید|ببخشید|نه|یعنی)[,،]?\s+(.+)",
    re.IGNORECASE,
)
"""A sentence that corrects itself."""
PERSONS = _set("i we you he she it they anyone anybody someone somebody")
SHIFTED = _set("earlier later back forward forwards ahead by push delay shift زودتر دیرتر عقب جلو عقبتر جلوتر")
EARLIER = _set("earlier forward forwards ahead زودتر جلو جلوتر")
TOGETHER = _set("both all every either هردو دو همه هر")
BLOCKED = _any(
    r"(?:blocked|stuck|waiting (?:on|for)|on hold)(?: .*)?", r"(?:.* )?(?:گیر کردم|گیر کرده|منتظرم|معطلم|بلاک)(?: .*)?"
)
RENAMED = re.compile(
    r"\s(?:should (?:say|be called|read|be named)|is (?:now )?called|to be called|rename (?:it|that|this)? ?to)"
    r" (.{2,200})$",
    re.IGNORECASE,
)
INTO = _set("in into under to inside به تو توی در پروژه پروژهی")


def past(norm: str) -> bool:
    """Whether a word is a regular past form."""
    return norm.endswith("ed") and len(norm) > 4 and norm not in _NO_PAST


_NO_PAST = _set("need speed exceed proceed succeed indeed hundred sacred naked")
KNOWN = frozenset().union(
    SMALL,
    NOT,
    OBLIGED,
    DID,
    MOVED,
    IS,
    MORE,
    LESS,
    WEIGHT,
    WEIGHING,
    LEVELS,
    THING,
    LATER,
    LASTS,
    SHIFTED,
    TOGETHER,
    BELONGS,
    WILL,
    NOW,
    _set(
        "need needed want wanted wants anymore longer mistake accident working started starting busy finished done "
        "complete completed delete remove put before cancelled canceled care went gone ticked off handled sorted scrap "
        "drop forget cannot until till wait later instead due moved priority make set mark high low medium bought "
        "happening relevant necessary call called away blocked stuck waiting hold same rid bin trash lose open reopen "
        "through rename say be called read deadline final fixed isn't back doing date "
        "آماده اماده انجام تموم تمام حذف پاک تیک بزن باز دوباره اشتباهی لازم نیاز شروع مشغول کردم دادم گیر منتظر"
    ),
)
"""Words that are no reason to doubt what a sentence says about a task."""
CHOOSING = _set(
    "the one with about to for i mean meant it's its that of is was which please pls "
    "یکی که درباره اون آن همون را رو میگم میگویم منظورم بود هست است رو لطفا"
)
"""What is said around the name of one of several tasks."""
SAME = _set("same too also likewise هم همینطور همینکارو همین")
INSTEAD = _set("no nope sorry oops meant mean wrong نه ببخشید منظورم اشتباه")
BESIDE = _set("and as well my our do with و")
"""Words around the name of another task for which the same is wanted."""
