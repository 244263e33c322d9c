"""The app's own manifest: what it may do, and what it asked to be told."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Command:
    name: str
    description: str
    hint: str
    escapes: bool


@dataclass(frozen=True)
class Shortcut:
    """What people can start from anywhere, or on a message."""

    name: str
    callback: str
    on_message: bool


@dataclass(frozen=True)
class Manifest:
    """The parts of the manifest that the sandbox holds the app to."""

    name: str
    commands: dict[str, Command]
    shortcuts: tuple[Shortcut, ...]
    scopes: tuple[str, ...]
    events: frozenset[str]
    home: bool
    messages: bool
    interactive: bool


def read_manifest(path: Path) -> Manifest:
    return interpret(json.loads(path.read_text("utf-8")))


def interpret(document: dict[str, Any]) -> Manifest:
    """Take from the document what the sandbox enforces; what is absent is not granted."""
    features, settings = document.get("features", {}), document.get("settings", {})
    home = features.get("app_home", {})
    commands = [
        Command(one["command"], one.get("description", ""), one.get("usage_hint", ""), bool(one.get("should_escape")))
        for one in features.get("slash_commands", [])
    ]
    shortcuts = [
        Shortcut(one["name"], one["callback_id"], one.get("type") == "message") for one in features.get("shortcuts", [])
    ]
    return Manifest(
        name=features.get("bot_user", {}).get("display_name") or document["display_information"]["name"],
        commands={command.name: command for command in commands},
        shortcuts=tuple(shortcuts),
        scopes=tuple(document.get("oauth_config", {}).get("scopes", {}).get("bot", [])),
        events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", [])),
        home=bool(home.get("home_tab_enabled")),
        messages=bool(home.get("messages_tab_enabled")) and not home.get("messages_tab_read_only_enabled"),
        interactive=bool(settings.get("interactivity", {}).get("is_enabled")),
    )
