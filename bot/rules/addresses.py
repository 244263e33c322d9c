"""Addresses of the web: which are the same page, and which stand in a message; none of them is ever fetched."""

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

LONGEST = 1000

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_DOI_SITES = frozenset({"doi.org", "dx.doi.org"})
_TRACKING = re.compile(
    r"utm_\w+|mtm_\w+|pk_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|yclid|_ga|_gl|_hsenc|_hsmi", re.IGNORECASE
)
_USUAL_PORTS = {"http": 80, "https": 443}
_IN_MESSAGE = re.compile(r"<(https?://[^|>\s]+)(?:\|[^>]*)?>|(https?://[^\s<>|]+[^\s<>|.,;:!?)\]'\"])")
_UNREADABLE = re.compile(r"[\s\x00-\x1f\x7f<>|]")


def is_address(text: str) -> bool:
    """Whether this is an address of the web that can be shown as a link."""
    if len(text) > LONGEST or _UNREADABLE.search(text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme.lower() in _USUAL_PORTS and "." in (parts.hostname or "") and parts.port != 0
    except ValueError:
        return False


def doi_of(text: str | None) -> str | None:
    """The DOI in what somebody wrote: bare, after "doi:", or as an address of doi.org; None when it is none."""
    found = (text or "").strip()
    found = re.sub(r"^doi:\s*", "", found, flags=re.IGNORECASE)
    if found.lower().startswith(("http://", "https://")) or found.lower().startswith(tuple(_DOI_SITES)):
        found = _path_at_doi(found) or ""
    found = unquote(found).lower().rstrip("/.,;")
    return found if _DOI.fullmatch(found) else None


def same(address: str) -> str:
    """What all addresses of one page have in common: a form to compare by, which is not shown to anybody."""
    try:
        parts = urlsplit(address.strip())
        host, port = (parts.hostname or "").lower().rstrip("."), parts.port
    except ValueError:
        return address.strip().lower()
    host = host.removeprefix("www.")
    if port and port != _USUAL_PORTS.get(parts.scheme.lower()):
        host = f"{host}:{port}"
    path = unquote(parts.path).rstrip("/")
    return f"{host}{path}" + (f"?{query}" if (query := _query(parts.query)) else "")


def identities(
    *, address: str | None, doi: str | None, isbn: str | None, title: str, authors: Iterable[str]
) -> set[str]:
    """What a resource is known by: two that share one are the same. A title counts when there is nothing else."""
    found = set()
    if number := doi_of(doi) or doi_of(address):
        found.add(f"doi:{number}")
    if address and doi_of(address) is None:
        found.add(f"address:{same(address)}")
    if isbn and (digits := re.sub(r"[^0-9Xx]", "", isbn).upper()):
        found.add(f"isbn:{digits}")
    return found or {f"title:{_words(title)} by {_words(' '.join(sorted(authors)))}"}


def in_message(text: str) -> list[str]:
    """The addresses in a message as Slack sends it, in their order, each page once."""
    found = [(marked or bare).replace("&amp;", "&") for marked, bare in _IN_MESSAGE.findall(text)]
    once: dict[str, str] = {}
    for address in filter(is_address, found):
        once.setdefault(same(address), address)
    return list(once.values())


def _path_at_doi(address: str) -> str | None:
    try:
        parts = urlsplit(address if "//" in address else f"https://{address}")
        host = (parts.hostname or "").lower().removeprefix("www.")
    except ValueError:
        return None
    return parts.path.lstrip("/") if host in _DOI_SITES else None


def _query(text: str) -> str:
    """The parts of a query that choose a page, in an order of their own."""
    kept = [(name, value) for name, value in parse_qsl(text, keep_blank_values=True) if not _TRACKING.fullmatch(name)]
    return urlencode(sorted(kept))


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
