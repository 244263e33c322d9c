"""How times to meet look: the form to propose them, what the others read, and the date that suits everybody."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.connection.introductions import Introduced
from bot.connection.proposals import Accepted, Agreed, Clock, Open, Proposed
from bot.rules.dates import date_words, local, time_words
from bot.rules.text import clean
from bot.rules.times import HOURS
from bot.views.community.peers import names
from bot.views.forms import date_input, form, time_input
from bot.views.parts import Block, Card, actions, bullets, button, primary, section, spoken

PROPOSE = "proposal.propose"
FORM = "proposal.form"
SUITS = "proposal.suits"
NONE = "proposal.none"

TITLE = "Propose times"


def propose(found: Introduced) -> Block:
    """The button that opens the form."""
    people = " and ".join(clean(peer.name) for peer in found.peers)
    return button(TITLE, PROPOSE, str(found.id), spoken=f"Propose times: {people}")


def ask(found: Open, suggested: Sequence[datetime]) -> dict[str, Any]:
    """Up to three days with their times, some of them filled in."""
    clock = Clock(found.zone)
    words = f"{names(found.introduced.peers)} will see these times, and say which suit. Empty what you do not need."
    there = [section(f"Proposed already:\n{bullets(moment(at, clock) for at in found.times)}")] if found.times else []
    blocks = [section(words), *there]
    for number in range(1, len(HOURS) + 1):
        blocks += _row(number, suggested[number - 1] if number <= len(suggested) else None, found.zone)
    return form(FORM, title=TITLE, submit="Propose", blocks=blocks, note=str(found.introduced.id))


def asked(found: Open, agreed: datetime | None) -> dict[str, Any]:
    """After the form was sent."""
    clock = Clock(found.zone)
    if agreed is not None:
        words = f"You meet on {moment(agreed, clock)}. I will tell {names(found.introduced.peers)}."
    else:
        listed = bullets(moment(at, clock) for at in found.times)
        words = f"I pass this on to {names(found.introduced.peers)}. These times are open now:\n{listed}"
    return form(FORM, title=TITLE, close="Close", blocks=[section(words)])


def proposed(found: Proposed) -> Card:
    """What the others read, together or alone."""
    parts = [
        f"{names([peer])} proposes:\n" + bullets(moment(at, found.clock) for at in times) for peer, times in found.by
    ]
    told = "; ".join(
        f"{names([peer])} proposes {', '.join(words_of(at, found.clock) for at in times)}" for peer, times in found.by
    )
    asked = "Which of these suit you?"
    row = actions(*_suits(found.introduction, found.choices, found.clock), _none(found.introduction))
    return Card(spoken(f"{told}. {asked}"), (*map(section, parts), section(asked), row))


def accepted(found: Accepted) -> Card:
    """After choosing a time."""
    at = moment(found.starts_at, found.clock)
    if found.is_set:
        return _card(f"You meet on {at}.", words_of(found.starts_at, found.clock), at)
    words = f"{at} suits you. When it suits everybody, I will tell you all."
    if found.is_own:
        words = f"You proposed {at} yourself. When it suits everybody, I will tell you all."
    card = _card(words, words_of(found.starts_at, found.clock), at)
    if not found.rest:
        return card
    others = section("These are open too:")
    return Card(card.text, (*card.blocks, others, actions(*_suits(found.introduction, found.rest, found.clock))))


def none(found: Introduced) -> Card:
    """After "None of these"."""
    words = "That is fine. To find a time that suits, propose others."
    return Card(words, (section(words), actions(primary(propose(found)))))


def date_set(found: Agreed) -> Card:
    """To all of them together, or to one alone: when they meet."""
    at = moment(found.starts_at, found.clock)
    more = "The time suits you all. Plans changed? Propose other times."
    card = _card(f"You meet on {at}. {more}", words_of(found.starts_at, found.clock), at)
    return Card(card.text, (*card.blocks, actions(propose(found.introduced))))


def moment(at: datetime, clock: Clock) -> str:
    """A time that Slack shows on the clock of whoever reads it."""
    return f"<!date^{at.timestamp():.0f}^{{date_long_pretty}} at {{time}}|{words_of(at, clock)}>"


def words_of(at: datetime, clock: Clock) -> str:
    """The same in words, where Slack shows none of its own."""
    there = local(at, clock.zone)
    return f"{date_words(there.date())}, {time_words(there.time())}{_place(clock)}"


def _place(clock: Clock) -> str:
    return f" {_town(clock.zone)} time" if clock.is_named else ""


def _town(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def _card(markup: str, words: str, at: str) -> Card:
    return Card(spoken(markup.replace(at, words)), (section(markup),))


def _row(number: int, shown: datetime | None, zone: str) -> list[Block]:
    there = local(shown, zone) if shown else None
    day, hour = (f"{there:%Y-%m-%d}", f"{there:%H:%M}") if there else (None, None)
    return [
        date_input(f"day_{number}", f"Day {number}", shown=day, optional=True),
        time_input(f"time_{number}", f"Time {number}", shown=hour, hint=f"{_town(zone)} time."),
    ]


def _suits(introduction: int, times: Sequence[datetime], clock: Clock) -> list[Block]:
    return [
        button(
            f"{_short(at, clock)} suits me",
            f"{SUITS}.{at.timestamp():.0f}",
            f"{introduction}:{at.timestamp():.0f}",
            spoken=f"{words_of(at, clock)} suits me",
        )
        for at in times
    ]


def _short(at: datetime, clock: Clock) -> str:
    there = local(at, clock.zone)
    return f"{there:%A} {there.day} {there:%B}, {time_words(there.time())}{_place(clock)}"


def _none(introduction: int) -> Block:
    return button("None of these", NONE, str(introduction))
