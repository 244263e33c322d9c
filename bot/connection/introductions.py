"""Introductions: two or three members who are put in touch, what they are told, and whether they met."""

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import combinations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot import workspaces
from bot.community import exclusions, peers
from bot.community.peers import Directory, Peer, Why
from bot.connection import approaches, waiting
from bot.connection.approaches import Looking
from bot.delivery import outbox
from bot.errors import NotFound
from bot.rules import rhythm
from bot.rules.dates import local
from bot.rules.matching import Pair
from bot.rules.messages import NOT_IN_ONE_CONVERSATION, Kind, Priority
from bot.rules.words import Began, Presence, Stage, Track, Wait
from db.models import Introduction, Member, Round, Seat

OF_USE = timedelta(days=7)  # an introduction that is later than this leaves too little of the round
MOST_SHOWN = 3  # introductions of one member at once
UNDER_WAY = frozenset({Stage.OPENED, Stage.MET, Stage.NOT_MET})
"""Its members were told of each other, and at least two are still in it."""


@dataclass(frozen=True)
class Wished:
    """Who looked for somebody, and in what words, when an introduction came of it."""

    seeker: int
    words: str


@dataclass(frozen=True)
class Introduced:
    """An introduction as people see it: everybody in it, or the peers of one of them."""

    id: int
    peers: tuple[Peer, ...]
    reasons: tuple[Why, ...]
    opener: str
    ends_at: datetime | None
    zone: str
    crosses: bool = True  # between organisations
    track: Track = Track.ROUNDS
    began: Began = Began.DRAW
    wish: Wished | None = None


@dataclass(frozen=True)
class Standing:
    """Where introductions stand for one member."""

    present: tuple[Introduced, ...]  # the latest first
    wants: bool
    has_profile: bool
    is_paused: bool
    waits: bool = False  # for somebody in the round that is running
    looking: tuple[Looking, ...] = ()
    zone: str = peers.FALLBACK_ZONE
    wants_shoes: bool = False
    not_before: date | None = None  # they asked for none until then


def take_up(member: Member) -> None:
    """The member wants introductions."""
    member.wants_introductions = True


def stop(member: Member) -> None:
    """The member wants no more introductions, on any track; what was met stays met."""
    member.wants_introductions = member.wants_shoes = False


def standing(session: Session, member: Member, *, now: datetime) -> Standing:
    zone = peers.community_zone(session)
    return Standing(
        present=present(session, member, now=now),
        wants=member.wants_introductions,
        has_profile=bool(member.name) and member.organisation_id is not None,
        is_paused=peers.is_paused(member, now=now, zone=zone),
        waits=waiting.is_waiting(session, member),
        looking=approaches.looking(session, member, now=now),
        zone=member.zone or zone,
        wants_shoes=member.wants_shoes,
        not_before=member.introductions_from if peers.snoozes(member, now=now, zone=zone) else None,
    )


def present(session: Session, member: Member, *, now: datetime) -> tuple[Introduced, ...]:
    """This member's peers at present, the latest introduction first; nobody who has left is named."""
    found = session.scalars(
        select(Introduction)
        .join(Seat, Seat.introduction_id == Introduction.id)
        .where(Introduction.stage.in_(UNDER_WAY), Introduction.ends_at > now)
        .where(Seat.member_id == member.id, Seat.presence != Presence.WITHDREW)
        .order_by(Introduction.id.desc())
        .limit(MOST_SHOWN)
    )
    seen = [_seen_by(session, introduction, member, keep=peers.is_here) for introduction in found.all()]
    return tuple(one for one in seen if one is not None)


def owe(session: Session, introduction: Introduction, *, ends_at: datetime, now: datetime) -> int:
    """Write down all that is to be said about this introduction; gives how many members it puts in touch.

    Whoever cannot take part any more gives up their seat.
    """
    introduction.stage, introduction.opened_at, introduction.ends_at = Stage.OPENED, now, ends_at
    staying = _staying(session, introduction, now=now)
    if len(staying) < 2:
        leave_alone(session, introduction, staying, now=now)
        return 0
    announce(session, introduction, staying, now=now)
    for member in staying:
        follow_up(session, introduction, member, now=now)
    return len(staying)


def announce(
    session: Session,
    introduction: Introduction,
    people: Sequence[Member],
    *,
    now: datetime,
    joining: Member | None = None,
) -> None:
    """Owe these people the introduction itself, and once more when somebody joins them."""
    key, expires = _key(introduction.id, joining), now + OF_USE
    outbox.say(session, Kind.INTRODUCTION, people[0], about=introduction.id, key=key, due=now, expires=expires, now=now)


def workspaces_outside_rounds(session: Session, *, now: datetime) -> set[str]:
    """Where introductions that belong to no round are under way. Needs a session across workspaces."""
    under_way = (Introduction.round_id.is_(None), Introduction.stage.in_(UNDER_WAY), Introduction.ends_at > now)
    return set(session.scalars(select(Introduction.workspace_id).where(*under_way).distinct()))


def leave_alone(session: Session, introduction: Introduction, left: Sequence[Member], *, now: datetime) -> None:
    """Whoever is left of an introduction that is broken waits for another one in its round, and is told so."""
    introduction.stage = Stage.BROKEN
    _let_wait(session, introduction, left, now=now)


def _let_wait(session: Session, introduction: Introduction, left: Sequence[Member], *, now: datetime) -> None:
    for member in left:
        if introduction.round_id is not None:
            waiting.begin(session, introduction.round_id, member, Wait.LEFT_ALONE, now=now)
        key, expires = f"peer gone:{introduction.id}:{member.id}", now + OF_USE
        outbox.say(session, Kind.PEER_GONE, member, about=introduction.id, key=key, due=now, expires=expires, now=now)


def looked_for_until(session: Session, introduction: Introduction, *, now: datetime) -> datetime | None:
    """Until when somebody who dropped out of its round gets another introduction; None when that is over."""
    found = session.scalar(select(Round).where(Round.id == (introduction.round_id or 0)))
    if found is None or found.sent_at is None or found.ends_at is None:
        return None
    middle = rhythm.middle(found.sent_at, found.ends_at)
    return middle if now < middle else None


def drop(session: Session, unheard: Sequence[Introduction]) -> None:
    """Nobody has heard of these introductions, and nobody will."""
    ids = [introduction.id for introduction in unheard]
    session.execute(delete(Seat).where(Seat.introduction_id.in_(ids)))
    session.execute(delete(Introduction).where(Introduction.id.in_(ids)))


def gather(session: Session, introduction: int, *, now: datetime) -> Introduced | None:
    """Everybody in this introduction who can still take part; the seats of the others are given up.

    None when fewer than two are left; whoever is left alone is told.
    """
    found = find(session, introduction)
    if found is None:
        return None
    staying = _staying(session, found, now=now)
    if len(staying) < 2:
        leave_alone(session, found, staying, now=now)
        return None
    return _with_wish(session, describe(found, staying, directory=Directory.read(session)))


def recipients(session: Session, introduction: int) -> tuple[str, ...]:
    """The Slack ids of everybody who has a seat, in the order of the seats."""
    return tuple(member.slack_id for _, member in seats(session, introduction))


def channel(session: Session, introduction: int) -> str | None:
    """Where the group of this introduction talks, once Slack has opened it."""
    found = find(session, introduction)
    return found.channel if found else None


def keep_channel(session: Session, introduction: int, opened: str) -> None:
    found = find(session, introduction)
    if found is not None:
        found.channel = opened


def forget_channel(session: Session, introduction: int) -> None:
    """Slack no longer knows where this group talks."""
    found = find(session, introduction)
    if found is not None:
        found.channel = None


def introduce_alone(session: Session, introduction: int, *, now: datetime) -> None:
    """Slack will not put them into one conversation, so each of them hears of the others alone."""
    found = find(session, introduction)
    if found is not None:
        _tell_alone(session, found, [member for _, member in seats(session, introduction)], now=now)


def note_refusal(session: Session, introduction: int, *, code: str | None, now: datetime) -> None:
    """When Slack's code says that it keeps two people apart, later draws do so too; of three nobody knows which."""
    people = [member for _, member in seats(session, introduction)]
    if code in NOT_IN_ONE_CONVERSATION and len(people) == 2:
        exclusions.note_unreachable(session, *people, now=now)


def to_tell_alone(session: Session, introduction: int, member: Member, *, now: datetime) -> Introduced | None:
    """What this member is told alone; without peers when nobody is left, and None when there is nothing to say."""
    found = find(session, introduction)
    if found is None or not takes_part(session, found, member, now=now):
        return None
    return _seen_by(session, found, member, keep=lambda other: takes_part(session, found, other, now=now))


def takes_part(session: Session, introduction: Introduction, member: Member, *, now: datetime) -> bool:
    """Whether this member is in it today; who said yes to somebody's wish need want no rounds."""
    zone = peers.community_zone(session)
    if introduction.began is not Began.ASKED:
        return peers.takes_part(member, introduction.track, now=now, zone=zone)
    return peers.can_be_introduced(member) and not peers.is_away(member, now=now, zone=zone)


def mine(session: Session, introduction: int, member: Member) -> Introduced:
    """An introduction that was sent, as somebody in it sees it; raises NotFound for everybody else."""
    found = find(session, introduction)
    if found is None or found.stage is Stage.PROPOSED:
        raise NotFound
    seen = _seen_by(session, found, member, keep=peers.is_here)
    if seen is None:
        raise NotFound
    return seen


def ever(session: Session, introduction: int, member: Member) -> Introduced:
    """An introduction that was sent, with everybody who ever sat in it; raises NotFound for who never did."""
    found = find(session, introduction)
    rows = select(Member).join(Seat, Seat.member_id == Member.id).where(Seat.introduction_id == introduction)
    people = session.scalars(rows.order_by(Seat.id)).all()
    if found is None or found.stage is Stage.PROPOSED or member.id not in {person.id for person in people}:
        raise NotFound
    others = [person for person in people if person.id != member.id]
    return describe(found, others, directory=Directory.read(session))


def find(session: Session, introduction: int) -> Introduction | None:
    return session.scalar(select(Introduction).where(Introduction.id == introduction))


def seats(session: Session, introduction: int) -> list[tuple[Seat, Member]]:
    """Who sits in this introduction, in the order of the seats; who withdrew has none any more."""
    rows = session.execute(
        select(Seat, Member)
        .join(Member, Seat.member_id == Member.id)
        .where(Seat.introduction_id == introduction, Seat.presence != Presence.WITHDREW)
        .order_by(Seat.id)
    )
    return [(seat, member) for seat, member in rows]


def describe(introduction: Introduction, people: Sequence[Member], *, directory: Directory) -> Introduced:
    """The introduction in names; of its reasons, those that hold on the profiles of all these people."""
    return Introduced(
        id=introduction.id,
        peers=tuple(directory.peer(member) for member in people),
        reasons=directory.reasons(introduction.reasons, people),
        opener=introduction.opener,
        ends_at=introduction.ends_at,
        zone=directory.zone,
        crosses=len({member.organisation_id for member in people}) > 1,
        track=introduction.track,
        began=introduction.began,
    )


def _seen_by(
    session: Session, introduction: Introduction, member: Member, *, keep: Callable[[Member], bool]
) -> Introduced | None:
    """The peers of this member that `keep` lets through, and what holds for all; None when the member has no seat."""
    people = [person for _, person in seats(session, introduction.id)]
    if member.id not in {person.id for person in people}:
        return None
    others = [person for person in people if person.id != member.id and keep(person)]
    whole = _with_wish(session, describe(introduction, [member, *others], directory=Directory.read(session)))
    return replace(whole, peers=whole.peers[1:])


def _with_wish(session: Session, found: Introduced) -> Introduced:
    wish = approaches.behind(session, found.id) if found.began is Began.ASKED else None
    return replace(found, wish=Wished(*wish)) if wish else found


def _staying(session: Session, introduction: Introduction, *, now: datetime) -> list[Member]:
    """Who takes part in it after all; who could, and must not be put together with them, waits for somebody else."""
    seated = seats(session, introduction.id)
    able = [member for _, member in seated if takes_part(session, introduction, member, now=now)]
    staying = who_may_meet(able, exclusions.between(session, able))
    for seat, member in seated:
        if member not in staying:
            seat.presence = Presence.WITHDREW
            introduction.channel = None  # a conversation that was opened holds somebody who has gone
    if len(staying) < 2:
        introduction.stage = Stage.BROKEN
    _let_wait(session, introduction, [member for member in able if member not in staying], now=now)
    return staying


def who_may_meet(able: Sequence[Member], apart: Set[Pair]) -> list[Member]:
    """As many of them as nothing keeps apart since they were drawn."""
    for size in range(len(able), 0, -1):
        for group in combinations(able, size):
            if not any(frozenset((one.id, other.id)) in apart for one, other in combinations(group, 2)):
                return list(group)
    return []


def _tell_alone(session: Session, introduction: Introduction, people: Iterable[Member], *, now: datetime) -> None:
    for member in people:
        outbox.say(
            session,
            Kind.INTRODUCTION_ALONE,
            member,
            about=introduction.id,
            key=_key_alone(introduction.id, member),
            due=now,
            expires=now + OF_USE,
            now=now,
        )


def follow_up(session: Session, introduction: Introduction, member: Member, *, now: datetime) -> None:
    """Before the middle a reminder to meet, and later the question whether they met: at 9am of working days."""
    ends_at = introduction.ends_at or now + rhythm.LENGTH
    followed = (
        (Kind.REMINDER_TO_MEET, rhythm.reminds_at(now, ends_at), Priority.USUAL),
        (Kind.DID_YOU_MEET, rhythm.asks_whether_met(now, ends_at), Priority.FOLLOW_UP),
    )
    place = rhythm.Calendar(member.zone or peers.community_zone(session), workspaces.holidays(session))
    for kind, moment, priority in followed:
        due = place.first_working_day(local(moment, place.zone).date())
        key = f"{kind}:{introduction.id}:{member.id}"
        expires = due + (ends_at - now) / (4 if kind is Kind.REMINDER_TO_MEET else 2)
        outbox.say(
            session, kind, member, about=introduction.id, key=key, due=due, expires=expires, now=now, priority=priority
        )


def was_told(session: Session, introduction: int, member: Member) -> bool:
    """Whether this member heard of their peers, together with them or alone."""
    together = [_key(introduction), *(_key(introduction, seated) for _, seated in seats(session, introduction))]
    return outbox.has_left(session, keys=(*together, _key_alone(introduction, member)))


def _key(introduction: int, joining: Member | None = None) -> str:
    return f"introduction:{introduction}" + (f":{joining.id}" if joining else "")


def _key_alone(introduction: int, member: Member) -> str:
    return f"introduction alone:{introduction}:{member.id}"
