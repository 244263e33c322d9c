"""Everyday words that the answers rely on: small talk, words that mean the same, and what people call a gathering."""

# Words that ask. They count as content where they tell one question from another ("when" against "where").
ASKING = frozenset(["who", "when", "where", "why", "what", "how", "which", "it", "is", "in", "on", "at", "to", "us"])

SHORTHAND = {
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "pls": "please",
    "plz": "please",
    "thx": "thanks",
    "u": "you",
    "whom": "who",
    "r": "are",
    "wen": "when",
    "wot": "what",
    "wat": "what",
    "wheres": "where",
    "info": "information",
    "prof": "professor",
    "trad": "traditional",
    "mgmt": "management",
    "dept": "department",
    "govt": "government",
    "def": "definition",
    "defn": "definition",
    "pic": "picture",
    "yr": "year",
    "hrs": "hours",
    "tmrw": "tomorrow",
    "org": "organisation",
    "orgs": "organisations",
    "mins": "minutes",
    "&": "and",
}

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")

# What people ask of somebody, and what a fact tells only if it says so.
DETAILS = (
    *("email", "mail", "phone", "telephone", "mobile", "address", "surname", "age", "salary", "birthday"),
    *("university", "employer", "hobby", "husband", "wife"),
)

IRREGULAR = {
    "spoke": "speak",
    "spoken": "speak",
    "held": "hold",
    "spent": "spend",
    "wrote": "write",
    "written": "write",
    "began": "begin",
    "begun": "begin",
    "said": "say",
    "led": "lead",
    "met": "meet",
    "goes": "go",
    "giving": "give",
    "making": "make",
    "taking": "take",
    "coming": "come",
    "moving": "move",
    "moved": "move",
    "living": "live",
    "lived": "live",
    "naming": "name",
    "named": "name",
    "saving": "save",
    "saved": "save",
    "caring": "care",
    "using": "use",
    "used": "use",
    "meant": "mean",
    "ran": "run",
    "took": "take",
    "came": "come",
    "went": "go",
    "gave": "give",
    "given": "give",
    "taught": "teach",
    "thought": "think",
    "behavior": "behaviour",
    "behaviors": "behaviour",
    "program": "programme",
    "programs": "programme",
    "found": "find",
    "children": "child",
    "people": "people",
    "series": "series",
}

# Each row is one meaning; the first word stands for the rest.
SAME = (
    ("barrier", "obstacle", "blocker", "hurdle", "stop", "prevent", "hinder", "block"),
    ("difference", "differ", "different", "versus", "vs", "compare", "comparison", "contrast", "distinguish"),
    ("aim", "goal", "objective", "purpose", "mission"),
    ("define", "definition", "mean", "meaning", "count"),
    ("spend", "money", "expenditure"),
    ("mindset", "attitude"),
    ("characteristic", "trait", "attribute"),
    ("stage", "step", "phase"),
    ("fail", "failure"),
    ("start", "begin", "commence", "kick"),
    ("finish", "end", "conclude"),
    ("new", "novel"),
    ("behaviour", "behave"),
    ("improve", "improvement", "better"),
    ("organiser", "coordinator"),
    ("introduce", "intro"),
    ("comment", "feedback", "suggestion", "opinion"),
    ("help", "assistance", "helpdesk", "assist"),
    ("contact", "reach"),
    ("invest", "investment"),
    ("share", "pass"),
    ("attention", "focus", "concentrate", "prioritise"),
    ("lose", "lost", "forget", "forgot", "forgotten"),
    ("proportion", "percentage", "fraction"),
    ("healthcare", "health"),
)


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


CHATTER = _listed(
    """
    a an the this that these those there here and or but so of for to from in on at by with without into about as if
    than then up out off over under again per via through
    i me my mine we us our ours you your yours he him his she her it its they them their one ones someone anyone
    anybody somebody everybody everyone something anything else myself yourself ourselves themselves
    am is are was were be been being do does did doing done have has had having can could will would shall should
    may might must not no yes
    what which how
    please thanks thank hello hi hey dear sorry bother quick quickly question ask asking wonder wondering
    tell say says said told explain describe give given show list name named remind know knows find look see get
    got want wanted need needed like liked let try trying hear heard think idea clue any some all every
    each exactly actually really just only also too still now currently again kindly
    come coming go going attend attending attended join joining joined make made take taken took use used put
    happen happening happened
    information detail details thing things stuff bit part point side aspect sort kind type way
    according stated written
    cite cites source sources evidence claim true correct right
    discuss discussed discussion mention mentioned mentions deck
    already yet straight directly somewhere anywhere along
    because cos since while both either lot lots
    s t ll ve re d m x ok okay
    """
)


# What people call an event when they do not use its name.
GATHERING = frozenset(
    [
        "event",
        "session",
        "meeting",
        "workshop",
        "webinar",
        "gathering",
        "conference",
        "meetup",
        "seminar",
        "date",
        "day",
    ]
)

# Words for days and times, which are never slips of other words.
CALENDAR = _listed(
    """
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday today tomorrow yesterday tonight
    week weekend fortnight month quarter year morning afternoon evening noon midday midnight half past
    spring summer autumn winter easter christmas bank holiday
    """
)

# The words that belong to each kind of question, and so need no explaining by what is found.
AGENDA = _listed(
    """
    agenda programme schedule timetable running run order itinerary outline item full first last before after many
    plan walk second third fourth fifth sixth 1st 2nd 3rd 4th 5th 6th final opening closing
    include cover contain involve consist
    """
)
SPEAKER = _listed(
    """
    who whose speaker speak speaking lead led give presenter present run do deliver open talk item slot minute
    """
)
ITEM = _listed("item slot agenda talk bit section many when time what minute main include contain")
CHARACTERISTICS = _listed(
    """
    characteristic effective leader leaders leadership system systems good great emerging many main list names other
    rest first second third fourth fifth last full define framework series key number community members organised
    around
    """
)
CHARACTERISTIC = _listed(
    """
    define behaviour look practice example do differently demonstrate status confirmed official agreed final working
    title titles real invented made up decided leader leaders system leadership good well act person people
    """
)
NAMED = _listed("called name full stand")
ORGANISATION = _listed("organisation part belong many there partner take listed in sector different work")
CHALLENGE = _listed("challenge cross boundary share shared many choose care facing face work main")
CONTACT = _listed(
    """
    contact email mail touch reach write message address addresses inbox mailbox speak talk send who where person
    people organiser team right for correct should best human query queries question regarding main handle deal sort
    responsible charge after
    """
)
LISTING = _listed(
    "another other more upcoming calendar up future forthcoming scheduled planned plan past previous many"
)
ABOUT = _listed("theme topic subject summary cover characteristic")
TURN = _listed("next last latest previous upcoming forthcoming recent most past when who")
PERSON = _listed("who still now role job title person work do is dr prof professor organisation")
READING = _listed(
    """
    resource reading read article book paper report publication journal reference bibliography write written wrote
    author library literature long many further more recommend suggest recommended suggested useful good best share
    material who there list title full called why where find study listen hear watch deck slide cited cite mentioned
    mention learn next event one topic published publish by main number session start first
    """
)
MOMENT = _listed(
    """
    arrive
    when time timings long duration length hours minutes full half whole day end finish over close conclude wrap
    until till late start begin commence kick doors open morning afternoon evening lunchtime night date clock early
    many still cancelled canceled ahead called postponed missed passed week last much
    """
)
PROGRAMME = _listed("agenda programme schedule timetable running order")

KINDS_OF_QUESTION = (
    AGENDA,
    SPEAKER,
    ITEM,
    CHARACTERISTICS,
    CHARACTERISTIC,
    NAMED,
    ORGANISATION,
    CHALLENGE,
    CONTACT,
    LISTING,
    ABOUT,
    TURN,
    PERSON,
    READING,
    MOMENT,
    PROGRAMME,
)
