"""What happens when somebody says whether what they wrote in our direct messages was a reflection or a question."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from bot.community import members
from bot.desk import asking, questions
from bot.desk.asking import Asker
from bot.errors import NotFound
from bot.reflection import prompts
from bot.rules.commands import Commands
from bot.tools import Tools
from bot.views.desk import asking as asking_view
from bot.views.reflection import keeping as view
from db.models import Member
from handlers import replies
from handlers.door import Press, read_number, read_press
from handlers.reflection import reflections

Ack = Callable[..., Any]

_LET_GO = "I have let your words go, as I keep them for an hour at most. Copy them from your message and try again."


def keep(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Open the form with their words in it; nothing is kept before they save it."""
    press = read_press(body)
    question, _, asking = press.value.partition(":")
    with tools.db.read(press.caller.workspace) as session:
        member = _member(session, press)
        posed = prompts.asked_of(session, read_number(asking), member)
        text = _text(session, member, question)
        form = view.filled_in(reflections.form_on(session, member, posed), text)
    tools.slack.open_form(press.caller.workspace, press.trigger, form)
    ack()


def answer(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """It was a question: here is the answer."""
    press = read_press(body)
    with tools.db.read(press.caller.workspace) as session:
        member = _member(session, press)
        text = _text(session, member, press.value)
        told = asking.answer(session, text, Asker(member, press.channel), now=tools.clock.now())
        card = asking_view.card(told, Commands(tools.settings.command_prefix), question=text)
    replies.confirm(tools, press, card)
    ack()


def _member(session: Session, press: Press) -> Member:
    found = members.find(session, press.caller.slack_id)
    if found is None or not members.has_joined(found):
        raise NotFound(_LET_GO)
    return found


def _text(session: Session, member: Member, question: str) -> str:
    """What they wrote, while it is here; somebody else's is no more to be found than nothing."""
    found = questions.find(session, read_number(question))
    if found is None or found.member_id != member.id or not found.text:
        raise NotFound(_LET_GO)
    return found.text
