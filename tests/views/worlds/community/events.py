"""Events to fill views in with."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.community.events import Listing, Occasion, Slot
from bot.rules.words import Answer, EventStatus, Readers
from bot.views.community import events
from db.models import Event
from tests.views.worlds.base import STARTS, ZONE, Fill, World

EMPTY = Listing((), 0, more=False)
ADDRESS = "https://example.org/walk?with=you&at=9"


def event(w: World, number: int = 1) -> Event:
    begins = STARTS + timedelta(days=number - 1)
    return Event(
        id=number,
        title=w.say("A walk", 200, number),
        series=w.say("A walk", 200),
        summary=w.say("A walk", 4000),
        place=w.say("A walk", 300),
        link=(ADDRESS + "&" * 1000)[:1000] if w.is_worst else w.say(ADDRESS, 1000),
        status=EventStatus.PUBLISHED,
        starts_at=begins,
        ends_at=begins + timedelta(minutes=105),
        zone=ZONE,
    )


def occasion(w: World, answer: Answer | None = None, number: int = 1, *, is_over: bool = False) -> Occasion:
    found, length = event(w, number), timedelta(minutes=3)
    slots = tuple(
        Slot(
            w.say("A walk", 300),
            w.say("A walk", 200),
            found.starts_at + length * (turn - 1),
            found.starts_at + length * turn,
        )
        for turn in w.count(2, 300)
    )
    return Occasion(found, slots, answer, is_over)


def for_organisers(w: World) -> Occasion:
    found = occasion(w)
    found.event.audience = Readers.ORGANISERS
    return found


def listing(w: World, **more: Any) -> Listing:
    is_over = bool(more.get("looking_back"))
    found = tuple(occasion(w, number=number, is_over=is_over) for number in w.count(2, 5))
    return replace(Listing(found, 1, more=True, words=w.say("A walk", 60)), **more)


VIEWS: dict[str, Fill] = {
    "events.listing": lambda w: events.listing(listing(w)),
    "events.listing, nothing planned": lambda _: events.listing(EMPTY),
    "events.listing, nothing found": lambda w: events.listing(replace(EMPTY, words=w.say("A walk", 60))),
    "events.listing, nothing over": lambda _: events.listing(replace(EMPTY, looking_back=True)),
    "events.listing, past": lambda w: events.listing(listing(w, looking_back=True)),
    "events.listing, all answered": lambda w: events.listing(
        replace(listing(w), occasions=(occasion(w, Answer.GOING), occasion(w, Answer.MAYBE, 2)))
    ),
    "events.entries": lambda w: events.entries([occasion(w, Answer.GOING), occasion(w, Answer.CANNOT_GO, 2)]),
    "events.entries, one waits": lambda w: events.entries([occasion(w, Answer.GOING), occasion(w, number=2)]),
    "events.entry": lambda w: events.entry(occasion(w, Answer.GOING)),
    "events.entry, over": lambda w: events.entry(occasion(w, Answer.GOING, is_over=True)),
    "events.detail": lambda w: events.detail(occasion(w)),
    "events.detail, for organisers": lambda w: events.detail(for_organisers(w)),
    "events.detail, over": lambda w: events.detail(occasion(w, is_over=True)),
    "events.detail, no agenda": lambda w: events.detail(replace(occasion(w), slots=())),
    "events.answered": lambda w: events.answered(occasion(w, Answer.GOING), reminder=STARTS),
    "events.answered, maybe": lambda w: events.answered(occasion(w, Answer.MAYBE), reminder=STARTS),
    "events.answered, cannot go": lambda w: events.answered(occasion(w, Answer.CANNOT_GO), reminder=None),
    "events.reminder": lambda w: events.reminder(occasion(w, Answer.GOING), now=STARTS - timedelta(days=1)),
    "events.reminder, maybe": lambda w: events.reminder(occasion(w, Answer.MAYBE), now=STARTS - timedelta(hours=1)),
}
