"""Rounds: who is introduced to whom, drawn for organisers to look at, and then sent or cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot import introductions, openers, peers
from bot.errors import NobodyToIntroduce, RoundHasChanged, RoundIsDrawn, RoundIsRunning
from bot.introductions import Introduced
from bot.meetings import History, in_order_of_seats
from bot.peers import Directory, Peer
from bot.rules import matching
from bot.rules.dates import date_words, local
from bot.rules.matching import Certificate, Group
from bot.rules.words import Presence, RoundState
from db.models import Introduction, Member, Opener, Round, Seat, Workspace

LENGTH = timedelta(days=28)


@dataclass(frozen=True)
class Shown:
    """The draw that an organiser has in front of them: what they press is about this one and no other."""

    round: int
    seed: int


@dataclass(frozen=True)
class Drawn:
    """A draw just made: what is certain about it, and whether it came out as the one before it."""

    round: Round
    certificate: Certificate
    is_same: bool = False


@dataclass(frozen=True)
class Preview:
    """A draw as organisers look at it. Without a certificate, members have changed since it was made."""

    round: Round
    drawn_by: str
    groups: tuple[Introduced, ...]
    certificate: Certificate | None
    newcomers: tuple[Peer, ...]
    gone: int

    @property
    def people(self) -> int:
        return sum(len(group.peers) for group in self.groups)


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
    """What organisers see of rounds in their Home tab."""

    wanting: int
    organisations: int
    drawn: Round | None
    last: Sent | None
    is_running: bool


def draw(session: Session, organiser: Member, *, now: datetime, seed: int) -> Drawn:
    """Draw the next round and keep it to be looked at; nothing is sent.

    Raises RoundIsDrawn or RoundIsRunning, and NobodyToIntroduce when there are not enough members.
    """
    _take_turns(session)
    if drawn(session) is not None:
        raise RoundIsDrawn
    running = _last_sent(session)
    if running is not None and running.ends_at is not None and running.ends_at > now:
        until = date_words(local(running.ends_at, peers.community_zone(session)).date())
        raise RoundIsRunning(f"Round {running.number} runs until {until}. You can draw the next one after that.")
    return _fill(session, _next(session), organiser, now=now, seed=seed)


def redraw(session: Session, organiser: Member, shown: Shown, *, now: datetime, seed: int) -> Drawn:
    """Draw the same round again with another seed. Raises RoundHasChanged, and NobodyToIntroduce as `draw` does."""
    found = _find_drawn(session, shown)
    before = _groups(session, found)
    _empty(session, found)
    again = _fill(session, found, organiser, now=now, seed=seed)
    return Drawn(again.round, again.certificate, is_same=_groups(session, found) == before)


def cancel(session: Session, shown: Shown) -> int:
    """Nothing of this draw is kept but its number, which the next draw takes; doing it again changes nothing.

    Gives the number.
    """
    _take_turns(session)
    gone = _find(session, shown)
    if gone.state is RoundState.CANCELLED and gone.seed == shown.seed:
        return gone.number
    found = _find_drawn(session, shown)
    _empty(session, found)
    found.state = RoundState.CANCELLED
    return found.number


def send(session: Session, shown: Shown, *, now: datetime) -> Sent:
    """Owe every message of this round at once; sending it again changes nothing.

    Raises RoundHasChanged, and NobodyToIntroduce when nobody is left to be introduced.
    """
    _take_turns(session)
    if _find(session, shown).state is RoundState.SENT:
        return _sent(session, _find(session, shown))
    found = _find_drawn(session, shown)
    found.state, found.sent_at, found.ends_at = RoundState.SENT, now, now + LENGTH
    waiting = _introductions(session, found)
    with session.no_autoflush:  # every message has a key of its own: they are written together at the end
        introduced = sum(
            introductions.owe(session, introduction, ends_at=now + LENGTH, now=now) for introduction in waiting
        )
    if not introduced:
        raise NobodyToIntroduce("Nobody in this draw can be introduced any more, so nothing was sent.")
    return _sent(session, found)


def preview(session: Session, *, now: datetime, certificate: Certificate | None = None) -> Preview | None:
    """The draw that waits to be sent, as it would go out now; None when there is none.

    Without a certificate the draw is replayed: it must come out the same from its seed, or members have changed.
    """
    found = drawn(session)
    if found is None:
        return None
    directory, members = Directory.read(session), _pool(session, now=now)
    able, seated, groups = {member.id for member in members}, set[int](), []
    for introduction, people in _with_people(session, found):
        seated |= {member.id for member in people}
        staying = [member for member in people if member.id in able]
        groups.append(introductions.describe(introduction, staying, directory=directory))
    newcomers = tuple(directory.peer(member) for member in members if member.id not in seated)
    if seated != able:
        certificate = None
    elif certificate is None:
        certificate = _replay(session, found, members)
    drawn_by = session.scalars(select(Member.slack_id).where(Member.id == found.drawn_by_id)).one()
    whole = tuple(group for group in groups if len(group.peers) > 1)
    return Preview(found, drawn_by, whole, certificate, newcomers, gone=len(seated - able))


def desk(session: Session, *, now: datetime) -> Desk:
    """How many want introductions, from how many organisations, and where the rounds stand."""
    members, last = _pool(session, now=now), _last_sent(session)
    return Desk(
        wanting=len(members),
        organisations=len({member.organisation_id for member in members}),
        drawn=drawn(session),
        last=_sent(session, last) if last else None,
        is_running=last is not None and last.ends_at is not None and last.ends_at > now,
    )


def drawn(session: Session) -> Round | None:
    """The round that is being looked at, or None."""
    return session.scalar(select(Round).where(Round.state == RoundState.DRAWN))


def _take_turns(session: Session) -> None:
    """Organisers who act at the same moment come one after the other, and the second sees what the first did."""
    session.execute(
        select(Workspace.id).where(Workspace.id == session.info["workspace"]).with_for_update(key_share=True)
    )


def _fill(session: Session, found: Round, organiser: Member, *, now: datetime, seed: int) -> Drawn:
    members, history = _pool(session, now=now), History.read(session)
    _refuse_too_few(members)
    people = {person.id: person for person in history.people(members)}
    made = matching.draw(people.values(), history.past(), seed=seed)
    found.state, found.seed, found.drawn_by_id, found.drawn_at = RoundState.DRAWN, seed, organiser.id, now
    found.starts_at = now
    session.add(found)
    session.flush()
    shelf = session.scalars(select(Opener)).all()
    questions = [openers.choose(shelf, [people[one] for one in group.members], seed=seed) for group in made.groups]
    _seat(session, found, made.groups, questions)
    return Drawn(found, made.certificate)


def _seat(session: Session, found: Round, groups: Sequence[Group], questions: Sequence[str]) -> None:
    made = [
        Introduction(round_id=found.id, reasons=peers.write_reasons(group.reasons), opener=question)
        for group, question in zip(groups, questions, strict=True)
    ]
    session.add_all(made)
    session.flush()
    for introduction, group in zip(made, groups, strict=True):
        seated = in_order_of_seats(group.members, group.third)
        session.add_all(Seat(introduction_id=introduction.id, member_id=member) for member in seated)
    session.flush()


def _refuse_too_few(members: Sequence[Member]) -> None:
    organisations = {member.organisation_id for member in members}
    if not members:
        raise NobodyToIntroduce("Nobody wants introductions yet, so there is nobody to draw.")
    if len(members) == 1:
        raise NobodyToIntroduce("Only 1 member wants introductions so far. A round needs at least 2.")
    if len(organisations) == 1:
        raise NobodyToIntroduce(
            f"All {len(members)} members who want introductions work in the same organisation. "
            "A round needs members from at least 2."
        )


def _pool(session: Session, *, now: datetime) -> list[Member]:
    """Everybody who may be introduced today."""
    asked = (Member.joined_at.is_not(None), Member.wants_introductions, Member.deactivated_at.is_(None))
    found = session.scalars(select(Member).where(*asked).order_by(Member.id))
    zone = peers.community_zone(session)
    return [member for member in found if peers.takes_part(member, now=now, zone=zone)]


def _next(session: Session) -> Round:
    """The row of the next round: a cancelled one gives its number back, so that people see none missing."""
    latest = session.scalar(select(Round).order_by(Round.number.desc()).limit(1))
    if latest is not None and latest.state is RoundState.CANCELLED:
        return latest
    return Round(number=latest.number + 1 if latest else 1)


def _find_drawn(session: Session, shown: Shown) -> Round:
    _take_turns(session)
    found = _find(session, shown)
    if found.state is not RoundState.DRAWN or found.seed != shown.seed:
        raise RoundHasChanged
    return found


def _find(session: Session, shown: Shown) -> Round:
    found = session.scalar(select(Round).where(Round.id == shown.round))
    if found is None:
        raise RoundHasChanged
    return found


def _empty(session: Session, found: Round) -> None:
    ids = [introduction.id for introduction in _introductions(session, found)]
    session.execute(delete(Seat).where(Seat.introduction_id.in_(ids)))
    session.execute(delete(Introduction).where(Introduction.id.in_(ids)))


def _introductions(session: Session, found: Round) -> Sequence[Introduction]:
    return session.scalars(
        select(Introduction).where(Introduction.round_id == found.id).order_by(Introduction.id)
    ).all()


def _with_people(session: Session, found: Round) -> list[tuple[Introduction, list[Member]]]:
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


def _groups(session: Session, found: Round) -> set[frozenset[int]]:
    return {frozenset(member.id for member in people) for _, people in _with_people(session, found)}


def _replay(session: Session, found: Round, members: Sequence[Member]) -> Certificate | None:
    history = History.read(session)
    made = matching.draw(history.people(members), history.past(), seed=found.seed)
    is_same = {frozenset(group.members) for group in made.groups} == _groups(session, found)
    return made.certificate if is_same else None


def _last_sent(session: Session) -> Round | None:
    return session.scalar(select(Round).where(Round.state == RoundState.SENT).order_by(Round.number.desc()).limit(1))


def _sent(session: Session, found: Round) -> Sent:
    sizes = [len(people) for _, people in _with_people(session, found) if len(people) > 1]
    sent_at = found.sent_at or found.drawn_at
    zone = peers.community_zone(session)
    return Sent(found.number, sum(sizes), len(sizes), sent_at, found.ends_at or sent_at + LENGTH, zone)
