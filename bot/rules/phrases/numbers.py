"""Numbers as people write them: "3", "three", "a couple of", "third"."""

_TO_TWELVE = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_COUNTS = {
    "a couple of": 2,
    "couple of": 2,
    "a couple": 2,
    "couple": 2,
    "a few": 3,
    "few": 3,
    **{word: n for n, word in enumerate(_TO_TWELVE, start=1)},
    "fourteen": 14,
    "thirty": 30,
    "sixty": 60,
    "ninety": 90,
    "an": 1,
    "a": 1,
}
_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]

COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_COUNTS)})"
ORDINAL = rf"(?P<ordinal>{'|'.join(_ORDINALS[:5])}|[1-5](?:st|nd|rd|th)|last)"
DAY_ORDINAL = rf"(?P<dayth>{'|'.join(_ORDINALS)})"


def count(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS[word]


def ordinal(word: str) -> int:
    """1 for first and -1 for last."""
    if word == "last":
        return -1
    return int(word[0]) if word[0].isdigit() else _ORDINALS.index(word) + 1
