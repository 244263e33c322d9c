"""What every table is made of: whose row it is, where it came from, and whether it is sealed."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, MetaData, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from bot.rules.words import Readers
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


class Told(Sourced):
    """Something that people are told, and who may be."""

    audience: Mapped[Readers] = mapped_column(word_of(Readers), default=Readers.MEMBERS, server_default="members")


class Sealed(Scoped):
    """A row of private text; its UUID is given before it is stored, because the seal is bound to it."""

    id: Mapped[str] = mapped_column(String(36), primary_key=True)

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805
        return (UniqueConstraint("workspace_id", "id"), *cls.rules())

    @classmethod
    def rules(cls) -> tuple[Any, ...]:
        return ()
