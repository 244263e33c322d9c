"""What happens when somebody opens the Home tab."""

import logging
from collections.abc import Callable, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot import (
    aversions,
    bridges,
    concerns,
    events,
    followups,
    introductions,
    members,
    outbox,
    profiles,
    questions,
    reflections,
    resources,
    rounds,
    turns,
    workspaces,
)
from bot.rules.commands import Commands
from bot.rules.words import Track
from bot.slack import SlackFault
from bot.tools import Tools
from bot.views import bridges as bridges_view
from bot.views import concerns as concerns_view
from bot.views import home as view
from bot.views import introductions as introductions_view
from bot.views import joining, kept
from bot.views import plans as plans_view
from bot.views import prompts as prompts_view
from bot.views import resources as resources_view
from bot.views import rounds as rounds_view
from bot.views import troubles as troubles_view
from bot.views.parts import Block, Card
from db.models import Member
from handlers.door import Caller, read_press

log = logging.getLogger(__name__)


def opened(ack: Callable[..., Any], body: dict[str, Any], tools: Tools) -> None:
    if body["event"].get("tab", "home") == "home":
        publish(tools, Caller(body["team_id"], body["event"]["user"]))
    ack()


def back(ack: Callable[..., Any], body: dict[str, Any], tools: Tools) -> None:
    publish(tools, read_press(body).caller)
    ack()


def publish(tools: Tools, caller: Caller, *, note: Card | None = None) -> None:
    """Show this person their Home tab as things stand now, with `note` above it."""
    with tools.db.read(caller.workspace) as session:
        shown = _render(session, tools, caller, note)
    tools.slack.show_home(caller.workspace, caller.slack_id, shown)


def refresh(tools: Tools, caller: Caller) -> None:
    """Bring the Home tab up to date after something was kept; a tab that cannot be shown now is shown when opened."""
    try:
        publish(tools, caller)
    except SlackFault as fault:
        log.warning("a Home tab was not shown: %s", fault)


def _render(session: Session, tools: Tools, caller: Caller, note: Card | None) -> dict[str, Any]:
    now, commands = tools.clock.now(), Commands(tools.settings.command_prefix)
    member = members.find(session, caller.slack_id)
    community = workspaces.community(session)
    upcoming = events.upcoming(session, member, now=now)
    if member is not None and members.is_organiser(member):
        desk, joined = _desk(session, tools, member), members.has_joined(member)
        more = _parts(session, tools, member)
        return view.organiser(community, upcoming, commands, desk, *more, has_joined=joined, note=note)
    if member is not None and members.has_joined(member):
        return view.member(community, upcoming, commands, *_parts(session, tools, member), note=note)
    return view.stranger(community, upcoming, commands, note=note)


def _parts(session: Session, tools: Tools, member: Member) -> list[Sequence[Block]]:
    """What each feature shows in the Home tab, in order."""
    today = tools.clock.now().astimezone(ZoneInfo(member.zone or "UTC")).date()
    paused_until = member.paused_until if members.is_paused(member, today=today) else None
    parts: list[Sequence[Block]] = []
    if members.has_joined(member):
        parts.append(joining.standing(profiles.of(member), paused_until))
        own = reflections.page(session, tools.vault, member, size=reflections.NEWEST)
        parts.append(kept.own(own, turns.zone_of(session, member)))
        parts.append(plans_view.own(followups.open_ones(session, member)))
        parts.append(introductions_view.part(introductions.standing(session, member, now=tools.clock.now())))
    if members.is_organiser(member):
        parts.append(prompts_view.flags(aversions.flagged(session)))
        parts += [rounds_view.part(rounds.desk(session, track, now=tools.clock.now())) for track in Track]
        parts.append(bridges_view.part(bridges.count(session, now=tools.clock.now())))
    parts.append(resources_view.read_next(resources.suggest(session, member)))
    return parts


def _desk(session: Session, tools: Tools, organiser: Member) -> view.Desk:
    return view.Desk(
        questions=questions.waiting(session),
        numbers=events.numbers(session, now=tools.clock.now()),
        troubles=troubles_view.part(
            outbox.in_trouble(session, most=troubles_view.MOST),
            count=outbox.troubled(session),
            late=outbox.too_late(session, now=tools.clock.now()),
            zone=workspaces.zone(session),
        ),
        concerns=concerns_view.part(concerns.count(session, organiser)),
    )
