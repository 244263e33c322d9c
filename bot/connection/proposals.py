"""Proposals: times for meeting that one of them names and the others accept, until one suits everybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot import workspaces
from bot.community import peers
from bot.community.peers import Directory, Peer
from bot.connection import introductions, meetings
from bot.connection.introductions import Introduced
from bot.delivery import outbox
from bot.errors import IntroductionIsOver, InvalidField, NotFound, TimeIsGone
from bot.rules.messages import Kind
from bot.rules.words import Met, Presence
from db.models import Acceptance, Introduction, Member, Proposal

MOST_OPEN = 9
KEPT = timedelta(days=30)
"""How long a time that has passed is kept."""


@dataclass(frozen=True)
class Clock:
    """The zone in which times are told, and whether it has to be named: not all of them live by it."""

    zone: str
    is_named: bool = False


@dataclass(frozen=True)
class Proposed:
    """Times that are open, by who proposes them, and those among them that the reader may accept."""

    introduction: int
    by: tuple[tuple[Peer, tuple[datetime, ...]], ...]
    choices: tuple[datetime, ...]
    clock: Clock


@dataclass(frozen=True)
class Agreed:
    """A time that suits everybody."""

    introduced: Introduced
    starts_at: datetime
    clock: Clock


@dataclass(frozen=True)
class Accepted:
    """What came of accepting a time; `rest` are the others that may be accepted too."""

    introduction: int
    starts_at: datetime
    is_set: bool
    is_own: bool
    clock: Clock
    rest: tuple[datetime, ...] = ()


@dataclass(frozen=True)
class Open:
    """An introduction for which times can be proposed, as one of them sees it."""

    introduced: Introduced
    times: tuple[datetime, ...]
    ends_at: datetime
    zone: str


def look(session: Session, introduction: int, member: Member, *, now: datetime) -> Open:
    """What somebody needs to know who proposes times. Raises NotFound and IntroductionIsOver."""
    found = introductions.find(session, introduction)
    seen = introductions.mine(session, introduction, member)
    if found is None or found.stage not in introductions.UNDER_WAY or found.ends_at is None or found.ends_at <= now:
        raise IntroductionIsOver
    if not seen.peers:
        raise IntroductionIsOver("Nobody else in this introduction can take part any more.")
    times = tuple(row.starts_at for row in _open(session, found, now=now))
    return Open(seen, times, found.ends_at, workspaces.zone_of(session, member))


def propose(session: Session, introduction: int, member: Member, times: Sequence[datetime], *, now: datetime) -> Open:
    """Propose these times to the others; one that another proposed before is accepted, and doubles are ignored.

    Raises InvalidField when too many are open, and what `look` raises.
    """
    found = _lock(session, introduction)
    look(session, introduction, member, now=now)
    there = {row.starts_at: row for row in _rows(session, found)}
    new = [at for at in dict.fromkeys(times) if at not in there]
    _refuse_too_many(len(_open(session, found, now=now)), len(new))
    suits = [there[at] for at in times if at in there and _accept(session, there[at], member)]
    session.add_all(Proposal(introduction_id=found.id, member_id=member.id, starts_at=at, made_at=now) for at in new)
    session.flush()
    if not any(_settle(session, found, row, member, now=now) for row in suits) and new:
        _owe(session, found, member, now=now)
    return look(session, introduction, member, now=now)


def accept(session: Session, introduction: int, starts_at: datetime, member: Member, *, now: datetime) -> Accepted:
    """This time suits this member; when it suits everybody it is their date. Raises TimeIsGone, and as `look` does."""
    found = _lock(session, introduction)
    seen = look(session, introduction, member, now=now)
    row = next((row for row in _rows(session, found) if row.starts_at == starts_at), None)
    if starts_at <= now:
        raise TimeIsGone
    if row is None:
        raise TimeIsGone("That time is no longer proposed. To find another one, choose Propose times.")
    is_own = row.member_id == member.id
    if _accept(session, row, member):
        _settle(session, found, row, member, now=now)
    is_set = _is_agreed(session, found, row)
    rest = () if is_set else _choices(session, found, member, now=now)
    return Accepted(introduction, starts_at, is_set, is_own, Clock(seen.zone), rest)


def agreed(session: Session, introduction: int, *, now: datetime) -> datetime | None:
    """When they meet, if they have agreed on a time that is still to come."""
    found = introductions.find(session, introduction)
    rows = [row for row in _rows(session, found) if row.starts_at > now] if found else []
    return next((row.starts_at for row in rows if found and _is_agreed(session, found, row)), None)


def to_group(session: Session, introduction: int, *, now: datetime) -> Proposed | None:
    """What the group reads; when somebody has gone since, the others are told alone, and this is None."""
    found = introductions.find(session, introduction)
    rows = _open(session, found, now=now) if found else []
    if found is None or not rows:
        return None
    if not _all_here(session, found):
        propose_alone(session, introduction, now=now)
        return None
    return Proposed(introduction, _by(session, rows), tuple(row.starts_at for row in rows), _clock(session, found))


def to_one(session: Session, introduction: int, member: Member, *, now: datetime) -> Proposed | None:
    """What one of them reads alone: the times of the others that they have not accepted."""
    found = introductions.find(session, introduction)
    if found is None or not _reads(session, introduction, member, now=now):
        return None
    choices = _choices(session, found, member, now=now)
    rows = [row for row in _open(session, found, now=now) if row.starts_at in choices]
    return (
        Proposed(introduction, _by(session, rows), choices, Clock(workspaces.zone_of(session, member)))
        if rows
        else None
    )


def set_for_group(session: Session, introduction: int, *, now: datetime) -> Agreed | None:
    found, starts_at = introductions.find(session, introduction), agreed(session, introduction, now=now)
    if found is None or starts_at is None:
        return None
    if not _all_here(session, found):
        announce_alone(session, introduction, now=now)
        return None
    people = [member for _, member in introductions.seats(session, introduction)]
    whole = introductions.describe(found, people, directory=Directory.read(session))
    return Agreed(whole, starts_at, _clock(session, found))


def set_for_one(session: Session, introduction: int, member: Member, *, now: datetime) -> Agreed | None:
    starts_at = agreed(session, introduction, now=now)
    if starts_at is None or not _reads(session, introduction, member, now=now):
        return None
    seen = introductions.mine(session, introduction, member)
    return Agreed(seen, starts_at, Clock(workspaces.zone_of(session, member))) if seen.peers else None


def propose_alone(session: Session, introduction: int, *, now: datetime) -> None:
    """Slack will not have it in their conversation, so each of them hears alone of what the others propose."""
    found = introductions.find(session, introduction)
    rows = _open(session, found, now=now) if found else []
    if rows:
        people = [member for _, member in introductions.seats(session, introduction)]
        _say_alone(session, Kind.PROPOSAL_ALONE, people, rows, now=now)


def announce_alone(session: Session, introduction: int, *, now: datetime) -> None:
    """The same with the time on which they have agreed."""
    found = introductions.find(session, introduction)
    rows = [row for row in _rows(session, found) if _is_agreed(session, found, row)] if found else []
    if rows:
        people = [member for _, member in introductions.seats(session, introduction)]
        _say_alone(session, Kind.DATE_SET_ALONE, people, rows, now=now)


def let_go(session: Session, *, before: datetime) -> None:
    """Drop times that lie before this moment, and whom they suited."""
    _drop(session, session.scalars(select(Proposal.id).where(Proposal.starts_at < before)).all())


def _lock(session: Session, introduction: int) -> Introduction:
    """What two of them do at the same moment comes one after the other."""
    found = session.scalar(select(Introduction).where(Introduction.id == introduction).with_for_update())
    if found is None:
        raise NotFound
    return found


def _rows(session: Session, found: Introduction) -> Sequence[Proposal]:
    chosen = select(Proposal).where(Proposal.introduction_id == found.id).order_by(Proposal.starts_at)
    return session.scalars(chosen).all()


def _open(session: Session, found: Introduction, *, now: datetime) -> list[Proposal]:
    """Times to come on which they have not agreed, the earliest first."""
    rows = [row for row in _rows(session, found) if row.starts_at > now]
    return [row for row in rows if not _is_agreed(session, found, row)]


def _choices(session: Session, found: Introduction, member: Member, *, now: datetime) -> tuple[datetime, ...]:
    rows = [row for row in _open(session, found, now=now) if row.member_id != member.id]
    return tuple(row.starts_at for row in rows if member.id not in _suits(session, row))


def _suits(session: Session, row: Proposal) -> set[int]:
    return set(session.scalars(select(Acceptance.member_id).where(Acceptance.proposal_id == row.id)))


def _is_agreed(session: Session, found: Introduction, row: Proposal) -> bool:
    """Whether it suits everybody who is still in it."""
    others = {one.id for one in _here(session, found)} - {row.member_id}
    return bool(others) and others <= _suits(session, row)


def _here(session: Session, found: Introduction) -> list[Member]:
    return [member for _, member in introductions.seats(session, found.id) if peers.is_here(member)]


def _all_here(session: Session, found: Introduction) -> bool:
    """Whether the group's conversation, if there is one, holds nobody who has gone."""
    return len(_here(session, found)) == len(introductions.seats(session, found.id))


def _reads(session: Session, introduction: int, member: Member, *, now: datetime) -> bool:
    """Whether this member is still in it, and has not paused."""
    is_in = member.id in {one.id for _, one in introductions.seats(session, introduction)}
    zone = peers.community_zone(session)
    return is_in and peers.is_here(member) and not peers.is_paused(member, now=now, zone=zone)


def _accept(session: Session, row: Proposal, member: Member) -> bool:
    """Whether this is news: not what they proposed themselves, nor accepted before."""
    if row.member_id == member.id or member.id in _suits(session, row):
        return False
    session.add(Acceptance(proposal_id=row.id, member_id=member.id))
    session.flush()
    return True


def _settle(session: Session, found: Introduction, row: Proposal, member: Member, *, now: datetime) -> bool:
    """When this time suits everybody it is their date: the others are dropped, and all of them are told."""
    if not _is_agreed(session, found, row):
        return False
    _drop(session, [other.id for other in _rows(session, found) if other.id != row.id])
    outbox.cancel_about(session, [Kind.PROPOSAL, Kind.PROPOSAL_ALONE], [found.id])
    for seat, _ in introductions.seats(session, found.id):
        if seat.met is not Met.YES:
            seat.met, seat.answered_at, seat.presence = Met.DATE_SET, now, Presence.ACCEPTED
    session.flush()
    meetings.note(session, found, now=now)
    _tell(session, found, (Kind.DATE_SET, Kind.DATE_SET_ALONE), [row], but=member, now=now)
    return True


def _owe(session: Session, found: Introduction, member: Member, *, now: datetime) -> None:
    outbox.cancel_about(session, [Kind.PROPOSAL], [found.id])
    rows = _open(session, found, now=now)
    _tell(session, found, (Kind.PROPOSAL, Kind.PROPOSAL_ALONE), rows, but=member, now=now)


def _tell(
    session: Session,
    found: Introduction,
    kinds: tuple[Kind, Kind],
    rows: Sequence[Proposal],
    *,
    but: Member,
    now: datetime,
) -> None:
    """In the group's conversation while it holds all of them and nobody else, or each alone but the one who knows."""
    together, alone = kinds
    people = _here(session, found)
    if found.channel is None or not _all_here(session, found):
        _say_alone(session, alone, [one for one in people if one.id != but.id], rows, now=now)
        return
    until, key = rows[-1].starts_at, f"{together}:{_known_by(rows)}"
    outbox.say(session, together, people[0], about=found.id, key=key, due=now, expires=until, now=now)


def _say_alone(
    session: Session, kind: Kind, people: Sequence[Member], rows: Sequence[Proposal], *, now: datetime
) -> None:
    about, until = rows[0].introduction_id, rows[-1].starts_at
    for one in people:
        key = f"{kind}:{_known_by(rows)}:{one.id}"
        outbox.say(session, kind, one, about=about, key=key, due=now, expires=until, now=now)


def _known_by(rows: Sequence[Proposal]) -> str:
    """The latest of these times, also when its id was another's before."""
    latest = max(rows, key=lambda row: row.id)
    return f"{latest.id}:{latest.made_at.timestamp():.0f}:{latest.starts_at.timestamp():.0f}"


def _by(session: Session, rows: Sequence[Proposal]) -> tuple[tuple[Peer, tuple[datetime, ...]], ...]:
    wanted = list(dict.fromkeys(row.member_id for row in rows))
    people = {one.id: one for one in session.scalars(select(Member).where(Member.id.in_(wanted)))}
    directory = Directory.read(session)
    return tuple(
        (directory.peer(people[one]), tuple(row.starts_at for row in rows if row.member_id == one)) for one in wanted
    )


def _clock(session: Session, found: Introduction) -> Clock:
    """Their own zone when they share one, else the community's by its name."""
    zones = {workspaces.zone_of(session, member) for member in _here(session, found)}
    return Clock(zones.pop()) if len(zones) == 1 else Clock(peers.community_zone(session), is_named=True)


def _refuse_too_many(there: int, new: int) -> None:
    if there + new > MOST_OPEN:
        raise InvalidField("day_1", f"{MOST_OPEN} times are the most that can be open at once. Propose fewer.")


def _drop(session: Session, proposals: Sequence[int]) -> None:
    session.execute(delete(Acceptance).where(Acceptance.proposal_id.in_(proposals)))
    session.execute(delete(Proposal).where(Proposal.id.in_(proposals)))
