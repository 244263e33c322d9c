"""A document as Markdown, in which everything that people wrote reads letter by letter."""

import re
from collections.abc import Iterator

from bot.files.documents import Document

_MARKS = re.compile(r"[\\`*_{}\[\]<>#|~&$]")
_AT_THE_START = re.compile(r"^(?:[-+=]|\d+(?=[.)]))")


def write(document: Document) -> bytes:
    return ("\n\n".join(_parts(document)) + "\n").encode()


def escape(text: str) -> str:
    """Text in which no mark means anything; its lines stay lines."""
    return "\n\n".join("\\\n".join(map(_escape_line, part.split("\n"))) for part in _paragraphs(text))


def _parts(document: Document) -> Iterator[str]:
    yield f"# {_escape_line(document.title)}"
    yield from map(_escape_line, document.notes)
    for first, *others in document.rows:
        yield f"## {_escape_line(first)}"
        for column, text in zip(document.columns[1:], others, strict=True):
            if text:
                yield f"**{_escape_line(column)}**"
                yield escape(text)


def _paragraphs(text: str) -> list[str]:
    return [part for part in re.split(r"\n\s*\n", text.strip("\n")) if part.strip()]


def _escape_line(line: str) -> str:
    bare = line.lstrip(" \t")
    indent = "&nbsp;" * len(line[: len(line) - len(bare)].expandtabs(4))
    escaped = _MARKS.sub(lambda mark: f"\\{mark[0]}", bare)
    return indent + _AT_THE_START.sub(_defused, escaped)


def _defused(start: re.Match[str]) -> str:
    """A list or a rule does not begin here: the mark itself is escaped, or the one after a number."""
    return f"\\{start[0]}" if not start[0].isdigit() else f"{start[0]}\\"
