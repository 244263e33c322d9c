"""What goes into a file, whatever its kind: rows of texts under the same headings."""

from dataclasses import dataclass, field

Row = tuple[str, ...]


@dataclass(frozen=True)
class Document:
    """The first column names a row; a text that is empty is left out where a file has room for that."""

    title: str
    notes: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...] = field(repr=False)
