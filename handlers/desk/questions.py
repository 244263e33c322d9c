"""What happens when somebody asks: by command, in a direct message, with a mention, or of a person."""

from collections.abc import Callable
from typing import Any

from bot.community import audiences, members
from bot.desk import asking, feedback, phrasings, questions
from bot.desk.asking import Asker
from bot.rules import distress, text
from bot.rules.commands import Commands
from bot.rules.words import Origin
from bot.tools import Tools
from bot.views import help as help_view
from bot.views.desk import answers as answers_view
from bot.views.desk import asking as asking_view
from bot.views.desk import questions as view
from handlers import intentions, replies
from handlers.door import Command, Form, Said, read_command, read_form, read_meant, read_press, read_said

Ack = Callable[..., Any]

HOME = "home"  # where somebody asks in a form


def ask(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """/ask: the answer is the acknowledgement itself, seen by the asker alone. Of them nothing is kept."""
    command = read_command(body)
    asked = text.read_question(command.text)
    if asked.lower() in {"", "help", "?"}:
        ack(**help_view.ask(Commands(tools.settings.command_prefix)).as_reply())
        return
    with tools.db.read(command.caller.workspace) as session:
        asker = Asker(members.find(session, command.caller.slack_id), command.channel)
        told = asking.answer(session, asked, asker, now=tools.clock.now())
        card = asking_view.card(told, Commands(tools.settings.command_prefix), question=asked)
    if asking.leaves_a_trace(told, asker):
        _note(tools, command, told, asked, command.channel)
    if command.is_in_channel and asking.may_be_shared(asked, told):
        card = asking_view.shareable(card, question=asked)
    ack(**card.as_reply())


def open_form(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """A form to ask in, from the Home tab."""
    press = read_press(body)
    replies.open_form(tools, press, asking_view.form())
    ack()


def ask_in_form(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """The answer stands in the form, where nobody else reads it."""
    form = read_form(body)
    asked = text.read_question(form.text(asking_view.QUESTION))
    with tools.db.read(form.caller.workspace) as session:
        asker = Asker(members.find(session, form.caller.slack_id), HOME)
        told = asking.answer(session, asked, asker, now=tools.clock.now())
        card = asking_view.card(told, Commands(tools.settings.command_prefix), question=asked)
    if asking.leaves_a_trace(told, asker):
        _note(tools, form, told, asked, HOME)
    ack(response_action="update", view=asking_view.form(card))


def _note(tools: Tools, meant: Command | Form, told: asking.Told, asked: str, place: str) -> None:
    """The next question here can lean on this answer for half an hour; what was not known is noted."""
    with intentions.begin(tools, meant) as intention:
        session, slack_id = intention.session, meant.caller.slack_id
        asking.note(session, told, Asker(members.find(session, slack_id), place), now=intention.now)
        if asking.was_unknown(told):
            feedback.note_unknown(session, tools.vault, slack_id, asked, now=intention.now)


def told(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """A direct message."""
    said = read_said(body)
    if said is not None and body["event"].get("channel_type") == "im":
        _owe_reply(tools, said, said.text, Origin.DIRECT_MESSAGE)
    ack()


def mentioned(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """A mention in a channel, answered in its thread."""
    said = read_said(body)
    if said is not None:
        _owe_reply(tools, said, text.without_mention(said.text), Origin.MENTION)
    ack()


def choose(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Somebody says which of several things they meant: it is told, and the choice may teach us their words."""
    press = read_press(body)
    choice, asked = read_meant(press.value)
    with intentions.begin(tools, press) as intention:
        session = intention.session
        member = members.meet(session, press.caller.slack_id)
        found = questions.answer_from(session, choice, now=intention.now, readers=audiences.of(member))
        if intention.is_first and not distress.is_told(asked):
            phrasings.choose(session, member, choice.kind, choice.id, asked, now=intention.now)
        asking.note(session, found, Asker(member, press.channel), now=intention.now)
    replies.confirm(tools, press, answers_view.card(found, question=asked))
    ack()


def ask_a_person(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    asked = text.read_question(press.value)
    with intentions.begin(tools, press) as intention:
        session = intention.session
        if intention.is_first:
            member = members.meet(session, press.caller.slack_id)
            found = questions.put_to_organisers(session, member, asked, now=intention.now)
        else:
            found = questions.handover(session, now=intention.now)
    replies.confirm(tools, press, view.handed_over(asked, found))
    ack()


def _owe_reply(tools: Tools, said: Said, asked: str, origin: Origin) -> None:
    with intentions.begin(tools, said) as intention:
        if not intention.is_first:
            return
        session, now = intention.session, intention.now
        member = members.meet(session, said.caller.slack_id)
        # over the limit, a little more than the limit is kept, so that the reply can say that it was too long
        kept = text.clean(asked)[: text.LONGEST_QUESTION + 1]
        thread = said.open_thread or (said.ts if origin is Origin.MENTION else None)
        questions.owe_reply(session, member, kept, origin, channel=said.channel, thread=thread, now=now)
