"""The arguments of a call, whether they came as query, form or JSON."""

import json
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from sandbox.refusals import Json, Refusals, declare, describe_problems

BAD_JSON = declare("arguments:invalid_json")
MISSING = declare("arguments:missing", error="invalid_arguments")
BAD_VALUE = declare("arguments:wrong_kind", error="invalid_arguments")


@dataclass(frozen=True)
class Arguments:
    """What the caller gave, read by name."""

    given: Json
    refusals: Refusals

    def text(self, name: str) -> str:
        """Give a string; an absent one is empty."""
        value = self.given.get(name)
        return "" if value is None else str(value)

    def need(self, name: str) -> str:
        """Give a string that must be there."""
        words = describe_problems([f"[ERROR] missing required field: {name}"])
        self.refusals.refuse(MISSING, when=not self.text(name), extra=words)
        return self.text(name)

    def parse(self, name: str, *, kind: type[Any] = object) -> Any:
        """Give a nested value, which may have come as a JSON string; None when absent."""
        value = self.given.get(name)
        if isinstance(value, str):
            value = decode(value)
        if value is not None and not isinstance(value, kind):
            self.refusals.refuse(
                BAD_VALUE, when=True, extra=describe_problems([f"[ERROR] wrong kind of value: {name}"])
            )
            return None
        return value


def decode(value: str) -> Any:
    """Decode a JSON string; what is no JSON stays a string and is refused by whoever checks it."""
    try:
        return json.loads(value) if value else None
    except json.JSONDecodeError:
        return value


async def read_arguments(request: web.Request, refusals: Refusals) -> Json:
    """Read query, form or JSON into one dictionary; the body wins over the query."""
    given: Json = dict(request.query)
    if request.content_type != "application/json":
        return given | {name: str(value) for name, value in (await request.post()).items()}
    try:
        body = json.loads(await request.text() or "{}")
    except json.JSONDecodeError:
        body = None
    if not isinstance(body, dict):
        refusals.refuse(BAD_JSON, when=True)
        return given
    return given | body
