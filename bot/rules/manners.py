"""What is typed that is not looked up: a patient's story, what belongs to others, abuse, another language."""

import re
from enum import Enum

from bot.rules import identifying
from bot.rules.identifying import Detail


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


class Manner(Enum):
    """Why somebody gets a fixed sentence."""

    TOO_PERSONAL = "too personal"
    OF_OTHERS = "of others"
    INSTRUCTION = "instruction"
    ABUSE = "abuse"
    OTHER_LANGUAGE = "other language"


_TELLING = {Detail.NHS_NUMBER, Detail.BIRTH_DATE}
_CARE = re.compile(
    r"\b(?:patients?|diagnos\w+|admitted|admission|discharged|ward|bed|bleep|gp|surgery|dementia|cancer|stroke|overdose|"
    r"medication|hospital|a ?& ?e|resident|service user|carer|safeguarding|hiv|pregnan\w+|psychosis|sectioned|died|"
    r"year old|years old|yo)\b"
)
_TOLD_AT_LENGTH = 120  # letters, from which on words of care tell a story
_STORY_WORDS = 3

_EVERYBODYS = re.compile(
    r"\b(?:every(?:one|body)|any(?:one|body)|some(?:one|body)|other (?:people|members?|leaders?)|others|members?|"
    r"people|colleagues?|peers?|each (?:other|person|member))(?: else)?(?:['’]s|s['’]|['’]) (?:\w+ ){0,2}?"
    r"(?:reflections?|plans?|journals?|remarks?|concerns?|settings|prompts|introductions?|private \w+|data)\b"
    r"|\b(?:all|every|other|others) (?:the |of the |their )?(?:members? )?(?:reflections?|journals?|remarks)\b"
    r"|\breflections? (?:of|by|from|written by) (?:every|any|some|all|other|the other|each|members|people)"
    r"|\bwho (?:met|meets|is meeting|was introduced to|was paired with|is paired with) (?:who|whom)\b"
)
_SOMEBODYS = re.compile(
    r"^(?:please )?(?:show|list|read|tell|give|send|open|print|see|get|what|who|when|can i|could i|may i|i want|i need|"
    r"let me)\b.*\b(?!it['’]?s\b|what['’]?s\b|who['’]?s\b)\w{2,}(?:['’]s|s['’]) (?:\w+ ){0,2}?"
    r"(?:reflections?|plans?|journals?|remarks?|concerns?|settings|next prompt|prompts|introductions?|peers?|rsvps?)"
    r"\W*$"
)
_INSTRUCTS = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b(?: \w+){0,4} (?:instructions?|rules|prompts?|guidelines|training)\b|"
    r"\bsystem prompt\b|\byou are now (?:a|an|in|the)\b|\bpretend (?:to be|that you|you)\b|\bdeveloper mode\b|"
    r"\bjailbreak\b|\bact as (?:a|an|if)\b"
)
_ABUSE = re.compile(
    r"\b(?:f+u+c+k+\w*|shit\w*|bastards?|cunts?|wankers?|twats?|bitch\w*|dickheads?|arseholes?|assholes?|bollocks|idiots?|"
    r"morons?|imbeciles?|retard\w*|piss off|shut up|go to hell|hate you|stupid|useless|dumb|rubbish bot|pathetic)\b"
)
_OATH = re.compile(r"\b(?:the )?(?:f+u+c+k+\w*|shit\w*|bloody|damn(?:ed)?|hell|bollocks)\b", re.IGNORECASE)
_FOREIGN = _listed(
    """
    le la les un une des du est et que quel quelle quels quelles où quand comment pourquoi qui avec pour dans
    sur nous vous je tu il elle sont prochain prochaine el los las una unos qué cuál cuándo dónde cómo quién por
    para con en es son del próximo der das ein eine ist sind und wann wo wer wie warum nicht mit für auf ich wir
    nächste nächsten os um uma é são quando onde qual próxima gli lo che è dove perché quale prossimo jest są
    kiedy gdzie jak kto następne czy cuando donde cual wanneer waar het een mae yw pryd ble pwy sut zaman nerede
    nasıl
    """
)
_ENGLISH = _listed(
    """
    the a an is are was were what when where who how why which do does did can could will would i you we my your our it
    this that there to of in on at for with about and or not have has be me please show tell next event
    """
)
_WORD = re.compile(r"[^\W\d_]+")
_EMOJI_CODE = re.compile(r":[a-z0-9_+'-]+:")


def read(text: str) -> Manner | None:
    """What is to be answered with a fixed sentence before anything is looked for."""
    plain = " ".join(text.lower().split())
    if _is_too_personal(text, plain):
        return Manner.TOO_PERSONAL
    if _EVERYBODYS.search(plain):
        return Manner.OF_OTHERS
    return Manner.INSTRUCTION if _INSTRUCTS.search(plain) else None


def read_unanswered(text: str) -> Manner | None:
    """The same for what nothing was found for: here it may be the reason."""
    plain = " ".join(text.lower().split())
    if _SOMEBODYS.search(plain):
        return Manner.OF_OTHERS
    if _ABUSE.search(plain):
        return Manner.ABUSE
    return Manner.OTHER_LANGUAGE if _is_foreign(plain) else None


def without_oaths(text: str) -> str:
    """What is asked apart from its oaths."""
    return " ".join(_OATH.sub(" ", text).split())


def says_nothing(text: str) -> bool:
    """Whether it holds no letter and no figure: only signs, or emoji as letters or as Slack's codes."""
    return not any(letter.isalnum() for letter in _EMOJI_CODE.sub("", text.lower()))


def _is_too_personal(text: str, plain: str) -> bool:
    """Details that show who somebody is, beside words of care; or a long story of care. It misses much."""
    found = set(identifying.details(text))
    care = len(set(_CARE.findall(plain)))
    if found & _TELLING or (found and care):
        return True
    return care >= _STORY_WORDS and len(plain) >= _TOLD_AT_LENGTH


def _is_foreign(plain: str) -> bool:
    said = [word for word in _WORD.findall(plain) if len(word) > 1 or not word.isascii()]
    letters = [letter for letter in plain if letter.isalpha()]
    if len(letters) > 1 and sum(ord(letter) > 0x24F for letter in letters) * 2 > len(letters):
        return True
    foreign = {word for word in said if word in _FOREIGN}
    return len(foreign) >= 2 and len(foreign) > sum(word in _ENGLISH for word in said)
