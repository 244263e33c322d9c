"""How people are named to each other, and lists of them."""

from collections.abc import Iterable, Sequence

from bot.community.peers import Peer
from bot.views.parts import escape


def named(peer: Peer) -> str:
    place = f" from {escape(peer.organisation)}" if peer.organisation else ""
    return f"*{escape(peer.name)}*{place}"


def named_all(people: Iterable[Peer]) -> str:
    return listed([named(peer) for peer in people])


def names(people: Iterable[Peer]) -> str:
    """The names alone; somebody who has left has none."""
    return listed([f"*{escape(peer.name)}*" for peer in people]) or "your peers"


def mentioned(people: Iterable[Peer]) -> str:
    """Names that open a conversation."""
    return listed([f"<@{peer.slack_id}>" for peer in people])


def listed(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
