"""A document as CSV for a spreadsheet, and as JSON for another program."""

import csv
import io
import json

from bot.files.documents import Document

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(document: Document) -> bytes:
    """One row a line, below the headings. The mark at the start tells a spreadsheet that this is Unicode."""
    told = io.StringIO(newline="")
    table = csv.writer(told)
    for row in (document.columns, *document.rows):
        table.writerow([_neutral(cell) for cell in row])
    return told.getvalue().encode("utf-8-sig")


def write_json(document: Document) -> bytes:
    rows = [dict(zip(document.columns, row, strict=True)) for row in document.rows]
    told = {"title": document.title, "notes": list(document.notes), "reflections": rows}
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def _neutral(cell: str) -> str:
    """A spreadsheet would work out what begins like a formula, also after spaces."""
    return f"'{cell}" if cell.startswith(("\t", "\r")) or cell.lstrip().startswith(_BEGINS_A_FORMULA) else cell
