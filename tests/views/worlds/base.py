"""What views are filled in with: an ordinary day, and the longest and nastiest that people and databases can hold."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.rules.commands import Commands
from bot.views.parts import Block, Card

Payload = dict[str, Any]
STARTS = datetime.fromisoformat("2022-07-05T09:00+01:00")
ZONE = "Europe/London"
BOSS = "U0BOSS"  # somebody whom no view names by itself
TRICKS = f'<!channel> <@{BOSS}> <https://evil.example|x> *a_b* _c_ ~d~ `e` "f" @here #all &amp; :tada: '


@dataclass(frozen=True, eq=False)
class World:
    """An ordinary day, or with `is_worst` a day on which every text is as long as it may be and full of tricks."""

    is_worst: bool
    commands: Commands
    names: set[str] = field(default_factory=set)  # what people wrote on an ordinary day, no words of ours

    def say(self, ordinary: str, most: int, number: int | None = None) -> str:
        """What somebody wrote: these words, or `most` characters; `number` makes it differ from others of its kind."""
        if not self.is_worst:
            self.names.add(ordinary)
            return ordinary
        start = f"{number} " if number is not None else ""
        return (start + TRICKS + "&<>" * most)[:most]

    def publish(self, ordinary: str, most: int, number: int | None = None) -> str:
        """What organisers wrote, whose web addresses can be followed."""
        return self.say(ordinary, most, number).replace("evil.example", "good.example")

    def count(self, ordinary: int, most: int) -> range:
        """So many of something, counted from 1."""
        return range(1, (most if self.is_worst else ordinary) + 1)


ORDINARY = World(is_worst=False, commands=Commands())
WORST = World(is_worst=True, commands=Commands("a-long-prefi"))

Fill = Callable[[World], Card | Payload | list[Block]]


def shown(found: Card | Payload | list[Block]) -> Payload:
    """The view as Slack gets it; a part of the Home tab by itself makes up a Home tab."""
    if isinstance(found, Card):
        return found.as_reply()
    return {"type": "home", "blocks": found} if isinstance(found, list) else found
