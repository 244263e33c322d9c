"""Slack's own table: people turn its pages, sort it and look for words in it."""

from collections.abc import Sequence

from bot.rules.text import clean, unescape
from bot.views.parts import Block, spoken

Cell = str | int

MOST_ROWS = 100  # Slack's pages say 100 in one place and 200 in another
MOST_COLUMNS = 20
MOST_LETTERS = 20_000  # of all tables of one message together; we show one
PAGE = 10


def table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Block | None:
    """Rows named by their first cell, or None where a line says it as well, or when Slack takes fewer."""
    lines = [[_cell(cell) for cell in row] for row in (columns, *rows)]
    letters = sum(len(cell["text"]) for line in lines for cell in line)
    if not 2 <= len(rows) <= MOST_ROWS or len(columns) > MOST_COLUMNS or letters > MOST_LETTERS:
        return None
    return {"type": "data_table", "caption": caption, "page_size": PAGE, "rows": lines}


def unmarked(markup: str) -> str:
    """Markup as the letters that a cell shows, in which Slack reads no marks."""
    return unescape(spoken(markup))


def _cell(cell: Cell) -> Block:
    if isinstance(cell, int):
        return {"type": "raw_number", "value": cell, "text": str(cell)}
    return {"type": "raw_text", "text": " ".join(clean(cell).split()) or "–"}
