"""What people read when something goes wrong: a sentence at once, and never silence."""

import logging
import re
import secrets
import traceback
from collections.abc import Iterator
from typing import Any

from slack_bolt import BoltResponse

from bot.errors import CommunityError, InvalidField
from bot.slack import Refused
from bot.tools import Tools
from bot.views import apologies
from handlers import replies
from handlers.door import read_press

_EXPIRED = {"expired_trigger_id", "trigger_expired", "exchanged_trigger_id", "trigger_exchanged"}
_WORD = re.compile(r"\w{3,}")

log = logging.getLogger(__name__)


def explain(error: Exception, body: dict[str, Any], tools: Tools) -> BoltResponse:
    """Answer by kind: a command and a modal in their acknowledgement, a press beside it; an event is tried again."""
    sentence = _sentence(error, body)
    if "command" in body:
        return _reply({"response_type": "ephemeral", "text": sentence})
    if body.get("type") == "view_submission":
        return _reply(_in_form(error, body["view"], sentence))
    if body.get("type") == "block_actions":
        _tell_presser(tools, body, sentence)
        return _reply("")
    if body.get("type") == "event_callback":
        return BoltResponse(status=200 if isinstance(error, CommunityError) else 500, body="")
    return _reply("")


def _sentence(error: Exception, body: dict[str, Any]) -> str:
    if isinstance(error, CommunityError):
        return error.words
    if isinstance(error, Refused) and error.code in _EXPIRED:
        return apologies.TOO_LATE
    reference = secrets.token_hex(4)
    log.error("reference %s\n%s", reference, _trace(error, body))
    return apologies.went_wrong(reference)


def _trace(error: Exception, body: dict[str, Any]) -> str:
    """Where it happened and what was said of it; of what somebody typed no word, for Python quotes what it refuses."""
    typed = {word for text in _texts(body) for word in _WORD.findall(text)}
    told = _WORD.sub(lambda word: "[left out]" if word[0] in typed else word[0], str(error))
    places = "".join(traceback.format_tb(error.__traceback__))
    return f"{places}{type(error).__name__}: {told}"


def _texts(payload: object) -> Iterator[str]:
    """Every text in what Slack sent."""
    if isinstance(payload, dict):
        payload = list(payload.values())
    if isinstance(payload, list):
        for part in payload:
            yield from _texts(part)
    elif isinstance(payload, str):
        yield payload


def _tell_presser(tools: Tools, body: dict[str, Any], sentence: str) -> None:
    try:
        replies.beside(tools, read_press(body), apologies.card(sentence))
    except Exception as fault:  # noqa: BLE001 - Home is drawn from the database, which may be what failed
        log.warning("a press was not answered: %s", _trace(fault, body))


def _reply(body: dict[str, Any] | str) -> BoltResponse:
    return BoltResponse(status=200, body=body)


def _in_form(error: Exception, view: dict[str, Any], sentence: str) -> dict[str, Any]:
    """Beside the field that it belongs to, or the first one; a form without fields makes way for the sentence."""
    fields = [block["block_id"] for block in view.get("blocks", []) if block.get("type") == "input"]
    if not fields:
        return {"response_action": "update", "view": apologies.form_of(sentence)}
    own = error.field if isinstance(error, InvalidField) and error.field in fields else fields[0]
    return {"response_action": "errors", "errors": {own: sentence}}
