"""How a review looks: what is due on the Organise page, what came of a press, and the monthly reminder."""

from collections.abc import Sequence

from bot.library.resources import Item
from bot.rules.dates import date_words
from bot.rules.text import clean
from bot.views.community.organisers import LABEL
from bot.views.library.resources import entry, stale_words
from bot.views.library.suggestions import CHANGE
from bot.views.parts import (
    Block,
    Card,
    actions,
    button,
    confirming,
    context,
    divider,
    escape,
    header,
    points,
    quote,
    section,
    shorten,
    spoken,
)

KEEP = "review.keep"
TAKE_AWAY = "review.take_away"
BRING_BACK = "review.bring_back"
SHOW = "review.show"

MOST = 5


def listing(found: Sequence[Item], *, note: str = "") -> Card:
    """For organisers: what is due for review, the longest overdue first."""
    blocks: list[Block] = [header("Due for review"), *([section(note)] if note else [])]
    if not found:
        words = "Nothing is due for review."
        return Card(f"{note} {words}".strip(), (*blocks, section(words)))
    for item in found[:MOST]:
        blocks += [*entry(item)[:1], *_since(item), actions(*_buttons(item)), divider()]
    hidden = len(found) - MOST
    more = "1 more is due. It shows" if hidden == 1 else f"{hidden} more are due. They show"
    blocks += [context(f"{more} as these are looked at.")] if hidden > 0 else []
    return Card(f"{note} Due for review: {len(found)}.".strip(), tuple(blocks))


def kept(item: Item) -> str:
    """What to say above what is still due."""
    day = item.resource.review_on
    return f"{_title(item)} is still right." + (f" I will ask again from {date_words(day)}." if day else "")


def taken_away(item: Item, left: Sequence[Item]) -> Card:
    """What was taken away, with the way to bring it back, above what is still due."""
    words = f"{_title(item)} shows no more, in lists and in answers."
    again = button("Bring it back", BRING_BACK, str(item.resource.id))
    rest = listing(left)
    return Card(words, (section(words), actions(again), *rest.blocks))


def brought_back(item: Item) -> str:
    return f"{_title(item)} shows again."


def reminder(found: Sequence[Item]) -> Card:
    """For an organiser, once a month: how many are due, and where to look at them."""
    count = len(found)
    what = "1 resource is due for review." if count == 1 else f"{count:,} resources are due for review."
    lines = (
        f"{_title(item)}, since {date_words(item.resource.review_on)}" for item in found if item.resource.review_on
    )
    how = f"Open my Home tab and choose *{LABEL}* to keep, change or take away each of them."
    blocks = (section(what), *points(list(lines)[:MOST], most=1), context(how))
    return Card(f"{what} {escape(spoken(how))}", blocks)


def _since(item: Item) -> list[Block]:
    return [context(stale_words(item.resource.review_on))] if item.resource.review_on else []


def _buttons(item: Item) -> list[Block]:
    row, title = item.resource, clean(item.resource.title)
    away = confirming(
        button("Take away", TAKE_AWAY, str(row.id), spoken=f"Take away number {row.id}: {title}"),
        title="Take it away?",
        words="It will show no more, in lists and in answers. You can bring it back.",
        yes="Take away",
        no="Go back",
    )
    return [
        button("Still right", KEEP, str(row.id), spoken=f"Still right, number {row.id}: {title}"),
        button("Change", CHANGE, str(row.id), spoken=f"Change, in a review, number {row.id}: {title}"),
        away,
    ]


def _title(item: Item) -> str:
    return f"“{quote(shorten(' '.join(clean(item.resource.title).split()), 200), 300)}”"
