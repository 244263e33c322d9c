"""What the bot owes people and what became of it, what it heard, and who is at work."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.rules.messages import State
from db.models.base import Base, Owned
from db.tenancy import within
from db.types import word_of


def _where(name: str, *columns: str, states: tuple[State, ...]) -> Index:
    """An index over the messages in these states alone: the others are many, and nobody looks for them so."""
    words = ", ".join(f"'{state.value}'" for state in states)
    only = text(f"state IN ({words})" if len(states) > 1 else f"state = {words}")
    return Index(name, *columns, sqlite_where=only, postgresql_where=only)


class Message(Owned, Base):
    """One thing to tell somebody: a kind and row ids, never text. The outbox is made of these."""

    __tablename__ = "message"

    dedupe_key: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(40))
    member_id: Mapped[int]
    about_id: Mapped[int]
    channel: Mapped[str | None] = mapped_column(String(24))
    thread: Mapped[str | None] = mapped_column(String(24))
    target: Mapped[str] = mapped_column(String(60))  # the conversation that it goes to, for its pace
    priority: Mapped[int]
    state: Mapped[State] = mapped_column(word_of(State), default=State.READY)
    due_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    created_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime | None]
    fence: Mapped[int] = mapped_column(default=0)
    lease_owner: Mapped[str | None] = mapped_column(String(60))
    lease_until: Mapped[datetime | None]
    last_error: Mapped[str | None] = mapped_column(String(120))
    payload_hash: Mapped[str | None] = mapped_column(String(64))
    mark: Mapped[str | None] = mapped_column(String(64))  # what it is known by in Slack, opaque
    intent_at: Mapped[datetime | None]  # domain time at which a worker committed to sending it
    asked_at: Mapped[datetime | None]  # when that was (machine time), for the pace of the conversation
    empty_looks: Mapped[int] = mapped_column(default=0)  # how often Slack's history was read without finding it
    latency: Mapped[int | None]  # milliseconds between the commitment and what came of it
    slack_channel: Mapped[str | None] = mapped_column(String(24))
    slack_ts: Mapped[str | None] = mapped_column(String(24))
    sent_at: Mapped[datetime | None]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (
            within("member_id", "member"),
            UniqueConstraint("workspace_id", "dedupe_key"),
            _where("ix_message_ready", "workspace_id", "priority", "due_at", "id", states=(State.READY,)),
            _where("ix_message_next", "due_at", states=(State.READY,)),
            _where("ix_message_sending", "lease_until", states=(State.SENDING,)),
            _where("ix_message_uncertain", "not_before", states=(State.UNCERTAIN,)),
            _where("ix_message_troubled", "workspace_id", "due_at", states=(State.DEAD, State.HELD)),
            Index(None, "workspace_id", "member_id", "kind"),
            Index(None, "workspace_id", "target", "asked_at"),
        )


class Pace(Owned, Base):
    """How fast a workspace may be written to, and what its pace has met with (machine time)."""

    __tablename__ = "pace"

    next_at: Mapped[datetime]  # no planned message leaves before this
    closed_until: Mapped[datetime | None]  # nothing leaves before this: Slack asked us to wait, or refused us
    closed_because: Mapped[str | None] = mapped_column(String(80))
    lane: Mapped[str | None] = mapped_column(String(60))  # who sends planned messages there now
    lane_until: Mapped[datetime | None]
    slowed_down: Mapped[int] = mapped_column(default=0)
    found_again: Mapped[int] = mapped_column(default=0)
    sent_again: Mapped[int] = mapped_column(default=0)

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (UniqueConstraint("workspace_id"),)


class Receipt(Owned, Base):
    """Something that Slack told us, noted so that it is acted on once. The inbox is made of these."""

    __tablename__ = "inbox"

    event_key: Mapped[str] = mapped_column(String(120))
    received_at: Mapped[datetime]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (UniqueConstraint("workspace_id", "event_key"), Index(None, "received_at"))


class Heartbeat(Base):
    """When a process last showed that its clock ticks (machine time)."""

    __tablename__ = "heartbeat"

    process: Mapped[str] = mapped_column(String(120), primary_key=True)
    ticked_at: Mapped[datetime]
