"""What happens when somebody shares an answer in the channel where they asked, and when they take it back."""

import hashlib
from collections.abc import Callable
from typing import Any

from bot.community import members
from bot.desk import shares
from bot.desk.asking import Asker
from bot.desk.shares import Fate, TakenBack
from bot.errors import CannotBeShared
from bot.rules import text
from bot.slack import Posted, Refused
from bot.tools import Tools
from bot.views.desk import asking as view
from handlers import intentions, replies, withdrawals
from handlers.door import Press, read_number, read_press

Ack = Callable[..., Any]


def share(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Share in this channel: it is answered anew for everybody, and posted once, however often it is pressed."""
    press = read_press(body)
    asked = text.read_question(press.value)
    if not _is_open(tools, press):
        raise CannotBeShared(view.NOT_HERE)
    digest, shown = hashlib.sha256(asked.encode()).hexdigest()[:16], view.shared_before()
    with intentions.begin(tools, press, once=f"share:{press.channel}:{press.message}:{digest}") as intention:
        if intention.is_first:
            asker = Asker(members.meet(intention.session, press.caller.slack_id), press.channel)
            shown = view.sharing(shares.share(intention.session, asked, asker, now=intention.now).id)
    replies.beside(tools, press, shown)
    ack()


def take_back(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Take it back: what was not posted is not posted, and what was is deleted."""
    press = read_press(body)
    number = read_number(press.value)
    with intentions.begin(tools, press) as intention:
        member = members.meet(intention.session, press.caller.slack_id)
        found = shares.take_back(intention.session, number, member)
    posted = Posted(found.channel, found.ts)
    if found.fate is Fate.TO_TAKE_DOWN and withdrawals.take_down(tools, press.caller.workspace, posted):
        with intentions.begin(tools, press, once=f"down:{press.key}") as intention:
            shares.is_down(intention.session, number)
        found = TakenBack(Fate.GONE)
    replies.confirm(tools, press, view.taken_back(number, found.fate))
    ack()


def _is_open(tools: Tools, press: Press) -> bool:
    """Whether this is a public channel that we are in."""
    try:
        return tools.slack.channel(press.caller.workspace, press.channel) is not None
    except Refused as refusal:
        if refusal.code == "missing_scope":
            raise CannotBeShared(view.NO_LEAVE) from refusal
        raise
