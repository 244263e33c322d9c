"""Every view of the bot filled in twice: as on an ordinary day, and with the worst that people can write."""

import importlib
import inspect
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any, TypeGuard

from bot import views
from bot.views.parts import Card
from tests.views import worlds
from tests.views.worlds.base import ORDINARY, WORST, Fill, Payload, World, shown

__all__ = ["ORDINARY", "VIEWS", "WORST", "World", "file_of", "fill", "view_functions"]

PARTS = {"parts", "forms", "tables", "cards", "plain", "looks"}  # what views are made of
BUTTONS = {
    "events.choices",
    "events.all_events",
    "events.next_events",
    "events.past_events",
    "members.leave",
    "resources.all_resources",
}
BUTTONS |= {"wishes.find", "proposals.propose"}


def _gather() -> dict[str, Fill]:
    found: dict[str, Fill] = {}
    for name in _modules(*worlds.__path__, base="tests.views.worlds"):
        found |= vars(importlib.import_module(name)).get("VIEWS", {})
    return dict(sorted(found.items()))


def _modules(*folders: str, base: str) -> Iterator[str]:
    """The names of all modules in these folders, however deep."""
    for folder in map(Path, folders):
        for path in sorted(folder.rglob("*.py")):
            yield ".".join([base, *path.relative_to(folder).with_suffix("").parts]).removesuffix(".__init__")


VIEWS = _gather()


@cache
def fill(name: str, world: World) -> Payload:
    """The view as Slack gets it."""
    return shown(VIEWS[name](world))


def file_of(name: str) -> str:
    """Where its agreed look is kept: `events.listing, past` in events/listing_past.json."""
    module, _, rest = name.partition(".")
    return f"{module}/{re.sub(r'[^a-z0-9]+', '_', rest.lower())}.json"


def view_functions() -> list[str]:
    """Every public function of bot/views that makes something to show."""
    made = (Card, dict[str, Any], list[dict[str, Any]])
    found = []
    for name in _modules(*views.__path__, base="bot.views"):
        own = [view for view in vars(importlib.import_module(name)).values() if _is_of(view, name)]
        noun = name.rpartition(".")[2]
        found += [f"{noun}.{v.__name__}" for v in own if inspect.signature(v).return_annotation in made]
    return [name for name in found if name not in BUTTONS and name.partition(".")[0] not in PARTS]


def _is_of(thing: object, module: str) -> TypeGuard[FunctionType]:
    return inspect.isfunction(thing) and thing.__module__ == module and not thing.__name__.startswith("_")
