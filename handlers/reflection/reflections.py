"""What happens when a member reflects: the form opens in their own way, and is kept at once or not at all."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.community import characteristics, members, signposts
from bot.connection import introductions
from bot.errors import InvalidField
from bot.reflection import barriers, followups, plans, prompts, reflections, sharing
from bot.reflection.prompts import Posed
from bot.reflection.reflections import Words
from bot.rules import requests
from bot.rules.commands import Commands
from bot.rules.identifying import Detail
from bot.rules.words import Audience
from bot.rules.words import Form as Way
from bot.tools import Tools
from bot.views.community import members as members_view
from bot.views.parts import Card
from bot.views.reflection import prompts as prompts_view
from bot.views.reflection import reflections as view
from bot.views.reflection import sharing as sharing_view
from bot.views.reflection.reflections import Further, Written
from db.models import Characteristic, Member
from handlers import home, intentions, replies
from handlers.door import Command, Form, Press, read_choice, read_command, read_form, read_number, read_press
from handlers.intentions import Intention
from handlers.reflection import sharing as sharing_handler
from handlers.reflection.authors import ASKED, Note, author, author_of, read_words, typed

Ack = Callable[..., Any]
Shown = Card | dict[str, Any]
"""A card for somebody who cannot reflect yet, or the form."""


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


def write_another_way(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """The same prompt in another form, with all that was typed."""
    press, form = read_press(body), read_form(body)
    note = replace(Note.read(form.note), way=read_choice(Way, press.value))
    with tools.db.read(press.caller.workspace) as session:
        shown = _form(session, tools, author(session, press.caller), note, Written(note.way, typed(form)))
    tools.slack.change_form(press.caller.workspace, form.view, form.version, shown)
    ack()


def edit(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    def filled_in(session: Session, member: Member, press: Press) -> dict[str, Any]:
        entry = reflections.read(session, tools.vault, member, press.value)
        written = Written(entry.reflection.form, entry.words or Words())
        return view.editing(entry, written, signposts.every(session), note=str(Note(reflection=press.value)))

    _open(tools, read_press(body), filled_in)
    ack()


def save(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """The form is sent: all of it is kept at once, or nothing and the form stays open with its text.

    What may show who somebody is is asked about once, before anything is kept.
    """
    form = read_form(body)
    note, words = Note.read(form.note), read_words(form)
    if words.details and not note.was_asked:
        ack(response_action="update", view=_asked_once(tools, form, note, words))
        return
    with intentions.begin(tools, form) as intention:
        member = author_of(intention.session, form)
        reflection = _keep(intention, tools, member, note, words)
        shown = _saved(intention, tools, member, reflection, words)
    home.refresh(tools, form.caller)
    ack(response_action="update", view=shown)


def add(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """What was added to a saved reflection; then, for who wants others to read it, the way there."""
    form = read_form(body)
    plan = plans.read_intention(form.text("when").strip(), form.text("then").strip())
    wanted = read_choice(Audience, form.text("audience") or Audience.ONLY_ME.name)
    channels = sharing_handler.channels(tools, form.caller) if wanted is Audience.CHANNEL else []
    if wanted is Audience.CHANNEL and not channels:
        raise InvalidField("audience", sharing_view.NO_CHANNEL)
    if (details := Words(plan=plan).details) and not form.note.endswith(ASKED):
        ack(response_action="update", view=_asked_before_adding(tools, form, plan, wanted, details))
        return
    reflection = form.note.removesuffix(ASKED)
    with intentions.begin(tools, form) as intention:
        session, member = intention.session, author_of(intention.session, form, field=next(iter(form.fields)))
        if intention.is_first:
            reflections.tick(session, tools.vault, member, reflection, form.choices("tags"))
            reflections.add_plan(session, tools.vault, member, reflection, plan, now=intention.now)
        shown = view.finished()
        if wanted is not Audience.ONLY_ME:
            places = channels or sharing_handler.introduction(session, member, now=intention.now)
            shown = sharing_handler.choosing(session, tools, member, reflection, places)
    home.refresh(tools, form.caller)
    ack(response_action="update", view=shown)


def _keep(intention: Intention, tools: Tools, member: Member, note: Note, words: Words) -> str:
    """Gives which reflection it is, also when the form comes again."""
    session, now = intention.session, intention.now
    if not intention.is_first:
        return note.reflection or reflections.newest(session, member)
    if note.reflection:
        reflections.edit(session, tools.vault, member, note.reflection, words, now=now)
        return note.reflection
    posed = prompts.pose(session, note.prompt, note.characteristic, asking=note.asking or None)
    return reflections.write(session, tools.vault, member, posed, words, now=now, form=note.way).id


def _saved(intention: Intention, tools: Tools, member: Member, reflection: str, words: Words) -> dict[str, Any]:
    session = intention.session
    further = _further(session, tools, member, reflection, now=intention.now)
    if words.plan is not None:
        further = replace(further, asks_for_plan=False)
    plan = followups.of_reflection(session, reflection, member) if words.plan else None
    posts = signposts.every(session) if words.tells_of_distress else None
    return view.saved(words, further, plan, signposts=posts)


def _further(session: Session, tools: Tools, member: Member, reflection: str, *, now: datetime) -> Further:
    entry = reflections.read(session, tools.vault, member, reflection)
    return Further(
        reflection=reflection,
        barriers=barriers.every(session),
        ticked=entry.words.tags if entry.words else (),
        introduction=next(iter(introductions.present(session, member, now=now)), None),
        asks_for_plan=entry.reflection.form is Way.GIBBS,
        is_shared=bool(sharing.present(session, [reflection])),
    )


def _asked_before_adding(
    tools: Tools, form: Form, plan: plans.Intention | None, wanted: Audience, details: Sequence[Detail]
) -> dict[str, Any]:
    """What was about to be added as it was typed, and the question whether somebody could work out who it is."""
    with tools.db.read(form.caller.workspace) as session:
        member = author_of(session, form, field="when")
        found = _further(session, tools, member, form.note, now=tools.clock.now())
        typed_in = replace(found, ticked=form.choices("tags"), plan=plan, audience=wanted)
        return view.adding(typed_in, details, note=f"{form.note}{ASKED}")


def _asked_once(tools: Tools, form: Form, note: Note, words: Words) -> dict[str, Any]:
    """The same form with what was typed, and the question whether somebody could work out who it is."""
    with tools.db.read(form.caller.workspace) as session:
        written = Written(note.way, typed(form), words.details)
        return _form(session, tools, author_of(session, form), replace(note, was_asked=True), written)


def _form(session: Session, tools: Tools, member: Member, note: Note, written: Written) -> dict[str, Any]:
    posts = signposts.every(session)
    if note.reflection:
        entry = reflections.read(session, tools.vault, member, note.reflection)
        return view.editing(entry, replace(written, form=entry.reflection.form), posts, note=str(note))
    posed = prompts.pose(session, note.prompt, note.characteristic, asking=note.asking or None)
    return view.writing(posed, written, posts, note=str(note))


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
    return form_on(session, member, prompts.choose(session, member, now=now, about=about))


def _form_of_card(session: Session, member: Member, press: Press) -> dict[str, Any]:
    return form_on(session, member, prompts.asked_of(session, read_number(press.value), member))


def form_on(session: Session, member: Member, posed: Posed) -> dict[str, Any]:
    """The form for a new reflection on this prompt, in the way that the member wrote last."""
    note = Note(posed.prompt.id, posed.characteristic.id, posed.asking or 0, member.reflects_in)
    return view.writing(posed, Written(note.way), signposts.every(session), note=str(note))


def _open(tools: Tools, press: Press, fill: Callable[[Session, Member, Press], dict[str, Any]]) -> None:
    with tools.db.read(press.caller.workspace) as session:
        member = members.find(session, press.caller.slack_id)
        has_joined = member is not None and members.has_joined(member)
        shown = fill(session, member, press) if member is not None and has_joined else None
    if shown is None:
        replies.beside(tools, press, members_view.invitation())
    else:
        tools.slack.open_form(press.caller.workspace, press.trigger, shown)
