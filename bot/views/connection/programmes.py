"""How rounds that start by themselves look: the question before each, and an organiser's form for the rhythm."""

from datetime import date
from typing import Any

from bot.connection.programmes import Coming
from bot.connection.rounds import Desk
from bot.rules.dates import date_words, local, moment_words
from bot.rules.words import Rhythm, Track
from bot.views.forms import date_input, form, radio
from bot.views.parts import Block, Card, actions, button, section, spoken

TURNOUT = "turnout"
RHYTHM = "round.rhythm"
RHYTHM_FORM = "round.rhythm_form"
STOP = "round.stop_rhythm"

YES, SKIP = "yes", "skip"
EVERY = {
    Rhythm.FORTNIGHTLY: "every 2 weeks",
    Rhythm.MONTHLY: "every month",
    Rhythm.HALF_YEARLY: "every 6 months",
}
CALLED = {Track.ROUNDS: "introductions", Track.SHOES: "Walking in Their Shoes"}


def turnout(found: Coming) -> Card:
    """The light question before each round."""
    starts = date_words(local(found.starts_at, found.zone).date())
    words = f"The next round of {CALLED[found.track]} starts on {starts}. You are in, unless you choose *Skip*."
    return Card(spoken(words), (section(words), _choices(found)))


def answered(found: Coming) -> Card:
    """After Yes or Skip; the other can still be chosen."""
    starts = date_words(local(found.starts_at, found.zone).date())
    came = f"You are in the round that starts on {starts}. I will write to you then."
    skipped = f"You skip the round that starts on {starts}. You are in the one after it."
    words = skipped if found.comes is False else came
    return Card(words, (section(words), _choices(found)))


def too_late() -> Card:
    words = "That round has started already. My Home tab shows how things stand."
    return Card(words, (section(words),))


def rhythm(track: Track, chosen: Rhythm, first: date) -> dict[str, Any]:
    """How often, and from when."""
    words = (
        f"Rounds of {CALLED[track]} can start by themselves at 9am. You see each draw on the working day before, "
        "and can cancel it."
    )
    often = [(one.name, words.capitalize()) for one, words in EVERY.items()]
    blocks = [
        section(words),
        radio("rhythm", "How often?", often, chosen=chosen.name),
        date_input("first", "From which day?", shown=first.isoformat()),
    ]
    return form(RHYTHM_FORM, title="When rounds start", submit="Save", blocks=blocks, note=track.name)


def rhythm_kept(desk: Desk) -> dict[str, Any]:
    return form(RHYTHM_FORM, title="When rounds start", close="Close", blocks=[section(when(desk))])


def stopped() -> Card:
    words = "Rounds start by themselves no more. You can still start each one from the Organise page."
    return Card(words, (section(words),))


def when(desk: Desk) -> str:
    """When the next round starts."""
    if desk.next_starts_at is None or desk.rhythm is None:
        return "You start each round yourself."
    return f"Rounds start {EVERY[desk.rhythm]}, the next at {moment_words(desk.next_starts_at, desk.zone)}."


def controls(desk: Desk) -> list[Block]:
    """The buttons of an organiser for the rhythm."""
    label = "Change the rhythm" if desk.next_starts_at else "Set a rhythm"
    spoken = f"{label} of {CALLED[desk.track]}"
    stop = button("Stop the rhythm", STOP, desk.track.name, spoken=f"Stop the rhythm of {CALLED[desk.track]}")
    return [button(label, RHYTHM, desk.track.name, spoken=spoken), *([stop] if desk.next_starts_at else [])]


def _choices(found: Coming) -> Block:
    value = f"{found.programme}:{int(found.starts_at.timestamp())}"
    chosen = {True: YES, False: SKIP, None: None}[found.comes]
    labels = {YES: "Yes, I am in", SKIP: "Skip"}
    return actions(*(button(label, f"{TURNOUT}.{name}", value) for name, label in labels.items() if name != chosen))
