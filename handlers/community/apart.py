"""What happens when an organiser keeps people apart, looks at who is, or lets them together again."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from bot import workspaces
from bot.community import exclusions, members, peers
from bot.community.peers import Directory
from bot.errors import InvalidField
from bot.tools import Tools
from bot.views.community import apart as view
from bot.views.parts import Card
from db.models import Member
from handlers import intentions, replies
from handlers.connection.rounds import organiser_of
from handlers.door import Form, read_form, read_number, read_press

Ack = Callable[..., Any]


def ask(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Open the form."""
    press = read_press(body)
    with tools.db.read(press.caller.workspace) as session:
        organiser_of(session, press.caller)
    tools.slack.open_form(press.caller.workspace, press.trigger, view.ask())
    ack()


def keep(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    form = read_form(body)
    with intentions.begin(tools, form) as intention:
        session = intention.session
        organiser = organiser_of(session, form.caller)
        first, second = (_member(session, form, field) for field in ("first", "second"))
        workspaces.take_turns(session)
        if intention.is_first:
            exclusions.keep_apart(session, organiser, first, second, now=intention.now)
        directory = Directory.read(session)
        shown = view.kept([directory.peer(member) for member in (first, second)])
    ack(response_action="update", view=shown)


def look(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Whom organisers keep apart, from the first page or another."""
    press = read_press(body)
    with tools.db.read(press.caller.workspace) as session:
        organiser_of(session, press.caller)
        card = _list(session, page=read_number(press.value))
    replies.replace(tools, press, card)
    ack()


def let(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Let two people together; doing it again changes nothing."""
    press = read_press(body)
    which, _, page = press.value.partition(":")
    with intentions.begin(tools, press) as intention:
        organiser_of(intention.session, press.caller)
        exclusions.let_together(intention.session, read_number(which))
        card = _list(intention.session, page=read_number(page), note=view.LET_TOGETHER)
    replies.replace(tools, press, card)
    ack()


def _list(session: Session, *, page: int, note: str = "") -> Card:
    return view.listing(exclusions.kept_apart(session), peers.community_zone(session), page=page, note=note)


def _member(session: Session, form: Form, field: str) -> Member:
    found = members.find(session, form.text(field))
    if found is None:
        raise InvalidField(field, exclusions.NOT_JOINED)
    return found
