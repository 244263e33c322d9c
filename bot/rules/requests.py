"""What somebody wants who writes to the bot in plain words: help, events, to join, to leave, or an answer."""

import difflib
import re
from collections.abc import Sequence
from enum import Enum


class Request(Enum):
    HELP = "help"
    EVENTS = "events"
    PAGE = "page"
    JOIN = "join"
    LEAVE = "leave"
    ASK = "ask"


_WORDS: dict[Request, frozenset[str]] = {
    Request.LEAVE: frozenset(
        {
            "leave",
            "stop",
            "unsubscribe",
            "quit",
            "opt out",
            "delete",
            "delete me",
            "delete my data",
            "forget me",
            "erase me",
            "remove me",
            "stop messaging me",
            "leave me alone",
            "pause",
        }
    ),
    Request.HELP: frozenset(
        {
            "",
            "help",
            "hello",
            "hi",
            "hey",
            "good morning",
            "good afternoon",
            "thanks",
            "thank you",
            "what can you do",
            "help me",
            "commands",
            "start",
        }
    ),
    Request.EVENTS: frozenset({"events", "event", "list events", "show events", "my events"}),
    Request.JOIN: frozenset({"join", "sign up", "sign me up", "join the community", "i want to join"}),
    Request.PAGE: frozenset({"my page", "page", "me", "home"}),
}


_FEW, _SHORT = 3, 7  # words
_DOES = r"(is|are|was|were|am|do|does|did|can|could|will|would|shall|should|may|might|must|has|had)"
_WHICH = r"(how|what|when|where|which|who|whom|whose|why)"
_ASKING = re.compile(
    rf"{_DOES}\b|{_WHICH}('s| {_DOES}| [a-z]+ (is|are|do|does|can|could|will|would|should))\b|have you\b|"
    r"i (need|want|would like)\b|(show|tell|find|give|list|get|send|explain|describe|book|register|cancel|remind|"
    r"search|look for|next|events?|resources?|contact|please|any)\b"
)
_ASKING_IN_SHORT = re.compile(rf"{_WHICH}\b")
"""How a question or a wish begins. "When we met, …" is none, but a few words after "when" are."""


def read(text: str) -> Request:
    """What this message asks for. Stop and delete words come first; what is none of them is a question."""
    words = re.sub(r"[^\w ]+|_", "", text.lower()).strip()
    return next((request for request, known in _WORDS.items() if words in known), Request.ASK)


def may_be_reflection(text: str) -> bool:
    """Whether this tells something and asks for nothing: some words, and no command, no question and no wish."""
    if read(text) is not Request.ASK:
        return False
    words = re.findall(r"[a-z']+", text.lower().replace("’", "'"))
    if len(words) < _FEW or "?" in text:
        return False
    asking = _ASKING_IN_SHORT if len(words) <= _SHORT else _ASKING
    told = " ".join(words)
    return not (asking.match(told) or _ASKING.match(told))


def did_you_mean(word: str, known: Sequence[str]) -> str | None:
    """The known word that this one is most likely a slip of, or None."""
    close = difflib.get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    return close[0] if close else None
