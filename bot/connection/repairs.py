"""Repairs: somebody drops out of an introduction while a round runs, and whoever has nobody gets somebody new."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from bot import workspaces
from bot.community import peers
from bot.connection import introductions, openers, pools, rounds, waiting
from bot.connection.histories import History, in_order_of_seats
from bot.connection.introductions import UNDER_WAY, Introduced
from bot.delivery import outbox
from bot.errors import NotFound
from bot.rules import matching, rhythm
from bot.rules.matching import Group, Mended, Person, Running
from bot.rules.messages import Kind
from bot.rules.words import Began, Presence, Stage, Then, Track, Wait, WaitEnd
from db.models import Introduction, Member, Opener, Round, Seat, Waiting

TOGETHER_FOR = timedelta(minutes=30)
"""Whoever is left alone waits this long, so that two of them can be introduced to each other."""


@dataclass(frozen=True)
class Dropped:
    """What somebody left behind, and until when another introduction is looked for (None: for nobody any more)."""

    left: Introduced
    looking_until: datetime | None


def withdraw(session: Session, introduction: int, member: Member, then: Then, *, now: datetime) -> Dropped:
    """This member is not in this introduction any more. The others go on, or the last one gets somebody new.

    Doing it again changes nothing. Raises NotFound for whoever never had a seat.
    """
    found = introductions.find(session, introduction)
    seat = _any_seat(session, introduction, member)
    if found is None or seat is None or found.stage is Stage.PROPOSED:
        raise NotFound
    if seat.presence is not Presence.WITHDREW:
        _vacate(session, found, seat, member, now=now)
    if then is Then.ANOTHER and found.round_id is not None:
        waiting.begin(session, found.round_id, member, Wait.LEFT_ALONE, now=now)
    until = introductions.looked_for_until(session, found, now=now) if then is Then.ANOTHER else None
    return Dropped(_left_behind(session, found), until)


def give_up(session: Session, round_id: int, member: Member, *, now: datetime) -> None:
    """This member does not want another introduction in this round after all."""
    for waits in waiting.still(session, round_id):
        if waits.member_id == member.id:
            waiting.end(waits, WaitEnd.GONE, now=now)


def to_repair(session: Session, track: Track, *, now: datetime) -> Round | None:
    """The running round of this track, if anything in it may have to be repaired; only looks."""
    found = rounds.running(session, track, now=now)
    if found is None:
        return None
    waits = waiting.still(session, found.id)
    is_time = any(one.since <= now - TOGETHER_FOR for one in waits) or bool(waits and _is_late(found, now=now))
    return found if is_time or _gone(session, found) or _late(session, found, now=now) else None


def is_deserted(session: Session, *, now: datetime) -> bool:
    """Whether somebody has left an introduction that belongs to no round; only looks."""
    return bool(_deserters(session, now=now))


def tell_deserted(session: Session, *, now: datetime) -> None:
    """Whoever is left of an introduction outside rounds is told that their peer cannot take part."""
    for introduction, seat, member in _deserters(session, now=now):
        _vacate(session, introduction, seat, member, now=now)


def next_due(session: Session, *, now: datetime) -> datetime | None:
    """When somebody who waits now will hear of a new peer, or that there is none; None when nobody waits."""
    moments = []
    for track in Track:
        found = rounds.running(session, track, now=now)
        waits = waiting.still(session, found.id) if found else ()
        if found and waits and found.ends_at:
            moments += [waits[0].since + TOGETHER_FOR, rhythm.middle(found.sent_at or found.drawn_at, found.ends_at)]
    return min((moment for moment in moments if moment > now), default=None)


def repair(session: Session, found: Round, *, now: datetime, seed: int) -> None:
    """Take out who has gone, note who came late, and find somebody for everybody who waits.

    After the middle of the round nobody is looked for: who waits is told so, and comes first in the next one.
    """
    workspaces.take_turns(session)
    for introduction, seat, member in _gone(session, found):
        _vacate(session, introduction, seat, member, now=now)
    session.flush()
    if _is_late(found, now=now):
        _put_off(session, found, now=now)
        return
    for member in _late(session, found, now=now):
        waiting.begin(session, found.id, member, Wait.LATE, now=now)
    session.flush()
    waits = _able_to_wait(session, found, now=now)
    if any(waits_on.since <= now - TOGETHER_FOR for waits_on, _ in waits):
        _mend(session, found, waits, now=now, seed=seed)


def to_tell(session: Session, introduction: int, member: Member, *, now: datetime) -> datetime | None:
    """Until when somebody is looked for, for this member who was left alone; None when there is nothing to say."""
    found = introductions.find(session, introduction)
    if found is None or found.round_id is None:
        return None
    latest = waiting.of(session, found.round_id, member)
    is_open = latest is not None and latest.ended is None
    return introductions.looked_for_until(session, found, now=now) if is_open else None


def _vacate(session: Session, introduction: Introduction, seat: Seat, member: Member, *, now: datetime) -> None:
    seat.presence = Presence.WITHDREW
    introduction.channel = None  # the conversation that was opened holds this member too
    session.flush()
    left = [other for _, other in introductions.seats(session, introduction.id)]
    if introduction.stage is Stage.MET or not left:
        return
    if len(left) == 1:
        introductions.leave_alone(session, introduction, left, now=now)
        return
    for other in left:
        key = f"trio goes on:{introduction.id}:{member.id}:{other.id}"
        expires = now + introductions.OF_USE
        outbox.say(session, Kind.TRIO_GOES_ON, other, about=introduction.id, key=key, due=now, expires=expires, now=now)


def _gone(session: Session, found: Round) -> Sequence[tuple[Introduction, Seat, Member]]:
    """Who has left the community, or wants no introductions any more, and still has a seat in this round."""
    seated = _seated(session, Introduction.round_id == found.id)
    return [(one, seat, member) for one, seat, member in seated if not _is_still_in(member, found.track)]


def _deserters(session: Session, *, now: datetime) -> Sequence[tuple[Introduction, Seat, Member]]:
    """Who has left the community, and still has a seat in an introduction outside rounds."""
    seated = _seated(session, Introduction.round_id.is_(None), Introduction.ends_at > now)
    return [(one, seat, member) for one, seat, member in seated if not peers.can_be_introduced(member)]


def _seated(session: Session, *where: ColumnElement[bool]) -> Sequence[tuple[Introduction, Seat, Member]]:
    rows = session.execute(
        select(Introduction, Seat, Member)
        .join(Seat, Seat.introduction_id == Introduction.id)
        .join(Member, Seat.member_id == Member.id)
        .where(*where, Introduction.stage.in_(UNDER_WAY), Seat.presence != Presence.WITHDREW)
        .order_by(Introduction.id, Seat.id)
    )
    return [(one, seat, member) for one, seat, member in rows]


def _is_still_in(member: Member, track: Track) -> bool:
    wants = member.wants_introductions if track is Track.ROUNDS else member.wants_shoes
    return peers.can_be_introduced(member) and wants


def _late(session: Session, found: Round, *, now: datetime) -> list[Member]:
    """Who may be introduced today, has had no seat in this round, and does not wait yet."""
    if _is_late(found, now=now):
        return []
    seated = select(Seat.member_id).join(Introduction, Seat.introduction_id == Introduction.id)
    known = set(session.scalars(seated.where(Introduction.round_id == found.id)))
    known |= set(session.scalars(select(Waiting.member_id).where(Waiting.round_id == found.id)))
    able = pools.read(session, found.track, now=now, starts_at=found.starts_at)
    return [member for member in able if member.id not in known]


def _able_to_wait(session: Session, found: Round, *, now: datetime) -> list[tuple[Waiting, Member]]:
    """Who waits and can still be introduced today; the waiting of the others ends."""
    zone, able = peers.community_zone(session), []
    for waits_on in waiting.still(session, found.id):
        member = session.scalars(select(Member).where(Member.id == waits_on.member_id)).one()
        if peers.takes_part(member, found.track, now=now, zone=zone):
            able.append((waits_on, member))
        else:
            waiting.end(waits_on, WaitEnd.GONE, now=now)
    return able


def _put_off(session: Session, found: Round, *, now: datetime) -> None:
    for waits_on, member in _able_to_wait(session, found, now=now):
        waiting.end(waits_on, WaitEnd.NEXT_TIME, now=now)
        key, expires = f"next time:{found.id}:{member.id}", now + introductions.OF_USE
        outbox.say(session, Kind.NEXT_TIME, member, about=found.id, key=key, due=now, expires=expires, now=now)


def _mend(session: Session, found: Round, waits: Sequence[tuple[Waiting, Member]], *, now: datetime, seed: int) -> None:
    history = History.read(session, now=now)
    under_way = _under_way(session, found)
    everybody = [member for _, member in waits] + [member for _, people in under_way for member in people]
    people = {person.id: person for person in history.people(everybody)}
    running = [
        Running(tuple(people[member.id] for member in group), has_met=introduction.stage is Stage.MET)
        for introduction, group in under_way
    ]
    mended = matching.mend([people[member.id] for _, member in waits], running, history.past(), seed=seed)
    members = {member.id: member for member in everybody}
    for group in mended.groups:
        _introduce(session, found, group, members, people, now=now, seed=seed)
    for group in mended.joined:
        _join(session, under_way, group, members, now=now)
    _end_waiting(waits, mended, now=now)


def _introduce(
    session: Session,
    found: Round,
    group: Group,
    members: dict[int, Member],
    people: dict[int, Person],
    *,
    now: datetime,
    seed: int,
) -> None:
    shelf = session.scalars(select(Opener)).all()
    introduction = Introduction(
        round_id=found.id,
        track=found.track,
        began=Began.REPAIR,
        reasons=peers.write_reasons(group.reasons),
        opener=openers.choose(shelf, [people[member] for member in group.members], seed=seed),
    )
    session.add(introduction)
    session.flush()
    for member in in_order_of_seats(group.members, group.third):
        session.add(Seat(introduction_id=introduction.id, member_id=members[member].id))
    session.flush()
    introductions.owe(session, introduction, ends_at=found.ends_at or now + rhythm.LENGTH, now=now)


def _join(
    session: Session,
    under_way: Sequence[tuple[Introduction, Sequence[Member]]],
    group: Group,
    members: dict[int, Member],
    *,
    now: datetime,
) -> None:
    """The third of this group takes a seat in the pair of the two others, who are told of each other anew."""
    pair = set(group.members) - {group.third}
    third = members[group.third or 0]
    introduction, hosts = next((one, two) for one, two in under_way if {member.id for member in two} == pair)
    session.add(Seat(introduction_id=introduction.id, member_id=third.id))
    introduction.channel, introduction.reasons = None, peers.write_reasons(group.reasons)
    session.flush()
    introductions.announce(session, introduction, [*hosts, third], now=now, joining=third)
    introductions.follow_up(session, introduction, third, now=now)


def _end_waiting(waits: Sequence[tuple[Waiting, Member]], mended: Mended, *, now: datetime) -> None:
    for waits_on, member in waits:
        if member.id not in mended.waiting:
            waiting.end(waits_on, WaitEnd.FOUND, now=now)


def _under_way(session: Session, found: Round) -> list[tuple[Introduction, list[Member]]]:
    return [(one, people) for one, people in rounds.with_people(session, found) if one.stage in UNDER_WAY]


def _is_late(found: Round, *, now: datetime) -> bool:
    """Whether too little of the round is left for a new introduction."""
    opened, ends = found.sent_at or found.drawn_at, found.ends_at
    return ends is None or now >= rhythm.middle(opened, ends)


def _any_seat(session: Session, introduction: int, member: Member) -> Seat | None:
    return session.scalar(select(Seat).where(Seat.introduction_id == introduction, Seat.member_id == member.id))


def _left_behind(session: Session, introduction: Introduction) -> Introduced:
    people = [member for _, member in introductions.seats(session, introduction.id)]
    return introductions.describe(introduction, people, directory=peers.Directory.read(session))
