"""What happens on the card of a prompt: another one, later, not this one again, and prompts that start again."""

from collections.abc import Callable
from typing import Any

from bot import workspaces
from bot.community import members
from bot.errors import AlreadySwapped, NoOtherPrompt
from bot.reflection import aversions, prompts, snoozes, swaps, turns
from bot.rules.dates import local
from bot.rules.snoozing import Later
from bot.tools import Tools
from bot.views.community import members as members_view
from bot.views.parts import Card
from bot.views.reflection import prompts as view
from bot.views.reflection import rhythms as rhythms_view
from db.models import Member
from handlers import intentions, replies
from handlers.door import Press, read_choice, read_number, read_press
from handlers.intentions import Intention

Ack = Callable[..., Any]
Act = Callable[[Intention, Member, Press], Card]


def swap(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Another prompt in the place of this one, in the same message."""
    _in_its_place(tools, read_press(body), _swap)
    ack()


def put_off(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Later today, tomorrow or next week."""
    _in_its_place(tools, read_press(body), _put_off)
    ack()


def choose_more(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Behind the three dots: not this one again, or something to tell organisers."""
    press = read_press(body)
    if _read(press)[1] == view.RETIRE:
        _in_its_place(tools, press, _retire)
    else:
        replies.beside(tools, press, _done(tools, press, _flag))
    ack()


def start_again(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Prompts that had stopped because nobody answered them come as ever."""
    _in_its_place(tools, read_press(body), _start_again)
    ack()


def _in_its_place(tools: Tools, press: Press, act: Act) -> None:
    replies.confirm(tools, press, _done(tools, press, act))


def _done(tools: Tools, press: Press, act: Act) -> Card:
    with intentions.begin(tools, press) as intention:
        member = members.find(intention.session, press.caller.slack_id)
        if member is None or not members.has_joined(member):
            return members_view.invitation()
        return act(intention, member, press)


def _swap(intention: Intention, member: Member, press: Press) -> Card:
    asking = _read(press)[0]
    if intention.is_first:
        return view.card(swaps.swap(intention.session, asking, member, now=intention.now))
    return view.card(swaps.in_place_of(intention.session, asking, member))


def _put_off(intention: Intention, member: Member, press: Press) -> Card:
    asking, name = _read(press)
    session, later = intention.session, read_choice(Later, name)
    if intention.is_first:
        back = snoozes.snooze(session, asking, member, later, now=intention.now)
    else:
        back = snoozes.comes_back_at(session, asking, member)
    return rhythms_view.snoozed(asking, back, workspaces.zone_of(session, member))


def _retire(intention: Intention, member: Member, press: Press) -> Card:
    """Another one comes in its place, if there is one and they have not swapped before."""
    session, asking = intention.session, _read(press)[0]
    if intention.is_first:
        found = prompts.open_asking(session, asking, member)
        aversions.retire(session, found.prompt_id, member, now=intention.now)
        session.flush()
        try:
            return view.card(swaps.swap(session, asking, member, now=intention.now))
        except (AlreadySwapped, NoOtherPrompt):
            return view.retired()
    posed = swaps.in_place_of(session, asking, member)
    return view.retired() if posed.asking == asking else view.card(posed)


def _flag(intention: Intention, member: Member, press: Press) -> Card:
    session = intention.session
    posed = prompts.asked_of(session, _read(press)[0], member)
    aversions.flag(session, posed.prompt.id, member, now=intention.now)
    return view.flagged()


def _start_again(intention: Intention, member: Member, _: Press) -> Card:
    session, now = intention.session, intention.now
    if intention.is_first:
        turns.start_again(session, member, now=now)
    following = turns.coming(session, member, now=now) if member.wants_prompts else None
    zone = workspaces.zone_of(session, member)
    return rhythms_view.started_again(local(following.due, zone).date() if following else None)


def _read(press: Press) -> tuple[int, str]:
    """Which asking, and what of it."""
    asking, _, what = press.value.partition(":")
    return read_number(asking), what
