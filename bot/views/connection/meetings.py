"""How members are asked, each alone, whether they met, whether it was worth their time, and what they keep of it."""

from typing import Any

from bot.connection.introductions import Introduced
from bot.connection.remarks import LONGEST
from bot.rules.words import Met, Useful
from bot.views.community.peers import mentioned, names
from bot.views.connection import proposals, safety
from bot.views.connection.introductions import day
from bot.views.connection.repairs import cannot_make_it, somebody_else
from bot.views.forms import alert, form, text_input
from bot.views.parts import Block, Card, actions, button, primary, section, spoken

MET = "introduction.met"
USEFUL = "introduction.useful"
REMARK = "introduction.remark"
REMARK_FORM = "introduction.remark_form"

LABELS = {Met.YES: "Yes", Met.DATE_SET: "We have a date", Met.NO: "No"}
WORTH = {Useful.YES: "Yes", Useful.PARTLY: "Partly", Useful.NO: "No"}


def reminder(found: Introduced) -> Card:
    """In the middle of the round, when nobody has said that they met."""
    words = f"You and {names(found.peers)} can still meet before {day(found)}. To write first, choose the name: "
    answers = {Met.YES: "We met", Met.DATE_SET: LABELS[Met.DATE_SET]}
    made = [button(label, f"{MET}.{met.name.lower()}", f"{found.id}:{met.name}") for met, label in answers.items()]
    made += [cannot_make_it(found.id), *safety.buttons(found.id)]
    told = words + mentioned(found.peers)
    return Card(spoken(told), (section(told), actions(primary(proposals.propose(found)), *made)))


def did_you_meet(found: Introduced) -> Card:
    """The question to each of them alone."""
    peers = "your peer" if len(found.peers) == 1 else "your peers"
    words = f"Did you meet {names(found.peers)}? Neither {peers} nor the organisers see your answer."
    return Card(spoken(words), (section(words), actions(*_answers(found, given=None), safety.report(found.id))))


def thanks(found: Introduced, met: Met) -> Card:
    """What an answer leads to; it says nothing of what anybody else said. Another answer can be given."""
    peers = "your peer says" if len(found.peers) == 1 else "your peers say"
    bridge = f" If {peers} yes too, it counts as a bridge between your organisations." if found.crosses else ""
    said = {
        Met.YES: f"Thank you.{bridge}",
        Met.DATE_SET: "Thank you. When you have met, come back here and choose *Yes*.",
        Met.NO: "Thank you for telling me. That is fine.",
    }[met]
    words = f"You answered *{LABELS[met]}* about {names(found.peers)}. {said}"
    worth = _worth(found) if met is Met.YES else []
    another = [somebody_else(found.id)] if met is Met.NO else []
    return Card(spoken(words), (section(words), *worth, actions(*_answers(found, given=met), *another)))


def rated(found: Introduced, useful: Useful) -> Card:
    """After one tap on whether it was worth it."""
    words = f"You said *{WORTH[useful]}*: whether meeting {names(found.peers)} was worth your time. Thank you."
    more = "Only totals are shared, and only when there are enough of them."
    keep = button("Keep a private note", REMARK, str(found.id))
    return Card(spoken(f"{words} {more}"), (section(f"{words} {more}"), actions(keep)))


def remark(found: Introduced, written: str) -> dict[str, Any]:
    """A box for the member alone, with what they wrote before."""
    words = f"What do you want to remember from meeting {names(found.peers)}? Only you can read this."
    take_care = alert("Leave out anything that could show who a patient is.")
    hint = "To clear the note, empty the box."
    box = text_input("words", "Your note", shown=written, lines=True, most=LONGEST, hint=hint)
    blocks = [section(words), take_care, box]
    return form(REMARK_FORM, title="A private note", submit="Save", blocks=blocks, note=str(found.id))


def remarked(*, is_empty: bool) -> dict[str, Any]:
    words = "Your note is cleared." if is_empty else "Your note is saved. Only you can read it."
    return form(REMARK_FORM, title="A private note", close="Close", blocks=[section(words)])


def _worth(found: Introduced) -> list[Block]:
    made = [
        button(
            label, f"{USEFUL}.{useful.name.lower()}", f"{found.id}:{useful.name}", spoken=f"{label}: worth your time"
        )
        for useful, label in WORTH.items()
    ]
    return [section("Was it worth your time?"), actions(*made), section("To change whether you met, choose again.")]


def _answers(found: Introduced, *, given: Met | None) -> list[Block]:
    return [
        button(label, f"{MET}.{met.name.lower()}", f"{found.id}:{met.name}", spoken=f"{label}: did you meet?")
        for met, label in LABELS.items()
        if met is not given
    ]
