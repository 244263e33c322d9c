"""What happens when an organiser brings resources in from a file, or takes them out as one."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from bot.errors import InvalidField
from bot.library import catalogues, imports
from bot.rules.imports import MOST_BYTES
from bot.slack import SlackFault
from bot.tools import Tools
from bot.views.home import Page
from bot.views.library import imports as view
from handlers import home, intentions, replies
from handlers.connection.rounds import organiser_of
from handlers.door import Caller, File, read_files, read_form, read_press

Ack = Callable[..., Any]

_NONE = "Choose a file first."
_NOT_READ = "I could not get that file from Slack. Try again, or ask whoever looks after the app about files:read."
_CHANGED = "That file is not the one that you looked at. Choose it again."


def ask(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Add from a file: the form."""
    press = read_press(body)
    with tools.db.read(press.caller.workspace) as session:
        organiser_of(session, press.caller)
    tools.slack.open_form(press.caller.workspace, press.trigger, view.ask())
    ack()


def look(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """The file is sent: what would come of it shows, and nothing is kept, neither rows nor file."""
    form = read_form(body)
    files = read_files(body, "file")
    with tools.db.read(form.caller.workspace) as session:
        organiser_of(session, form.caller)
    if not files:
        raise InvalidField("file", _NONE)
    content = _fetch(tools, form.caller, files[0])
    with tools.db.read(form.caller.workspace) as session:
        plan = imports.look(session, content)
    note = json.dumps({"address": files[0].address, "size": files[0].size, "digest": _digest(content)})
    ack(response_action="update", view=view.preview(plan, note=note))


def carry_out(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Import these: the file is read once more, and what is right in it is kept, all of it or nothing."""
    form = read_form(body)
    noted = json.loads(form.note or "{}")
    with tools.db.read(form.caller.workspace) as session:
        organiser_of(session, form.caller)
    content = _fetch(tools, form.caller, File(str(noted.get("address")), int(noted.get("size") or 0)))
    if _digest(content) != noted.get("digest"):
        raise InvalidField("file", _CHANGED)
    with intentions.begin(tools, form) as intention:
        organiser = organiser_of(intention.session, form.caller)
        plan = imports.carry_out(intention.session, content, organiser, now=intention.now)
        shown = view.done(plan)
    ack(response_action="update", view=shown)
    home.refresh(tools, form.caller, page=Page.ORGANISE)


def export(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Take out as a file: it is owed to the organiser alone."""
    press = read_press(body)
    with intentions.begin(tools, press) as intention:
        organiser = organiser_of(intention.session, press.caller)
        if intention.is_first:
            catalogues.order(intention.session, organiser, now=intention.now)
    replies.confirm(tools, press, view.ordered())
    ack()


def _fetch(tools: Tools, caller: Caller, file: File) -> bytes:
    """The file from Slack, which alone is asked."""
    if file.size > MOST_BYTES:
        raise InvalidField("file", "That file is larger than 1 MB. Send it in 2 files or more.")
    try:
        return tools.slack.download(caller.workspace, file.address, most=MOST_BYTES + 1)
    except SlackFault:
        raise InvalidField("file", _NOT_READ) from None


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
