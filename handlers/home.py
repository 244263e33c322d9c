"""What happens when somebody opens the Home tab."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from bot import events, members, outbox, questions, workspaces
from bot.rules.commands import Commands
from bot.tools import Tools
from bot.views import home as view
from bot.views.parts import Card
from handlers.door import Caller, read_press


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


def _render(session: Session, tools: Tools, caller: Caller, note: Card | None) -> dict[str, Any]:
    now, commands = tools.clock.now(), Commands(tools.settings.command_prefix)
    member = members.find(session, caller.slack_id)
    community = workspaces.community(session)
    upcoming = events.upcoming(session, member, now=now)
    if member is not None and members.is_organiser(member):
        desk, joined = _desk(session, tools), members.has_joined(member)
        return view.organiser(community, upcoming, commands, desk, has_joined=joined, note=note)
    if members.has_joined(member):
        return view.member(community, upcoming, commands, note=note)
    return view.stranger(community, upcoming, commands, note=note)


def _desk(session: Session, tools: Tools) -> view.Desk:
    return view.Desk(
        questions=questions.waiting(session),
        numbers=events.numbers(session, now=tools.clock.now()),
        troubled=outbox.troubled(session),
    )
