"""Workspaces, the places where people work, and the people."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.rules.words import Form, PromptRhythm, Role
from db.models.base import Base, Owned, Seeded
from db.tenancy import within
from db.types import word_of


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
    prompt_rhythm: Mapped[PromptRhythm] = mapped_column(word_of(PromptRhythm), default=PromptRhythm.FORTNIGHTLY)
    prompts_since: Mapped[datetime | None]  # unanswered ones before this count no more: they started again
    reflects_in: Mapped[Form] = mapped_column(word_of(Form), default=Form.WHAT)
    next_prompt_at: Mapped[datetime | None]  # every turn before this is planned or passed over
    wants_introductions: Mapped[bool] = mapped_column(default=False)
    wants_shoes: Mapped[bool] = mapped_column(default=False)
    introductions_from: Mapped[date | None]  # none before this day, and prompts as ever
    prefers_three: Mapped[bool] = mapped_column(default=False)
    free: Mapped[list[str]] = mapped_column(default=list)  # half-days, as "Tuesday morning"
    knows: Mapped[str | None] = mapped_column(String(300))  # what peers may ask about; shown to members
    open_to_wishes: Mapped[bool] = mapped_column(default=False)  # may be asked for others who look for somebody
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


class MemberKey(Owned, Base):
    """The key that seals one member's texts, wrapped by the operator's; without it they are noise."""

    __tablename__ = "member_key"

    member_id: Mapped[int]
    wrapped: Mapped[bytes]

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return (within("member_id", "member"), UniqueConstraint("workspace_id", "member_id"))
