"""What a member wants exported: which reflections, in which shape, and as which kind of file."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from bot.rules.words import FileKind, Shape


@dataclass(frozen=True)
class Wanted:
    """A choice without a private word in it. Both days belong to it; None is no limit."""

    shape: Shape
    kind: FileKind
    characteristic: int | None = None
    first: date | None = None
    last: date | None = None

    def as_text(self) -> str:
        """As the key of a message carries it."""
        parts = (self.shape.name, self.kind.name, self.characteristic, self.first, self.last)
        return ":".join("" if part is None else str(part) for part in parts)

    @classmethod
    def read(cls, text: str) -> Self:
        """What `as_text` wrote."""
        shape, kind, characteristic, first, last = text.split(":")
        return cls(
            Shape[shape],
            FileKind[kind],
            int(characteristic) if characteristic else None,
            date.fromisoformat(first) if first else None,
            date.fromisoformat(last) if last else None,
        )

    @property
    def file_name(self) -> str:
        return f"reflections.{self.kind.value}"
