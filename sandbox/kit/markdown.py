"""Standard Markdown, as Slack's markdown block takes it, read line by line into spans for the page."""

import re

from sandbox.api.refusals import Json
from sandbox.kit.mrkdwn import Reader, describe_spans, escape

LINE = re.compile(r"(?P<heading>#{1,6}\s+)|\s*(?P<bullet>[-*+]\s+)|\s*(?P<number>\d+[.)]\s+)|(?P<quote>>\s?)")
TOKEN = re.compile(
    r"`[^`]+`|!?\[(?P<label>[^\]]+)\]\((?P<link>[^)\s]+)\)|\*\*(?P<bold>.+?)\*\*(?!\*)|__(?P<strong>.+?)__"
    r"|\*(?P<italic>[^*\s][^*]*)\*|~~(?P<strike>.+?)~~"
)
MARKS = {"bold": "*", "strong": "*", "italic": "_", "strike": "~"}


def describe_markdown(text: str, reader: Reader) -> list[Json]:
    """Give each line with its kind and its spans; empty lines are left out."""
    lines, is_code = list[Json](), False
    for words in text.split("\n"):
        if words.startswith("```"):
            is_code = not is_code
        elif is_code:
            lines.append({"kind": "code", "spans": [{"text": words}]})
        elif words.strip():
            lines.append(describe_line(words, reader))
    return lines


def describe_line(words: str, reader: Reader) -> Json:
    found = LINE.match(words)
    kind, rest = (str(found.lastgroup), words[found.end() :]) if found else ("text", words)
    return {"kind": kind, "spans": describe_spans(translate(escape(rest)), reader)}


def translate(words: str) -> str:
    """Write Markdown within a line as Slack's own markup."""
    return TOKEN.sub(write_token, words)


def write_token(found: re.Match[str]) -> str:
    if found["link"]:
        return f"<{found['link']}|{found['label']}>"
    kind = found.lastgroup or ""
    mark = MARKS.get(kind, "")
    return f"{mark}{translate(found[kind])}{mark}" if mark else found[0]
