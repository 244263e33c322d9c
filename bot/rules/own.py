"""What somebody asks about themselves, as far as a short list of patterns knows it."""

import re
from dataclasses import dataclass
from enum import Enum


class Own(Enum):
    """A thing of the asker's own."""

    GOING = "going"  # to one event
    SAID_YES = "said yes"
    PEERS = "peers"
    MEETING = "meeting"
    PLAN = "plan"
    REFLECTIONS = "reflections"
    PROMPT = "prompt"
    SETTINGS = "settings"
    READING = "reading"


@dataclass(frozen=True)
class OwnQuestion:
    """What is asked for; `rest` says of which event, as it was put."""

    about: Own
    rest: str = ""


_SHOW = (
    r"(?:(?:please )?(?:show|tell|give|read|list|see|open|find)(?: me)?(?: about)? |"
    r"(?:what|where|how|which) (?:is|are|was|were) )?"
)
_SAID = r"(?:going|coming|attending|booked|registered|signed up|down|in)"
_PATTERNS: tuple[tuple[Own, str], ...] = (
    (
        Own.SAID_YES,
        rf"(?:what|which|where)(?: events?| else)? (?:have|did) i (?:say|said|answer|answered|sign|signed|book|booked)"
        rf"(?: up)?(?: yes)?(?: to| for)?|(?:what|which)(?: events?)? am i {_SAID}(?: to| for)?|{_SHOW}my "
        r"(?:rsvps?|replies|events i said yes to)|where am i going",
    ),
    (
        Own.GOING,
        rf"am i (?:still |already |definitely )?{_SAID}(?: for)?(?P<a> .*)?|have i (?:already )?(?:booked|registered|"
        r"signed up|said yes|replied|answered)(?P<b> .*)?|did i (?:say yes|sign up|book|register|reply|answer)"
        r"(?P<c> .*)?|do i have a (?:place|seat)(?P<d> .*)?|what did i (?:say|answer|reply) (?P<e>to .*)",
    ),
    (
        Own.PEERS,
        r"who (?:is|are|was) my (?:present |current |new )?(?:introductions?|peers?|match|matches|partner|pair)|"
        r"who (?:am i|will i be|was i|have i been) (?:meeting|introduced to|matched with|paired with|put in touch with)"
        rf"(?: now| next)?|who do i meet|{_SHOW}my (?:introductions?|peers?)",
    ),
    (
        Own.MEETING,
        r"(?:when|what time|what day|where) (?:do|will|shall|are|should) (?:we|i) (?:next )?(?:meet|meeting)(?: up)?"
        r"(?: my (?:peer|introduction|match|partner))?|when am i meeting(?: my (?:peer|introduction|match))?|"
        r"when is (?:my|our) (?:next )?meeting(?: with my (?:peer|introduction|match))?",
    ),
    (
        Own.PLAN,
        rf"{_SHOW}my (?:open |current |last |latest )?plans?|do i have (?:a|any) (?:open )?plans?|"
        r"what (?:did|do) i plan(?: to do)?|what did i say i would do",
    ),
    (
        Own.REFLECTIONS,
        rf"{_SHOW}my (?:own |last |latest |newest |old )?reflections?|what (?:did|have) i (?:write|wrote|written|"
        r"reflect|reflected)(?: on| about| down)?(?: last)?",
    ),
    (
        Own.PROMPT,
        rf"{_SHOW}my next prompt|when (?:is|does|will|do) (?:my|the|i) (?:get )?(?:my |the |a )?(?:next )?prompts?"
        r"(?: be| come| due| arrive| sent)?|when do i get (?:my |the |a |another )?(?:next )?prompts?|"
        r"when do you (?:send|write)(?: me)? (?:my |the |a )?(?:next )?prompts?",
    ),
    (
        Own.SETTINGS,
        rf"{_SHOW}my (?:settings|choices|preferences)|(?:am i|are my prompts) (?:still )?paused|have i paused|"
        r"what did i choose|how often do i get prompts|have i joined|am i a member|until when am i paused",
    ),
    (Own.READING, rf"{_SHOW}my (?:resources|reading|reading list)"),
)
_OPENING = re.compile(r"^(?:so|and|ok|okay|hi|hello|hey|please|can you tell me|could you tell me|tell me) ")
_WHOLE = tuple((about, re.compile(rf"(?:{pattern})$")) for about, pattern in _PATTERNS)


def read(text: str) -> OwnQuestion | None:
    """What of their own somebody asks for; None for every other question."""
    plain = " ".join(re.sub(r"[^a-z0-9/.: ]+", " ", text.lower().replace("’", "").replace("'", "")).split())
    said = _OPENING.sub("", re.sub(r"\b(what|who|when|where)s\b", r"\1 is", plain)).rstrip(" .:")
    for about, pattern in _WHOLE:
        match = pattern.match(said)
        if match is not None:
            rest = next((found for found in match.groupdict().values() if found), "")
            return OwnQuestion(about, rest.strip())
    return None
