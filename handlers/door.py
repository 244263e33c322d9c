"""What comes in from Slack, read once and turned into values; raw dictionaries end here."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Caller:
    """Who did something, and in which workspace."""

    workspace: str
    slack_id: str


@dataclass(frozen=True)
class Command:
    caller: Caller
    text: str


@dataclass(frozen=True)
class Press:
    """A button that somebody pressed. `response_url` is None in the Home tab."""

    caller: Caller
    key: str
    value: str
    response_url: str | None
    seen_by_others: bool


@dataclass(frozen=True)
class Said:
    """Something that somebody wrote to us, in a direct message or with a mention."""

    caller: Caller
    key: str
    text: str
    channel: str
    ts: str
    open_thread: str | None


def read_command(body: dict[str, Any]) -> Command:
    return Command(Caller(body["team_id"], body["user_id"]), (body.get("text") or "").strip())


def read_press(body: dict[str, Any]) -> Press:
    action, container = body["actions"][0], body.get("container") or {}
    channel = container.get("channel_id") or (body.get("channel") or {}).get("id") or ""
    private = container.get("is_ephemeral") or channel.startswith("D") or not channel
    return Press(
        caller=Caller(body["team"]["id"], body["user"]["id"]),
        key=f"press:{body['trigger_id']}",
        value=action.get("value") or "",
        response_url=body.get("response_url") or None,
        seen_by_others=not private,
    )


def read_said(body: dict[str, Any]) -> Said | None:
    """None for what no person typed: edits, joins, deletions, and messages of apps."""
    event = body["event"]
    if event.get("subtype") not in (None, "file_share", "thread_broadcast") or event.get("bot_id"):
        return None
    return Said(
        caller=Caller(body["team_id"], event["user"]),
        key=f"event:{body['event_id']}",
        text=event.get("text") or "",
        channel=event["channel"],
        ts=event["ts"],
        open_thread=event.get("thread_ts"),
    )
