"""How organisers keep people apart: the form, and whom they keep apart; never what members decided for themselves."""

from collections.abc import Sequence
from typing import Any

from bot.community.exclusions import KeptApart
from bot.community.peers import Peer
from bot.rules.dates import date_words, local
from bot.views.community import peers
from bot.views.forms import form, person_select
from bot.views.parts import Block, Card, actions, button, confirming, context, escape, header, section, spoken

ASK = "apart.ask"
FORM = "apart.form"
LIST = "apart.list"
LET = "apart.let"

PAGE = 10
TITLE = "Keep people apart"
LET_TOGETHER = "They can be put in touch again, in a draw or by hand."


def ask() -> dict[str, Any]:
    words = (
        "I will not put these two in touch, in a draw or by hand. They are not told. You can let them together again."
    )
    blocks = [section(words), person_select("first", "Who?"), person_select("second", "And who?")]
    return form(FORM, title=TITLE, submit="Keep apart", blocks=blocks)


def kept(people: Sequence[Peer]) -> dict[str, Any]:
    words = f"From now on I will not put {peers.names(people)} in touch. They are not told."
    more = "If they have been put in touch already, that goes on."
    return form(FORM, title=TITLE, close="Close", blocks=[section(f"{words} {more}")])


def listing(found: Sequence[KeptApart], zone: str, *, page: int = 0, note: str = "") -> Card:
    """Whom organisers keep apart, some on each page."""
    page = max(0, min(page, (len(found) - 1) // PAGE))
    shown = list(enumerate(found, start=1))[page * PAGE : (page + 1) * PAGE]
    opening = [section(note)] if note else []
    if not shown:
        none = "You keep nobody apart. To do so, choose *Keep people apart* on the Organise page of my Home tab."
        return Card(spoken(f"{note} {none}".strip()), (header("Who is kept apart"), *opening, section(none)))
    words = "I do not put these people in touch, in a draw or by hand."
    rows = [_row(one, number, zone, page) for number, one in shown]
    blocks = (header("Who is kept apart"), *opening, section(words), *rows, *_paging(len(found), page))
    return Card(f"{note} {words}".strip(), blocks)


def controls() -> list[Block]:
    """The ways to the form and to the list."""
    return [button("Keep people apart", ASK, "ask"), button("Who is kept apart", f"{LIST}.first", "0")]


def _row(found: KeptApart, number: int, zone: str, page: int) -> Block:
    since = date_words(local(found.since, zone).date())
    both = (found.first, found.second)
    names = " and ".join(peer.name or "somebody who has left" for peer in both)
    let = confirming(
        button("Let together", LET, f"{found.id}:{page}", spoken=f"Let pair {number} together: {names}"),
        title="Let them together?",
        words=LET_TOGETHER,
        yes="Let together",
        no="Go back",
    )
    return section(f"{' and '.join(map(_named, both))}, since {since}", accessory=let)


def _named(peer: Peer) -> str:
    if not peer.name:
        return "somebody who has left"
    return f"*{escape(peer.name)}*" + (f" ({escape(peer.organisation)})" if peer.organisation else "")


def _paging(count: int, page: int) -> list[Block]:
    if count <= PAGE:
        return []
    first, last = page * PAGE + 1, min((page + 1) * PAGE, count)
    steps = [button("Earlier page", f"{LIST}.earlier", str(page - 1))] if page else []
    steps += [button("Next page", f"{LIST}.next", str(page + 1))] if last < count else []
    return [context(f"Pairs {first} to {last} of {count}."), actions(*steps)]
