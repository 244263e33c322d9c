"""How events look: a list, one event with its agenda, what an answer leads to, and the reminder."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.community.events import PAGE, Listing, Occasion, Slot
from bot.rules.dates import date_words, span_words, time_words
from bot.rules.text import clean
from bot.rules.words import Answer
from bot.views.audience import mark
from bot.views.cards import card, carousel
from bot.views.parts import (
    Block,
    Card,
    actions,
    button,
    context,
    divider,
    escape,
    header,
    link,
    paragraphs,
    points,
    quote,
    section,
    shorten,
)
from db.models import Event

RSVP = "event.rsvp"
SHOW = "event.show"
LIST = "event.list"
LIST_PAST = "event.past"

REST = f"{SHOW}.rest"
SLOTS = 30  # agenda items on one page
LONGEST_SUMMARY = 1200

LABELS = {Answer.GOING: "Going", Answer.MAYBE: "Maybe", Answer.CANNOT_GO: "Cannot go"}
_STANDINGS = {
    Answer.GOING: "You are going.",
    Answer.MAYBE: "You said maybe.",
    Answer.CANNOT_GO: "You are not going.",
}


def listing(found: Listing) -> Card:
    """A page of events, each with its date and the member's answer."""
    title = "Past events" if found.looking_back else "Coming up"
    if not found.occasions:
        return _nothing(found, title)
    blocks = [header(title), *entries(found.occasions, divider()), *_paging(found)]
    names = "; ".join(f"{occasion.event.title}, {when(occasion.event)}" for occasion in found.occasions)
    return Card(f"{title}: {escape(names)}", tuple(blocks))


def entries(occasions: Sequence[Occasion], *between: Block) -> list[Block]:
    """Events as cards to leaf through where every one fits on a card, else in a list with `between` between them."""
    cards = carousel([_card(occasion) for occasion in occasions])
    if cards:
        return [cards]
    listed = [block for occasion in occasions for block in (*between, *entry(occasion))]
    return listed[len(between) :]


def entry(occasion: Occasion) -> list[Block]:
    """An event in a list."""
    event = occasion.event
    lines = [f"*{escape(event.title)}*", when(event), *_said(occasion)]
    return [section("\n".join(lines)), actions(*choices(occasion), _show(event))]


def _card(occasion: Occasion) -> Block | None:
    """The same on a card. An event that waits for an answer has a button more than a card takes."""
    event, body = occasion.event, " ".join(_said(occasion))
    buttons = [*choices(occasion), _show(event)]
    return card(escape(event.title), subtitle=when(event), body=body, buttons=buttons)


def _said(occasion: Occasion) -> list[str]:
    return [*mark(occasion.event.audience), *([_standing(occasion)] if occasion.answer else [])]


def detail(occasion: Occasion, *, page: int = 0) -> Card:
    """One event with its agenda and every time worked out."""
    event = occasion.event
    about = [f"*{when(event)}*"] if page else _about(occasion)
    blocks = [header(event.title), *paragraphs("\n".join(about)), *_agenda(occasion, page)]
    blocks.append(actions(*choices(occasion), *_rest(occasion, page), all_events()))
    return Card(f"{escape(event.title)}: {when(event)}. {_standing(occasion)}".strip(), tuple(blocks))


def answered(occasion: Occasion, *, reminder: datetime | None) -> Card:
    """What the member's answer means, with the way to change it. `reminder` is when we will write again, if ever."""
    event = occasion.event
    said = {
        Answer.GOING: f"You are going to *{escape(event.title)}*. It is on {when(event)}.",
        Answer.MAYBE: f"I have put you down as maybe for *{escape(event.title)}*. It is on {when(event)}.",
        Answer.CANNOT_GO: f"Thank you for telling us. You are not going to *{escape(event.title)}*.",
    }[occasion.answer or Answer.CANNOT_GO]
    words = " ".join([said, *_reminder_words(occasion.answer, reminder, event.zone)])
    blocks = (section(words), actions(*choices(occasion), _show(event), all_events()))
    return Card(words.replace("*", ""), blocks)


def reminder(occasion: Occasion, *, now: datetime) -> Card:
    """The day before: what, when, where as far as we know, and the way out."""
    event = occasion.event
    opening = f"*{escape(event.title)}* is {_day_from(now, event)}: {when(event)}."
    said = "You said that you are going." if occasion.answer is Answer.GOING else "You said maybe. Can you come?"
    where = [_where(event)] if event.place or event.link else []
    words = "\n".join([f"{opening} {said}", *where, "Plans changed? Choose another answer."])
    return Card(
        words.replace("*", "").replace("\n", " "), (*paragraphs(words), actions(*choices(occasion), _show(event)))
    )


def when(event: Event) -> str:
    """Tuesday 5 July 2022, 9am to 10.45am."""
    return span_words(event.starts_at, event.ends_at, event.zone)


def agenda_line(slot: Slot, zone: str) -> str:
    place = ZoneInfo(zone)
    start, end = (time_words(moment.astimezone(place).time()) for moment in (slot.starts_at, slot.ends_at))
    speaker = f" ({quote(slot.speaker, 150)})" if slot.speaker else ""
    return f"{start} to {end}: {quote(slot.title, 400)}{speaker}"


def _agenda(occasion: Occasion, page: int) -> list[Block]:
    """A page of the agenda, and which items of it these are when there are more."""
    found = occasion.slots[page * SLOTS : (page + 1) * SLOTS]
    first, count = page * SLOTS + 1, len(occasion.slots)
    place = [context(f"Items {first} to {first + len(found) - 1} of {count}.")] if count > SLOTS and found else []
    lines = (agenda_line(slot, occasion.event.zone) for slot in found)
    return [*points(lines, title="*Agenda*", most=SLOTS), *place] if found else []


def _rest(occasion: Occasion, page: int) -> list[Block]:
    if len(occasion.slots) <= (page + 1) * SLOTS:
        return []
    return [button("Rest of the agenda", REST, f"{occasion.event.id}:{page + 1}")]


def _nothing(found: Listing, title: str) -> Card:
    if found.words:
        text = f"No event that is coming up has “{quote(found.words, 300)}” in its title."
    elif found.looking_back:
        text = "No events have taken place yet."
    else:
        text = "No events are planned yet. My Home tab will show the first one as soon as it is added."
    every = [all_events()] if found.words else []
    return Card(text, (header(title), section(text), actions(*every, _across(found))))


def _paging(found: Listing) -> list[Block]:
    turn = LIST_PAST if found.looking_back else LIST
    steps = [button("Earlier page", f"{turn}.earlier", f"{found.page - 1}:{found.words}")] if found.page else []
    steps += [button("Next page", f"{turn}.next", f"{found.page + 1}:{found.words}")] if found.more else []
    first = found.page * PAGE + 1
    shown = [context(f"Events {first} to {first + len(found.occasions) - 1}.")] if steps else []
    return [divider(), *shown, actions(*steps, _across(found))]


def _across(found: Listing) -> Block:
    return button("Events to come", f"{LIST}.first", "0:") if found.looking_back else past_events()


def choices(occasion: Occasion) -> list[Block]:
    """A button for each answer but the member's own; none once it is over."""
    if occasion.is_over:
        return []
    event = occasion.event
    return [
        button(label, f"{RSVP}.{answer.name.lower()}", f"{event.id}:{answer.name}", spoken=_spoken(label, event))
        for answer, label in LABELS.items()
        if answer is not occasion.answer
    ]


def _show(event: Event) -> Block:
    return button("Agenda", SHOW, str(event.id), spoken=_spoken("Agenda", event))


def _spoken(label: str, event: Event) -> str:
    """The day comes first: events of a series share their title, and a long title is cut."""
    day = date_words(event.starts_at.astimezone(ZoneInfo(event.zone)).date())
    return f"{label}, {day}: {clean(event.title)}"


def all_events() -> Block:
    return button("All events", f"{LIST}.first", "0:")


def next_events(found: Listing) -> Block:
    return button("Next page", f"{LIST}.next", f"{found.page + 1}:{found.words}")


def past_events() -> Block:
    return button("Past events", f"{LIST_PAST}.first", "0:")


def _standing(occasion: Occasion) -> str:
    if occasion.is_over:
        return "This event is over."
    return _STANDINGS[occasion.answer] if occasion.answer else "You have not answered yet."


def _about(occasion: Occasion) -> list[str]:
    event = occasion.event
    lines = [f"*{when(event)}*", *mark(event.audience), *([escape(event.series)] if event.series else [])]
    lines += [escape(shorten(event.summary, LONGEST_SUMMARY))] if event.summary else []
    lines += [_where(event)] if event.place or event.link else []
    return [*lines, _standing(occasion)]


def _where(event: Event) -> str:
    place = f"Where: {escape(event.place)}." if event.place else ""
    online = f"Link: {link(event.link) or escape(event.link)}" if event.link else ""
    return f"{place} {online}".strip()


def _reminder_words(answer: Answer | None, reminder: datetime | None, zone: str) -> list[str]:
    if answer is Answer.CANNOT_GO:
        return ["If that changes, choose another answer."]
    if reminder is None:
        return []
    day = date_words(reminder.astimezone(ZoneInfo(zone)).date())
    ask = "I will ask again" if answer is Answer.MAYBE else "I will remind you"
    return [f"{ask} on {day}."]


def _day_from(now: datetime, event: Event) -> str:
    place = ZoneInfo(event.zone)
    days = (event.starts_at.astimezone(place).date() - now.astimezone(place).date()).days
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
