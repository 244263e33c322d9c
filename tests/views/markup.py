"""Whether text shows as it was written: escaped where Slack reads markup, and only there; nobody can call anybody."""

import re
from collections.abc import Iterator

from tests.views.payloads import Payload, marked, of_type, plain
from tests.views.worlds.base import BOSS

_HALF_ESCAPED = re.compile(r"&(?!amp;|lt;|gt;)")
_ANGLE = re.compile(r"<([^<>]*)>")
_OURS = re.compile(r"@U\w+|!date\^\d+\^{date_long_pretty} at {time}\|[\w ,.]+|(https?|mailto):[^|\s]+(\|[^<>|]+)?")
_THEIRS = (BOSS, "evil.example")
_DISGUISED = re.compile(r"&(amp|lt|gt);")


def faults_of(payload: Payload) -> Iterator[str]:
    for text in marked(payload):
        yield from _faults_of_marked(text)
    for text in plain(payload):
        if _DISGUISED.sub("", text.replace("&amp; :tada:", "")) != text.replace("&amp; :tada:", ""):
            yield f"escaped where people see it: {text[:60]}"
    for found in of_type(payload, "mrkdwn"):
        if found.get("verbatim") is not True:
            yield f"Slack may make links and mentions of its own here: {found['text'][:60]}"


def _faults_of_marked(text: str) -> Iterator[str]:
    if _HALF_ESCAPED.search(text):
        yield f"& not escaped: {text[:60]}"
    rest = _ANGLE.sub("", text)
    if "<" in rest or ">" in rest:
        yield f"< or > not escaped: {rest[:60]}"
    for inner in _ANGLE.findall(text):
        if not _OURS.fullmatch(inner) or any(theirs in inner for theirs in _THEIRS):
            yield f"somebody else's markup: <{inner[:60]}>"
