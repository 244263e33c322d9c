"""What the Organise page shows, and what waits for organisers."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from bot import workspaces
from bot.community import events
from bot.connection import bridges, concerns, rounds
from bot.delivery import outbox
from bot.desk import feedback, lessons, questions
from bot.library import resources, reviews, suggestions
from bot.reflection import aversions
from bot.rules.words import Readers, Track
from bot.tools import Tools
from bot.views import home as home_view
from bot.views import troubles as troubles_view
from bot.views.community import rsvps as rsvps_view
from bot.views.community.organisers import Waiting
from bot.views.connection import bridges as bridges_view
from bot.views.connection import concerns as concerns_view
from bot.views.connection import rounds as rounds_view
from bot.views.desk import feedback as feedback_view
from bot.views.desk import lessons as lessons_view
from bot.views.desk import questions as questions_view
from bot.views.library import imports as imports_view
from bot.views.library.imports import Desk
from bot.views.parts import Block, Card
from bot.views.reflection import prompts as prompts_view
from db.models import Member


def page(session: Session, tools: Tools, organiser: Member, note: Card | None) -> dict[str, Any]:
    return home_view.organise(waiting(session, organiser), *_parts(session, tools, organiser), note=note)


def waiting(session: Session, organiser: Member) -> Waiting:
    return Waiting(
        questions=len(questions.waiting(session)),
        troubles=outbox.troubled(session),
        concerns=concerns.count(session, organiser),
        suggestions=len(suggestions.waiting(session)),
    )


def _parts(session: Session, tools: Tools, organiser: Member) -> list[Sequence[Block]]:
    """All that organisers look after, in the order of the page; a part without blocks does not show."""
    now = tools.clock.now()
    return [
        concerns_view.part(concerns.count(session, organiser)),
        questions_view.part(questions.waiting(session), workspaces.zone(session)),
        lessons_view.part(lessons.count(session)),
        feedback_view.part(feedback.missed(session, since=now - feedback.KEPT)),
        _troubles(session, tools),
        rsvps_view.part(events.numbers(session, now=now)),
        *(rounds_view.part(rounds.desk(session, track, now=now)) for track in Track),
        prompts_view.flags(aversions.flagged(session)),
        imports_view.part(_desk(session, tools)),
        bridges_view.part(bridges.count(session, now=now)),
    ]


def _desk(session: Session, tools: Tools) -> Desk:
    return Desk(
        count=len(resources.visible(session, Readers.ORGANISERS)),
        suggested=len(suggestions.waiting(session)),
        due=len(reviews.due(session, now=tools.clock.now())),
    )


def _troubles(session: Session, tools: Tools) -> list[Block]:
    return troubles_view.part(
        outbox.in_trouble(session, most=troubles_view.MOST),
        count=outbox.troubled(session),
        late=outbox.too_late(session, now=tools.clock.now()),
        zone=workspaces.zone(session),
    )
