"""The things that people ask of an event, a resource, a contact or the community, and the words they use for each."""

import re
from dataclasses import dataclass

from bot.answers import words
from bot.answers.reasons import Field


@dataclass(frozen=True)
class Asked:
    """A field, how a question for it looks, and the stems that belong to the asking."""

    field: Field
    pattern: re.Pattern[str]
    words: frozenset[str]


_LITERAL = re.compile(r"(?<!\\)[a-z]{2,}")
_WHO = r"(?:who|whose|which|names?|list|any|all)\b.*\b"
_IS = r"(?:is |was |will |be |are |were |did |has )*"


def _asked(field: Field, patterns: str, companions: str) -> Asked:
    """`patterns` are parted by " / "; the words in them, and the companions, are accounted for by the field."""
    parts = re.split(r"\s+/\s+", patterns.strip())
    literal = " ".join(_LITERAL.findall(" ".join(parts)))
    return Asked(field, re.compile(rf"\b(?:{'|'.join(parts)})\b"), frozenset(words.stems(f"{literal} {companions}")))


def accounted_for(fields: tuple[Asked, ...], text: str) -> frozenset[str]:
    """The words of every field that the question touches: "online or in person" touches two."""
    return frozenset[str]().union(*(asked.words for asked in fields if asked.pattern.search(text)))


def first_asked(fields: tuple[Asked, ...], text: str) -> Asked | None:
    return next((asked for asked in fields if asked.pattern.search(text)), None)


# In each table the first field that fits wins, so the closer pattern stands above the wider one.
EVENT_FIELDS = (
    _asked(
        Field.SLIDES,
        r"slides? / slide deck / handouts? / powerpoint / presentation / minutes of / materials",
        "download copy share send where",
    ),
    _asked(
        Field.RECORDING,
        r"record(?:ed|ing|ings) / watch(?: it)?(?: back| again| later)? / replay / videos? / filmed / playback",
        "back again later film miss missed where",
    ),
    _asked(
        Field.DIAL_IN,
        r"dial ?in / call in / conference call / (?:tele)?phone number to join",
        "number phone code join dial",
    ),
    _asked(
        Field.LINK,
        r"links? / url / zoom / teams / webex / google meet / joining (?:details|instructions) / meeting id / passcode",
        "online join virtual where log connect password",
    ),
    _asked(
        Field.PARKING,
        r"parking / park / car park / bikes? / cycle / station / bus / train / tube / directions / get there / travel",
        "near nearest where place car space many there venue stop",
    ),
    _asked(
        Field.FOOD,
        r"lunch / breakfast / dinner / food / catering / refreshments? / coffee / tea / snacks? / dietary / vegan / "
        r"vegetarian / halal / buffet / drinks?",
        "provide serve include be eat drink requirement option",
    ),
    _asked(
        Field.ACCESS,
        r"wheelchairs? / access(?:ible|ibility) / step free / bsl / sign language / interpreters? / captions? / "
        r"subtitles / hearing loop / lift / ramp",
        "venue building place access",
    ),
    _asked(Field.DRESS, r"dress code / wear / attire / dress", "code"),
    _asked(
        Field.CERTIFICATE,
        r"cpd / certificates? / accredited / accreditation",
        "point credit certificate attendance receive",
    ),
    _asked(Field.BREAKS, r"(?:comfort |tea |coffee )?breaks? / interval", "when many long"),
    _asked(
        Field.PANEL,
        rf"panell?ists? / panel (?:members?|speakers?) / on the panel / {_WHO}panel",
        "panel who member speaker speak name sit list many",
    ),
    _asked(
        Field.ATTENDANCE,
        r"attend(?:ance|ees?) / turnout / participants / delegates / "
        r"how many (?:\w+ ){0,3}?(?:came|attend(?:ed)?|went|turned up|coming|going|took part|signed up|registered) / "
        r"who (?:else )?(?:is |was )?(?:attended|attending|came|coming|going|went|there|signed up)",
        "who many people leader member go come turn list register sign number else",
    ),
    _asked(
        Field.CAPACITY,
        r"capacity / (?:places|seats|spaces)(?: left| available)? / fully booked / full / room for / "
        r"how many (?:places|seats|spaces|tickets|people can)",
        "many people left available hold place limit maximum number fit",
    ),
    _asked(
        Field.COST,
        r"costs? / price / fees? / free / tickets? / charged? / pay(?:ing)? / how much",
        "much money it entry buy attend have",
    ),
    _asked(
        Field.SPEAKERS,
        r"speakers? / presenters? / keynote / "
        rf"{_WHO}(?:speak(?:s|ing)?|spoke|present(?:s|ed|ing)?|talk(?:s|ed|ing)?) / "
        r"who is (?:on|presenting|giving) / who (?:gives|gave) / "
        r"(?:did|does|will|is|was) (?:\w+ ){1,3}(?:speak|present|talk)(?:ing)?",
        "who speak present talk name list many guest give facilitate",
    ),
    _asked(
        Field.HOST,
        rf"hosts? / hosted / hosting / chair(?:s|ed|ing|person)? / organis(?:er|ers) / facilitat(?:ors?|ed|ing) / "
        rf"who {_IS}(?:organis(?:e|ed|es|ing)|run(?:s|ning)?|ran|lead(?:s|ing)?|led)",
        "who by run lead organise",
    ),
    _asked(
        Field.PLACE,
        r"where(?:abouts)? / venue / location / place / rooms? / building / address / post ?code / face to face / "
        r"in person / online / virtual / hybrid / hall / held",
        "hold meet base locate person online full street virtual face take where place town city go be venue building",
    ),
)

RESOURCE_FIELDS = (
    _asked(Field.ISBN, r"isbn", "number"),
    _asked(Field.DOI, r"doi", "number"),
    _asked(
        Field.PAGES,
        r"(?:which |what )?(?:pages?|chapters?)(?: numbers?)? / how long / word count / length / "
        r"how many (?:pages|words|chapters)",
        "long many number length page chapter take read minute on",
    ),
    _asked(
        Field.PRICE,
        r"costs? / price / free / pay(?:wall)? / paid / buy / open access / subscription / access",
        "much money read to without open copy",
    ),
    _asked(
        Field.AUTHORS,
        rf"who {_IS}(?:wrote|write|written|the authors?|authored) / authors? / written by / writer / by whom",
        "who write author by",
    ),
    _asked(
        Field.YEAR,
        r"(?:when|how old)\b.*\b(?:publish\w*|written|wrote|write|come out|came out|appear\w*|print\w*) / "
        r"(?:what|which) year / year / publication date",
        "publish come out write publication appear print date release first old",
    ),
    _asked(
        Field.PUBLISHER,
        r"publishers? / published by / who publish(?:ed|es) / (?:which|what) journal / publish(?:ed|es)?",
        "publish journal who where appear",
    ),
    _asked(
        Field.LINK,
        r"links? / url / website / web address / download / pdf / online / "
        r"where\b.*\b(?:find|get|read|buy|download|see|watch|hear|listen)",
        "find read get download link url copy pdf online where address send",
    ),
)

CONTACT_FIELDS = (
    _asked(
        Field.PHONE,
        r"(?:tele)?phone(?: number)? / mobile / ring / number to call / call",
        "number by speak team contact person call ring who",
    ),
    _asked(
        Field.ADDRESS, r"postal address / post(?:al)? / office address / write a letter", "address send office where"
    ),
    _asked(Field.HOURS, r"(?:opening|office|working) (?:hours|times) / hours", "open when team time what"),
    _asked(Field.SURNAME, r"surname / last name / full name / family name / second name", "full name last"),
    _asked(Field.ROLE, r"job(?: title)? / role / position / work for / works? (?:as|at)", "job title role work"),
)

COMMUNITY_FIELDS = (
    _asked(
        Field.SIZE,
        r"how many (?:\w+ ){0,2}?(?:members|people|leaders) / how big / size / number of members / membership",
        "many member people leader big size number be belong",
    ),
    _asked(
        Field.WEBSITE,
        r"web ?site / web page / home ?page / twitter / linkedin / social media",
        "address page find where",
    ),
    _asked(
        Field.FOUNDED,
        r"when (?:was|did|is|were)\b.*\b(?:founded|established|created|formed|launched|begin|start|started|set up) / "
        r"founded / how old",
        "when found establish create form launch start set old year",
    ),
    _asked(
        Field.LEADER,
        rf"who {_IS}(?:runs?|running|leads?|leading|behind|in charge|started|founded|set up|created) / "
        r"who is the (?:head|leader|chair|director|lead|founder|organiser) / founder",
        "who run lead behind charge start found create head chair director leader set founder organiser organise",
    ),
    _asked(
        Field.FUNDING,
        r"funds? / funded / funding / pays? for / paid for / budget / sponsor(?:s|ed)?",
        "who fund pay much budget how sponsor",
    ),
)

FIELD_WORDS = frozenset(
    word
    for asked in (*EVENT_FIELDS, *RESOURCE_FIELDS, *CONTACT_FIELDS, *COMMUNITY_FIELDS)
    for word in (*_LITERAL.findall(asked.pattern.pattern), *asked.words)
)
