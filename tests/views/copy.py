"""What our own words never hold, and how hard they may be to read."""

import re
from collections.abc import Iterator

from tests.views import reading
from tests.views.payloads import Payload, labels, prose

HARDEST, LONGEST = 8.5, 20
ENOUGH = 3  # sentences; SMOG says nothing of a text with fewer

_EMOJI = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]|:[a-z_]+:")
_PLACES = re.compile(
    r"\b(above|below|click|(?:on|to|at) the (?:left|right)|(?:left|right)[- ]hand|(?:left|right) of)\b", re.IGNORECASE
)
_BLAME = re.compile(
    r"\b(you (?:failed|forgot|made|must|should have|did not|have not entered)|your (?:mistake|error|fault)"
    r"|invalid|illegal|incorrect|forbidden|not allowed to)\b",
    re.IGNORECASE,
)


def faults_of(payload: Payload, names: set[str]) -> Iterator[str]:
    words = reading.prose(f"{prose(payload)}", *sorted(names, key=len, reverse=True))
    yield from faults_of_words(f"{words}\n{labels(payload)}")
    yield from (f"a long sentence: {' '.join(said)}" for said in reading.sentences(words) if len(said) > LONGEST)
    if len(reading.sentences(words)) >= ENOUGH and reading.smog(words) > HARDEST:
        yield f"hard to read: {reading.smog(words):.1f}"


def faults_of_words(words: str) -> Iterator[str]:
    yield from ["an exclamation mark"] if "!" in words else []
    yield from (f"an emoji: {emoji}" for emoji in _EMOJI.findall(words))
    yield from (f"a place on the screen: {place}" for place in _PLACES.findall(words))
    yield from (f"blame: {blame}" for blame in _BLAME.findall(words))
