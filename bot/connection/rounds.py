"""Rounds: drawn and looked at, then sent or cancelled, then running until they end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import workspaces
from bot.community import exclusions, peers
from bot.connection import introductions, pools, programmes, waiting
from bot.connection.waiting import Waiter
from bot.errors import NobodyToIntroduce, RoundHasChanged
from bot.rules.words import Began, Presence, Rhythm, RoundState, Track, Wait
from db.models import Introduction, Member, Round, Seat


@dataclass(frozen=True)
class Shown:
    """The draw that an organiser has in front of them: what they press is about this one and no other."""

    round: int
    seed: int


@dataclass(frozen=True)
class Sent:
    """A round that is on its way, in numbers."""

    number: int
    people: int
    groups: int
    sent_at: datetime
    ends_at: datetime
    zone: str


@dataclass(frozen=True)
class Desk:
    """What organisers see of the rounds of one track on the Organise page."""

    wanting: int
    organisations: int
    drawn: Round | None
    last: Sent | None
    is_running: bool
    track: Track = Track.ROUNDS
    rhythm: Rhythm | None = None
    next_starts_at: datetime | None = None
    zone: str = peers.FALLBACK_ZONE
    waiters: tuple[Waiter, ...] = ()  # who waits for a peer in the round that is running


def cancel(session: Session, shown: Shown) -> Round:
    """Nothing of this draw is kept but its number, which the next draw takes; doing it again changes nothing.

    A start by the calendar that it was drawn for is passed over.
    """
    workspaces.take_turns(session)
    gone = _find(session, shown)
    if gone.state is RoundState.CANCELLED and gone.seed == shown.seed:
        return gone
    found = find_drawn(session, shown)
    introductions.drop(session, introductions_of(session, found))
    found.state = RoundState.CANCELLED
    programme = programmes.find(session, found.track)
    if programme is not None and programme.next_starts_at == found.starts_at:
        programmes.move_on(session, programme, after=found.starts_at)
    return found


def send(session: Session, shown: Shown, *, now: datetime) -> Sent:
    """Owe every message of this round at once; sending it again changes nothing.

    Whoever has no introduction in it waits for a peer: the draw left them out, or their group is kept apart since.
    Raises RoundHasChanged, and NobodyToIntroduce when nobody is left to be introduced.
    """
    workspaces.take_turns(session)
    if _find(session, shown).state is RoundState.SENT:
        return _sent(session, _find(session, shown))
    found = find_drawn(session, shown)
    ends_at = programmes.ends_of(session, found.track, starting=now)
    found.state, found.sent_at, found.ends_at = RoundState.SENT, now, ends_at
    left_out = {*found.left_out, *_let_go_of_kept_apart(session, found, now=now)}
    to_open = introductions_of(session, found)
    with session.no_autoflush:  # every message has a key of its own: they are written together at the end
        introduced = sum(introductions.owe(session, one, ends_at=ends_at, now=now) for one in to_open)
    if not introduced:
        raise NobodyToIntroduce("Nobody in this draw can be introduced any more, so nothing was sent.")
    for member in pools.read(session, found.track, now=now, starts_at=found.starts_at):
        if member.id in left_out:
            waiting.begin(session, found.id, member, Wait.LEFT_OUT, now=now)
    programme = programmes.find(session, found.track)
    if programme is not None and programme.next_starts_at is not None:
        programme.next_starts_at = ends_at
    return _sent(session, found)


def desk(session: Session, track: Track = Track.ROUNDS, *, now: datetime) -> Desk:
    """How many want introductions, from how many organisations, and where the rounds stand."""
    members, last = pools.read(session, track, now=now), _last_sent(session, track)
    programme, present = programmes.find(session, track), running(session, track, now=now)
    return Desk(
        wanting=len(members),
        organisations=len({member.organisation_id for member in members}),
        drawn=drawn(session, track),
        last=_sent(session, last) if last else None,
        is_running=present is not None,
        track=track,
        rhythm=programme.rhythm if programme else None,
        next_starts_at=programme.next_starts_at if programme else None,
        zone=peers.community_zone(session),
        waiters=waiting.who(session, present.id) if present else (),
    )


def drawn(session: Session, track: Track = Track.ROUNDS) -> Round | None:
    """The round that is being looked at, or None."""
    return session.scalar(select(Round).where(Round.state == RoundState.DRAWN, Round.track == track))


def running(session: Session, track: Track, *, now: datetime) -> Round | None:
    """The round that was sent last, while it lasts."""
    found = _last_sent(session, track)
    return found if found is not None and found.ends_at is not None and found.ends_at > now else None


def workspaces_running(session: Session, *, now: datetime) -> set[str]:
    """Where a round is running. Needs a session across workspaces."""
    sent = (Round.state == RoundState.SENT, Round.ends_at > now)
    return set(session.scalars(select(Round.workspace_id).where(*sent).distinct()))


def started(session: Session, track: Track, starts_at: datetime) -> Round | None:
    """The round of this start, whatever became of it."""
    return session.scalar(select(Round).where(Round.track == track, Round.starts_at == starts_at))


def next_row(session: Session, track: Track) -> Round:
    """The row of the next round: a cancelled one gives its number back, so that people see none missing."""
    latest = session.scalar(select(Round).where(Round.track == track).order_by(Round.number.desc()).limit(1))
    if latest is not None and latest.state is RoundState.CANCELLED:
        return latest
    return Round(track=track, number=latest.number + 1 if latest else 1)


def find_drawn(session: Session, shown: Shown) -> Round:
    """The draw that is shown, if it is still the present one; raises RoundHasChanged."""
    workspaces.take_turns(session)
    found = _find(session, shown)
    if found.state is not RoundState.DRAWN or found.seed != shown.seed:
        raise RoundHasChanged
    return found


def of(session: Session, shown: Shown) -> Round:
    """The round whose draw is shown, whatever became of it; raises RoundHasChanged when there is none."""
    return _find(session, shown)


def track_of_drawn(session: Session, round_id: int) -> Track | None:
    """The track of this round while it is being looked at."""
    return session.scalar(select(Round.track).where(Round.id == round_id, Round.state == RoundState.DRAWN))


def introductions_of(session: Session, found: Round) -> Sequence[Introduction]:
    return session.scalars(
        select(Introduction).where(Introduction.round_id == found.id).order_by(Introduction.id)
    ).all()


def with_people(session: Session, found: Round) -> list[tuple[Introduction, list[Member]]]:
    """Each introduction of this round with its members, in the order of the seats."""
    rows = session.execute(
        select(Introduction, Member)
        .join(Seat, Seat.introduction_id == Introduction.id)
        .join(Member, Seat.member_id == Member.id)
        .where(Introduction.round_id == found.id, Seat.presence != Presence.WITHDREW)
        .order_by(Introduction.id, Seat.id)
    )
    people: dict[int, tuple[Introduction, list[Member]]] = {}
    for introduction, member in rows:
        people.setdefault(introduction.id, (introduction, []))[1].append(member)
    return list(people.values())


def _let_go_of_kept_apart(session: Session, found: Round, *, now: datetime) -> list[int]:
    """Drop the introductions of which no two may meet any more since the draw; gives who was in them."""
    apart = exclusions.apart(session, now=now)
    gone = [
        (introduction, people)
        for introduction, people in with_people(session, found)
        if len(introductions.who_may_meet(people, apart)) < 2
    ]
    introductions.drop(session, [introduction for introduction, _ in gone])
    return [member.id for _, people in gone for member in people]


def _find(session: Session, shown: Shown) -> Round:
    found = session.scalar(select(Round).where(Round.id == shown.round))
    if found is None:
        raise RoundHasChanged
    return found


def _last_sent(session: Session, track: Track) -> Round | None:
    sent = (Round.state == RoundState.SENT, Round.track == track)
    return session.scalar(select(Round).where(*sent).order_by(Round.number.desc()).limit(1))


def _sent(session: Session, found: Round) -> Sent:
    held = with_people(session, found)
    sizes = [len(people) for one, people in held if one.began is Began.DRAW and len(people) > 1]
    sent_at = found.sent_at or found.drawn_at
    zone = peers.community_zone(session)
    return Sent(found.number, sum(sizes), len(sizes), sent_at, found.ends_at or sent_at, zone)
