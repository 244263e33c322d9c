"""Messages in trouble: one of each kind, refused in words that we know and in others, and one with an unknown fate."""

from collections.abc import Sequence
from itertools import cycle

from bot.rules.messages import Kind, State
from bot.views import troubles
from bot.views.parts import Block
from db.models import Member, Message
from tests.views.worlds.base import STARTS, ZONE, Fill, World


def found(w: World) -> list[tuple[Message, Member]]:
    refused = [(State.DEAD, "restricted_action"), (State.DEAD, w.say("a_word_&<>", 120)), (State.HELD, None)]
    made = [
        Message(id=number, kind=kind, state=state, last_error=why, due_at=STARTS)
        for number, (kind, (state, why)) in enumerate(zip(Kind, cycle(refused), strict=False), start=1)
    ]
    return [(message, Member(slack_id="U0AMINA")) for message in made]


def part(w: World) -> Sequence[Block]:
    return troubles.part(found(w), count=len(w.count(6, 305)), late=len(w.count(1, 300)), zone=ZONE)


def reasons() -> list[tuple[Message, Member]]:
    """One message with each reason that has words of its own."""
    codes = ("cannot_dm_bot", "channel_not_found", "invalid_blocks", "is_archived", "missing_scope")
    more = ("no words for it", "not reached", "not_in_channel", "restricted_action", "")
    return [
        (Message(id=number, kind=Kind.REPLY, state=State.DEAD, last_error=code, due_at=STARTS), Member(slack_id="U0A"))
        for number, code in enumerate((*codes, *more), start=1)
    ]


VIEWS: dict[str, Fill] = {
    "troubles.part": lambda w: [*troubles.part(found(w), count=len(w.count(6, 305)), late=300, zone=ZONE)],
    "troubles.part, one": lambda w: troubles.part(found(w)[:1], count=1, late=1, zone=ZONE),
    "troubles.part, some reasons": lambda _: troubles.part(reasons()[:5], count=5, late=0, zone=ZONE),
    "troubles.part, other reasons": lambda _: troubles.part(reasons()[5:], count=5, late=0, zone=ZONE),
    "troubles.sent_again": lambda _: troubles.sent_again(),
    "troubles.discarded": lambda _: troubles.discarded(),
    "troubles.all_sent_again": lambda w: troubles.all_sent_again(len(w.count(1, 300))),
    "troubles.all_sent_again, none": lambda _: troubles.all_sent_again(0),
    "troubles.all_discarded": lambda w: troubles.all_discarded(len(w.count(1, 300))),
    "troubles.all_discarded, none": lambda _: troubles.all_discarded(0),
}
