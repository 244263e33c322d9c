"""Column types of ours: instants that always know their zone, and words from a fixed list."""

from datetime import UTC, datetime
from enum import Enum as PythonEnum
from typing import Any

from sqlalchemy import DateTime, Dialect, Enum
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant, stored in UTC; a naive one is refused, because it could mean any hour."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def word_of(choices: type[PythonEnum]) -> Enum:
    """A column that holds one of the words of `choices`, stored as the word itself."""

    def words(members: Any) -> list[str]:
        return [choice.value for choice in members]

    return Enum(choices, native_enum=False, length=24, values_callable=words, create_constraint=False)
