"""Every view filled in twice: as on an ordinary day, and with the worst that people can write."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import cycle
from typing import Any

from bot.answers.findings import Agenda, EventsInRange, Unknown
from bot.answers.knowledge import KnownAgendaItem, KnownEvent, KnownSource
from bot.answers.reasons import Reason, Tense
from bot.events import Listing, Occasion, Slot
from bot.resources import Library
from bot.rules.commands import Commands
from bot.rules.messages import Kind, State
from bot.rules.words import Answer, EventStatus
from bot.views import answers, events, help, home, members, questions, resources, troubles  # noqa: A004 - its name
from bot.views.parts import Card
from db.models import Event, Member, Message, Question
from tests.fakes import MONDAY
from tests.views.libraries import Shelves

Payload = dict[str, Any]
STARTS = datetime.fromisoformat("2022-07-05T09:00+01:00")


@dataclass(frozen=True)
class World:
    """What the views are filled in with."""

    title: str
    asked: str
    community: str
    commands: Commands
    slots: int
    events: int
    questions: int

    def event(self, number: int = 1) -> Event:
        begins = STARTS + timedelta(days=number - 1)
        more = dict.fromkeys(("series", "summary", "place", "link"), self.title)
        return Event(
            id=number,
            title=self.title,
            status=EventStatus.PUBLISHED,
            starts_at=begins,
            ends_at=begins + timedelta(minutes=105),
            zone="Europe/London",
            **more,
        )

    def occasion(self, answer: Answer | None = None, number: int = 1) -> Occasion:
        event = self.event(number)
        length = timedelta(minutes=3)
        starts = [event.starts_at + length * turn for turn in range(self.slots)]
        slots = tuple(Slot(self.title, self.title, start, start + length) for start in starts)
        return Occasion(event, slots, answer, is_over=False)

    def listing(self, **more: Any) -> Listing:
        shown = tuple(self.occasion(number=number) for number in range(1, min(self.events, 5) + 1))
        return replace(Listing(shown, 1, more=True, words=self.title[:60]), **more)

    def question(self, number: int = 1) -> Question:
        return Question(id=number, text=self.asked, member_id=1)

    def shelves(self) -> Shelves:
        return Shelves(self.title, shelves=3 * self.events)

    def troubles(self) -> list[tuple[Message, Member]]:
        """One of each kind, refused in words that we know and in others, and one whose fate nobody knows."""
        refused = [(State.DEAD, "restricted_action"), (State.DEAD, "a_word_&<>"[:80]), (State.HELD, None)]
        made = [
            Message(id=number, kind=kind, state=state, last_error=why, due_at=STARTS)
            for number, (kind, (state, why)) in enumerate(zip(Kind, cycle(refused), strict=False), start=1)
        ]
        return [(message, Member(slack_id="U0AMINA")) for message in made]

    def desk(self) -> home.Desk:
        return home.Desk(
            questions=[(self.question(number), "U0AMINA") for number in range(1, self.questions + 1)],
            numbers=[(self.event(number), dict.fromkeys(Answer, 7)) for number in range(1, self.events + 1)],
            troubles=troubles.part(
                self.troubles(), count=self.questions + 5, late=self.questions, zone="Europe/London"
            ),
        )


ORDINARY = World("A walk", "who leads the walk?", "Harbour leaders", Commands(), slots=2, events=2, questions=1)
_WORST_TITLE = ("&<>" * 67)[:200]
WORST = World(
    _WORST_TITLE, ("&<>" * 334)[:1000], _WORST_TITLE, Commands("a-long-prefi"), slots=30, events=12, questions=40
)
EMPTY = Listing((), 0, more=False)

Fill = Callable[[World], Card | Payload]

VIEWS: dict[str, Fill] = {
    "events.listing": lambda w: events.listing(w.listing()),
    "events.listing, nothing planned": lambda _: events.listing(EMPTY),
    "events.listing, nothing found": lambda w: events.listing(replace(EMPTY, words=w.title[:60])),
    "events.listing, nothing over": lambda _: events.listing(replace(EMPTY, looking_back=True)),
    "events.listing, past": lambda w: events.listing(w.listing(looking_back=True)),
    "events.detail": lambda w: events.detail(w.occasion()),
    "events.answered": lambda w: events.answered(w.occasion(Answer.GOING), reminder=STARTS),
    "events.answered, maybe": lambda w: events.answered(w.occasion(Answer.MAYBE), reminder=STARTS),
    "events.answered, cannot go": lambda w: events.answered(w.occasion(Answer.CANNOT_GO), reminder=None),
    "events.reminder": lambda w: events.reminder(w.occasion(Answer.GOING), now=STARTS - timedelta(days=1)),
    "events.reminder, maybe": lambda w: events.reminder(w.occasion(Answer.MAYBE), now=STARTS - timedelta(hours=1)),
    "help.card": lambda w: help.card(w.commands),
    "help.events": lambda w: help.events(w.commands),
    "help.resources": lambda w: help.resources(w.commands),
    "help.connect": lambda w: help.connect(w.commands),
    "help.ask": lambda w: help.ask(w.commands),
    "help.did_you_mean": lambda w: help.did_you_mean(w.asked, meant="help", commands=w.commands),
    "home.stranger": lambda w: home.stranger(w.community, w.listing(), w.commands),
    "home.stranger, asked to join": lambda w: home.stranger(
        w.community, w.listing(), w.commands, note=members.join_first(w.occasion(), Answer.GOING)
    ),
    "home.stranger, left": lambda w: home.stranger(w.community, EMPTY, w.commands, note=members.left()),
    "home.member": lambda w: home.member(w.community, w.listing(), w.commands),
    "home.member, leaving": lambda w: home.member(w.community, w.listing(), w.commands, note=members.leave_confirm()),
    "home.organiser": lambda w: home.organiser(w.community, w.listing(), w.commands, w.desk(), has_joined=True),
    "home.organiser, not joined": lambda w: home.organiser(
        w.community,
        w.listing(),
        w.commands,
        w.desk(),
        has_joined=False,
        note=members.join_first(w.occasion(), Answer.MAYBE),
    ),
    "home.organiser, nothing waits": lambda w: home.organiser(
        w.community, EMPTY, w.commands, home.Desk((), (), ()), has_joined=True
    ),
    "home.beside": lambda w: home.beside(events.detail(w.occasion())),
    "troubles.sent_again": lambda _: troubles.sent_again(),
    "troubles.discarded": lambda _: troubles.discarded(),
    "troubles.all_sent_again": lambda world: troubles.all_sent_again(world.questions),
    "troubles.all_discarded": lambda world: troubles.all_discarded(world.questions),
    "members.invitation": lambda _: members.invitation(),
    "members.join_first": lambda w: members.join_first(w.occasion(), Answer.CANNOT_GO),
    "members.sorry": lambda _: members.sorry("That did not work. Try again in a minute."),
    "members.own_page": lambda w: members.own_page(events.listing(w.listing()), w.commands),
    "members.already_joined": lambda _: members.already_joined(),
    "members.leave_confirm": lambda _: members.leave_confirm(),
    "members.left": lambda _: members.left(),
    "members.stayed": lambda _: members.stayed(),
    "members.not_joined": lambda _: members.not_joined(),
    "questions.handed_over": lambda w: questions.handed_over(w.asked, organisers=2),
    "questions.handed_over, one": lambda w: questions.handed_over(w.asked, organisers=1),
    "questions.waiting": lambda w: questions.waiting(w.question(), asker="U0AMINA"),
    "questions.closed": lambda _: questions.closed(by_you=True),
    "questions.closed, by another": lambda _: questions.closed(by_you=False),
    "resources.library": lambda w: resources.library(w.shelves().library(), w.commands),
    "resources.library, nothing yet": lambda w: resources.library(Library(None, ()), w.commands),
    "resources.suggestion": lambda w: resources.suggestion(w.shelves().suggestion(), w.commands),
    "resources.suggestion, the only one": lambda w: resources.suggestion(
        w.shelves().suggestion(is_wanted=False, count=1), w.commands
    ),
    "resources.listing": lambda w: resources.listing(w.shelves().listing(), w.commands),
    "resources.listing, on a characteristic": lambda w: resources.listing(w.shelves().shelf(), w.commands),
    "resources.listing, nothing found": lambda w: resources.listing(w.shelves().nothing(), w.commands),
    "resources.listing, an empty shelf": lambda w: resources.listing(w.shelves().bare_shelf(), w.commands),
}


def fill(name: str, world: World) -> Payload:
    """The view as Slack gets it."""
    found = VIEWS[name](world)
    return found.as_reply() if isinstance(found, Card) else found


def _known_event(world: World, number: int) -> KnownEvent:
    source = KnownSource(world.title, date(2022, 7, 5))
    begins = MONDAY + timedelta(days=number)
    item = KnownAgendaItem(begins, begins + timedelta(minutes=3), world.title, world.title)
    agenda = (item,) * world.slots
    return KnownEvent(number, world.title, begins, begins + timedelta(hours=2), "Europe/London", source, agenda=agenda)


def answered_at_worst() -> dict[str, Payload]:
    """Long answers to a long question."""
    known = tuple(_known_event(WORST, number) for number in range(WORST.events))
    found = {
        "unknown": Unknown(Reason.NOTHING_FITS),
        "many events": EventsInRange(None, known, None, None),
        "a long agenda": Agenda(known[0], Tense.COMING),
    }
    return {name: answers.card(finding, question=WORST.asked).as_reply() for name, finding in found.items()}
