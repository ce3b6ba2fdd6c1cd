"""Kinds of English words that tell what a sentence asks for; see ``behflow.language.sketch``.

A word of a kind stands for every other of that kind, so that "cancel lunch" teaches something about "cancel brunch".
"""

from __future__ import annotations

from behflow.language.words import words

# Things that take place. Plurals are listed, because "meetings" asks more often than it adds.
EVENT = words(
    "meeting appointment appt event lunch dinner breakfast brunch supper party birthday anniversary wedding interview "
    "class lesson practice game match conference concert trip vacation holiday date exam test quiz haircut call "
    "presentation session workout flight reunion ceremony festival visit picnic barbecue bbq seminar webinar standup "
    "stand-up checkup check-up drinks coffee course gathering get-together graduation recital rehearsal tournament "
    "training yoga gym workshop luncheon banquet gala fundraiser deadline demo retrospective sync one-on-one kickoff "
    "playdate sleepover cruise tour hike camping shower surgery therapy physical cleaning checkin check-in review "
    "exhibition fair parade show performance play movie film bowling golf tennis soccer football basketball baseball "
    "hockey swim swimming run jog race marathon ride hangout meetup conference-call meet block slot outing excursion "
    "vet dentist doctor orthodontist barber salon massage spa manicure pedicure hearing court ball prom "
)
EVENTS = words(
    "meetings appointments appts events lunches dinners parties birthdays anniversaries weddings interviews classes "
    "lessons practices games matches conferences concerts trips vacations holidays dates exams tests calls "
    "presentations sessions workouts flights visits plans engagements commitments obligations activities invitations "
    "invites conflicts deadlines reservations bookings workshops "
)
PLAN = words("calendar schedule agenda diary planner calender calandar planning cal ")
LIST = words("list lists todo to-do todos to-dos todolist checklist backlog inbox ")
TASK = words("task tasks reminder reminders item items chore chores errand errands notification notifications ")
ALARM = words("alarm alarms timer timers clock wakeup wake-up ")
DAY = words(
    "today tomorrow tonight yesterday monday tuesday wednesday thursday friday saturday sunday mondays tuesdays "
    "wednesdays thursdays fridays saturdays sundays mon tue tues wed thu thur thurs fri sat sun january february march "
    "april june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec "
    "morning afternoon evening night noon midnight weekend weekday week weeks month months year years day days hour "
    "hours minute minutes am pm a.m p.m o'clock oclock tmrw tomorow tommorow tommorrow quarter half spring summer fall "
    "autumn winter christmas thanksgiving easter halloween "
    "tomorrow's today's tonight's monday's tuesday's wednesday's thursday's friday's saturday's sunday's week's "
    "month's year's "
)
NUMBER = words(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty hundred thousand first second third fourth fifth sixth seventh "
    "eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
    "twentieth thirtieth "
)
PERSON = words(
    "mom mum dad mother father brother sister wife husband son daughter boss manager friend friends family team "
    "coworker coworkers colleague colleagues kids girlfriend boyfriend grandma grandpa aunt uncle cousin client "
    "clients neighbor roommate everyone everybody someone anyone somebody anybody supervisor assistant parents "
)
REMOVE = words(
    "delete remove erase cancel scrap discard trash eliminate drop clear wipe purge dump nix nuke scratch strike "
    "ditch axe omit toss dismiss disregard abort kill eradicate expunge uninvite unschedule "
)
CHANGE = words(
    "change move reschedule postpone push shift delay update modify edit adjust extend shorten rename switch swap "
    "bump alter correct revise lengthen rearrange amend replace prolong "
)
CREATE = words(
    "add create make schedule book set put plan arrange organize organise insert include enter record log jot note "
    "pencil place write block reserve setup append throw slot stick "
)
SHOW = words(
    "show list display see view read check tell find search give open pull bring look review recite repeat "
    "name describe browse lookup retrieve fetch say inform share print run hear know verify confirm "
)
# Words that carry the build of a sentence; all others are only told apart by their own name.
FRAME = words(
    "a an the my me i i'm i've i'll i'd you your we our us it its it's that that's this these those there there's is "
    "isn't are aren't was wasn't were be been am will won't would can can't could should shall may might must do "
    "don't does doesn't did didn't done have has had having haven't what what's which when when's where where's who "
    "who's whose why how how's how many much long any anything some something all every everything next last "
    "another new other not no never to for on onto in into at from by with without about of off out up down over and "
    "or but if so then than as because until till before after between during since back ahead earlier later early "
    "late need want like going go get got getting take put let lets know remember forget remind alert notify wake "
    "ping called named titled free busy available happening planned scheduled scheduling coming up left already still "
    "instead anymore longer please attend attending invited start starts end ends last lasts begin begins time times "
    "happen happens invite invited goes doing mark cross check finished complete completed finish tick turn play "
    "order buy call send text email tweet post reply pay transfer book weather rain temperature song music "
    "news recipe traffic make sure ready he she they his her their him them here accept accepted decline declined "
    "attendees attendee guests location "
)
# Short forms and what they stand for; written without the apostrophe too.
SHORT: dict[str, tuple[str, ...]] = {
    **{f"{w}{a}s": (w, "is") for w in ("what", "when", "where", "who", "how", "there", "that", "it", "here")
       for a in ("'", "")},
    **{f"{w}{a}t": (w[:-1], "not") for w in ("isn", "aren", "wasn", "weren", "don", "doesn", "didn", "won", "can",
       "haven", "hasn", "hadn", "couldn", "wouldn", "shouldn") for a in ("'", "")},
    **{f"{w}{a}{e}": (w, long) for w in ("i", "you", "we", "they") for a in ("'", "")
       for e, long in (("m", "am"), ("ve", "have"), ("re", "are"))},
    **{f"{w}'{e}": (w, long) for w in ("i", "you", "we", "they", "it", "he", "she")
       for e, long in (("ll", "will"), ("d", "would"))},
    "won't": ("will", "not"), "can't": ("can", "not"), "cannot": ("can", "not"), "wont": ("will", "not"),
    "cant": ("can", "not"), "let's": ("let", "us"), "lets": ("let", "us"), "gotta": ("have", "to"),
    "wanna": ("want", "to"), "gonna": ("going", "to"), "gimme": ("give", "me"), "he's": ("he", "is"),
    "she's": ("she", "is"), "its": ("its",), "were": ("were",), "pls": ("please",), "plz": ("please",),
    "need2": ("need", "to"), "u": ("you",), "ur": ("your",), "wat": ("what",), "wen": ("when",),
}  # fmt: skip
