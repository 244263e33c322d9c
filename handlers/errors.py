"""What people read when something goes wrong: a sentence at once, and never silence."""

import logging
import secrets
from typing import Any

from slack_bolt import BoltResponse

from bot.errors import CommunityError, InvalidField
from bot.slack import SlackFault
from bot.tools import Tools
from bot.views.parts import Card, section
from handlers import replies
from handlers.door import read_press

log = logging.getLogger(__name__)


def explain(error: Exception, body: dict[str, Any], tools: Tools) -> BoltResponse:
    """Answer by kind: a command and a modal in their acknowledgement, a press beside it; an event is tried again."""
    sentence = _sentence(error)
    if "command" in body:
        return _reply({"response_type": "ephemeral", "text": sentence})
    if body.get("type") == "view_submission" and (field := _field(error, body["view"])):
        return _reply({"response_action": "errors", "errors": {field: sentence}})
    if body.get("type") == "block_actions":
        _tell_presser(tools, body, sentence)
        return _reply("")
    if body.get("type") == "event_callback":
        return BoltResponse(status=500, body="")
    return _reply("")


def _sentence(error: Exception) -> str:
    if isinstance(error, CommunityError):
        return error.words
    reference = secrets.token_hex(4)
    # the trace names no text of a member: what people type is never part of an exception of ours
    log.error("reference %s", reference, exc_info=error)
    return f"Something went wrong at our end. Try again in a minute. Reference: {reference}"


def _tell_presser(tools: Tools, body: dict[str, Any], sentence: str) -> None:
    try:
        press = read_press(body)
        card = Card(sentence, (section(sentence),))
        replies.beside(tools, press, card)
    except Exception as fault:
        # Home is drawn from the database, which may be what failed; a raised error here would leave silence
        log.warning("a press was not answered: %s", type(fault).__name__, exc_info=not isinstance(fault, SlackFault))


def _reply(body: dict[str, Any] | str) -> BoltResponse:
    return BoltResponse(status=200, body=body)


def _field(error: Exception, view: dict[str, Any]) -> str | None:
    """The block that the sentence belongs beside."""
    return error.field if isinstance(error, InvalidField) else _first_input(view)


def _first_input(view: dict[str, Any]) -> str | None:
    return next((block["block_id"] for block in view.get("blocks", []) if block.get("type") == "input"), None)
