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


def read(text: str) -> Request:
    """What this message asks for. Stop and delete words come first; what is none of them is a question."""
    words = re.sub(r"[^a-z0-9 ]+", "", text.lower()).strip()
    return next((request for request, known in _WORDS.items() if words in known), Request.ASK)


def did_you_mean(word: str, known: Sequence[str]) -> str | None:
    """The known word that this one is most likely a slip of, or None."""
    close = difflib.get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    return close[0] if close else None
