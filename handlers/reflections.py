"""What happens when a member reflects: the form opens, is kept, changed or deleted, and shows to them alone."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot import characteristics, followups, members, prompts, reflections, signposts, turns
from bot.errors import InvalidField, NotFound
from bot.followups import Followup
from bot.prompts import Posed
from bot.reflections import Words
from bot.rules import requests
from bot.rules.commands import Commands
from bot.tools import Tools
from bot.views import home as home_view
from bot.views import members as members_view
from bot.views import prompts as prompts_view
from bot.views import reflections as view
from bot.views.parts import Card
from db.models import Characteristic, Member
from handlers import home, intentions, replies
from handlers.door import Command, Form, Press, read_command, read_form, read_number, read_press
from handlers.intentions import Intention

Ack = Callable[..., Any]
Shown = Card | dict[str, Any]
"""A card for somebody who cannot reflect yet, or the form."""

NEW, EDIT = "new", "edit"
ID_LENGTH = 36
_LEFT = "You have left, so I cannot keep this. Copy your text, then join again from my Home tab."

log = logging.getLogger(__name__)


def reflect(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """/reflect, /reflect innovation, /reflect help."""
    command = read_command(body)
    with tools.db.read(command.caller.workspace) as session:
        commands = Commands(tools.settings.command_prefix)
        shown = _asked_for(session, command, commands, now=tools.clock.now())
    if isinstance(shown, Card):
        ack(**shown.as_reply())
        return
    tools.slack.open_form(command.caller.workspace, command.trigger, shown)
    ack()


def reflect_now(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Reflect now, in the Home tab."""
    _open(tools, read_press(body), lambda session, member, _: _form_now(session, member, now=tools.clock.now()))
    ack()


def reflect_on(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Reflect, on the card of a prompt that was sent."""
    _open(tools, read_press(body), _form_of_card)
    ack()


def edit(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    def filled_in(session: Session, member: Member, press: Press) -> dict[str, Any]:
        entry = reflections.read(session, tools.vault, member, press.value)
        return view.editing(entry, signposts.every(session), note=f"{EDIT}:{press.value}")

    _open(tools, read_press(body), filled_in)
    ack()


def delete(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    with intentions.begin(tools, press, once=f"erase:{press.value[:ID_LENGTH]}") as intention:
        if intention.is_first:
            _erase(intention, press)
    replies.confirm(tools, press, view.deleted())
    ack()


def turn_page(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Older or newer ones; they are only ever shown in their author's own Home tab."""
    press = read_press(body)
    number = read_number(press.value)
    with tools.db.read(press.caller.workspace) as session:
        member = members.find(session, press.caller.slack_id)
        if member is None or not members.has_joined(member):
            raise NotFound
        page = reflections.page(session, tools.vault, member, number=number)
        card = view.page_card(page, turns.zone_of(session, member))
    tools.slack.show_home(press.caller.workspace, press.caller.slack_id, home_view.beside(card))
    ack()


def save(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """The form is sent: all of it is kept at once, or nothing and the form stays open with its text."""
    form = read_form(body)
    words = _read_words(form)
    with intentions.begin(tools, form) as intention:
        member = members.find(intention.session, form.caller.slack_id)
        if member is None or not members.has_joined(member):
            raise InvalidField("what", _LEFT)
        if intention.is_first:
            _keep(intention, tools, member, form.note, words)
        plan = _plan_of(intention.session, member, form.note) if words.plan else None
    home.refresh(tools, form.caller)
    ack(response_action="update", view=view.saved(words, plan))


def _erase(intention: Intention, press: Press) -> None:
    """Raises NotFound for what this member has not written: somebody else's is no more to be found than nothing."""
    member = members.find(intention.session, press.caller.slack_id)
    if member is None or not reflections.erase(intention.session, member, press.value):
        raise NotFound


def _keep(intention: Intention, tools: Tools, member: Member, note: str, words: Words) -> None:
    session, now = intention.session, intention.now
    what, _, about = note.partition(":")
    if what == EDIT:
        reflections.edit(session, tools.vault, member, about, words, now=now)
        return
    prompt, characteristic, asking = (read_number(part) for part in f"{about}::".split(":")[:3])
    posed = prompts.pose(session, prompt, characteristic, asking=asking or None)
    reflections.write(session, tools.vault, member, posed, words, now=now)


def _plan_of(session: Session, member: Member, note: str) -> Followup | None:
    """The plan that this form has just kept, also when the form comes again."""
    what, _, about = note.partition(":")
    return followups.of_reflection(session, about, member) if what == EDIT else followups.newest(session, member)


def _asked_for(session: Session, command: Command, commands: Commands, *, now: datetime) -> Shown:
    every = characteristics.every(session)
    if command.text.lower() in {"help", "?"}:
        return prompts_view.help_card(every, commands)
    about = characteristics.named(session, command.text) if command.text else None
    if command.text and about is None:
        meant = requests.did_you_mean(command.text, [one.key for one in every])
        return prompts_view.did_you_mean(command.text, meant=meant, characteristics=every, commands=commands)
    member = members.find(session, command.caller.slack_id)
    if member is None or not members.has_joined(member):
        return members_view.invitation()
    return _form_now(session, member, about, now=now)


def _form_now(
    session: Session, member: Member, about: Characteristic | None = None, *, now: datetime
) -> dict[str, Any]:
    return form_on(session, prompts.choose(session, member, now=now, about=about))


def _form_of_card(session: Session, member: Member, press: Press) -> dict[str, Any]:
    return form_on(session, prompts.asked_of(session, read_number(press.value), member))


def form_on(session: Session, posed: Posed) -> dict[str, Any]:
    """The form for a new reflection on this prompt."""
    note = f"{NEW}:{posed.prompt.id}:{posed.characteristic.id}:{posed.asking or 0}"
    return view.writing(posed, signposts.every(session), note=note)


def _open(tools: Tools, press: Press, fill: Callable[[Session, Member, Press], dict[str, Any]]) -> None:
    with tools.db.read(press.caller.workspace) as session:
        member = members.find(session, press.caller.slack_id)
        has_joined = member is not None and members.has_joined(member)
        shown = fill(session, member, press) if member is not None and has_joined else None
    if shown is None:
        replies.beside(tools, press, members_view.invitation())
    else:
        tools.slack.open_form(press.caller.workspace, press.trigger, shown)


def _read_words(form: Form) -> Words:
    return reflections.read_words(
        what=form.text("what"),
        so_what=form.text("so_what"),
        now_what=form.text("now_what"),
        when=form.text("when"),
        then=form.text("then"),
    )
