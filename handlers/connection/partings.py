"""What happens when a member does not want somebody, and when they look at their own list of such people."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from bot.community import members, peers
from bot.connection import partings
from bot.connection.partings import Unwanted
from bot.errors import InvalidField, NotFound
from bot.rules.words import Then
from bot.tools import Tools
from bot.views.community import members as members_view
from bot.views.connection import partings as view
from bot.views.parts import Card
from db.models import Member
from handlers import home, intentions, replies
from handlers.door import Caller, Command, Form, Press, read_choice, read_form, read_number, read_press

Ack = Callable[..., Any]
WORDS = ("private",)
LEFT = "You have left, so I cannot keep this. Join again from my Home tab first."


def ask(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Not this person: what it means, before anything is kept."""
    press = read_press(body)
    with tools.db.read(press.caller.workspace) as session:
        member, introduction = _anybody(session, press.caller), read_number(press.value)
        shown = view.not_them(partings.about(session, introduction, member, now=tools.clock.now()))
    replies.open_form(tools, press, shown)
    ack()


def part(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Never again, and out of the introduction, in one transaction."""
    form = read_form(body)
    then = read_choice(Then, form.text("then")) if form.text("then") else None
    with intentions.begin(tools, form) as intention:
        session, now, introduction = intention.session, intention.now, read_number(form.note)
        member = _anybody(session, form.caller)
        found = partings.about(session, introduction, member, now=now)
        other = _whom(form, found)
        ends = then or (Then.SKIP if found.is_running else None)
        dropped = partings.part(session, introduction, member, other, ends, now=now)
        zone = member.zone or peers.community_zone(session)
        shown = view.parted(found, other, then, until=dropped.looking_until if dropped else None, zone=zone)
    home.refresh(tools, form.caller)
    ack(response_action="update", view=shown)


def show(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """The list, from its first page or from another."""
    press = read_press(body)
    replies.replace(tools, press, _list(tools, press.caller, page=read_number(press.value)))
    ack()


def answer(tools: Tools, command: Command) -> Card:
    """/connect private: seen by the one who types it alone."""
    return _list(tools, command.caller)


def allow(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    with intentions.begin(tools, press) as intention:
        member = _anybody(intention.session, press.caller)
        if intention.is_first:
            partings.allow_again(intention.session, member, read_number(press.value))
        card = view.people(partings.kept_away(intention.session, member))
    replies.replace(tools, press, card)
    ack()


def ask_whom(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Add somebody."""
    _open(tools, read_press(body), lambda _session, _member: view.adding())
    ack()


def add(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    form = read_form(body)
    with intentions.begin(tools, form) as intention:
        member, slack_id = _member(intention.session, form.caller), form.text("person")
        if not slack_id:
            raise InvalidField("person", "Choose somebody from the list.")
        other = members.meet(intention.session, slack_id)
        ended = partings.keep_away(intention.session, member, other, now=intention.now)
    home.refresh(tools, form.caller)
    ack(response_action="update", view=view.added(slack_id, has_ended=ended))


def ask_manager(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """My line manager, with the one who is named already."""

    def filled_in(session: Session, member: Member) -> dict[str, Any]:
        return view.naming_manager(partings.kept_away(session, member).line_manager)

    _open(tools, read_press(body), filled_in)
    ack()


def keep_manager(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    form = read_form(body)
    with intentions.begin(tools, form) as intention:
        session, slack_id = intention.session, form.text("person")
        member = _member(session, form.caller)
        manager = members.meet(session, slack_id) if slack_id else None
        ended = partings.name_line_manager(session, member, manager, now=intention.now)
    home.refresh(tools, form.caller)
    ack(response_action="update", view=view.manager_named(slack_id, has_ended=ended))


def drop_manager(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """No line manager: without a form, for not every Slack lets a choice be cleared."""
    press = read_press(body)
    with intentions.begin(tools, press) as intention:
        session, member = intention.session, _anybody(intention.session, press.caller)
        if intention.is_first:
            partings.name_line_manager(session, member, None, now=intention.now)
        card = view.people(partings.kept_away(session, member))
    replies.replace(tools, press, card)
    ack()


def _list(tools: Tools, caller: Caller, *, page: int = 0) -> Card:
    with tools.db.read(caller.workspace) as session:
        member = members.find(session, caller.slack_id)
        if member is None or not members.has_joined(member):
            return members_view.invitation()
        return view.people(partings.kept_away(session, member), page=page)


def _open(tools: Tools, press: Press, fill: Callable[[Session, Member], dict[str, Any]]) -> None:
    with tools.db.read(press.caller.workspace) as session:
        member = members.find(session, press.caller.slack_id)
        shown = fill(session, member) if member is not None and members.has_joined(member) else None
    if shown is None:
        replies.beside(tools, press, members_view.invitation())
    else:
        replies.open_form(tools, press, shown)


def _whom(form: Form, found: Unwanted) -> int:
    """The one who was chosen, or the only one that there is."""
    first, *more = found.introduced.peers
    return read_number(form.text("person")) if more else first.member_id


def _anybody(session: Session, caller: Caller) -> Member:
    found = members.find(session, caller.slack_id)
    if found is None:
        raise NotFound
    return found


def _member(session: Session, caller: Caller) -> Member:
    """The member who sent a form. Raises InvalidField for whoever has left in the meantime."""
    found = members.find(session, caller.slack_id)
    if found is None or not members.has_joined(found):
        raise InvalidField("person", LEFT)
    return found
