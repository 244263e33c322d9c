"""Whether somebody writes, in plain words, that they are in distress. Nothing is scored, stored or passed on."""

import re

_PHRASES = (
    "i want to die",
    "i wish i was dead",
    "i wish i were dead",
    "kill myself",
    "killing myself",
    "end my life",
    "ending my life",
    "end it all",
    "take my own life",
    "taking my own life",
    "hurt myself",
    "harm myself",
    "harming myself",
    "self harming",
    "suicidal",
    "no reason to live",
    "nothing to live for",
    "do not want to live",
    "don't want to live",
    "do not want to be here any ?more",
    "don't want to be here any ?more",
    "better off without me",
    "better off dead",
    "can't cope any ?more",
    "cannot cope any ?more",
    "can not cope any ?more",
    "can't go on like this",
    "cannot go on like this",
    "can't go on any ?more",
    "cannot go on any ?more",
    "i can't take any ?more",
    "i cannot take any ?more",
    "i can't take it any ?more",
    "i cannot take it any ?more",
)
_TOLD = re.compile(rf"\b({'|'.join(_PHRASES)})\b")


def is_told(text: str) -> bool:
    """A short list of plain phrases: it misses much, and is there for those who say it outright."""
    plain = text.lower().replace("’", "'").replace("-", " ")
    return _TOLD.search(re.sub(r"[^a-z' ]+|\s+", " ", plain)) is not None
