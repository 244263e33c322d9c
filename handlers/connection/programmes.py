"""What happens when a member says whether they are in a round, and when an organiser sets when rounds start."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.community import members
from bot.connection import programmes, rounds
from bot.connection.programmes import Coming
from bot.rules.dates import local
from bot.rules.words import Rhythm, Track
from bot.tools import Tools
from bot.views.community import members as members_view
from bot.views.connection import programmes as view
from bot.views.home import Page
from bot.views.parts import Card
from handlers import home, intentions, replies
from handlers.connection.rounds import organiser_of
from handlers.door import Press, read_choice, read_form, read_number, read_press
from handlers.intentions import Intention

Ack = Callable[..., Any]
A_WEEK = timedelta(days=7)


def turn_out(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Yes or Skip; what was pressed last counts."""
    press = read_press(body)
    comes = body["actions"][0]["action_id"].endswith(view.YES)
    with intentions.begin(tools, press) as intention:
        card = _turn_out(intention, press, comes=comes)
    replies.confirm(tools, press, card)
    ack()


def ask_rhythm(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    track = read_choice(Track, press.value)
    with tools.db.read(press.caller.workspace) as session:
        organiser_of(session, press.caller)
        found, place = programmes.find(session, track), programmes.calendar(session)
        first = local(
            found.next_starts_at if found and found.next_starts_at else tools.clock.now() + A_WEEK, place.zone
        )
        chosen = found.rhythm if found else programmes.USUAL[track]
    tools.slack.open_form(press.caller.workspace, press.trigger, view.rhythm(track, chosen, first.date()))
    ack()


def keep_rhythm(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    form = read_form(body)
    track = read_choice(Track, form.note)
    with intentions.begin(tools, form) as intention:
        organiser_of(intention.session, form.caller)
        often = read_choice(Rhythm, form.text("rhythm"))
        if intention.is_first:
            programmes.start(intention.session, track, often, form.text("first"), now=intention.now)
        shown = view.rhythm_kept(rounds.desk(intention.session, track, now=intention.now))
    home.refresh(tools, form.caller, page=Page.ORGANISE)
    ack(response_action="update", view=shown)


def stop_rhythm(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    with intentions.begin(tools, press) as intention:
        organiser_of(intention.session, press.caller)
        programmes.stop(intention.session, read_choice(Track, press.value))
    replies.confirm(tools, press, view.stopped())
    ack()


def _turn_out(intention: Intention, press: Press, *, comes: bool) -> Card:
    session, now = intention.session, intention.now
    member = members.find(session, press.caller.slack_id)
    if member is None or not members.has_joined(member):
        return members_view.invitation()
    programme, _, stamp = press.value.partition(":")
    coming = programmes.coming(session, read_number(programme), member, now=now)
    if coming is None or coming.starts_at != datetime.fromtimestamp(read_number(stamp), UTC):
        return view.too_late()
    if intention.is_first:
        programmes.answer(session, coming.programme, member, coming.starts_at, comes=comes)
    return view.answered(_as_answered(coming, comes=comes))


def _as_answered(coming: Coming, *, comes: bool) -> Coming:
    return Coming(coming.programme, coming.track, coming.starts_at, coming.ends_at, coming.zone, comes)
