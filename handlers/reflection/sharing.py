"""What happens when a member shares a reflection: they choose, look at exactly what leaves, share it, and stop."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.connection import introductions
from bot.errors import InvalidField, NotFound
from bot.reflection import excerpts, reflections, sharing
from bot.reflection.excerpts import Excerpt
from bot.reflection.sharing import Place, Up
from bot.slack import Channel, Posted, Refused
from bot.tools import Tools
from bot.views.reflection import sharing as view
from db.models import Member
from handlers import home, intentions, replies, withdrawals
from handlers.door import Caller, Press, read_form, read_press
from handlers.reflection.authors import author

Ack = Callable[..., Any]

_NO_LEAVE = "I may not look at channels yet. Ask an organiser to have me installed again."
_GONE = "Nothing is shared: that is not there any more, or I am not in it. Choose another one."


def ask(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Share, beside one of one's own reflections."""
    press = read_press(body)
    with tools.db.read(press.caller.workspace) as session:
        places = introduction(session, author(session, press.caller), now=tools.clock.now())
    places += channels(tools, press.caller)
    if not places:
        raise NotFound(view.NO_PLACE)
    with tools.db.read(press.caller.workspace) as session:
        shown = choosing(session, tools, author(session, press.caller), press.value, places)
    tools.slack.open_form(press.caller.workspace, press.trigger, shown)
    ack()


def preview(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """What would leave, and who would read it; nothing leaves yet."""
    form = read_form(body)
    parts = form.choices("parts")
    if not parts:
        raise InvalidField("parts", view.NOTHING)
    place = _place(tools, form.caller, form.text("place"))
    if place is None:
        raise InvalidField("place", _GONE)
    with tools.db.read(form.caller.workspace) as session:
        excerpt = _excerpt(session, tools, author(session, form.caller), form.note, parts)
    if not view.fits(excerpt):
        raise InvalidField("parts", view.TOO_LONG)
    ack(response_action="update", view=_preview(excerpt, place, form.note, parts, has_changed=False))


def share(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Share, below the preview. When other people would read it by now, they are shown once more instead."""
    form = read_form(body)
    reflection, where, mark, *parts = form.note.split("|")
    place = _place(tools, form.caller, where)
    if place is None:
        raise NotFound(_GONE)
    if place.mark != mark:
        with tools.db.read(form.caller.workspace) as session:
            excerpt = _excerpt(session, tools, author(session, form.caller), reflection, parts)
        ack(response_action="update", view=_preview(excerpt, place, reflection, parts, has_changed=True))
        return
    with intentions.begin(tools, form) as intention:
        member = author(intention.session, form.caller)
        found = reflections.find(intention.session, member, reflection)
        if intention.is_first:
            sharing.begin(intention.session, member, found, place, parts, now=intention.now)
    home.refresh(tools, form.caller)
    ack(response_action="update", view=view.shared(place))


def stop(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    is_down = withdraw(tools, press, press.value)
    replies.confirm(tools, press, view.stopped() if is_down else view.not_taken_down())
    ack()


def withdraw(tools: Tools, press: Press, reflection: str) -> bool:
    """Nothing more of this reflection leaves, and what shows is taken down; False when some of it still shows."""
    with intentions.begin(tools, press, once=f"stop:{press.key}") as intention:
        found = sharing.stop(intention.session, author(intention.session, press.caller), reflection, now=intention.now)
    taken = take_down(tools, press.caller.workspace, found.up)
    with intentions.begin(tools, press, once=f"down:{press.key}") as intention:
        sharing.is_down(intention.session, taken)
    return len(taken) == len(found.up) and not found.is_leaving


def take_down(tools: Tools, workspace: str, up: Sequence[Up]) -> list[Up]:
    """Delete these messages in Slack; gives those that do not show any more."""
    return [one for one in up if withdrawals.take_down(tools, workspace, Posted(one.channel, one.ts))]


def introduction(session: Session, member: Member, *, now: datetime) -> list[Place]:
    """The introduction that this member is in now, when it has peers to read it."""
    found = introductions.present(session, member, now=now)
    return [Place(one) for one in found[:1] if one.peers]


def channels(tools: Tools, caller: Caller) -> list[Place]:
    """The public channels that we are in; raises InvalidField when we may not look."""
    try:
        found = sorted(tools.slack.channels(caller.workspace), key=lambda channel: channel.name)
    except Refused as refusal:
        if refusal.code == "missing_scope":
            raise InvalidField("audience", _NO_LEAVE) from refusal
        raise
    return [_in_channel(channel) for channel in found]


def choosing(
    session: Session, tools: Tools, member: Member, reflection: str, places: Sequence[Place]
) -> dict[str, Any]:
    """The form to choose in; raises InvalidField when there is nobody to share it with."""
    if not places:
        raise InvalidField("audience", view.NO_PLACE)
    return view.choosing(reflections.read(session, tools.vault, member, reflection), places, note=reflection)


def _in_channel(channel: Channel) -> Place:
    return Place(channel=channel.id, name=channel.name, people=channel.people or 0, is_shared=channel.is_shared)


def _place(tools: Tools, caller: Caller, where: str) -> Place | None:
    """Where this stands for, as it is now; None when it is gone."""
    if where.startswith(f"{view.INTRODUCTION}:"):
        with tools.db.read(caller.workspace) as session:
            found = introduction(session, author(session, caller), now=tools.clock.now())
        return next((place for place in found if view.value_of(place) == where), None)
    channel = tools.slack.channel(caller.workspace, where) if where else None
    # we are counted too, and do not read
    return _in_channel(replace(channel, people=max((channel.people or 1) - 1, 0))) if channel else None


def _excerpt(session: Session, tools: Tools, member: Member, reflection: str, parts: Sequence[str]) -> Excerpt:
    entry = reflections.read(session, tools.vault, member, reflection)
    if entry.words is None:
        raise NotFound
    return excerpts.read(session, member, entry.reflection, entry.words, parts)


def _preview(
    excerpt: Excerpt, place: Place, reflection: str, parts: Sequence[str], *, has_changed: bool
) -> dict[str, Any]:
    note = "|".join([reflection, view.value_of(place), place.mark, *parts])
    return view.preview(excerpt, place, has_changed=has_changed, note=note)
