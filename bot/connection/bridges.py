"""Bridges between organisations, counted at the end of each month for organisers; never who met."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.community import peers
from bot.rules.bridging import FEWEST_ANSWERS, Encounter, Period, Record, Report
from bot.rules.dates import local
from bot.rules.matching import Pair
from bot.rules.words import Useful
from db.models import Introduction, Meeting, Member, Seat


@dataclass(frozen=True)
class Bridges:
    """What organisers see. Without a report, no month with introductions is over yet.

    `useful`: what members found their meetings worth, when enough of them said so.
    """

    report: Report | None
    useful: Mapping[Useful, int] | None


def count(session: Session, *, now: datetime) -> Bridges:
    """All months that are over: a number that changed with each answer would tell who gave it."""
    zone = peers.community_zone(session)
    this = _month(now, zone)
    opened = [_month(at, zone) for at in session.scalars(select(Introduction.opened_at)) if at is not None]
    first = min(opened, default=this)
    record = Record(opened, _encounters(session, zone), _pairs(session))
    report = record.report(Period(first, this - 1)) if first < this else None
    return Bridges(report, _useful(session, this, zone))


def _encounters(session: Session, zone: str) -> list[Encounter]:
    columns = (
        Meeting.noted_at,
        Meeting.introduction_id,
        Meeting.first_id,
        Meeting.second_id,
        Meeting.first_organisation_id,
        Meeting.second_organisation_id,
    )
    return [
        Encounter(
            _month(row.noted_at, zone),
            row.introduction_id,
            (row.first_id, row.second_id),
            (row.first_organisation_id, row.second_organisation_id),
        )
        for row in session.execute(select(*columns))
    ]


def _pairs(session: Session) -> frozenset[Pair]:
    """Every two organisations in which somebody has joined."""
    joined = (Member.joined_at.is_not(None), Member.organisation_id.is_not(None))
    places = session.scalars(select(Member.organisation_id).where(*joined).distinct())
    return frozenset(map(frozenset, combinations([place for place in places if place is not None], 2)))


def _useful(session: Session, this: int, zone: str) -> Mapping[Useful, int] | None:
    rows = session.execute(select(Seat.useful, Seat.answered_at).where(Seat.useful.is_not(None)))
    said = Counter(useful for useful, at in rows if useful and at and _month(at, zone) < this)
    return dict(said) if said.total() >= FEWEST_ANSWERS else None


def _month(at: datetime, zone: str) -> int:
    there = local(at, zone)
    return Period.month(there.year, there.month).first
