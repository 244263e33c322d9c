"""What waits for organisers: in a line of their Home tab, at the top of the Organise page, and as a reply."""

from dataclasses import dataclass

from bot.views.community.peers import listed
from bot.views.parts import Block, Card, button, divider, section, spoken

OPEN = "organisers.open"
LABEL = "Organise"


@dataclass(frozen=True)
class Waiting:
    """How many of each wait until an organiser decides."""

    questions: int = 0
    troubles: int = 0
    concerns: int = 0
    suggestions: int = 0


def part(found: Waiting) -> list[Block]:
    """The short section in an organiser's Home tab."""
    words = f"You are an organiser here. {waiting(found)}"
    return [section(words, accessory=button(LABEL, OPEN, "open")), divider()]


def card(found: Waiting) -> Card:
    """The same as a reply, which cannot open the page itself."""
    words = f"{waiting(found)} To see all that you look after, open my Home tab and choose *{LABEL}*."
    return Card(spoken(words), (section(words),))


def waiting(found: Waiting) -> str:
    """What waits, in one sentence."""
    counts = [
        _count(found.questions, "question", "questions"),
        _count(found.troubles, "message in trouble", "messages in trouble"),
        _count(found.concerns, "concern", "concerns"),
        _count(found.suggestions, "new link", "new links"),
    ]
    told = listed([count for count in counts if count])
    if not told:
        return "Nothing waits for you."
    count = found.questions + found.troubles + found.concerns + found.suggestions
    return f"{told} {'waits' if count == 1 else 'wait'} for you."


def _count(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}" if count else ""
