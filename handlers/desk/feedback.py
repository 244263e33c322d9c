"""What happens when somebody says whether an answer helped, and when organisers look at what was missed."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from bot.desk import feedback, lessons
from bot.desk.feedback import Vote
from bot.errors import NotFound
from bot.rules.words import Verdict
from bot.tools import Tools
from bot.views.desk import feedback as view
from bot.views.desk import lessons as lessons_view
from bot.views.parts import Card
from handlers import intentions, replies
from handlers.connection.rounds import organiser_of
from handlers.desk.lessons import Cause, community_day
from handlers.door import read_choice, read_meant, read_press

Ack = Callable[..., Any]
LEFT = "Off the list."


def helpful(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    _note(body, tools, Verdict.HELPFUL)
    replies.beside(tools, read_press(body), view.thanks())
    ack()


def not_quite(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """It counts at once, and is asked for a reason beside the answer, which stays."""
    press = read_press(body)
    meant, asked = read_meant(press.value)
    _note(body, tools, Verdict.NOT_QUITE)
    replies.beside(tools, press, view.why((meant.kind, meant.id), asked))
    ack()


def explain(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    verdict = read_choice(Verdict, body["actions"][0]["action_id"].rpartition(".")[2].upper())
    if verdict not in feedback.UNHELPFUL:
        raise NotFound
    _note(body, tools, verdict)
    _, asked = read_meant(press.value)
    replies.confirm(tools, press, view.noted(asked))
    ack()


def look(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """For an organiser: what was missed."""
    press = read_press(body)
    with tools.db.read(press.caller.workspace) as session:
        organiser_of(session, press.caller)
        card = _listing(session, tools)
    replies.replace(tools, press, card)
    ack()


def add(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Write an answer to what was not known, or beside one that did not help."""
    press = read_press(body)
    meant, which = read_meant(press.value)
    with tools.db.read(press.caller.workspace) as session:
        organiser_of(session, press.caller)
        asked = feedback.asked(session, (meant.kind, meant.id), which)
        day = community_day(session, tools.clock.now())
    cause = Cause("topic", feedback.topic(asked) if asked else "-", press.page)
    replies.open_form(tools, press, lessons_view.form_to_keep(cause.note(), title=asked, as_of=day))
    ack()


def change(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Change a kept answer that did not help."""
    press = read_press(body)
    meant, _ = read_meant(press.value)
    with tools.db.read(press.caller.workspace) as session:
        organiser_of(session, press.caller)
        found = lessons.find(session, meant.id)
    cause = Cause("lesson", str(found.id), press.page)
    shown = lessons_view.form_to_keep(
        cause.note(), title=found.title, text=found.text, link=found.link, as_of=found.as_of
    )
    replies.open_form(tools, press, shown)
    ack()


def leave(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Off the list, for all organisers; doing it again changes nothing."""
    press = read_press(body)
    meant, which = read_meant(press.value)
    with intentions.begin(tools, press) as intention:
        session = intention.session
        organiser_of(session, press.caller)
        if (meant.kind, meant.id) == feedback.NOTHING:
            feedback.settle(session, which)
        else:
            feedback.settle_about(session, (meant.kind, meant.id))
        card = _listing(session, tools, note=LEFT)
    replies.replace(tools, press, card)
    ack()


def _listing(session: Session, tools: Tools, *, note: str = "") -> Card:
    return view.listing(feedback.missed(session, since=tools.clock.now() - feedback.KEPT), note=note)


def _note(body: dict[str, Any], tools: Tools, verdict: Verdict) -> None:
    press = read_press(body)
    meant, asked = read_meant(press.value)
    vote = Vote(press.caller.slack_id, (meant.kind, meant.id), asked, verdict)
    with intentions.begin(tools, press) as intention:
        if intention.is_first:
            feedback.note(intention.session, tools.vault, vote, now=intention.now)
