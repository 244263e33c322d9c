"""How sharing a reflection looks: what and with whom, a preview of exactly that, and what the others read."""

from collections.abc import Sequence
from typing import Any

from bot.reflection.excerpts import Excerpt
from bot.reflection.reflections import Entry
from bot.reflection.sharing import PLAN, Place
from bot.views.community.peers import listed, named_all
from bot.views.forms import Choice, checkboxes, form, select
from bot.views.parts import Block, Card, context, escape, header, paragraphs, section
from bot.views.reflection import plans, prompts
from bot.views.reflection.reflections import ASKED

FORM = "sharing.form"
PREVIEW = "sharing.preview"

INTRODUCTION = "introduction"
MOST = 12_000  # letters of markup; Slack takes a little more in one message

NO_CHANNEL = "I am in no public channel yet. Ask somebody to add me to one, then try again."
NO_PLACE = "There is nobody to share it with now: you have no introduction, and I am in no public channel."
TOO_LONG = "That is more than fits into one message. Choose fewer parts, or shorten what you wrote."
NOTHING = "Choose at least one part."


def choosing(entry: Entry, places: Sequence[Place], *, note: str) -> dict[str, Any]:
    """Which parts, and with whom."""
    words = entry.words
    told = words.told if words else {}
    choices = [(box, ASKED[entry.reflection.form][box]) for box in told]
    plan = [(PLAN, "My plan")] if words and words.plan else []
    blocks = [
        section("Only what you choose here is shared. You see all of it once more before it leaves."),
        select("place", "Who may read it?", [_choice(place) for place in places], chosen=_only(places)),
        checkboxes("parts", "What may they read?", [*choices, *plan], chosen=told),
    ]
    return form(FORM, title="Share", submit="Preview", blocks=blocks, note=note)


def preview(excerpt: Excerpt, place: Place, *, has_changed: bool, note: str) -> dict[str, Any]:
    """What they will read, word for word, and who they are."""
    changed = [section("*Who may read it has changed.* Look again before you share.")] if has_changed else []
    blocks = [*changed, *_readers(place), header("What they will read"), *card(excerpt).blocks]
    return form(PREVIEW, title="Share this?", submit="Share", close="Keep to myself", blocks=blocks, note=note)


def shared(place: Place) -> dict[str, Any]:
    """After that."""
    where = "with your introduction" if place.introduction else f"in #{escape(place.name)}"
    words = f"I share it {where}. To stop, look under My reflections in my Home tab."
    return form(PREVIEW, title="Shared", close="Close", blocks=[section(words)])


def card(excerpt: Excerpt) -> Card:
    """What the others read. What its author wrote is in the blocks alone, not in a notification."""
    opening = f"*{escape(excerpt.author.name)}* shares a reflection."
    asked = ASKED[excerpt.form]
    told = [f"*{asked[box]}*\n{escape(text)}" for box, text in excerpt.told.items()]
    plan = [f"*Plan*\n{plans.sentence(excerpt.plan)}"] if excerpt.plan else []
    blocks: list[Block] = [section(f"{opening}\n_{escape(excerpt.stem)}_")]
    blocks += [block for part in (*told, *plan) for block in paragraphs(part)]
    kind = "Treat it as private. Its author can take it back at any time."
    blocks.append(context(f"{prompts.about(excerpt.characteristic)} {kind}"))
    return Card(f"{escape(excerpt.author.name)} shares a reflection. {kind}", tuple(blocks))


def fits(excerpt: Excerpt) -> bool:
    """Whether it is short enough for one message."""
    return sum(len(block["text"]["text"]) for block in card(excerpt).blocks if block["type"] == "section") <= MOST


def stopped() -> Card:
    words = "You have stopped sharing it. What showed in Slack is taken down, but somebody may have read it."
    return Card(words, (section(words),))


def not_taken_down() -> Card:
    words = "You have stopped sharing it, but I could not take it down in Slack. Choose Stop sharing again in a minute."
    return Card(words, (section(words),))


def _readers(place: Place) -> list[Block]:
    if place.introduction:
        return [section(f"*Who reads it:* {named_all(place.introduction.peers)}. Nobody else is told.")]
    count = f" {place.people} people are in it now, and others can join." if place.people else ""
    blocks = [section(f"*Who reads it:* everybody in #{escape(place.name)}.{count}")]
    if place.is_shared:
        blocks.append(section("*This channel is shared with another company.* People who work there read it too."))
    return blocks


def value_of(place: Place) -> str:
    """What stands for this place in a form."""
    return f"{INTRODUCTION}:{place.introduction.id}" if place.introduction else place.channel


def _choice(place: Place) -> Choice:
    if place.introduction:
        return value_of(place), f"My introduction: {listed([peer.name for peer in place.introduction.peers])}"
    return value_of(place), f"#{place.name}"


def _only(places: Sequence[Place]) -> str | None:
    return value_of(places[0]) if len(places) == 1 else None
