"""What happens when somebody opens the Home tab, or goes from one of its pages to another."""

import logging
from collections.abc import Callable, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot import workspaces
from bot.community import events, members, profiles
from bot.connection import introductions
from bot.errors import NotAnOrganiser
from bot.library import readings
from bot.reflection import followups, reflections
from bot.rules.commands import Commands
from bot.slack import SlackFault
from bot.tools import Tools
from bot.views import home as view
from bot.views.community import joining
from bot.views.community import organisers as organisers_view
from bot.views.connection import introductions as introductions_view
from bot.views.home import Page
from bot.views.library import resources as resources_view
from bot.views.library.resources import Reader
from bot.views.parts import Block, Card
from bot.views.reflection import kept
from bot.views.reflection import plans as plans_view
from db.models import Member
from handlers.community import organisers
from handlers.door import Caller, read_press

log = logging.getLogger(__name__)


def opened(ack: Callable[..., Any], body: dict[str, Any], tools: Tools) -> None:
    if body["event"].get("tab", "home") == "home":
        publish(tools, Caller(body["team_id"], body["event"]["user"]))
    ack()


def back(ack: Callable[..., Any], body: dict[str, Any], tools: Tools) -> None:
    publish(tools, read_press(body).caller)
    ack()


def organise(ack: Callable[..., Any], body: dict[str, Any], tools: Tools) -> None:
    """Show an organiser the Organise page."""
    caller = read_press(body).caller
    with tools.db.read(caller.workspace) as session:
        if not members.is_organiser(members.find(session, caller.slack_id)):
            raise NotAnOrganiser
    publish(tools, caller, page=Page.ORGANISE)
    ack()


def publish(tools: Tools, caller: Caller, *, page: Page = Page.HOME, note: Card | None = None) -> None:
    """Show this person a page of their Home tab as things stand now, with `note` above it."""
    with tools.db.read(caller.workspace) as session:
        shown = _render(session, tools, caller, page, note)
    tools.slack.show_home(caller.workspace, caller.slack_id, shown)


def refresh(tools: Tools, caller: Caller, *, page: Page = Page.HOME) -> None:
    """Bring the Home tab up to date after something was kept; a tab that cannot be shown now is shown when opened."""
    try:
        publish(tools, caller, page=page)
    except SlackFault as fault:
        log.warning("a Home tab was not shown: %s", fault)


def _render(session: Session, tools: Tools, caller: Caller, page: Page, note: Card | None) -> dict[str, Any]:
    """Whoever organises no more is shown Home, whatever page they were on."""
    member = members.find(session, caller.slack_id)
    organiser = member if members.is_organiser(member) else None
    if organiser and page is Page.ORGANISE:
        return organisers.page(session, tools, organiser, note)
    commands, community = Commands(tools.settings.command_prefix), workspaces.community(session)
    upcoming = events.upcoming(session, member, now=tools.clock.now())
    line = organisers_view.part(organisers.waiting(session, organiser)) if organiser else []
    if member is not None and members.has_joined(member):
        parts = _parts(session, tools, member)
        return view.member(community, upcoming, commands, *parts, for_organiser=line, note=note)
    return view.stranger(community, upcoming, commands, for_organiser=line, note=note)


def _parts(session: Session, tools: Tools, member: Member) -> list[Sequence[Block]]:
    """What each feature shows a member in the Home tab, in order."""
    today = tools.clock.now().astimezone(ZoneInfo(member.zone or "UTC")).date()
    paused_until = member.paused_until if members.is_paused(member, today=today) else None
    own = reflections.page(session, tools.vault, member, size=reflections.NEWEST)
    return [
        joining.standing(profiles.of(member), paused_until),
        kept.own(own, workspaces.zone_of(session, member)),
        plans_view.own(followups.open_ones(session, member)),
        introductions_view.part(introductions.standing(session, member, now=tools.clock.now())),
        resources_view.read_next(readings.suggest(session, member), Reader(today, is_member=True)),
    ]
