"""Events, their agendas, and who is coming."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.rules.words import Answer, EventStatus
from db.models.base import Base, Owned, Told
from db.tenancy import within
from db.types import word_of


class Event(Told, Base):
    """A gathering; its agenda items hold minutes, so that their times follow when it moves."""

    __tablename__ = "event"

    title: Mapped[str] = mapped_column(String(200))
    series: Mapped[str | None] = mapped_column(String(200))
    summary: Mapped[str | None] = mapped_column(Text)
    status: Mapped[EventStatus] = mapped_column(word_of(EventStatus))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    zone: Mapped[str] = mapped_column(String(60))
    characteristic_id: Mapped[int | None]
    place: Mapped[str | None] = mapped_column(String(300))
    link: Mapped[str | None] = mapped_column(String(1000))
    speakers: Mapped[list[str]]
    host: Mapped[str | None] = mapped_column(String(200))
    capacity: Mapped[int | None]
    cost: Mapped[str | None] = mapped_column(String(200))
    recording: Mapped[str | None] = mapped_column(String(1000))

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (
            within("source_id", "source"),
            within("characteristic_id", "characteristic"),
            Index(None, "workspace_id", "starts_at"),
        )


class AgendaItem(Owned, Base):
    __tablename__ = "agenda_item"

    event_id: Mapped[int]
    position: Mapped[int]
    minutes: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    speaker: Mapped[str | None] = mapped_column(String(200))

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (within("event_id", "event"), UniqueConstraint("workspace_id", "event_id", "position"))


class Rsvp(Owned, Base):
    """One member's answer to one event."""

    __tablename__ = "rsvp"

    event_id: Mapped[int]
    member_id: Mapped[int]
    answer: Mapped[Answer] = mapped_column(word_of(Answer))
    answered_at: Mapped[datetime]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (
            within("event_id", "event"),
            within("member_id", "member"),
            UniqueConstraint("workspace_id", "event_id", "member_id"),
        )
