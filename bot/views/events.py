"""How events look: a list, one event with its agenda, what an answer leads to, and the reminder."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.events import PAGE, Listing, Occasion, Slot
from bot.rules.dates import date_words, span_words, time_words
from bot.rules.words import Answer
from bot.views.parts import Block, Card, actions, bullets, button, context, divider, escape, header, section
from db.models import Event

RSVP = "event.rsvp"
SHOW = "event.show"
LIST = "event.list"
LIST_PAST = "event.past"

SLOTS = 5  # so many agenda items fit into one section, however long their titles are

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
    blocks: list[Block] = [header(title)]
    for occasion in found.occasions:
        blocks += [*entry(occasion), divider()]
    blocks[-1:] = _paging(found)
    names = "; ".join(f"{occasion.event.title}, {when(occasion.event)}" for occasion in found.occasions)
    return Card(f"{title}: {escape(names)}", tuple(blocks))


def entry(occasion: Occasion) -> list[Block]:
    """An event in a list."""
    event = occasion.event
    lines = [f"*{escape(event.title)}*", when(event), *([_standing(occasion)] if occasion.answer else [])]
    return [section("\n".join(lines)), actions(*_choices(occasion), _show(event))]


def detail(occasion: Occasion) -> Card:
    """One event with its agenda and every time worked out."""
    event = occasion.event
    blocks = [header(event.title), section("\n".join(_about(occasion)))]
    for first in range(0, len(occasion.slots), SLOTS):
        title = "" if first else "*Agenda*\n"
        part = occasion.slots[first : first + SLOTS]
        blocks.append(section(title + bullets(agenda_line(slot, event.zone) for slot in part)))
    blocks.append(actions(*_choices(occasion), all_events()))
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
    blocks = (section(words), actions(*_choices(occasion), _show(event), all_events()))
    return Card(words.replace("*", ""), blocks)


def reminder(occasion: Occasion, *, now: datetime) -> Card:
    """The day before: what, when, where as far as we know, and the way out."""
    event = occasion.event
    opening = f"*{escape(event.title)}* is {_day_from(now, event)}: {when(event)}."
    said = "You said that you are going." if occasion.answer is Answer.GOING else "You said maybe. Can you come?"
    where = f" {_where(event)}" if event.place or event.link else ""
    words = f"{opening} {said}{where} Plans changed? Choose another answer."
    return Card(words.replace("*", ""), (section(words), actions(*_choices(occasion), _show(event))))


def when(event: Event) -> str:
    """Tuesday 5 July 2022, 9am to 10.45am."""
    return span_words(event.starts_at, event.ends_at, event.zone)


def agenda_line(slot: Slot, zone: str) -> str:
    place = ZoneInfo(zone)
    start, end = (time_words(moment.astimezone(place).time()) for moment in (slot.starts_at, slot.ends_at))
    speaker = f" ({escape(slot.speaker)})" if slot.speaker else ""
    return f"{start} to {end}: {escape(slot.title)}{speaker}"


def _nothing(found: Listing, title: str) -> Card:
    if found.words:
        text = f"No event that is coming up has “{escape(found.words)}” in its title."
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


def _choices(occasion: Occasion) -> list[Block]:
    if occasion.is_over:
        return []
    title = occasion.event.title
    return [
        button(label, f"{RSVP}.{answer.name.lower()}", f"{occasion.event.id}:{answer.name}", spoken=f"{label}: {title}")
        for answer, label in LABELS.items()
        if answer is not occasion.answer
    ]


def _show(event: Event) -> Block:
    return button("Agenda", SHOW, str(event.id), spoken=f"Agenda of {event.title}")


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
    lines = [f"*{when(event)}*", *([escape(event.series)] if event.series else [])]
    lines += [escape(event.summary)] if event.summary else []
    lines += [_where(event)] if event.place or event.link else []
    return [*lines, _standing(occasion)]


def _where(event: Event) -> str:
    place = f"Where: {escape(event.place)}." if event.place else ""
    link = f"Link: {escape(event.link)}" if event.link else ""
    return f"{place} {link}".strip()


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
