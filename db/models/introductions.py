"""Rounds, the members who are introduced in them, what comes of it, and who is never introduced to whom."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.rules.words import Apart, Began, Met, Presence, Rhythm, RoundState, Stage, Track, Useful, Wait, WaitEnd
from db.models.base import Base, Owned, Sealed
from db.tenancy import within
from db.types import word_of


class Programme(Owned, Base):
    """When rounds of one track start by themselves; without a next start, organisers start each."""

    __tablename__ = "programme"

    track: Mapped[Track] = mapped_column(word_of(Track))
    rhythm: Mapped[Rhythm] = mapped_column(word_of(Rhythm))
    first_on: Mapped[date]  # later starts are counted from this day
    next_starts_at: Mapped[datetime | None]
    asked_for: Mapped[datetime | None]  # the start for which members were asked whether they are in

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (UniqueConstraint("workspace_id", "track"), Index(None, "next_starts_at"))


class Turnout(Owned, Base):
    """What a member says before a round: in it, or not this time."""

    __tablename__ = "turnout"

    track: Mapped[Track] = mapped_column(word_of(Track))
    starts_at: Mapped[datetime]
    member_id: Mapped[int]
    comes: Mapped[bool]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (
            within("member_id", "member"),
            UniqueConstraint("workspace_id", "track", "starts_at", "member_id"),
        )


class Round(Owned, Base):
    """A period in which members are introduced; its draw can be replayed from the seed."""

    __tablename__ = "round"

    track: Mapped[Track] = mapped_column(word_of(Track), default=Track.ROUNDS)
    number: Mapped[int]
    state: Mapped[RoundState] = mapped_column(word_of(RoundState))
    seed: Mapped[int]
    drawn_by_id: Mapped[int | None]  # nobody: the calendar did
    drawn_at: Mapped[datetime]
    starts_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    left_out: Mapped[list[int]] = mapped_column(default=list)  # the members for whom the draw found nobody

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (
            within("drawn_by_id", "member"),
            UniqueConstraint("workspace_id", "track", "number"),
            UniqueConstraint("workspace_id", "track", "starts_at"),
        )


class Introduction(Owned, Base):
    """Two or three members who are put in touch, in a round or between two."""

    __tablename__ = "introduction"

    track: Mapped[Track] = mapped_column(word_of(Track), default=Track.ROUNDS)
    round_id: Mapped[int | None]
    began: Mapped[Began] = mapped_column(word_of(Began), default=Began.DRAW)
    stage: Mapped[Stage] = mapped_column(word_of(Stage), default=Stage.PROPOSED)
    opened_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    reasons: Mapped[list[list[str]]]
    opener: Mapped[str] = mapped_column(String(200))
    channel: Mapped[str | None] = mapped_column(String(24))

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (within("round_id", "round"), Index(None, "workspace_id", "stage", "ends_at"))


class Seat(Owned, Base):
    """One member's place in an introduction, and whether they say that it led to a meeting."""

    __tablename__ = "seat"

    introduction_id: Mapped[int]
    member_id: Mapped[int]
    presence: Mapped[Presence] = mapped_column(word_of(Presence), default=Presence.INVITED)
    met: Mapped[Met | None] = mapped_column(word_of(Met))
    answered_at: Mapped[datetime | None]
    useful: Mapped[Useful | None] = mapped_column(word_of(Useful))

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (
            within("introduction_id", "introduction"),
            within("member_id", "member"),
            UniqueConstraint("workspace_id", "introduction_id", "member_id"),
            Index(None, "workspace_id", "member_id"),
        )


class Remark(Sealed, Base):
    """What a member wrote about an introduction for themselves; only they can read it."""

    __tablename__ = "remark"

    introduction_id: Mapped[int]
    member_id: Mapped[int]
    words: Mapped[bytes]
    written_at: Mapped[datetime]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (
            within("introduction_id", "introduction"),
            within("member_id", "member"),
            UniqueConstraint("workspace_id", "introduction_id", "member_id"),
        )


class Concern(Sealed, Base):
    """What a member told organisers about an introduction; sealed under the member's own key."""

    __tablename__ = "concern"

    introduction_id: Mapped[int]
    member_id: Mapped[int]
    words: Mapped[bytes]
    reported_at: Mapped[datetime]
    closed_by_id: Mapped[int | None]
    closed_at: Mapped[datetime | None]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (
            within("introduction_id", "introduction"),
            within("member_id", "member"),
            within("closed_by_id", "member"),
        )


class Meeting(Owned, Base):
    """Two members who both say that they met, and where they worked then; three of them make three rows."""

    __tablename__ = "meeting"

    introduction_id: Mapped[int]
    first_id: Mapped[int]  # the lower of the two
    second_id: Mapped[int]
    first_organisation_id: Mapped[int | None]
    second_organisation_id: Mapped[int | None]
    noted_at: Mapped[datetime]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (
            within("introduction_id", "introduction"),
            within("first_id", "member"),
            within("second_id", "member"),
            within("first_organisation_id", "organisation"),
            within("second_organisation_id", "organisation"),
            UniqueConstraint("workspace_id", "introduction_id", "first_id", "second_id"),
            Index(None, "workspace_id", "noted_at"),
        )


class Exclusion(Owned, Base):
    """Two people who are never introduced to each other. It stays when somebody leaves and comes back."""

    __tablename__ = "exclusion"

    kind: Mapped[Apart] = mapped_column(word_of(Apart))
    member_id: Mapped[int]  # who does not want the other; who reports to the other; else the lower of the two
    other_id: Mapped[int]
    made_by_id: Mapped[int | None]  # nobody: Slack refused them one conversation
    made_at: Mapped[datetime]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (
            within("member_id", "member"),
            within("other_id", "member"),
            within("made_by_id", "member"),
            UniqueConstraint("workspace_id", "kind", "member_id", "other_id"),
            Index(None, "workspace_id", "other_id"),
        )


class Waiting(Owned, Base):
    """A member without an introduction in a round that is running, and how that ended."""

    __tablename__ = "waiting"

    round_id: Mapped[int]
    member_id: Mapped[int]
    why: Mapped[Wait] = mapped_column(word_of(Wait))
    since: Mapped[datetime]
    ended: Mapped[WaitEnd | None] = mapped_column(word_of(WaitEnd))
    ended_at: Mapped[datetime | None]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (
            within("round_id", "round"),
            within("member_id", "member"),
            Index(None, "workspace_id", "round_id", "ended"),
        )


class Proposal(Owned, Base):
    """A time that one of them proposes for meeting."""

    __tablename__ = "proposal"

    introduction_id: Mapped[int]
    member_id: Mapped[int]
    starts_at: Mapped[datetime]
    made_at: Mapped[datetime]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (
            within("introduction_id", "introduction"),
            within("member_id", "member"),
            UniqueConstraint("workspace_id", "introduction_id", "starts_at"),
        )


class Acceptance(Owned, Base):
    """Somebody whom a proposed time suits."""

    __tablename__ = "acceptance"

    proposal_id: Mapped[int]
    member_id: Mapped[int]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (
            within("proposal_id", "proposal"),
            within("member_id", "member"),
            UniqueConstraint("workspace_id", "proposal_id", "member_id"),
        )
