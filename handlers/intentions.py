"""What somebody means to do: one transaction, which also notes that it came, so that it is done once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy.orm import Session

from bot.delivery import inbox
from bot.tools import Tools
from handlers.door import Caller


class Meant(Protocol):
    """A command, a press, a form or an event: who it came from, and what it is known by when it comes again."""

    @property
    def caller(self) -> Caller: ...
    @property
    def key(self) -> str: ...


@dataclass(frozen=True)
class Intention:
    """The transaction of one intention. When it came before, it is to show how things stand and change nothing."""

    session: Session
    now: datetime
    is_first: bool


@contextmanager
def begin(tools: Tools, meant: Meant, *, once: str = "") -> Iterator[Intention]:
    """Open the one transaction of this intention, after whatever else the same person does at this moment.

    `once` names a thing that can be done a single time, by whichever press: two clicks are two presses to Slack.
    """
    with tools.db.begin(meant.caller.workspace) as session:
        now = tools.clock.now()
        inbox.take_turn(session, meant.caller.slack_id)
        key = f"{once}:{meant.caller.slack_id}" if once else meant.key
        yield Intention(session, now, is_first=inbox.receive(session, key, now=now))
