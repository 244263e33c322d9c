"""What happens when somebody joins, changes their settings, pauses and starts again."""

import json
import logging
from collections.abc import Callable
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from bot.community import events, members, profiles
from bot.community.events import Occasion
from bot.community.profiles import Profile
from bot.errors import CommunityError, EventHasEnded
from bot.rules.words import Answer, PromptRhythm
from bot.slack import Person, SlackFault
from bot.tools import Tools
from bot.views import apologies
from bot.views.community import events as events_view
from bot.views.community import joining as view
from bot.views.parts import Card
from db.models import Member
from handlers import home, intentions, replies
from handlers.door import Caller, Form, Press, read_choice, read_form, read_number, read_press
from handlers.intentions import Intention

Ack = Callable[..., Any]
PATIENCE = 1  # seconds for a guess; the trigger lives for 3, and the form is opened with it

log = logging.getLogger(__name__)


def ask(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Join, or Your settings."""
    open_form(tools, read_press(body))
    ack()


def ask_and_answer(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Join with an answer to an event, which is kept once the form is sent."""
    press = read_press(body)
    open_form(tools, press, answer=press.value)
    ack()


def open_form(tools: Tools, press: Press, *, answer: str = "") -> None:
    """Show the form: filled in for a member, with a guess for somebody new."""
    caller = press.caller
    with tools.db.read(caller.workspace) as session:
        member = members.find(session, caller.slack_id)
        is_in = member is not None and members.has_joined(member)
        shown = view.settings(profiles.choices(session), profiles.of(member)) if is_in and member else None
    tools.slack.open_form(caller.workspace, press.trigger, shown or _form_for_somebody_new(tools, caller, answer))


def save(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """The form is sent: everything is kept at once, or nothing and the form stays open."""
    form = read_form(body)
    note = json.loads(form.note or "{}")
    profile = _read_profile(form)
    with intentions.begin(tools, form) as intention:
        member = members.meet(intention.session, form.caller.slack_id)
        if intention.is_first:
            _take_in(intention, member, profile, note)
        answered = _answer(intention, member, note.get("answer", ""))
    home.refresh(tools, form.caller)
    ack(response_action="update", view=view.joined(profile, answered) if note else view.saved())


def ask_to_pause(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    tomorrow = date.fromordinal(_today(tools, press.caller).toordinal() + 1)
    tools.slack.open_form(press.caller.workspace, press.trigger, view.pausing(tomorrow))
    ack()


def pause(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    form = read_form(body)
    today = _today(tools, form.caller)
    with intentions.begin(tools, form) as intention:
        until = _pause(intention, form, today=today)
    home.refresh(tools, form.caller)
    ack(response_action="update", view=view.paused_form(until))


def resume(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    with intentions.begin(tools, press) as intention:
        member = members.find(intention.session, press.caller.slack_id)
        if intention.is_first and member is not None:
            members.resume(intention.session, member, now=intention.now)
    replies.confirm(tools, press, view.resumed())
    ack()


def _form_for_somebody_new(tools: Tools, caller: Caller, answer: str) -> dict[str, Any]:
    person = _look_up(tools, caller)
    note = {"name": person.name if person else "", "zone": person.zone if person else None} | (
        {"answer": answer} if answer else {}
    )
    with tools.db.read(caller.workspace) as session:
        domain, zone = (person.email_domain, person.zone) if person else (None, None)
        guessed = profiles.guess(session, email_domain=domain, zone=zone)
        return view.joining(profiles.choices(session), guessed, note=json.dumps(note))


def _take_in(intention: Intention, member: Member, profile: Profile, note: dict[str, Any]) -> None:
    profiles.write(intention.session, member, profile, now=intention.now)
    members.join(member, now=intention.now)
    member.name = note.get("name") or member.name
    member.slack_zone = note.get("zone") or member.slack_zone
    intention.session.flush()


def _pause(intention: Intention, form: Form, *, today: date) -> date:
    until = form.text("until")
    if not intention.is_first:
        return date.fromisoformat(until)
    member = members.meet(intention.session, form.caller.slack_id)
    return members.pause(intention.session, member, until, today=today)


def _look_up(tools: Tools, caller: Caller) -> Person | None:
    """Who somebody is in Slack, or None: without it the form only guesses less."""
    try:
        return tools.slack.person(caller.workspace, caller.slack_id, patience=PATIENCE)
    except SlackFault as fault:
        log.warning("a person was not looked up: %s", fault)
        return None


def _read_profile(form: Form) -> Profile:
    organisation = form.text("organisation")
    return Profile(
        organisation=int(organisation) if organisation.isdecimal() else None,
        other_organisation=form.text("other_organisation") if organisation == view.ANOTHER else "",
        sector=int(form.text("sector")) if form.text("sector").isdecimal() else None,
        job=form.text("job"),
        borough=form.text("borough"),
        challenges=form.choices("challenges"),
        offers=form.choices("offers"),
        wants=form.choices("wants"),
        wants_prompts=form.text("prompts") == view.YES,
        rhythm=PromptRhythm.__members__.get(form.text("rhythm"), PromptRhythm.FORTNIGHTLY),
        weekday=int(form.text("weekday")) if form.text("weekday").isdecimal() else -1,
        hour=int(form.text("hour")) if form.text("hour").isdecimal() else -1,
        zone=form.text("zone") or None,
        days_off=tuple(int(day) for day in form.choices("days_off") if day.isdecimal()),
        wants_introductions=form.text("introductions") == view.YES,
        wants_shoes=view.SHOES in form.choices("shoes"),
    )


def _answer(intention: Intention, member: Member, waiting: str) -> Card | None:
    """The answer to an event that waited for the form; an event that is over by now keeps nobody from joining."""
    event_id, _, name = waiting.partition(":")
    if not name:
        return None
    try:
        occasion = _reply(intention, read_number(event_id), member, read_choice(Answer, name))
    except CommunityError as error:
        return apologies.card(error.words)
    return events_view.answered(occasion, reminder=events.reminder_due(occasion, now=intention.now))


def _reply(intention: Intention, event: int, member: Member, answer: Answer) -> Occasion:
    if intention.is_first:
        return events.rsvp(intention.session, event, member, answer, now=intention.now)
    found = events.occasion(intention.session, event, member, now=intention.now)
    if found.is_over:
        raise EventHasEnded
    return found


def _today(tools: Tools, caller: Caller) -> date:
    with tools.db.read(caller.workspace) as session:
        member = members.find(session, caller.slack_id)
        zone = (member.zone if member else None) or profiles.choices(session).zone
    return tools.clock.now().astimezone(ZoneInfo(zone)).date()
