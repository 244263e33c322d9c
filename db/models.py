"""What the community remembers, one class a table, in the order of the glossary."""

from datetime import date, datetime
from typing import Any

from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from sqlalchemy import JSON, Index, MetaData, String, Text, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from bot.rules.messages import State
from bot.rules.words import (
    Answer,
    CharacteristicStatus,
    EventStatus,
    Met,
    Origin,
    PromptKind,
    Role,
    RoundState,
    Standing,
    Tone,
)
from db.tenancy import Scoped, within
from db.types import UtcDateTime, word_of


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012
        datetime: UtcDateTime,
        list[str]: JSON,
        list[int]: JSON,
        list[list[str]]: JSON,
    }


class Owned(Scoped):
    """A row of one workspace, which others of the same workspace may point at."""

    id: Mapped[int] = mapped_column(primary_key=True)

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805
        return (UniqueConstraint("workspace_id", "id"), *cls.rules())

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return ()


def _where(name: str, *columns: str, states: tuple[State, ...]) -> Index:
    """An index over the messages in these states alone: the others are many, and nobody looks for them so."""
    words = ", ".join(f"'{state.value}'" for state in states)
    only = text(f"state IN ({words})" if len(states) > 1 else f"state = {words}")
    return Index(name, *columns, sqlite_where=only, postgresql_where=only)


class Seeded(Owned):
    """A row that came from content/: found again by its key, and left alone once somebody changed it in Slack."""

    key: Mapped[str] = mapped_column(String(80))
    seeded_hash: Mapped[str] = mapped_column(String(64), default="")

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805
        return (UniqueConstraint("workspace_id", "id"), UniqueConstraint("workspace_id", "key"), *cls.rules())


class Sourced(Seeded):
    """Something that the community knows from a source, with a date."""

    source_id: Mapped[int]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (within("source_id", "source"),)


class Workspace(Base):
    """A Slack team that installed us."""

    __tablename__ = "workspace"

    id: Mapped[str] = mapped_column(String(24), primary_key=True)
    community: Mapped[str] = mapped_column(String(200))
    short_name: Mapped[str] = mapped_column(String(120))
    zone: Mapped[str] = mapped_column(String(60))
    place: Mapped[str | None] = mapped_column(String(200))
    holidays: Mapped[str | None] = mapped_column(String(12))  # whose bank holidays are kept, as GB-ENG
    first_seen_at: Mapped[datetime]


class Source(Seeded, Base):
    """Where something that we know comes from."""

    __tablename__ = "source"

    name: Mapped[str] = mapped_column(String(300))
    as_of: Mapped[date]
    url: Mapped[str | None] = mapped_column(String(1000))


class Sector(Seeded, Base):
    __tablename__ = "sector"

    name: Mapped[str] = mapped_column(String(120))


class Organisation(Seeded, Base):
    """Where a member works."""

    __tablename__ = "organisation"

    name: Mapped[str] = mapped_column(String(120))
    sector_id: Mapped[int]
    boroughs: Mapped[list[str]]
    email_domains: Mapped[list[str]]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (within("sector_id", "sector"),)


class Challenge(Sourced, Base):
    """Something that no organisation can solve alone."""

    __tablename__ = "challenge"

    name: Mapped[str] = mapped_column(String(200))


class Member(Owned, Base):
    """A person; until they join, nothing is kept but who they are in Slack and whether they are an organiser."""

    __tablename__ = "member"

    slack_id: Mapped[str] = mapped_column(String(24))
    role: Mapped[Role] = mapped_column(word_of(Role), default=Role.MEMBER)
    name: Mapped[str | None] = mapped_column(String(120))
    zone: Mapped[str | None] = mapped_column(String(60))
    slack_zone: Mapped[str | None] = mapped_column(String(60))  # what Slack said last, to see when it changes
    organisation_id: Mapped[int | None]
    sector_id: Mapped[int | None]
    job: Mapped[str | None] = mapped_column(String(120))
    borough: Mapped[str | None] = mapped_column(String(80))
    challenges: Mapped[list[str]] = mapped_column(default=list)  # keys, as are the next two
    offers: Mapped[list[str]] = mapped_column(default=list)
    wants: Mapped[list[str]] = mapped_column(default=list)
    wants_prompts: Mapped[bool] = mapped_column(default=False)
    prompt_weekday: Mapped[int | None]  # Monday is 0
    prompt_hour: Mapped[int | None]
    days_off: Mapped[list[int]] = mapped_column(default=list)  # weekdays on which they do not work
    next_prompt_at: Mapped[datetime | None]  # every turn before this is planned or passed over
    wants_introductions: Mapped[bool] = mapped_column(default=False)
    paused_until: Mapped[date | None]
    joined_at: Mapped[datetime | None]
    deactivated_at: Mapped[datetime | None]
    dm_channel: Mapped[str | None] = mapped_column(String(24))

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (
            within("organisation_id", "organisation"),
            within("sector_id", "sector"),
            UniqueConstraint("workspace_id", "slack_id"),
            Index(None, "workspace_id", "next_prompt_at"),
        )


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


class Event(Sourced, Base):
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


class Resource(Sourced, Base):
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

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (
            within("source_id", "source"),
            within("details_source_id", "source"),
            within("characteristic_id", "characteristic"),
        )


class Fact(Sourced, Base):
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


class Contact(Sourced, Base):
    """Whom to write to, and for what."""

    __tablename__ = "contact"

    email: Mapped[str] = mapped_column(String(200))
    name: Mapped[str | None] = mapped_column(String(120))
    purpose: Mapped[str] = mapped_column(Text)
    asks: Mapped[list[str]]


class Question(Owned, Base):
    """What somebody asked. Its text is kept while an answer is owed, and no longer."""

    __tablename__ = "question"

    member_id: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    origin: Mapped[Origin] = mapped_column(word_of(Origin))
    standing: Mapped[Standing] = mapped_column(word_of(Standing))
    asked_at: Mapped[datetime]
    closed_by_id: Mapped[int | None]
    closed_at: Mapped[datetime | None]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (
            within("member_id", "member"),
            within("closed_by_id", "member"),
            Index(None, "workspace_id", "standing", "asked_at"),
            # questions are dropped soon, and SQLite would use their ids again: the next asker would wait for a reply
            # that the key of an earlier one says was sent
            {"sqlite_autoincrement": True},
        )


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


class MemberKey(Owned, Base):
    """The key that seals one member's texts, wrapped by the operator's; without it they are noise."""

    __tablename__ = "member_key"

    member_id: Mapped[int]
    wrapped: Mapped[bytes]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (within("member_id", "member"), UniqueConstraint("workspace_id", "member_id"))


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


class Asking(Owned, Base):
    """One time that a prompt was put to a member."""

    __tablename__ = "asking"

    member_id: Mapped[int]
    prompt_id: Mapped[int]
    characteristic_id: Mapped[int]
    slot: Mapped[str] = mapped_column(String(40))  # "2022-06-27" for a scheduled one, or a UUID for one asked for
    due_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (
            within("member_id", "member"),
            within("prompt_id", "prompt"),
            within("characteristic_id", "characteristic"),
            UniqueConstraint("workspace_id", "member_id", "slot"),
        )


class Sealed(Scoped):
    """A row of private text; its UUID is given before it is stored, because the seal is bound to it."""

    id: Mapped[str] = mapped_column(String(36), primary_key=True)

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805
        return (UniqueConstraint("workspace_id", "id"), *cls.rules())

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return ()


class Reflection(Sealed, Base):
    """What a member wrote for themselves; only they can read it."""

    __tablename__ = "reflection"

    member_id: Mapped[int]
    asking_id: Mapped[int | None]
    characteristic_id: Mapped[int]
    stem: Mapped[str] = mapped_column(String(200))
    what: Mapped[bytes | None]
    so_what: Mapped[bytes | None]
    now_what: Mapped[bytes | None]
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


class Plan(Sealed, Base):
    """When this happens, then I will do that: a member's own commitment, sealed."""

    __tablename__ = "plan"

    member_id: Mapped[int]
    reflection_id: Mapped[str]
    when: Mapped[bytes]
    then: Mapped[bytes]
    made_at: Mapped[datetime]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (
            within("member_id", "member"),
            within("reflection_id", "reflection"),
            UniqueConstraint("workspace_id", "reflection_id"),
        )


class Round(Owned, Base):
    """A period in which members are introduced; its draw can be replayed from the seed."""

    __tablename__ = "round"

    number: Mapped[int]
    state: Mapped[RoundState] = mapped_column(word_of(RoundState))
    seed: Mapped[int]
    drawn_by_id: Mapped[int]
    drawn_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (within("drawn_by_id", "member"), UniqueConstraint("workspace_id", "number"))


class Introduction(Owned, Base):
    """Two or three members who are put in touch in a round."""

    __tablename__ = "introduction"

    round_id: Mapped[int]
    reasons: Mapped[list[list[str]]]
    opener: Mapped[str] = mapped_column(String(200))
    channel: Mapped[str | None] = mapped_column(String(24))

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (within("round_id", "round"),)


class Seat(Owned, Base):
    """One member's place in an introduction, and whether they say that it led to a meeting."""

    __tablename__ = "seat"

    introduction_id: Mapped[int]
    member_id: Mapped[int]
    met: Mapped[Met | None] = mapped_column(word_of(Met))
    answered_at: Mapped[datetime | None]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (
            within("introduction_id", "introduction"),
            within("member_id", "member"),
            UniqueConstraint("workspace_id", "introduction_id", "member_id"),
        )


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


# What Slack's own library keeps of installations, in the shape that it wants.
SQLAlchemyInstallationStore.build_installations_table(Base.metadata, "slack_installations")
SQLAlchemyInstallationStore.build_bots_table(Base.metadata, "slack_bots")
SQLAlchemyOAuthStateStore.build_oauth_states_table(Base.metadata, "slack_oauth_states")
