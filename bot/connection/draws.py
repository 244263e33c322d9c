"""Draws: who would be introduced to whom in the next round, for organisers to look at before anything is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import workspaces
from bot.community import peers
from bot.community.peers import Directory, Peer
from bot.connection import introductions, openers, pools, rounds
from bot.connection.histories import History, in_order_of_seats
from bot.connection.introductions import Introduced
from bot.connection.rounds import Shown
from bot.errors import NobodyToIntroduce, RoundIsDrawn, RoundIsRunning
from bot.rules import matching
from bot.rules.dates import date_words, local
from bot.rules.matching import Certificate, Group
from bot.rules.words import RoundState, Track
from db.models import Introduction, Member, Opener, Round, Seat


@dataclass(frozen=True)
class Drawn:
    """A draw just made, and what is certain about it."""

    round: Round
    certificate: Certificate


@dataclass(frozen=True)
class Preview:
    """A draw as organisers look at it. Without a certificate, members have changed since it was made."""

    round: Round
    drawn_by: str | None  # nobody: the calendar
    groups: tuple[Introduced, ...]
    certificate: Certificate | None
    newcomers: tuple[Peer, ...]
    gone: int
    left_out: tuple[Peer, ...] = ()  # for whom the draw found nobody
    zone: str = peers.FALLBACK_ZONE
    is_planned: bool = False  # it is sent at its start, unless somebody cancels it

    @property
    def people(self) -> int:
        return sum(len(group.peers) for group in self.groups)


def draw(session: Session, organiser: Member, track: Track = Track.ROUNDS, *, now: datetime, seed: int) -> Drawn:
    """Draw the next round and keep it to be looked at; nothing is sent.

    Raises RoundIsDrawn or RoundIsRunning, and NobodyToIntroduce when there are not enough members.
    """
    workspaces.take_turns(session)
    if rounds.drawn(session, track) is not None:
        raise RoundIsDrawn
    running = rounds.running(session, track, now=now)
    if running is not None and running.ends_at is not None:
        until = date_words(local(running.ends_at, peers.community_zone(session)).date())
        raise RoundIsRunning(f"Round {running.number} runs until {until}. You can draw the next one after that.")
    return _fill(session, rounds.next_row(session, track), organiser, now=now, seed=seed, starts_at=now)


def plan(session: Session, track: Track, starts_at: datetime, *, now: datetime, seed: int) -> Round:
    """Draw the round that starts then, for the calendar; a draw that organisers were looking at gives way to it.

    Raises NobodyToIntroduce.
    """
    workspaces.take_turns(session)
    found = rounds.drawn(session, track) or rounds.next_row(session, track)
    _empty(session, found)
    return _fill(session, found, None, now=now, seed=seed, starts_at=starts_at).round


def redraw(session: Session, organiser: Member, shown: Shown, *, now: datetime, seed: int) -> Drawn:
    """Draw the same round again with another seed. Raises RoundHasChanged, and NobodyToIntroduce as `draw` does."""
    found = rounds.find_drawn(session, shown)
    _empty(session, found)
    return _fill(session, found, organiser, now=now, seed=seed, starts_at=found.starts_at)


def came_out_the_same(session: Session, shown: Shown) -> bool:
    """Whether the draw that took the place of the one that is shown has the same groups."""
    found = rounds.of(session, shown)
    history = History.read(session, now=found.drawn_at)
    made = matching.draw(history.people(_pool(session, found, now=found.drawn_at)), history.past(), seed=shown.seed)
    return {frozenset(group.members) for group in made.groups} == _groups(session, found)


def preview(
    session: Session, track: Track = Track.ROUNDS, *, now: datetime, certificate: Certificate | None = None
) -> Preview | None:
    """The draw that waits to be sent, as it would go out now; None when there is none.

    Without a certificate the draw is replayed: it must come out the same from its seed, or members have changed.
    """
    found = rounds.drawn(session, track)
    if found is None:
        return None
    directory, members = Directory.read(session), _pool(session, found, now=now)
    able, seated, groups = {member.id for member in members}, set[int](), []
    for introduction, people in rounds.with_people(session, found):
        seated |= {member.id for member in people}
        staying = [member for member in people if member.id in able]
        groups.append(introductions.describe(introduction, staying, directory=directory))
    outside = [member for member in members if member.id not in seated]
    if certificate is None:
        certificate = _replay(session, found, members)
    return Preview(
        round=found,
        drawn_by=session.scalar(select(Member.slack_id).where(Member.id == (found.drawn_by_id or 0))),
        groups=tuple(group for group in groups if len(group.peers) > 1),
        certificate=certificate,
        newcomers=tuple(directory.peer(member) for member in outside if member.id not in found.left_out),
        gone=len(seated - able),
        left_out=tuple(directory.peer(member) for member in outside if member.id in found.left_out),
        zone=directory.zone,
        is_planned=found.starts_at > now,
    )


def _fill(
    session: Session, found: Round, organiser: Member | None, *, now: datetime, seed: int, starts_at: datetime
) -> Drawn:
    found.state, found.seed, found.drawn_at, found.starts_at = RoundState.DRAWN, seed, now, starts_at
    found.drawn_by_id = organiser.id if organiser else None
    members, history = _pool(session, found, now=now), History.read(session, now=now)
    _refuse_too_few(members)
    people = {person.id: person for person in history.people(members)}
    made = matching.draw(people.values(), history.past(), seed=seed)
    found.left_out = list(made.left_out)
    session.add(found)
    session.flush()
    shelf = session.scalars(select(Opener)).all()
    questions = [openers.choose(shelf, [people[one] for one in group.members], seed=seed) for group in made.groups]
    _seat(session, found, made.groups, questions)
    return Drawn(found, made.certificate)


def _empty(session: Session, found: Round) -> None:
    """Nobody sits anywhere in this draw any more."""
    if found.id is not None:
        introductions.drop(session, rounds.introductions_of(session, found))


def _seat(session: Session, found: Round, groups: Sequence[Group], questions: Sequence[str]) -> None:
    made = [
        Introduction(round_id=found.id, track=found.track, reasons=peers.write_reasons(group.reasons), opener=question)
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


def _pool(session: Session, found: Round, *, now: datetime) -> list[Member]:
    return pools.read(session, found.track, now=now, starts_at=found.starts_at)


def _groups(session: Session, found: Round) -> set[frozenset[int]]:
    return {frozenset(member.id for member in people) for _, people in rounds.with_people(session, found)}


def _replay(session: Session, found: Round, members: Sequence[Member]) -> Certificate | None:
    """The certificate of this draw, if the same members from the same seed still come out in the same groups."""
    drawn = {one for group in _groups(session, found) for one in group}
    if {member.id for member in members} != drawn | set(found.left_out):
        return None
    history = History.read(session, now=found.drawn_at)
    made = matching.draw(history.people(members), history.past(), seed=found.seed)
    is_same = {frozenset(group.members) for group in made.groups} == _groups(session, found)
    return made.certificate if is_same else None
