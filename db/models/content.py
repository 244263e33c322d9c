"""What the community knows: its sources, and all that stands in content/."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.rules.words import CharacteristicStatus, PromptKind, ResourceStatus, Tone
from db.models.base import Base, Seeded, Sourced, Told
from db.tenancy import within
from db.types import word_of


class Source(Seeded, Base):
    """Where something that we know comes from."""

    __tablename__ = "source"

    name: Mapped[str] = mapped_column(String(300))
    as_of: Mapped[date]
    url: Mapped[str | None] = mapped_column(String(1000))


class Challenge(Sourced, Base):
    """Something that no organisation can solve alone."""

    __tablename__ = "challenge"

    name: Mapped[str] = mapped_column(String(200))


class Barrier(Sourced, Base):
    """Something that stands in the way, which members may tick on a reflection."""

    __tablename__ = "barrier"

    name: Mapped[str] = mapped_column(String(150))


class Characteristic(Sourced, Base):
    """A quality of an effective system leader, in the community's own words or under a working title."""

    __tablename__ = "characteristic"

    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    status: Mapped[CharacteristicStatus] = mapped_column(word_of(CharacteristicStatus))
    definition_version: Mapped[int]
    description: Mapped[str] = mapped_column(Text)
    behaviours: Mapped[list[str]]
    basis: Mapped[str] = mapped_column(Text)


class Resource(Told, Base):
    """Something to read, watch or use."""

    __tablename__ = "resource"

    title: Mapped[str] = mapped_column(String(400))
    authors: Mapped[list[str]]
    kind: Mapped[str] = mapped_column(String(60))
    publisher: Mapped[str | None] = mapped_column(String(300))
    year: Mapped[int | None]
    url: Mapped[str | None] = mapped_column(String(1000))
    doi: Mapped[str | None] = mapped_column(String(120))
    isbn: Mapped[str | None] = mapped_column(String(20))
    access: Mapped[str | None] = mapped_column(String(300))
    about: Mapped[str | None] = mapped_column(Text)
    named_as: Mapped[str | None] = mapped_column(Text)
    characteristic_id: Mapped[int | None]
    details_source_id: Mapped[int | None]
    minutes: Mapped[int | None]  # that somebody needs for it
    review_on: Mapped[date | None]  # the day on which an organiser looks whether it is still right
    status: Mapped[ResourceStatus] = mapped_column(word_of(ResourceStatus), default=ResourceStatus.APPROVED)
    suggested_by_id: Mapped[int | None]  # cleared when they leave
    suggested_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None]
    decided_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(String(500))  # why it was declined, in the organiser's words

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (
            within("source_id", "source"),
            within("details_source_id", "source"),
            within("characteristic_id", "characteristic"),
            within("suggested_by_id", "member"),
            within("decided_by_id", "member"),
        )


class Fact(Told, Base):
    """Something that a source says, with its own words."""

    __tablename__ = "fact"

    kind: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(300))
    statement: Mapped[str] = mapped_column(Text)
    items: Mapped[list[str]]
    columns: Mapped[list[str]]
    rows: Mapped[list[list[str]]]
    quote: Mapped[list[str]]
    said_by: Mapped[str | None] = mapped_column(String(200))
    note: Mapped[str | None] = mapped_column(Text)
    asks: Mapped[list[str]]
    characteristic_id: Mapped[int | None]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (within("source_id", "source"), within("characteristic_id", "characteristic"))


class Contact(Told, Base):
    """Whom to write to, and for what."""

    __tablename__ = "contact"

    email: Mapped[str] = mapped_column(String(200))
    name: Mapped[str | None] = mapped_column(String(120))
    purpose: Mapped[str] = mapped_column(Text)
    asks: Mapped[list[str]]


class Prompt(Sourced, Base):
    """A question to reflect on, for one characteristic or (without one) for any."""

    __tablename__ = "prompt"

    characteristic_id: Mapped[int | None]
    kind: Mapped[PromptKind] = mapped_column(word_of(PromptKind))
    tone: Mapped[Tone] = mapped_column(word_of(Tone))
    stem: Mapped[str] = mapped_column(String(200))
    why: Mapped[str] = mapped_column(String(300))
    basis: Mapped[str] = mapped_column(Text)
    when_example: Mapped[str | None] = mapped_column(String(200))
    then_example: Mapped[str | None] = mapped_column(String(200))
    definition_version: Mapped[int]
    retired: Mapped[bool]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (within("source_id", "source"), within("characteristic_id", "characteristic"))


class Opener(Seeded, Base):
    """A first question for people who have just been introduced."""

    __tablename__ = "opener"

    scope: Mapped[str] = mapped_column(String(24))  # characteristic, challenge or any
    about: Mapped[str] = mapped_column(String(80))  # the key of that characteristic or challenge
    stem: Mapped[str] = mapped_column(String(200))


class Signpost(Seeded, Base):
    """Where to turn when things are hard, as organisers choose it."""

    __tablename__ = "signpost"

    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    words: Mapped[str] = mapped_column(String(300))
