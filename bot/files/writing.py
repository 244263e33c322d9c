"""A document as a file: its bytes in each of the kinds."""

from collections.abc import Callable

from bot.files import markdown, tables, word
from bot.files.documents import Document
from bot.rules.words import FileKind

_WRITERS: dict[FileKind, Callable[[Document], bytes]] = {
    FileKind.DOCX: word.write,
    FileKind.MARKDOWN: markdown.write,
    FileKind.CSV: tables.write_csv,
    FileKind.JSON: tables.write_json,
}


def write(document: Document, kind: FileKind) -> bytes:
    return _WRITERS[kind](document)
