"""Prompts that were put to members, and what they wrote for themselves."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.rules.words import Audience, Form, Hindrance, Outcome
from db.models.base import Base, Owned, Sealed
from db.tenancy import within
from db.types import word_of


class Asking(Owned, Base):
    """One time that a prompt was put to a member."""

    __tablename__ = "asking"

    member_id: Mapped[int]
    prompt_id: Mapped[int]
    characteristic_id: Mapped[int]
    slot: Mapped[str] = mapped_column(String(40))  # "2022-06-27" for a scheduled one, or a UUID for one asked for
    due_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    why: Mapped[str | None] = mapped_column(String(24))  # the reason for this one, as a word of bot.rules.prompting
    event_id: Mapped[int | None]  # the event that it follows
    swapped_at: Mapped[datetime | None]  # the member asked for another one instead
    snoozed: Mapped[int] = mapped_column(default=0)  # how often they put it off

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (
            within("member_id", "member"),
            within("prompt_id", "prompt"),
            within("characteristic_id", "characteristic"),
            within("event_id", "event"),
            UniqueConstraint("workspace_id", "member_id", "slot"),
        )


class Aversion(Owned, Base):
    """A prompt that a member does not want again, or that they think organisers should look at."""

    __tablename__ = "aversion"

    member_id: Mapped[int]
    prompt_id: Mapped[int]
    retired_at: Mapped[datetime | None]
    flagged_at: Mapped[datetime | None]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (
            within("member_id", "member"),
            within("prompt_id", "prompt"),
            UniqueConstraint("workspace_id", "member_id", "prompt_id"),
        )


class Reflection(Sealed, Base):
    """What a member wrote for themselves; only they can read it."""

    __tablename__ = "reflection"

    member_id: Mapped[int]
    asking_id: Mapped[int | None]
    characteristic_id: Mapped[int]
    stem: Mapped[str] = mapped_column(String(200))
    form: Mapped[Form] = mapped_column(word_of(Form), default=Form.WHAT)
    what: Mapped[bytes | None]  # in Gibbs' form the description, in a free one everything
    feelings: Mapped[bytes | None]
    evaluation: Mapped[bytes | None]
    so_what: Mapped[bytes | None]  # in Gibbs' form the analysis
    conclusion: Mapped[bytes | None]
    now_what: Mapped[bytes | None]  # in Gibbs' form what they would do next time
    discussed: Mapped[bytes | None]  # what came of talking it over with a peer
    tags: Mapped[bytes | None]  # what stands in the way, as keys; sealed like the words
    audience: Mapped[Audience] = mapped_column(word_of(Audience), default=Audience.ONLY_ME)
    shared_at: Mapped[datetime | None]
    written_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (
            within("member_id", "member"),
            within("asking_id", "asking"),
            within("characteristic_id", "characteristic"),
            Index(None, "workspace_id", "member_id", "written_at"),
        )


class Sharing(Owned, Base):
    """That a member shared some of a reflection, until they stop: which parts and with whom, never what they say."""

    __tablename__ = "sharing"

    member_id: Mapped[int]
    reflection_id: Mapped[str]
    key: Mapped[str] = mapped_column(String(36))  # what its messages are known by in the outbox
    introduction_id: Mapped[int | None]
    channel: Mapped[str | None] = mapped_column(String(24))
    channel_name: Mapped[str | None] = mapped_column(String(80))
    parts: Mapped[list[str]]
    shared_at: Mapped[datetime]
    stopped_at: Mapped[datetime | None]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (
            within("member_id", "member"),
            within("reflection_id", "reflection"),
            within("introduction_id", "introduction"),
            Index(None, "workspace_id", "reflection_id"),
        )


class Plan(Sealed, Base):
    """When this happens, then I will do that: a member's own commitment, sealed."""

    __tablename__ = "plan"

    member_id: Mapped[int]
    reflection_id: Mapped[str]
    when: Mapped[bytes]
    then: Mapped[bytes]
    made_at: Mapped[datetime]
    ask_at: Mapped[datetime | None]  # when the member is asked how it went; nobody asks any more without it
    asked: Mapped[int] = mapped_column(default=0)
    outcome: Mapped[Outcome | None] = mapped_column(word_of(Outcome))
    hindrance: Mapped[Hindrance | None] = mapped_column(word_of(Hindrance))
    closed_at: Mapped[datetime | None]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (
            within("member_id", "member"),
            within("reflection_id", "reflection"),
            UniqueConstraint("workspace_id", "reflection_id"),
            Index(None, "workspace_id", "ask_at"),
        )
