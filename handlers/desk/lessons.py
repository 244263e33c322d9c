"""What happens when an organiser keeps an answer for everybody, looks at those, changes one or takes it away."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from bot import workspaces
from bot.desk import feedback, lessons, questions
from bot.desk.lessons import Draft, Lesson, TellsOfSomebody
from bot.desk.questions import Asked
from bot.errors import InvalidField
from bot.rules.dates import local
from bot.tools import Tools
from bot.views import details
from bot.views.desk import lessons as view
from bot.views.home import Page
from handlers import home, intentions, replies
from handlers.connection.rounds import organiser_of
from handlers.door import Form, read_form, read_number, read_press
from handlers.intentions import Intention

Ack = Callable[..., Any]
SENT = "Your answer is on its way. Now check how everybody will see it, or choose Cancel."


@dataclass(frozen=True)
class Cause:
    """What an answer is kept for: a reply, a question that had none, a lesson to be changed, or none of these.

    `page` is the page of the Home tab on which it was begun.
    """

    what: str
    which: str
    page: Page

    def note(self) -> str:
        return f"{self.what} {self.which} {self.page.value}"

    @classmethod
    def read(cls, note: str) -> "Cause":
        what, which, page = (*note.split(" "), "", "", "")[:3]
        return cls(what, which, Page.ORGANISE if page == Page.ORGANISE.value else Page.HOME)


def ask(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Open the form for a new one."""
    press = read_press(body)
    with tools.db.read(press.caller.workspace) as session:
        organiser_of(session, press.caller)
        day = community_day(session, tools.clock.now())
    cause = Cause("new", "-", press.page)
    replies.open_form(tools, press, view.form_to_keep(cause.note(), as_of=day))
    ack()


def ask_to_change(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    with tools.db.read(press.caller.workspace) as session:
        organiser_of(session, press.caller)
        found = lessons.find(session, read_number(press.value))
    cause = Cause("lesson", str(found.id), press.page)
    shown = view.form_to_keep(cause.note(), title=found.title, text=found.text, link=found.link, as_of=found.as_of)
    replies.open_form(tools, press, shown)
    ack()


def check_reply(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """After sending: look at how everybody would see it."""
    press = read_press(body)
    cause = Cause.read(press.value)
    with tools.db.read(press.caller.workspace) as session:
        organiser_of(session, press.caller)
        found = questions.asked(session, read_number(cause.which))
        day = community_day(session, tools.clock.now())
    is_open = found.question.kept_at is None and found.question.reply
    replies.open_form(tools, press, form_for_reply(found, cause, day, view.CHECK) if is_open else view.kept_before())
    ack()


def keep(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Keep it, or leave the form open with the reason why not."""
    form = read_form(body)
    cause = Cause.read(form.note)
    with intentions.begin(tools, form) as intention:
        lesson = _keep(intention, form, cause)
        shown = view.kept(lesson) if lesson else view.kept_before()
    ack(response_action="update", view=shown)
    if cause.page is Page.ORGANISE:
        home.refresh(tools, form.caller, page=cause.page)


def look(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """What is kept, from the first page or another."""
    press = read_press(body)
    with tools.db.read(press.caller.workspace) as session:
        organiser_of(session, press.caller)
        card = view.listing(lessons.every(session), page=read_number(press.value))
    replies.replace(tools, press, card)
    ack()


def take_away(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Doing it again changes nothing."""
    press = read_press(body)
    which, _, page = press.value.partition(":")
    with intentions.begin(tools, press) as intention:
        organiser_of(intention.session, press.caller)
        lessons.take_away(intention.session, read_number(which))
        card = view.listing(lessons.every(intention.session), page=read_number(page), note=view.TAKEN_AWAY)
    replies.replace(tools, press, card)
    ack()


def form_for_reply(found: Asked, cause: Cause, day: date, opening: str = SENT) -> dict[str, Any]:
    """How everybody would see a reply: the question as its title, to be tidied."""
    question = found.question
    title = " ".join(question.text.split())
    return view.form_to_keep(
        cause.note(), title=title, text=question.reply, link=question.link, as_of=day, opening=opening
    )


def community_day(session: Session, now: datetime) -> date:
    """Which day it is where the community is."""
    return local(now, workspaces.zone(session)).date()


def _keep(intention: Intention, form: Form, cause: Cause) -> Lesson | None:
    """None for what was kept before. What was typed stays in the form whatever goes wrong."""
    session = intention.session
    organiser_of(session, form.caller)
    try:
        draft = _draft(form, community_day(session, intention.now))
    except TellsOfSomebody as error:
        raise InvalidField(error.field, f"{details.asked(error.details)} Change it to keep it for everybody.") from None
    return _keep_for(session, draft, cause, intention) if intention.is_first else None


def _draft(form: Form, day: date) -> Draft:
    return lessons.read(form.text("title"), form.text("text"), form.text("link"), form.text("as_of"), today=day)


def _keep_for(session: Session, draft: Draft, cause: Cause, intention: Intention) -> Lesson | None:
    match cause.what:
        case "question":
            question = questions.asked(session, read_number(cause.which)).question
            feedback.settle(session, feedback.topic(question.text))
            return lessons.keep_reply(session, question, draft, now=intention.now)
        case "lesson":
            return lessons.change(session, read_number(cause.which), draft)
        case "topic":
            asked = feedback.asked(session, feedback.NOTHING, cause.which)
            lesson = lessons.keep(session, draft)
            lessons.learn(session, lesson, asked, now=intention.now)
            feedback.settle(session, cause.which)
            return lesson
    return lessons.keep(session, draft)
