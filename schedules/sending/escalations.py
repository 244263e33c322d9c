"""What messages say about questions that wait for a person, and about answers that did not help."""

from bot import workspaces
from bot.community import members
from bot.desk import overdue, questions, weekly
from bot.desk.questions import Asked
from bot.rules.dates import local
from bot.rules.messages import Kind
from bot.rules.words import Standing
from bot.views.desk import feedback as feedback_view
from bot.views.desk import questions as questions_view
from bot.views.parts import Card
from schedules.sending.occasions import Occasion, Renderer


def question_waiting(occasion: Occasion) -> Card | None:
    found = _asked(occasion, Standing.WAITING)
    return questions_view.waiting(found) if found and members.is_organiser(occasion.member) else None


def question_overdue(occasion: Occasion) -> Card | None:
    """For its owner, or for all organisers while it has none."""
    found = _asked(occasion, Standing.WAITING)
    if found is None or not members.is_organiser(occasion.member):
        return None
    is_theirs = found.owner in (None, occasion.member.slack_id)
    return questions_view.overdue(found, workspaces.zone_of(occasion.session, occasion.member)) if is_theirs else None


def still_waiting(occasion: Occasion) -> Card | None:
    found = overdue.delay(occasion.session, occasion.message.about_id)
    return questions_view.still_waiting(found) if found else None


def weekly_list(occasion: Occasion) -> Card | None:
    found = weekly.to_tell(occasion.session, occasion.message, occasion.member)
    return feedback_view.weekly(found) if found else None


def question_answered(occasion: Occasion) -> Card | None:
    found = _asked(occasion, Standing.ANSWERED)
    return questions_view.answered(found) if found else None


def question_closed(occasion: Occasion) -> Card | None:
    question = questions.find(occasion.session, occasion.message.about_id)
    if question is None or question.standing is not Standing.CLOSED:
        return None
    zone = workspaces.zone_of(occasion.session, occasion.member)
    return questions_view.closed_for(local(question.asked_at, zone).date())


def _asked(occasion: Occasion, standing: Standing) -> Asked | None:
    """The question that a message is about, while it stands so."""
    question = questions.find(occasion.session, occasion.message.about_id)
    if question is None or question.standing is not standing:
        return None
    return questions.asked(occasion.session, question.id)


RENDERERS: dict[Kind, Renderer] = {
    Kind.QUESTION_WAITING: question_waiting,
    Kind.QUESTION_ANSWERED: question_answered,
    Kind.QUESTION_CLOSED: question_closed,
    Kind.QUESTION_OVERDUE: question_overdue,
    Kind.STILL_WAITING: still_waiting,
    Kind.WEEKLY_LIST: weekly_list,
}
