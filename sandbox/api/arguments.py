"""The arguments of a call, whether they came as query, form or JSON."""

import json
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from sandbox.api.refusals import Json, Refusals, describe_problems


@dataclass(frozen=True)
class Arguments:
    given: Json
    refusals: Refusals

    def text(self, name: str) -> str:
        value = self.given.get(name)
        return "" if value is None else str(value)

    def need(self, name: str) -> str:
        words = describe_problems([f"[ERROR] missing required field: {name}"])
        self.refusals.refuse("arguments:missing", when=not self.text(name), extra=words)
        return self.text(name)

    def need_object(self, name: str) -> Json:
        self.need(name)
        return dict(self.parse(name, kind=dict) or {})

    def parse(self, name: str, *, kind: type[Any] = object) -> Any:
        """Give a nested value, which may have come as a JSON string; None when absent."""
        value = self.given.get(name)
        if isinstance(value, str):
            value = decode(value)
        if value is not None and not isinstance(value, kind):
            words = describe_problems([f"[ERROR] wrong kind of value: {name}"])
            self.refusals.refuse("arguments:wrong_kind", when=True, extra=words)
            return None
        return value


def decode(value: str) -> Any:
    """Decode a JSON string; what is no JSON stays a string and is refused by whoever checks it."""
    try:
        return json.loads(value) if value else None
    except json.JSONDecodeError:
        return value


def read_object(words: str) -> Json | None:
    """Read JSON that must be an object; None when it is anything else."""
    body = decode(words)
    return body if isinstance(body, dict) else None


async def read_arguments(request: web.Request, refusals: Refusals) -> Json:
    given: Json = dict(request.query)
    if request.content_type != "application/json":
        return given | {name: str(value) for name, value in (await request.post()).items()}
    body = read_object(await request.text() or "{}")
    refusals.refuse("arguments:invalid_json", when=body is None)
    return given | (body or {})
