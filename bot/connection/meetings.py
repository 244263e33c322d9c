"""Meetings: what members say of an introduction, each alone, and the bridges that come of it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import combinations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.connection import introductions
from bot.connection.introductions import Introduced
from bot.errors import NotFound
from bot.rules.matching import Pair
from bot.rules.words import Met, Presence, Stage, Useful
from db.models import Introduction, Meeting, Member, Seat


def to_ask(session: Session, introduction: int, member: Member, *, now: datetime) -> Introduced | None:
    """The introduction that this member is asked about, or None when there is nothing to ask any more."""
    found = introductions.find(session, introduction)
    if found is None or found.stage is Stage.BROKEN:
        return None
    if not introductions.takes_part(session, found, member, now=now):
        return None
    seat = _seat(session, introduction, member)
    if seat is None or seat.met is Met.YES or not introductions.was_told(session, introduction, member):
        return None
    seen = introductions.mine(session, introduction, member)
    return seen if seen.peers else None


def to_remind(session: Session, introduction: int, member: Member, *, now: datetime) -> Introduced | None:
    """The introduction of which nobody has said that they met or when they will; None when somebody has."""
    said = [seat.met for seat, _ in introductions.seats(session, introduction)]
    return None if any(said) else to_ask(session, introduction, member, now=now)


def answer(session: Session, introduction: int, member: Member, met: Met, *, now: datetime) -> Introduced:
    """Keep what this member says of meeting; saying something else changes it. Raises NotFound without a seat."""
    seen = introductions.mine(session, introduction, member)
    seat, found = _seat(session, introduction, member), introductions.find(session, introduction)
    if seat is None or found is None:
        raise NotFound
    seat.met, seat.answered_at, seat.presence = met, now, Presence.ACCEPTED
    if met is not Met.YES:
        seat.useful = None
    note(session, found, now=now)
    return seen


def rate(session: Session, introduction: int, member: Member, useful: Useful) -> Introduced:
    """Keep whether it was worth this member's time. Raises NotFound for whoever has not said that they met."""
    seen = introductions.mine(session, introduction, member)
    seat = _seat(session, introduction, member)
    if seat is None or seat.met is not Met.YES:
        raise NotFound
    seat.useful = useful
    return seen


def note(session: Session, introduction: Introduction, *, now: datetime) -> None:
    """Keep whether they met: when everyone who answered said yes, and at least two did, each two of them did."""
    seats = session.scalars(select(Seat).where(Seat.introduction_id == introduction.id).order_by(Seat.id)).all()
    present = [seat for seat in seats if seat.presence is not Presence.WITHDREW]
    session.execute(delete(Meeting).where(Meeting.introduction_id == introduction.id))
    if took_place(seat.met for seat in present):
        introduction.stage = Stage.MET
        _keep(session, introduction, [seat.member_id for seat in present if seat.met is Met.YES], now=now)
    elif introduction.stage is not Stage.BROKEN:
        said_no = any(seat.met is Met.NO for seat in present)
        introduction.stage = Stage.NOT_MET if said_no else Stage.OPENED


def took_place(answers: Iterable[Met | None]) -> bool:
    """Whether people met: everyone who answered said yes, and at least two did."""
    given = [met for met in answers if met is not None]
    return len(given) >= 2 and all(met is Met.YES for met in given)


def bridges(session: Session) -> frozenset[Pair]:
    """The pairs of organisations whose members have met, as they worked then."""
    rows = session.execute(select(Meeting.first_organisation_id, Meeting.second_organisation_id))
    return frozenset(frozenset((one, other)) for one, other in rows if one and other and one != other)


def _seat(session: Session, introduction: int, member: Member) -> Seat | None:
    rows = introductions.seats(session, introduction)
    return next((seat for seat, seated in rows if seated.id == member.id), None)


def _keep(session: Session, introduction: Introduction, who: Sequence[int], *, now: datetime) -> None:
    rows = session.execute(select(Member.id, Member.organisation_id).where(Member.id.in_(who)))
    places = {member: organisation for member, organisation in rows}  # noqa: C416 - rows are no pairs to mypy
    for first, second in combinations(sorted(who), 2):
        session.add(
            Meeting(
                introduction_id=introduction.id,
                first_id=first,
                second_id=second,
                first_organisation_id=places[first],
                second_organisation_id=places[second],
                noted_at=now,
            )
        )
