"""Whose turn it is to get a prompt, and when the next turn comes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select, tuple_
from sqlalchemy.orm import Session

from bot import workspaces
from bot.rules.slots import QUIET, Habit, Slot, days_ahead, next_slot
from bot.rules.zones import is_zone
from db.models import Asking, Member

AHEAD = timedelta(hours=48)
WEEKDAY, HOUR, ZONE = 0, 9, "UTC"


@dataclass(frozen=True)
class Turn:
    """A slot of one member."""

    member: int
    slot: Slot


def due(session: Session, *, now: datetime, among: Sequence[int] | None = None) -> list[Turn]:
    """Turns of the next 48 hours for which no prompt is planned, of everybody or of these members."""
    found: list[Turn] = []
    for day, hours in _days(session, now=now).items():
        chosen = _without_prompt(day, hours, _community_zone(session))
        if among is not None:
            chosen = chosen.where(Member.id.in_(among))
        for member, habit in _habits(session, chosen):
            slot = next_slot(habit, after=now)
            if slot.name == day.isoformat():
                found.append(Turn(member, slot))
    return found


def next_due(session: Session, *, now: datetime) -> tuple[datetime, str | None] | None:
    """When `due` will next find a turn, and whose name it has; for everybody, so not for every tick."""
    found = [(_next_planning(habit, last, now=now), name) for habit, name, last in _everybody(session)]
    return min(found, key=lambda one: one[0]) if found else None


def _next_planning(habit: Habit, last: datetime | None, *, now: datetime) -> datetime:
    """When this member's next turn comes within 48 hours; `last` is when their last prompt is or was due."""
    quiet_until = last + QUIET - timedelta(hours=12) if last else now
    return max(now, next_slot(habit, after=max(now, quiet_until)).due - AHEAD)


def zone_of(session: Session, member: Member) -> str:
    """The member's zone, or else the community's."""
    return member.zone if member.zone and is_zone(member.zone) else _community_zone(session)


def _days(session: Session, *, now: datetime) -> dict[date, list[tuple[int, int, str]]]:
    """The days of the next 48 hours, each with the hours of the week that fall on it and that somebody chose."""
    chosen = session.execute(_wanting(*_hour(_community_zone(session))).distinct())
    found: dict[date, list[tuple[int, int, str]]] = {}
    for weekday, hour, zone in chosen:
        known = zone if is_zone(zone) else _community_zone(session)
        for day in days_ahead(weekday, hour, known, after=now, within=AHEAD):
            found.setdefault(day, []).append((weekday, hour, zone))
    return found


def _without_prompt(day: date, hours: Sequence[tuple[int, int, str]], community_zone: str) -> Select[Any]:
    """Members whose hour falls on this day, and who got no scheduled prompt in the week before."""
    hour = _hour(community_zone)
    week_before = (day - QUIET).isoformat()
    # a scheduled prompt's slot is a day, one asked for has a UUID
    scheduled = (func.length(Asking.slot) == 10, Asking.slot > week_before)
    planned = exists().where(Asking.member_id == Member.id, Asking.workspace_id == Member.workspace_id, *scheduled)
    columns = (Member.id, *hour, Member.joined_at, Member.paused_until)
    return _wanting(*columns).where(tuple_(*hour).in_(hours), ~planned).order_by(Member.id)


def _habits(session: Session, chosen: Select[Any]) -> Iterator[tuple[int, Habit]]:
    community_zone = _community_zone(session)
    for member, weekday, hour, zone, joined_at, paused_until in session.execute(chosen):
        yield member, Habit(weekday, hour, zone if is_zone(zone) else community_zone, joined_at, paused_until)


def _everybody(session: Session) -> Iterator[tuple[Habit, str | None, datetime | None]]:
    """Everybody who wants prompts, with their name and when their last scheduled prompt is or was due."""
    last = (
        select(func.max(Asking.due_at))
        .where(
            Asking.member_id == Member.id, Asking.workspace_id == Member.workspace_id, func.length(Asking.slot) == 10
        )
        .scalar_subquery()
    )
    names = session.execute(_wanting(Member.id, Member.name, last))
    told = {member: (name, due_at) for member, name, due_at in names}
    columns = (Member.id, *_hour(_community_zone(session)), Member.joined_at, Member.paused_until)
    for member, habit in _habits(session, _wanting(*columns)):
        name, due_at = told[member]
        yield habit, name, due_at


def _wanting(*columns: Any) -> Select[Any]:
    """Of those who joined, are still there and want prompts."""
    is_here = (Member.joined_at.is_not(None), Member.deactivated_at.is_(None))
    return select(*columns).where(*is_here, Member.wants_prompts.is_(True))


def _hour(community_zone: str) -> tuple[ColumnElement[int], ColumnElement[int], ColumnElement[str]]:
    return (
        func.coalesce(Member.prompt_weekday, WEEKDAY),
        func.coalesce(Member.prompt_hour, HOUR),
        func.coalesce(Member.zone, community_zone),
    )


def _community_zone(session: Session) -> str:
    found = workspaces.find(session)
    return found.zone if found else ZONE
