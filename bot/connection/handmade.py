"""Introductions by hand: an organiser puts two or three members in touch, under the same rule as the draw."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import workspaces
from bot.community import peers
from bot.community.peers import Directory, Peer
from bot.connection import introductions, openers, rounds, waiting
from bot.connection.histories import History
from bot.errors import CommunityError, InvalidField
from bot.rules import matching, rhythm
from bot.rules.matching import RECENT, Because, Past, Person, Reason, Refusal
from bot.rules.text import clean
from bot.rules.words import Began, Track, WaitEnd
from db.models import Introduction, Member, Opener, Seat

LONGEST_QUESTION = 200
FIELDS = ("first", "second", "third")


@dataclass(frozen=True)
class Asked:
    """Whom an organiser wants to introduce, by their Slack ids, and what to begin with.

    `accepted`: for which of them a warning was shown and accepted.
    """

    people: tuple[str, ...]
    question: str = ""
    accepted: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Doubt:
    """What an organiser should know of these two before they are introduced: since when they know each other.

    Without a day, they work in the same organisation.
    """

    pair: tuple[Peer, Peer]
    introduced_on: datetime | None = None


class Doubtful(CommunityError):
    """It is allowed, and asks for a second look."""

    words = "Look at this once more before you introduce them."

    def __init__(self, doubts: Sequence[Doubt], zone: str) -> None:
        super().__init__()
        self.doubts, self.zone = tuple(doubts), zone


def introduce(session: Session, asked: Asked, *, now: datetime, seed: int) -> Introduction:
    """Put these members in touch now; `seed` chooses the first question when the organiser has none.

    Raises InvalidField with the field that is refused, and Doubtful before a repeat or within one organisation.
    """
    question = _read_question(asked.question)
    workspaces.take_turns(session)
    history = History.read(session, now=now)
    people = _people(session, asked.people)
    able = {person.id: person for person in history.people(_able(session, people.values(), now=now))}
    ids = _ids(asked.people, people)
    _refuse(ids, able, history.past())
    _doubt(session, asked, people, history)
    group = [able[one] for one in ids]
    return _make(session, group, history.past(), question or _choose(session, group, seed), now=now)


def named(session: Session, asked: Asked) -> tuple[Peer, ...]:
    """These people as others know them."""
    people, directory = _people(session, asked.people), Directory.read(session)
    return tuple(directory.peer(people[slack_id]) for slack_id in asked.people if slack_id in people)


def _read_question(text: str) -> str:
    question = " ".join(clean(text).split())
    if len(question) > LONGEST_QUESTION:
        raise InvalidField("question", f"Use {LONGEST_QUESTION} letters or fewer.")
    return question


def _people(session: Session, slack_ids: Sequence[str]) -> dict[str, Member]:
    found = session.scalars(select(Member).where(Member.slack_id.in_(slack_ids)))
    return {member.slack_id: member for member in found}


def _able(session: Session, people: Iterable[Member], *, now: datetime) -> list[Member]:
    zone = peers.community_zone(session)
    return [member for member in people if peers.takes_part(member, Track.ROUNDS, now=now, zone=zone)]


def _ids(slack_ids: Sequence[str], people: Mapping[str, Member]) -> list[int]:
    """The ids of these members; somebody whom we do not know has one that nobody else has."""
    return [people[one].id if one in people else -1 - slack_ids.index(one) for one in slack_ids]


def _refuse(ids: Sequence[int], able: Mapping[int, Person], past: Past) -> None:
    """Nothing says why people are kept apart, nor which of three: whoever can guess it knows who does not want whom."""
    match matching.refusal(ids, able, past):
        case Refusal.NUMBER:
            raise InvalidField("second", "Choose 2 or 3 people.")
        case Refusal.SAME_PERSON:
            place = next(place for place, one in enumerate(ids) if one in ids[:place])
            raise InvalidField(FIELDS[place], "Choose somebody else here. It is the same person twice.")
        case Refusal.NOT_TAKING_PART:
            place = next(place for place, one in enumerate(ids) if one not in able)
            raise InvalidField(FIELDS[place], "This person takes no part in introductions just now.")
        case Refusal.KEPT_APART:
            raise InvalidField("second", "These people cannot be introduced to each other.")


def _doubt(session: Session, asked: Asked, people: Mapping[str, Member], history: History) -> None:
    if asked.accepted == frozenset(asked.people):
        return
    directory = Directory.read(session)
    members = [people[slack_id] for slack_id in asked.people]
    doubts = [found for pair in combinations(members, 2) for found in _doubts(*pair, history, directory)]
    if doubts:
        raise Doubtful(doubts, directory.zone)


def _doubts(one: Member, other: Member, history: History, directory: Directory) -> Iterator[Doubt]:
    """Whether they met plays no part: somebody who is not warned would know that they did not."""
    pair = directory.peer(one), directory.peer(other)
    introduced_on = history.introduced_on(one.id, other.id)
    if introduced_on is not None and history.now - introduced_on <= timedelta(days=RECENT):
        yield Doubt(pair, introduced_on)
    if one.organisation_id == other.organisation_id:
        yield Doubt(pair)


def _reasons(group: Sequence[Person], past: Past) -> list[Because]:
    """Why these people; three of them are three because an organiser chose so."""
    return [because for because in matching.reasons(group, past) if because.reason is not Reason.TRIO]


def _choose(session: Session, group: Sequence[Person], seed: int) -> str:
    return openers.choose(session.scalars(select(Opener)).all(), group, seed=seed)


def _make(session: Session, group: Sequence[Person], past: Past, question: str, *, now: datetime) -> Introduction:
    """In the round that is running, or in four weeks of their own. Whoever waited for a peer has one now."""
    running = rounds.running(session, Track.ROUNDS, now=now)
    made = Introduction(
        round_id=running.id if running else None,
        began=Began.BY_HAND,
        reasons=peers.write_reasons(_reasons(group, past)),
        opener=question,
    )
    session.add(made)
    session.flush()
    session.add_all(Seat(introduction_id=made.id, member_id=person.id) for person in group)
    session.flush()
    ends_at = running.ends_at if running and running.ends_at else now + rhythm.LENGTH
    introductions.owe(session, made, ends_at=ends_at, now=now)
    if running:
        for waits in waiting.present(session, running.id, [person.id for person in group]):
            waiting.end(waits, WaitEnd.FOUND, now=now)
    return made
