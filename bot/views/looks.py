"""In which blocks everything leaves: as the views draw it, or in those that every Slack client knows."""

from collections.abc import Callable
from typing import Any

from bot.views.plain import everything

Look = Callable[[dict[str, Any]], dict[str, Any]]
"""Makes another of a message, a view or an answer, just before it leaves."""


def as_drawn(payload: dict[str, Any]) -> dict[str, Any]:
    return payload


in_plain_blocks: Look = everything
