"""Slack's own cards, side by side: on a phone a list of them takes the height of one."""

from collections.abc import Sequence

from bot.views.parts import Block, marked

LONGEST = {"title": 150, "subtitle": 150, "body": 200}
MOST_BUTTONS = 3
MOST_CARDS = 10


def card(title: str, *, subtitle: str = "", body: str = "", buttons: Sequence[Block] = ()) -> Block | None:
    """A card, or None when Slack would take less than the whole of it; each text is markup."""
    texts = {"title": title, "subtitle": subtitle, "body": body}
    if len(buttons) > MOST_BUTTONS or any(len(text) > LONGEST[name] for name, text in texts.items()):
        return None
    shown = {name: marked(text) for name, text in texts.items() if text}
    return {"type": "card", **shown} | ({"actions": list(buttons)} if buttons else {})


def carousel(cards: Sequence[Block | None]) -> Block | None:
    """Several cards to leaf through, or None when one of them does not fit, or where a list is as short."""
    fitting = [card for card in cards if card is not None]
    if len(fitting) < len(cards) or not 2 <= len(cards) <= MOST_CARDS:
        return None
    return {"type": "carousel", "elements": fitting}
