"""What happens when an organiser takes, answers or closes a question, and when its asker reads the answer."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from bot.community import members
from bot.desk import feedback, overdue, questions
from bot.desk.feedback import Vote
from bot.desk.questions import Asked
from bot.errors import NotFound
from bot.rules.words import Standing, Verdict
from bot.tools import Tools
from bot.views.desk import questions as view
from bot.views.home import Page
from handlers import home, intentions, replies
from handlers.connection.rounds import organiser_of
from handlers.desk import lessons
from handlers.desk.lessons import Cause
from handlers.door import Form, read_form, read_number, read_press
from handlers.intentions import Intention

Ack = Callable[..., Any]


def ask(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Open the form, or say that there is nothing to answer any more."""
    press = read_press(body)
    with tools.db.read(press.caller.workspace) as session:
        organiser_of(session, press.caller)
        found = questions.asked(session, read_number(press.value))
    if found.question.standing is Standing.WAITING:
        note = Cause("question", str(found.question.id), press.page).note()
        replies.open_form(tools, press, view.form_to_answer(found, note))
    else:
        replies.beside(tools, press, view.closed(by_you=False))
    ack()


def answer(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """The reply is kept and owed to the asker, or the form stays open with it."""
    form = read_form(body)
    cause = Cause.read(form.note)
    with intentions.begin(tools, form) as intention:
        found = _reply(intention, form, cause)
        wants_all = form.text("keep") == view.YES and found.question.kept_at is None
        today = lessons.community_day(intention.session, intention.now)
        shown = lessons.form_for_reply(found, cause, today) if wants_all else view.sent(found, form.note)
    ack(response_action="update", view=shown)
    if cause.page is Page.ORGANISE:
        home.refresh(tools, form.caller, page=cause.page)


def take(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    with intentions.begin(tools, press) as intention:
        organiser = organiser_of(intention.session, press.caller)
        found = questions.take(intention.session, read_number(press.value), organiser)
        by_you = found.owner == organiser.slack_id
    is_open = found.question.standing is Standing.WAITING
    replies.confirm(tools, press, view.taken(found, by_you=by_you) if is_open else view.closed(by_you=False))
    ack()


def close(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """An organiser says that no answer is to be sent."""
    press = read_press(body)
    with intentions.begin(tools, press) as intention:
        organiser = organiser_of(intention.session, press.caller)
        by_you = questions.close(intention.session, read_number(press.value), organiser, now=intention.now)
    replies.confirm(tools, press, view.closed(by_you=by_you))
    ack()


def say_whether_it_helped(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """The asker of a question says whether an organiser's answer did."""
    press = read_press(body)
    helped = body["actions"][0]["action_id"].endswith(".helped")
    with intentions.begin(tools, press) as intention:
        session, slack_id = intention.session, press.caller.slack_id
        found = _own(session, read_number(press.value), slack_id)
        verdict = Verdict.HELPFUL if helped else Verdict.NOT_QUITE
        vote = Vote(slack_id, feedback.REPLY, found.question.text, verdict)
        feedback.note(session, tools.vault, vote, now=intention.now)
    replies.beside(tools, press, view.thanks() if helped else view.not_helped(found.question.text))
    ack()


def withdraw(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Whoever asked needs no answer any more."""
    press = read_press(body)
    with intentions.begin(tools, press) as intention:
        asker = members.find(intention.session, press.caller.slack_id)
        if asker is None:
            raise NotFound
        overdue.withdraw(intention.session, read_number(press.value), asker, now=intention.now)
    replies.confirm(tools, press, view.withdrawn())
    ack()


def _reply(intention: Intention, form: Form, cause: Cause) -> Asked:
    """What was sent, also when the same form comes again. What was typed stays in the form whatever goes wrong."""
    session, which = intention.session, read_number(cause.which)
    organiser = organiser_of(session, form.caller)
    if not intention.is_first:
        return questions.asked(session, which)
    return questions.reply(session, which, organiser, form.text("reply"), form.text("link"), now=intention.now)


def _own(session: Session, question: int, slack_id: str) -> Asked:
    found = questions.asked(session, question)
    if members.find(session, slack_id) is None or found.asker != slack_id:
        raise NotFound
    return found
