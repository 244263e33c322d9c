"""How a concern looks: to the member who tells of it, and to the organisers who read it."""

from collections.abc import Sequence
from typing import Any

from bot.connection.concerns import LONGEST, Reported
from bot.connection.introductions import Introduced
from bot.rules.dates import date_words, local
from bot.views import care
from bot.views.community.peers import listed
from bot.views.connection.safety import NOT_AGAIN, not_again
from bot.views.forms import form, text_input
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
    paragraphs,
    section,
)
from db.models import Signpost

FORM = "concern.form"
SHOW = "concern.show"
CLOSE = "concern.close"

TITLE = "Report a concern"
DANGER = "*In danger now? Call 999.*"
HINT = "Leave out anything that could show who a patient is."
GONE = "I cannot open these words any more."
MOST = 3
"""In one list: each may be as long as a message."""


def report(found: Introduced, readers: Sequence[str], signposts: Sequence[Signpost]) -> dict[str, Any]:
    """Who reads it, who is not told, where else to turn, and the box; without readers, that nobody can."""
    who = listed([f"<@{slack_id}>" for slack_id in readers])
    goes = f"Your words go to {who}, who organise here, and to nobody else." if who else "There is nobody to read it."
    peer = "Your peer is" if len(found.peers) == 1 else "Your peers are"
    words = f"Tell us what worries you about this introduction. {goes} {peer} not told."
    box = text_input("words", "What worries you?", lines=True, most=LONGEST, hint=HINT, optional=False)
    blocks = [section(DANGER), section(words), box, divider(), *care.beside_text_box(signposts)]
    return form(FORM, title=TITLE, submit="Send", blocks=blocks, note=str(found.id))


def received(introduction: int, readers: Sequence[str]) -> dict[str, Any]:
    """After sending: who has it, and the way not to be put together again."""
    have = "has" if len(readers) == 1 else "have"
    who = listed([f"<@{slack_id}>" for slack_id in readers]) or "An organiser"
    words = (
        f"Thank you for telling us. {who} {have} it now and will write to you in Slack. You do not have to meet this "
        f"person. To make sure you are not put together again, choose *{NOT_AGAIN}*."
    )
    blocks = [section(words), actions(not_again(introduction))]
    return form(FORM, title=TITLE, close="Close", blocks=blocks)


def members_only(readers: Sequence[str]) -> Card:
    """To somebody who has left: nothing of theirs is kept, so they have to tell it themselves."""
    who = listed([f"<@{slack_id}>" for slack_id in readers]) or "whoever looks after Slack for you"
    words = f"You have left, so I keep nothing that you write. Please write to {who} yourself. In danger now? Call 999."
    return Card(words, (section(words),))


def told(found: Reported, zone: str) -> Card:
    """To one organiser. A notification says nothing of the words."""
    hint = "Write to them in Slack. Their peer is not told. Only you and the others who organise can read this."
    spoken = "A member is worried about an introduction, and tells organisers alone."
    blocks = [*_told(found, zone), context(hint), actions(_close(found, 1))]
    return Card(spoken, (header("A concern"), *blocks))


def part(count: int) -> list[Block]:
    """On the Organise page: how many are open; nothing when there are none."""
    if not count:
        return []
    subject = "1 concern is" if count == 1 else f"{count} concerns are"
    return [header("Concerns"), section(f"{subject} open.", accessory=button("Show concerns", SHOW, "show"))]


def listing(found: Sequence[Reported], *, count: int, zone: str) -> Card:
    """The oldest open ones, with their words."""
    if not found:
        words = "No concern is open. Concerns from members will show here."
        return Card(words, (section(words),))
    blocks: list[Block] = [header("Open concerns")]
    for number, concern in enumerate(found, start=1):
        blocks += [*_told(concern, zone), actions(_close(concern, number))]
    hidden = count - len(found)
    more = [context(f"{hidden} more will show as these are closed.")] if hidden > 0 else []
    return Card("Open concerns. Only organisers can read them.", (*blocks, *more))


def closed(*, by_you: bool) -> Card:
    who = "You have closed this concern" if by_you else "Another organiser has closed this concern"
    words = f"{who}, and its words are cleared. Thank you."
    return Card(words, (section(words),))


def _told(found: Reported, zone: str) -> list[Block]:
    day = date_words(local(found.reported_at, zone).date())
    peers = listed([f"<@{slack_id}>" for slack_id in found.about])
    opening = f"On {day} <@{found.reporter}> told us that they are worried. They were introduced to {peers}."
    return [section(opening), *paragraphs(escape(found.words) if found.words else GONE)]


def _close(found: Reported, number: int) -> Block:
    words = "It closes for all of you, and its words are cleared. Whoever wrote it is not told."
    made = button("Close", CLOSE, found.id, spoken=f"Close concern {number}")
    return confirming(made, title="Close this concern?", words=words, yes="Close", no="Go back")
