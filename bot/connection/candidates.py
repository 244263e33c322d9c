"""Whom somebody may be introduced to who looks for them: members of other organisations who agreed to be asked."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.answers import words
from bot.community import exclusions, peers
from bot.rules import relevance
from bot.rules.matching import Pair
from bot.rules.relevance import Said, Ways
from bot.rules.words import Presence, Stage, WishState
from db.models import (
    Approach,
    Challenge,
    Characteristic,
    Introduction,
    Member,
    Organisation,
    Seat,
    Sector,
    Wish,
)

A_WEEK, MOST_A_WEEK = timedelta(days=7), 2
LATELY = timedelta(days=30)
NEVER = datetime.min.replace(tzinfo=UTC)

_FILLER = words.stems_of(relevance.FILLER)
_ALSO = {words.stem(word): [frozenset(words.stems(way)) for way in ways] for word, ways in relevance.ALSO.items()}


@dataclass(frozen=True)
class Found:
    """Who fits, the best first, and how many agreed to be asked at all."""

    chosen: tuple[Member, ...]
    open_to: int


def find(session: Session, seeker: Member, wish: str, *, now: datetime, most: int) -> Found:
    """Who fits these words, the best first; of those who fit as well, whoever was asked least lately."""
    apart = exclusions.apart(session, now=now)
    everybody = [member for member in _open(session) if _fit(session, seeker, member, apart, now=now)]
    asked = _asked(session, now=now)
    busy = {member for member, moments in asked.items() if sum(at > now - A_WEEK for at in moments) >= MOST_A_WEEK}
    not_again = busy | _in_touch(session, seeker, now=now) | _being_asked(session, seeker, now=now)
    free = {member.id: member for member in everybody if member.id not in not_again}
    told = _Names.read(session).told_by(list(free.values()))
    scores = relevance.rank(_read(wish, told.vocabulary), told.by_member)
    order = sorted(scores, key=lambda one: (-scores[one], max(asked.get(one, [NEVER])), one))
    return Found(tuple(free[one] for one in order[:most]), len(everybody))


def may_meet(session: Session, seeker: Member, member: Member, *, now: datetime) -> bool:
    """Whether these two could be introduced today: both can be named, are here and of different organisations."""
    return _fit(session, seeker, member, exclusions.apart(session, now=now), now=now)


def can_meet(session: Session, member: Member, *, now: datetime) -> bool:
    return peers.can_be_introduced(member) and not peers.is_away(member, now=now, zone=peers.community_zone(session))


def _fit(session: Session, seeker: Member, member: Member, apart: frozenset[Pair], *, now: datetime) -> bool:
    if not all(can_meet(session, one, now=now) for one in (seeker, member)):
        return False
    is_own = seeker.organisation_id == member.organisation_id
    return not is_own and frozenset((seeker.id, member.id)) not in apart


def _open(session: Session) -> Sequence[Member]:
    return session.scalars(select(Member).where(Member.open_to_wishes).order_by(Member.id)).all()


def _asked(session: Session, *, now: datetime) -> dict[int, list[datetime]]:
    """When each was asked for somebody lately."""
    rows = session.execute(
        select(Approach.member_id, Wish.asked_at)
        .join(Wish, Approach.wish_id == Wish.id)
        .where(Wish.asked_at > now - LATELY)
    )
    found: dict[int, list[datetime]] = {}
    for member, at in rows:
        found.setdefault(member, []).append(at)
    return found


def _being_asked(session: Session, seeker: Member, *, now: datetime) -> set[int]:
    """Who is being asked for this same member already."""
    is_open = (Wish.member_id == seeker.id, Wish.state == WishState.OPEN, Wish.expires_at > now)
    return set(session.scalars(select(Approach.member_id).join(Wish, Approach.wish_id == Wish.id).where(*is_open)))


def _in_touch(session: Session, seeker: Member, *, now: datetime) -> set[int]:
    """Who is in an introduction with this member at present."""
    own = (
        select(Seat.introduction_id)
        .join(Introduction, Seat.introduction_id == Introduction.id)
        .where(Seat.member_id == seeker.id, Seat.presence != Presence.WITHDREW, Introduction.ends_at > now)
        .where(Introduction.stage.not_in([Stage.PROPOSED, Stage.BROKEN]))
    )
    shared = session.scalars(own).all()
    return set(session.scalars(select(Seat.member_id).where(Seat.introduction_id.in_(shared))))


def _read(wish: str, vocabulary: frozenset[str]) -> list[Ways]:
    """What is looked for, each thing with the ways to say it; slips are mended, and numbers say nothing."""
    said = [word for word in words.tokens(wish) if not word[0].isdecimal()]
    typed = [word for word in said if words.stem(word) not in words.CHATTER | _FILLER]
    stems = Counter(words.stem(word) for word in words.mend(typed, vocabulary))
    return [(frozenset({stem}), *_ALSO.get(stem, ())) for stem in stems]


@dataclass(frozen=True)
class _Told:
    """What members say of themselves, and every word in it."""

    by_member: dict[int, list[Said]]
    vocabulary: frozenset[str]


@dataclass(frozen=True)
class _Names:
    """The names behind the ids and keys of a profile."""

    organisations: dict[int, str]
    sectors: dict[int, str]
    challenges: dict[str, str]
    characteristics: dict[str, str]

    @classmethod
    def read(cls, session: Session) -> "_Names":
        return cls(
            {row.id: row.name for row in session.scalars(select(Organisation))},
            {row.id: row.name for row in session.scalars(select(Sector))},
            {row.key: row.name for row in session.scalars(select(Challenge))},
            {row.key: row.name for row in session.scalars(select(Characteristic))},
        )

    def told_by(self, members: Sequence[Member]) -> _Told:
        texts = {member.id: self._texts(member) for member in members}
        said = {
            member: [Said(words.content(text), weight) for text, weight in told if text]
            for member, told in texts.items()
        }
        tokens = {token for told in texts.values() for text, _ in told for token in words.tokens(text)}
        return _Told(said, frozenset(tokens | set(map(words.stem, tokens)) | set(_ALSO)))

    def _texts(self, member: Member) -> list[tuple[str, float]]:
        """What this member chose to share, and how much each tells. What is private is not among it."""
        offers = [self.characteristics.get(key, "") for key in member.offers]
        challenges = [self.challenges.get(key, "") for key in member.challenges]
        places = [self.organisations.get(member.organisation_id or 0, ""), self.sectors.get(member.sector_id or 0, "")]
        weighed = [(member.knows or "", 2.0), (member.job or "", 1.5), *((offer, 1.5) for offer in offers)]
        return [*weighed, *((text, 1.0) for text in (*challenges, *places, member.borough or ""))]
