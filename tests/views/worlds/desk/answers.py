"""Answers: one to each kind of finding, long ones to a long question."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from bot.answers import findings, knowledge
from bot.answers.findings import Finding, Mention
from bot.answers.reasons import Field, Moment, Part, Reason, Tense, Thing
from bot.rules.phrases import EVER, Range
from bot.rules.words import CharacteristicStatus, EventStatus, Readers
from bot.views.desk import answers
from bot.views.parts import Card
from tests.views.worlds.base import STARTS, ZONE, Fill, World
from tests.views.worlds.desk.questions import asked

DAY = date(2022, 7, 5)
DAYS = Range(DAY, date(2022, 7, 9), "this week")


def source(w: World) -> knowledge.KnownSource:
    return knowledge.KnownSource(w.publish("The harbour guide", 300), DAY)


def item(w: World, number: int = 1) -> knowledge.KnownAgendaItem:
    begins = STARTS + timedelta(minutes=3 * number)
    return knowledge.KnownAgendaItem(
        begins, begins + timedelta(minutes=3), w.publish("A walk", 300, number), w.publish("Ada Obi", 200)
    )


def event(w: World, number: int = 1) -> knowledge.KnownEvent:
    begins = STARTS + timedelta(days=number - 1)
    agenda = tuple(item(w, turn) for turn in w.count(2, 300))
    ends = begins + timedelta(hours=2)
    return knowledge.KnownEvent(number, w.publish("A walk", 200, number), begins, ends, ZONE, source(w), agenda=agenda)


def events(w: World) -> tuple[knowledge.KnownEvent, ...]:
    return tuple(replace(event(w, number), agenda=()) for number in w.count(2, 300))


def resource(w: World, number: int = 1) -> knowledge.KnownResource:
    address = f"https://example.org/read?page={number}&name="
    return knowledge.KnownResource(
        number,
        w.publish("Walking far", 400, number),
        "book",
        source(w),
        authors=(w.publish("Ada Obi", 200),) * len(w.count(2, 30)),
        publisher=w.publish("Harbour Press", 300),
        year=2019,
        url=(address + "&" * 1000)[:1000] if w.is_worst else address,
        access=w.publish("free to read", 300),
        about=w.publish("It is about walks.", 4000),
    )


def contact(w: World, number: int = 1) -> knowledge.KnownContact:
    return knowledge.KnownContact(
        number,
        w.publish("walks@harbour.example", 200),
        w.publish("walks", 500, number),
        source(w),
        name=w.publish("Ada Obi", 120),
    )


def characteristic(
    w: World, number: int = 1, status: CharacteristicStatus = CharacteristicStatus.CONFIRMED
) -> knowledge.KnownCharacteristic:
    return knowledge.KnownCharacteristic(
        number,
        number,
        w.publish("Walking far", 120, number),
        status,
        w.publish("Going on for long.", 4000),
        source(w),
        behaviours=tuple(w.publish("walks all day", 300, number) for number in w.count(2, 30)),
        basis=w.publish("far walks", 2000),
    )


def characteristics(w: World, status: CharacteristicStatus) -> tuple[knowledge.KnownCharacteristic, ...]:
    confirmed = tuple(characteristic(w, number) for number in w.count(2, 30))
    return (*confirmed, *(characteristic(w, 100 + number, status) for number in w.count(2, 30)))


def fact(w: World, kind: str = "list") -> knowledge.KnownFact:
    return knowledge.KnownFact(
        1,
        kind,
        w.publish("The tides", 300),
        w.publish("They come and go.", 4000),
        source(w),
        items=tuple(w.publish("high", 500, number) for number in w.count(2, 60)),
        columns=(w.publish("tide", 120), w.publish("hour", 120)),
        rows=tuple((w.publish("high", 200), w.publish("9am", 200)) for _ in w.count(2, 60)),
        said_by=w.publish("Ada Obi", 200),
        note=w.publish("Take care.", 2000),
    )


def mentions(w: World) -> tuple[Mention, ...]:
    things = (item(w), event(w), resource(w), contact(w), fact(w))
    told = w.publish("builder of boats", 300)
    return tuple(Mention(thing, told, source(w)) for thing in things)


def organisations(w: World) -> tuple[knowledge.KnownOrganisation, ...]:
    names = (w.say("Harbour Council", 120, number) for number in w.count(2, 300))
    return tuple(knowledge.KnownOrganisation(number, name, "council") for number, name in enumerate(names))


def challenges(w: World) -> tuple[knowledge.KnownChallenge, ...]:
    names = (w.publish("High tides", 200, number) for number in w.count(2, 300))
    return tuple(knowledge.KnownChallenge(number, name, source(w)) for number, name in enumerate(names))


def card(w: World, finding: Finding) -> Card:
    return answers.card(finding, question=asked(w))


WORKING = CharacteristicStatus.WORKING_TITLE
CANCELLED = EventStatus.CANCELLED

FINDINGS: dict[str, Callable[[World], Finding]] = {
    "time": lambda w: findings.EventTime(event(w), Tense.COMING),
    "time, yes": lambda w: findings.EventTime(event(w), Tense.PAST, Moment.START, verdict=True, namesake=item(w)),
    "time, cancelled": lambda w: findings.EventTime(replace(event(w), status=CANCELLED), Tense.COMING),
    "time, length": lambda w: findings.EventTime(event(w), Tense.NOW, Moment.LENGTH),
    "time, part of the day": lambda w: findings.EventTime(event(w), Tense.COMING, Moment.DAY_PART),
    "field": lambda w: findings.EventField(
        event(w), Tense.COMING, Field.SPEAKERS, (w.publish("Ada Obi", 200),), partial=True
    ),
    "agenda": lambda w: findings.Agenda(event(w), Tense.COMING),
    "agenda item": lambda w: findings.ItemTime(event(w), Tense.COMING, item(w)),
    "agenda item, none": lambda w: findings.ItemTime(event(w), Tense.COMING, None, at=STARTS),
    "speaker": lambda w: findings.ItemSpeaker(event(w), Tense.COMING, item(w), w.publish("Ada Obi", 200)),
    "field, of days": lambda w: findings.EventField(
        event(w), Tense.COMING, Field.PLACE, ("The quay",), days=Range(DAY, date(2022, 7, 11), "next week")
    ),
    "events": lambda w: findings.EventsInRange(DAYS, events(w), None, None),
    "events, none": lambda w: findings.EventsInRange(DAYS, (), event(w), None),
    "events, from a day on": lambda w: findings.EventsInRange(
        Range(DAY, EVER[1], "from 5 July"), events(w), None, None
    ),
    "events, none until a day": lambda w: findings.EventsInRange(
        Range(EVER[0], DAY, "until 5 July"), (), event(w), None
    ),
    "events, none at all": lambda _: findings.EventsInRange(None, (), None, None, narrowed=True),
    "next event": lambda w: findings.NextEvent(event(w), None),
    "next event, none": lambda w: findings.NextEvent(None, event(w)),
    "last event": lambda w: findings.LastEvent(event(w), None),
    "last event, none": lambda w: findings.LastEvent(None, event(w)),
    "did you mean": lambda w: findings.DidYouMean(
        tuple(findings.Choice("fact", n, w.publish("Where the walk begins", 300, n)) for n in w.count(2, 3))
    ),
    "resources": lambda w: findings.ResourcesFound(tuple(resource(w, n) for n in w.count(2, 300)), all_of_them=True),
    "one resource": lambda w: findings.ResourcesFound((resource(w),), all_of_them=False),
    "link": lambda w: findings.ResourceField(resource(w), Field.LINK, (str(resource(w).url),)),
    "authors": lambda w: findings.ResourceField(resource(w), Field.AUTHORS, resource(w).authors),
    "contacts": lambda w: findings.ContactsFound(tuple(contact(w, n) for n in w.count(2, 30)), stale=True),
    "one contact": lambda w: findings.ContactsFound((contact(w),)),
    "characteristics": lambda w: findings.CharacteristicsListed(characteristics(w, WORKING), None),
    "characteristics, a gap": lambda w: findings.CharacteristicsListed(characteristics(w, WORKING), fact(w, "gap")),
    "characteristics, confirmed": lambda w: findings.CharacteristicsListed((characteristic(w),), None),
    "characteristic": lambda w: findings.CharacteristicFound(characteristic(w), Part.DEFINITION),
    "characteristic, what one does": lambda w: findings.CharacteristicFound(characteristic(w), Part.BEHAVIOURS),
    "characteristic, a working title": lambda w: findings.CharacteristicFound(
        characteristic(w, status=WORKING), Part.STATUS
    ),
    "fact": lambda w: findings.FactFound(fact(w)),
    "claim": lambda w: findings.FactFound(fact(w, "claim")),
    "person": lambda w: findings.PersonFound(w.publish("Ada Obi", 200), mentions(w), stale=True),
    "community": lambda w: findings.CommunityNamed(w.publish("Harbour leaders", 200), w.publish("Harbour", 200)),
    "organisations": lambda w: findings.OrganisationsListed(organisations(w), w.publish("council", 120)),
    "challenges": lambda w: findings.ChallengesListed(challenges(w)),
    "missing": lambda w: findings.MissingField(Field.COST, Thing.EVENT, w.publish("A walk", 200), source(w), event(w)),
    "for organisers": lambda w: findings.FactFound(replace(fact(w), audience=Readers.ORGANISERS)),
    "booking": lambda w: findings.Booking(event(w), Tense.COMING),
    "booking, over": lambda w: findings.Booking(event(w), Tense.PAST),
    "which one": lambda _: findings.WhichOne(),
    "two parts": lambda w: findings.TwoParts(
        findings.Agenda(event(w), Tense.COMING),
        findings.MissingField(Field.COST, Thing.EVENT, w.publish("A walk", 200)),
    ),
    "unknown": lambda _: findings.Unknown(Reason.NOTHING_FITS),
    "empty": lambda _: findings.Unknown(Reason.EMPTY),
}

VIEWS: dict[str, Fill] = {
    f"answers.card, {name}": lambda w, find=find: answers.card(find(w), question=asked(w))  # type: ignore[misc]
    for name, find in FINDINGS.items()
}
