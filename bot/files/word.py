"""A document as DOCX, with headings that a screen reader can follow."""

import io
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from docx import Document as Word
from docx.oxml import OxmlElement

from bot.files.documents import Document

_TITLE, _ROW, _COLUMN, _TEXT = "Title", "Heading 1", "Heading 2", "Normal"
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(document: Document) -> bytes:
    made = Word()
    made.core_properties.title, made.core_properties.author = document.title, ""
    body, names = made.element.body, {style: made.styles[style].style_id for style in (_TITLE, _ROW, _COLUMN, _TEXT)}
    # the library looks through the whole body for each new paragraph, which takes half a minute for 1,000 reflections
    page = body.sectPr
    body.remove(page)
    for style, text in _lines(document):
        body.append(_paragraph(names[style], text))
    body.append(page)
    told = io.BytesIO()
    made.save(told)
    return told.getvalue()


def _lines(document: Document) -> Iterator[tuple[str, str]]:
    """Every paragraph with its style; a text has one for each of its lines."""
    yield _TITLE, document.title
    yield from ((_TEXT, note) for note in document.notes)
    for first, *others in document.rows:
        yield _ROW, first
        for column, text in zip(document.columns[1:], others, strict=True):
            if text:
                yield _COLUMN, column
                yield from ((_TEXT, line) for line in text.split("\n"))


def _paragraph(style: str, text: str) -> Any:
    """One that begins in Arabic or Hebrew runs from right to left."""
    made: Any = OxmlElement("w:p")
    made.style = style
    if _runs_right_to_left(text):
        made.get_or_add_pPr().append(OxmlElement("w:bidi"))
    _fill(made.add_r(), _NOT_IN_XML.sub("", text))
    return made


def _fill(run: Any, text: str) -> None:
    """The library goes letter by letter through what it is given as text, for tabs, which are rare."""
    if "\t" in text or "\r" in text:
        run.text = text
    else:
        run.add_t(text)


def _runs_right_to_left(line: str) -> bool:
    strong = (unicodedata.bidirectional(letter) for letter in line)
    return next((kind for kind in strong if kind in {"L", "R", "AL"}), "L") != "L"
