"""What happens when a member looks for somebody in particular, and when somebody who is asked says yes or no."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot import workspaces
from bot.community import members, peers, signposts
from bot.connection import candidates, wishes
from bot.connection.approaches import Looking
from bot.connection.wishes import Outcome
from bot.errors import CommunityError, NotFound
from bot.rules import distress
from bot.rules.commands import Commands
from bot.rules.words import Reply
from bot.tools import Tools
from bot.views import care as care_view
from bot.views.community import members as members_view
from bot.views.connection import wishes as view
from bot.views.parts import Card
from db.models import Member
from handlers import home, intentions, replies
from handlers.door import Form, Press, read_choice, read_form, read_number, read_press
from handlers.intentions import Intention

Ack = Callable[..., Any]


def draft(session: Session, member: Member, typed: str, commands: Commands, *, now: datetime) -> Card:
    """What would be asked, and of how many; nobody is asked yet, and nothing is kept."""
    if refused := _refuse(session, member, now=now):
        return refused
    return view.draft(wishes.draft(session, member, typed, now=now), commands)


def find(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Open the form, empty."""
    _open(tools, read_press(body), "")
    ack()


def change(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Open the form with the words of before."""
    press = read_press(body)
    _open(tools, press, press.value[: wishes.LONGEST])
    ack()


def look(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """The form was sent: show what would be asked."""
    form, now = read_form(body), tools.clock.now()
    typed = form.text("words")
    with tools.db.read(form.caller.workspace) as session:
        member = members.find(session, form.caller.slack_id)
        if refused := _refuse(session, member, now=now):
            shown = view.problem_form(refused.text)
        elif distress.is_told(typed):
            shown = view.problem_form(care_view.card(signposts.every(session)).text)
        else:
            found = wishes.draft(session, _here(member), typed, now=now)
            shown = view.draft_form(found, Commands(tools.settings.command_prefix))
    ack(response_action="update", view=shown)


def ask_in_form(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    form = read_form(body)
    try:
        with intentions.begin(tools, form) as intention:
            shown = _ask_in_form(intention, form)
    except CommunityError as error:
        shown = view.problem_form(error.words)  # this form has no field that it could stand beside
    home.refresh(tools, form.caller)
    ack(response_action="update", view=shown)


def ask(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Ask them: from here on the words are kept."""
    press = read_press(body)
    with intentions.begin(tools, press) as intention:
        member = members.find(intention.session, press.caller.slack_id)
        card = _refuse(intention.session, member, now=intention.now)
        if card is None:
            looking = _ask(intention, _here(member), press.value)
            card = view.asking(looking, workspaces.zone_of(intention.session, _here(member)))
    replies.confirm(tools, press, card)
    ack()


def not_now(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    replies.confirm(tools, read_press(body), view.not_now())
    ack()


def withdraw(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    with intentions.begin(tools, press) as intention:
        member = _here(members.find(intention.session, press.caller.slack_id))
        wishes.withdraw(intention.session, read_number(press.value), member, now=intention.now)
    replies.confirm(tools, press, view.withdrawn())
    ack()


def reply(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Yes or No of somebody who was asked; what cannot be done now leaves the buttons where they are."""
    press = read_press(body)
    with intentions.begin(tools, press) as intention:
        approach, _, name = press.value.partition(":")
        member = _here(members.find(intention.session, press.caller.slack_id))
        given = read_choice(Reply, name)
        outcome = wishes.reply(intention.session, read_number(approach), member, given, now=intention.now)
    show = replies.beside if outcome is Outcome.AWAY else replies.confirm
    show(tools, press, view.replied(outcome))
    ack()


def _open(tools: Tools, press: Press, words: str) -> None:
    with tools.db.read(press.caller.workspace) as session:
        member = members.find(session, press.caller.slack_id)
        refused = _refuse(session, member, now=tools.clock.now())
    if refused is not None:
        replies.beside(tools, press, refused)
        return
    replies.open_form(tools, press, view.look(words))


def _ask_in_form(intention: Intention, form: Form) -> dict[str, Any]:
    member = members.find(intention.session, form.caller.slack_id)
    if refused := _refuse(intention.session, member, now=intention.now):
        return view.problem_form(refused.text)
    looking = _ask(intention, _here(member), form.note)
    return view.asking_form(looking, workspaces.zone_of(intention.session, _here(member)))


def _ask(intention: Intention, member: Member, words: str) -> Looking:
    """A second delivery asks nobody: it shows what the first one did."""
    if intention.is_first:
        return wishes.ask(intention.session, member, words, now=intention.now)
    found = wishes.looking_for(intention.session, member, words, now=intention.now)
    if found is None:
        raise NotFound
    return found


def _refuse(session: Session, member: Member | None, *, now: datetime) -> Card | None:
    """Why this person cannot look for anybody now, or None when they can."""
    if member is None or not members.has_joined(member):
        return members_view.invitation()
    if not peers.can_be_introduced(member):
        return view.where_you_work()
    return None if candidates.can_meet(session, member, now=now) else view.paused()


def _here(member: Member | None) -> Member:
    if member is None:
        raise NotFound
    return member
