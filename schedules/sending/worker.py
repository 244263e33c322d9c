"""Who sends: one worker of any number, with what it needs to send and to tell the time."""

import itertools
import random
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.clock import Machine
from bot.rules import pace
from bot.rules.commands import Commands
from bot.tools import Tools


@dataclass(frozen=True)
class Worker:
    """One process that sends, under a name that no other has."""

    tools: Tools
    name: str
    rng: random.Random
    machine: Machine = field(default_factory=Machine)
    stopping: threading.Event = field(default_factory=threading.Event)
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def now(self) -> datetime:
        """Domain time: what is due."""
        return self.tools.clock.now()

    def new_lane(self) -> str:
        """A name for one round of visits: a lane that was lost is never taken for the one that came after it."""
        return f"{self.name[:48]}#{next(self._numbers)}"

    @property
    def commands(self) -> Commands:
        return Commands(self.tools.settings.command_prefix)

    @property
    def gap(self) -> timedelta:
        """Between two planned messages in one workspace."""
        return pace.gap(self.tools.settings.messages_per_second)

    @property
    def stay(self) -> int:
        """How many planned messages are sent in a row in one workspace."""
        return pace.stay(self.tools.settings.messages_per_second)
