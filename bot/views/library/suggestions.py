"""How suggestions look: the form, what organisers decide on, and what whoever suggested it is told."""

from collections.abc import Callable, Sequence
from typing import Any

from bot.library.resources import Item
from bot.library.suggestions import LONGEST_REASON, Decision, Suggested
from bot.rules.drafts import LONGEST_ABOUT, LONGEST_TITLE
from bot.rules.text import clean
from bot.rules.words import ResourceStatus
from bot.views.forms import Choice, form, select, text_input
from bot.views.library.resources import LENGTHS, SUGGEST, all_resources, called, entry
from bot.views.parts import (
    Block,
    Card,
    actions,
    button,
    context,
    divider,
    escape,
    header,
    primary,
    quote,
    section,
    shorten,
)
from db.models import Characteristic, Resource

SAVE_MESSAGE = "resource.save_message"
SAVE = "resource.save"
FORM = "suggestion.form"
APPROVE = "suggestion.approve"
CHANGE = "suggestion.change"
CHANGE_FORM = "suggestion.changed"
DECLINE = "suggestion.decline"
DECLINE_FORM = "suggestion.declined"
SHOW = "suggestion.show"
LISTED = "list"

MOST = 5
TITLE = "Suggest a resource"


def suggest(
    themes: Sequence[Characteristic], kinds: Sequence[str], *, links: Sequence[str] = (), from_message: str = ""
) -> dict[str, Any]:
    """The form; `links` are those of a message that somebody wants to save, the first one filled in."""
    words = "An organiser looks at it before others see it. I do not open the address."
    note = [context(from_message)] if from_message else []
    fields = _fields(themes, kinds, address=links[0] if links else "")
    return form(FORM, title=TITLE, submit="Suggest", blocks=[section(words), *note, *fields])


def from_message(links: Sequence[str]) -> str:
    """What to say of the links that were in a message."""
    if not links:
        return "I found no link in that message. You can type or paste one."
    if len(links) == 1:
        return "I took the link from that message, and nothing else."
    return f"That message has {len(links)} links. This is the first one. Suggest the others one by one."


def change(suggested: Item, themes: Sequence[Characteristic], kinds: Sequence[str]) -> dict[str, Any]:
    """The same fields for an organiser, filled in."""
    row = suggested.resource
    waits = row.status is ResourceStatus.SUGGESTED
    fields = _fields(
        themes,
        kinds,
        address=row.url or "",
        title=shorten(row.title, LONGEST_TITLE),
        about=shorten(row.about or "", LONGEST_ABOUT),
        theme=str(row.characteristic_id or ""),
        kind=row.kind,
        length=str(suggested.length or ""),
    )
    submit = "Save and approve" if waits else "Save"
    return form(CHANGE_FORM, title="Change a resource", submit=submit, blocks=fields, note=str(row.id))


def sent(row: Resource) -> dict[str, Any]:
    """What the form turns into."""
    title = _title(row)
    if row.status is ResourceStatus.APPROVED:
        words = f"{title} is among the resources now."
    else:
        words = f"Thank you. An organiser will look at {title}, and I will tell you what they decide."
    return form(FORM, title=TITLE, close="Close", blocks=[section(words)])


def changed(item: Item) -> dict[str, Any]:
    words = f"{_title(item.resource)} is among the resources now, as you changed it."
    return form(CHANGE_FORM, title="Change a resource", close="Close", blocks=[section(words)])


def too_late(decision: Decision) -> dict[str, Any]:
    """When another organiser decided while the form was open."""
    return form(CHANGE_FORM, title="Change a resource", close="Close", blocks=[section(_decided(decision))])


def unfit(words: str) -> dict[str, Any]:
    """In the place of the form, when there can be none; a shortcut has nowhere else to show it."""
    return form(FORM, title=TITLE, close="Close", blocks=[section(words)])


def waiting(found: Suggested) -> Card:
    """For one organiser: a suggestion to decide on."""
    who = f"<@{found.by}>" if found.by else "Somebody who has left"
    words = f"{who} suggests a resource."
    blocks = (header("A suggestion"), section(words), *entry(found.item), actions(*_buttons(found.item, primary)))
    return Card(f"A member suggests a resource: {_title(found.item.resource)}", blocks)


def listing(found: Sequence[Suggested], *, note: str = "") -> Card:
    """For organisers: the suggestions that wait, the oldest first."""
    blocks: list[Block] = [header("Suggested resources"), *([section(note)] if note else [])]
    if not found:
        words = "No suggestion waits. What members suggest will show here."
        return Card(f"{note} {words}".strip(), (*blocks, section(words)))
    for one in found[:MOST]:
        by = f"Suggested by <@{one.by}>." if one.by else "Whoever suggested this has left."
        blocks += [*entry(one.item)[:1], context(by), actions(*_buttons(one.item, place=LISTED)), divider()]
    hidden = len(found) - MOST
    more = "1 more waits. It shows" if hidden == 1 else f"{hidden} more wait. They show"
    blocks += [context(f"{more} as these are decided.")] if hidden > 0 else []
    return Card(f"{note} Suggestions: {len(found)} to decide on.".strip(), tuple(blocks))


def decline(found: Item) -> dict[str, Any]:
    words = f"Whoever suggested {_title(found.resource)} reads your reason. Your name is not shown."
    box = text_input("reason", "Why not?", lines=True, most=LONGEST_REASON, hint="You can leave this empty.")
    blocks = [section(words), box]
    return form(
        DECLINE_FORM, title="Decline a suggestion", submit="Decline", blocks=blocks, note=str(found.resource.id)
    )


def declined(decision: Decision) -> dict[str, Any]:
    words = _decided(decision)
    return form(DECLINE_FORM, title="Decline a suggestion", close="Close", blocks=[section(words)])


def decided(decision: Decision) -> Card:
    """For the organiser who pressed."""
    words = _decided(decision)
    return Card(words, (section(words),))


def thanks(item: Item) -> Card:
    """For whoever suggested it: others can read it now."""
    words = f"Thank you. An organiser has approved {_title(item.resource)}, and others can read it now."
    return Card(words, (section(words), actions(all_resources())))


def not_this_time(item: Item) -> Card:
    """For whoever suggested it: why it does not show."""
    words = f"Thank you for {_title(item.resource)}. It will not be added this time."
    reason = [section(f"They wrote: “{quote(item.resource.reason, 1500)}”")] if item.resource.reason else []
    more = "You can send in something else at any time."
    told = f" They wrote: “{escape(item.resource.reason)}”" if item.resource.reason else ""
    again = button("Suggest something else", SUGGEST, "again")
    return Card(f"{words}{told} {more}", (section(words), *reason, context(more), actions(again)))


def _buttons(item: Item, look: Callable[[Block], Block] = lambda made: made, *, place: str = "") -> list[Block]:
    """What can be decided; `place` is where it leads back to."""
    row, title = item.resource, clean(item.resource.title)
    value = f"{row.id}:{place}"
    return [
        look(button("Approve", APPROVE, value, spoken=f"Approve number {row.id}: {title}")),
        button("Change", CHANGE, value, spoken=f"Change number {row.id} first: {title}"),
        button("Decline", DECLINE, value, spoken=f"Decline number {row.id}: {title}"),
    ]


def _decided(decision: Decision) -> str:
    title = _title(decision.item.resource)
    who = "You have" if decision.by_you else "Another organiser has"
    match decision.item.resource.status:
        case ResourceStatus.APPROVED:
            return f"{who} approved {title}. Others can read it now."
        case ResourceStatus.DECLINED:
            return f"{who} declined {title}. Whoever suggested it is told."
    return f"{title} has been taken away since."


def _title(row: Resource) -> str:
    return f"“{quote(shorten(' '.join(clean(row.title).split()), 200), 300)}”"


def _fields(
    themes: Sequence[Characteristic],
    kinds: Sequence[str],
    *,
    address: str = "",
    title: str = "",
    about: str = "",
    theme: str = "",
    kind: str = "",
    length: str = "",
) -> list[Block]:
    chosen_themes: list[Choice] = [(str(one.id), called(one)) for one in themes]
    chosen_kinds: list[Choice] = [(one, one[:1].upper() + one[1:]) for one in kinds]
    lengths: list[Choice] = [(str(one), words) for one, words in LENGTHS.items()]
    about_theme = (
        [select("characteristic", "Which characteristic is it about?", chosen_themes, chosen=theme, optional=True)]
        if themes
        else []
    )
    return [
        text_input("address", "Address", shown=address, most=1000, hint="It begins with https."),
        text_input("title", "Title", shown=title, most=LONGEST_TITLE, optional=False),
        text_input("about", "Why is it worth reading?", shown=about, lines=True, most=LONGEST_ABOUT),
        *about_theme,
        select("kind", "Type", chosen_kinds, chosen=kind or None),
        select("length", "How long does it take?", lengths, chosen=length or None, optional=True),
    ]
