"""Puts what was found for a question into plain words, the answer first and its source last."""

from collections.abc import Callable
from datetime import datetime
from functools import singledispatch

from bot.answers import findings, knowledge
from bot.answers.findings import Finding, Mention
from bot.answers.reasons import Field, Moment, Outcome, Part, Reason, Tense
from bot.rules import dates
from bot.rules.text import clean
from bot.rules.words import CharacteristicStatus, EventStatus
from bot.views.desk import feedback, sourcing, spans
from bot.views.desk.telling import joined, label, tense_words, was
from bot.views.library.resources import stale_since
from bot.views.parts import (
    Block,
    Card,
    actions,
    button,
    context,
    escape,
    header,
    linked,
    paragraphs,
    points,
    primary,
    shorten,
    small,
)

ASK_A_PERSON = feedback.ASK_A_PERSON
MEANT = "question.meant"
LONGEST_PART, LONGEST_LINE, LONGEST_NAMES = 1500, 800, 300
LONG = 6  # blocks, from which on a header helps

# A paragraph, or a list of points.
Said = tuple[str | tuple[str, ...], ...]


def card(finding: Finding, *, question: str) -> Card:
    """The answer as a message; whoever is not helped by it can pass the question on to a person."""
    ask = feedback.ask_a_person(question)
    write = escape if sourcing.is_by_members(finding) else linked
    shown = [context(line) for line in sourcing.marks(finding)]
    shown += [block for part in (*_said(finding), *spans.understood(finding)) for block in _blocks(part, write)]
    if sources := sourcing.told(finding):
        shown += small("\n".join(escape(source) for source in sources))
    title = [header("What I found")] if len(shown) > LONG else []
    meant = _meant(finding, question) if isinstance(finding, findings.DidYouMean) else []
    helped = feedback.choices(finding, question)
    pass_on = actions(*meant, *helped, ask if meant or finding.outcome is Outcome.ANSWERED else primary(ask))
    return Card(escape(plain(finding)), (*title, *shown, pass_on))


def _meant(finding: findings.DidYouMean, question: str) -> list[Block]:
    """A button for each choice; it carries the item and what was asked, so that pressing it can teach the bot."""
    asked = shorten(clean(question), 1_000)
    return [
        button(f"{place}. {shorten(choice.title, 60)}", f"{MEANT}.{place}", f"{choice.kind} {choice.id} {asked}")
        for place, choice in enumerate(finding.choices, start=1)
    ]


def plain(finding: Finding) -> str:
    """The whole answer as text, for the terminal, notifications and screen readers."""
    parts = [
        "\n".join(f"- {line}" for line in part) if isinstance(part, tuple) else part
        for part in (*_said(finding), *spans.understood(finding))
    ]
    return "\n".join([*sourcing.marks(finding), *parts, *sourcing.told(finding)])


def _blocks(part: str | tuple[str, ...], write: Callable[[str], str]) -> list[Block]:
    if isinstance(part, tuple):
        lines = (write(shorten(line, LONGEST_LINE)) for line in part)
        return points(lines, most=2, hidden="{} more do not show. A person can tell you of them.")
    return paragraphs(write(shorten(part, LONGEST_PART)))


@singledispatch
def _said(finding: Finding) -> Said:
    raise TypeError(f"no words for {type(finding).__name__}")


@_said.register
def _two_parts(finding: findings.TwoParts) -> Said:
    first = _said(finding.first)
    return (*first, *(part for part in _said(finding.second) if part not in first))


@_said.register
def _event_time(finding: findings.EventTime) -> Said:
    event, verdict = finding.event, {True: "Yes. ", False: "No. ", None: ""}[finding.verdict]
    if event.status is EventStatus.CANCELLED:
        return (f"{event.title} has been cancelled. It was planned for {_span(event)}.",)
    is_, start, end = was(finding.tense, "was", "is"), event.starts_at, event.ends_at
    told = {
        Moment.WHOLE: f"{is_} on {_span(event)}",
        Moment.START: f"{was(finding.tense, 'started', 'starts')} at {_at(event, start)}",
        Moment.END: f"{was(finding.tense, 'finished', 'finishes')} at {_at(event, end)}",
        Moment.LENGTH: f"{was(finding.tense, 'lasted', 'lasts')} {dates.length_words(start, end)}: {_span(event)}",
        Moment.DAY_PART: f"{is_} in the {_part_of_day(event)}: {_at(event, start)}",
    }[finding.asked]
    return (f"{verdict}{event.title} {told}.{tense_words(finding.tense)}{_namesake(finding)}",)


def _namesake(finding: findings.EventTime) -> str:
    if finding.namesake is None or finding.asked is not Moment.START:
        return ""
    return f" The part with that name is from {_clock(finding.event, finding.namesake)}."


@_said.register
def _event_field(finding: findings.EventField) -> Said:
    more = " I do not know of others." if finding.partial else ""
    return (
        f"{label(finding.field)}: {'; '.join(finding.values).rstrip('.')}.{more}",
        _dated(finding.event, finding.tense),
    )


@_said.register
def _agenda(finding: findings.Agenda) -> Said:
    lines = tuple(_item_line(finding.event, item) for item in finding.event.agenda)
    close = dates.time_words(dates.local(finding.event.ends_at, finding.event.zone).time())
    return (_dated(finding.event, finding.tense), lines, f"It {was(finding.tense, 'closed', 'closes')} at {close}.")


@_said.register
def _item_time(finding: findings.ItemTime) -> Said:
    event, item = finding.event, finding.item
    if item is None:
        at = "" if finding.at is None else f" at {_at(event, finding.at)}"
        return (f"Nothing is on the agenda{at}.", _dated(event, finding.tense))
    day = dates.date_words(dates.local(item.starts_at, event.zone).date())
    told = {
        Moment.LENGTH: f"lasts {dates.length_words(item.starts_at, item.ends_at)}: {_clock(event, item)} on {day}",
        Moment.START: f"starts at {_at(event, item.starts_at)}",
        Moment.END: f"finishes at {_at(event, item.ends_at)}",
    }.get(finding.asked, f"is from {_clock(event, item)} on {day}")
    speaker = f" It is given by {item.speaker}." if item.speaker and finding.asked is Moment.WHOLE else ""
    return (f"{item.title} {told}.{speaker}{tense_words(finding.tense)}",)


@_said.register
def _item_speaker(finding: findings.ItemSpeaker) -> Said:
    when = _clock(finding.event, finding.item)
    return (f"{finding.speaker}: {finding.item.title}, {when}.", _dated(finding.event, finding.tense))


@_said.register
def _events_in_range(finding: findings.EventsInRange) -> Said:
    days = f" {spans.within(finding.range)}" if finding.range else ""
    nothing = "Nothing like that" if finding.narrowed else "Nothing"
    if not finding.events:
        return (
            f"{nothing} is listed{days or ' for the days to come'}. {_nearest(finding.following, finding.previous)}",
        )
    count = f"{len(finding.events)} event{' is' if len(finding.events) == 1 else 's are'} listed{days}."
    return (count, tuple(_event_line(event) for event in finding.events))


@_said.register
def _next_event(finding: findings.NextEvent) -> Said:
    if finding.event is None:
        return (f"I do not know of a next event: none is listed. {_nearest(None, finding.previous)}",)
    return (f"The next event is {_event_line(finding.event)}.",)


@_said.register
def _last_event(finding: findings.LastEvent) -> Said:
    if finding.event is None:
        return (f"No event has been held yet. {_nearest(finding.following, None)}",)
    return (f"The last event was {_event_line(finding.event)}.",)


@_said.register
def _resources(finding: findings.ResourcesFound) -> Said:
    if len(finding.resources) == 1:
        (resource,) = finding.resources
        told = (text for text in (resource.about, stale_since(resource.review_on, finding.today)) if text)
        return (f"{_resource_line(resource)}.", *told)
    count = len(finding.resources)
    lead = f"There are {count} resources." if finding.all_of_them else f"I found {count} resources."
    lines = (
        (_resource_line(resource), stale_since(resource.review_on, finding.today)) for resource in finding.resources
    )
    return (lead, tuple(f"{line}. {due}" if due else line for line, due in lines))


@_said.register
def _resource_field(finding: findings.ResourceField) -> Said:
    named, values = finding.resource.title, joined(finding.values)
    if finding.field is Field.LINK:
        return (f"You can find {named} at {values}",)
    return (f"{named}. {label(finding.field)}: {values}.",)


@_said.register
def _contacts(finding: findings.ContactsFound) -> Said:
    lines = tuple(_contact_line(contact) for contact in finding.contacts)
    stale = (_aged(finding),) if finding.stale else ()
    return (*lines, *stale) if len(lines) == 1 else ("Whom to write to depends on what it is about.", lines, *stale)


@_said.register
def _characteristics(finding: findings.CharacteristicsListed) -> Said:
    confirmed = tuple(c.name for c in finding.characteristics if c.status is CharacteristicStatus.CONFIRMED)
    working = tuple(c.name for c in finding.characteristics if c.status is CharacteristicStatus.WORKING_TITLE)
    if not working:
        lead = "There is 1 characteristic." if len(confirmed) == 1 else f"There are {len(confirmed)} characteristics."
        return (lead, confirmed)
    opening: Said = (finding.gap.statement,) if finding.gap else (f"{len(confirmed)} confirmed:", confirmed)
    return (*opening, "Until organisers confirm the rest, I use working titles:", working)


@_said.register
def _characteristic(finding: findings.CharacteristicFound) -> Said:
    known = finding.characteristic
    standing = _standing(known)
    if finding.asked is Part.STATUS:
        return (f"{known.name}. {standing}",)
    if finding.asked is Part.BEHAVIOURS and known.behaviours:
        return (f"{known.name}. Somebody who does this well:", known.behaviours, standing)
    return (f"{known.name}: {known.description}", standing)


def _standing(known: knowledge.KnownCharacteristic) -> str:
    if known.status is CharacteristicStatus.CONFIRMED:
        return "The name is confirmed. What it means is our draft, which members can change."
    basis = f', drawn from the line "{known.basis}"' if known.basis else ""
    return f"This is a working title{basis}. Organisers have not confirmed it."


@_said.register
def _fact(finding: findings.FactFound) -> Said:
    fact = finding.fact
    listed = fact.items if fact.kind != "definition" else ()
    rows = tuple("; ".join(f"{c}: {v}" for c, v in zip(fact.columns, row, strict=False)) for row in fact.rows)
    link = f"To read more: {fact.source.url}" if fact.kind == "answer" and fact.source.url else ""
    return tuple(part for part in (_fact_lead(fact), listed, rows, fact.note, link) if part)


def _fact_lead(fact: knowledge.KnownFact) -> str:
    said_by = f" ({fact.said_by})" if fact.said_by and fact.said_by not in fact.title else ""
    if fact.kind in {"definition", "list", "table", "answer"} or not fact.statement:
        stop = "" if fact.title.endswith("?") else ":"
        return f"{fact.title}{said_by}{stop} {fact.statement}".strip()
    return f"{fact.statement}{said_by}"


@_said.register
def _person(finding: findings.PersonFound) -> Said:
    stale = _aged(finding) if finding.stale else ""
    lines = tuple(dict.fromkeys(_mention_line(mention) for mention in finding.mentions))
    return tuple(part for part in (f"{finding.name} is named here:", lines, stale) if part)


def _aged(finding: Finding) -> str:
    oldest = min(source.as_of for source in finding.sources)
    return f"That was so on {dates.date_words(oldest)}. It may have changed since."


def _mention_line(mention: Mention) -> str:
    match mention.thing:
        case knowledge.KnownAgendaItem(title=title) | knowledge.KnownEvent(title=title):
            return f"{mention.words}: speaker at {title}"
        case knowledge.KnownResource(title=title):
            return f"wrote {title}"
        case knowledge.KnownContact() as contact:
            return _contact_line(contact)
        case knowledge.KnownFact(title=title):
            return f"{mention.words}, on {title}"


@_said.register
def _community(finding: findings.CommunityNamed) -> Said:
    place = f" It is in {finding.place}." if finding.place else ""
    return (f"This is the {finding.name}.{place}",)


@_said.register
def _organisations(finding: findings.OrganisationsListed) -> Said:
    within = f" under {finding.within}" if finding.within else ""
    count = len(finding.organisations)
    return (
        f"{count} organisation{' is' if count == 1 else 's are'} listed{within}.",
        tuple(o.name for o in finding.organisations),
    )


@_said.register
def _challenges(finding: findings.ChallengesListed) -> Said:
    lines = tuple(challenge.name for challenge in finding.challenges)
    return (f"{len(lines)} challenge{' is' if len(lines) == 1 else 's are'} listed.", lines)


@_said.register
def _missing(finding: findings.MissingField) -> Said:
    name = f" for {finding.name}" if finding.name else ""
    lead = f"I do not know the {finding.field.value}{name}."
    held = (f"I know when it takes place: {_span(finding.event)}.",) if finding.event else ()
    return (f"{lead} It is not in what I hold.", *held, "Choose Ask a person and I will pass on your question.")


@_said.register
def _did_you_mean(finding: findings.DidYouMean) -> Said:
    lines = tuple(f"{place}. {choice.title}" for place, choice in enumerate(finding.choices, start=1))
    return ("I do not know that for sure. Did you mean one of these?", lines)


@_said.register
def _booking(finding: findings.Booking) -> Said:
    how = "To come, choose Going in my Home tab. To see the next events, type events."
    return (_dated(finding.event, finding.tense), *(() if finding.tense is Tense.PAST else (how,)))


@_said.register
def _which_one(_finding: findings.WhichOne) -> Said:
    return ("I do not know which one you mean. Ask again with its name.",)


@_said.register
def _unknown(finding: findings.Unknown) -> Said:
    if finding.reason is Reason.EMPTY:
        return ("I do not know what you would like to ask. Write it in a few words.",)
    return (
        "I do not know. I looked in our events, resources and facts and found nothing that answers this.",
        "Choose Ask a person and I will pass on your question, with your name.",
    )


def _span(event: knowledge.KnownEvent) -> str:
    return dates.span_words(event.starts_at, event.ends_at, event.zone)


def _at(event: knowledge.KnownEvent, at: datetime) -> str:
    return dates.moment_words(at, event.zone)


def _part_of_day(event: knowledge.KnownEvent) -> str:
    return dates.part_of_day(dates.local(event.starts_at, event.zone).time())


def _dated(event: knowledge.KnownEvent, tense: Tense) -> str:
    if event.status is EventStatus.CANCELLED:
        return f"{event.title} has been cancelled. It was planned for {_span(event)}."
    return f"{event.title} {was(tense, 'was', 'is')} on {_span(event)}.{tense_words(tense)}"


def _clock(event: knowledge.KnownEvent, item: knowledge.KnownAgendaItem) -> str:
    return dates.clock_words(item.starts_at, item.ends_at, event.zone)


def _item_line(event: knowledge.KnownEvent, item: knowledge.KnownAgendaItem) -> str:
    speaker = f" ({item.speaker})" if item.speaker else ""
    return f"{_clock(event, item)}: {item.title}{speaker}"


def _event_line(event: knowledge.KnownEvent) -> str:
    cancelled = " (cancelled)" if event.status is EventStatus.CANCELLED else ""
    return f"{event.title}, on {_span(event)}{cancelled}"


def _nearest(following: knowledge.KnownEvent | None, previous: knowledge.KnownEvent | None) -> str:
    if following is not None:
        return f"The next event is {_event_line(following)}."
    return f"The last one was {_event_line(previous)}. It is over." if previous else "No event is listed at all."


def _resource_line(resource: knowledge.KnownResource) -> str:
    by = f", by {shorten(joined(resource.authors), LONGEST_NAMES)}" if resource.authors else ""
    details = ", ".join(
        str(part) for part in (resource.kind, resource.publisher, resource.year, resource.access) if part
    )
    return f"{resource.title}{by} ({details})" + (f": {resource.url}" if resource.url else "")


def _contact_line(contact: knowledge.KnownContact) -> str:
    to = f"{contact.name} at {contact.email}" if contact.name else contact.email
    return f"For {contact.purpose}, write to {to}."
