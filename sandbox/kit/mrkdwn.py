"""Slack's message markup read into spans, which the page shows and the client flattens."""

import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

TOKEN = re.compile(
    r"```(?P<pre>.+?)```|`(?P<code>[^`\n]+)`|<(?P<angle>[^<>\n]+)>|(?P<bare>https?://[^\s<>|]*[^\s<>|.,;:!?)*_~])"
    r"|(?<![\w*])\*(?P<bold>[^*\n]+)\*(?!\w)"
    r"|(?<![\w_])_(?P<italic>[^_\n]+)_(?!\w)"
    r"|(?<![\w~])~(?P<strike>[^~\n]+)~(?!\w)",
    re.DOTALL,
)
Named = Callable[[str], str]


@dataclass(frozen=True)
class Span:
    text: str
    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    link: str = ""
    mention: bool = False


@dataclass(frozen=True)
class Reader:
    """For whom text is read: names depend on the workspace, dates on the reader's zone."""

    named: Named
    zone: str


def read_spans(text: str, reader: Reader, look: Span | None = None) -> Iterator[Span]:
    look = look or Span("")
    position = 0
    for found in TOKEN.finditer(text):
        yield from read_plain(text[position : found.start()], look)
        position = found.end()
        yield from read_token(found, reader, look)
    yield from read_plain(text[position:], look)


def read_plain(text: str, look: Span) -> Iterator[Span]:
    if text:
        yield replace(look, text=unescape(text))


def read_token(found: re.Match[str], reader: Reader, look: Span) -> Iterator[Span]:
    kind, inner = str(found.lastgroup), str(found[str(found.lastgroup)])
    if kind in {"pre", "code"}:
        yield replace(look, text=unescape(inner.strip("\n")), code=True)
    elif kind == "bare":
        yield replace(look, text=unescape(inner), link=unescape(inner))
    elif kind == "angle":
        yield read_angle(inner, reader, look)
    else:
        deeper = replace(
            look,
            bold=look.bold or kind == "bold",
            italic=look.italic or kind == "italic",
            strike=look.strike or kind == "strike",
        )
        yield from read_spans(inner, reader, deeper)


def read_angle(inner: str, reader: Reader, look: Span) -> Span:
    address, _, label = inner.partition("|")
    if inner.startswith("@"):
        return replace(look, text="@" + reader.named(address[1:]), mention=True)
    if inner.startswith("#"):
        return replace(look, text="#" + (label or reader.named(address[1:])), mention=True)
    if inner.startswith("!date^"):
        return replace(look, text=read_date(inner, reader.zone))
    if inner.startswith("!"):
        return replace(look, text="@" + (label or address[1:]).lstrip("@"), mention=True)
    return replace(look, text=unescape(label or address.removeprefix("mailto:")), link=unescape(address))


def read_date(inner: str, zone: str) -> str:
    instruction, _, fallback = inner.partition("|")
    parts = instruction.split("^")
    if len(parts) < 3 or not parts[1].isdigit():
        return fallback
    local = datetime.fromtimestamp(int(parts[1]), UTC).astimezone(ZoneInfo(zone))
    return re.sub(r"\{(\w+)\}", lambda token: write_part(token[1], local), unescape(parts[2]))


def write_part(token: str, local: datetime) -> str:
    forms = {"date": "%-d %B %Y", "date_num": "%Y-%m-%d", "date_slash": "%d/%m/%Y", "time_secs": "%-I:%M:%S %p"}
    forms |= {"date_short": "%-d %b %Y", "date_long": "%A %-d %B %Y", "time": "%-I:%M %p"}
    form = forms.get(token.removesuffix("_pretty"))
    return local.strftime(form) if form else "{" + token + "}"


def unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def flatten(text: str, reader: Reader) -> str:
    return "".join(span.text for span in read_spans(text, reader))


def describe_spans(text: str, reader: Reader) -> list[dict[str, Any]]:
    return [{name: value for name, value in asdict(span).items() if value} for span in read_spans(text, reader)]
