"""The manifest and the handlers say the same: each command, each event and each scope, with a prefix too."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import handlers
from bot import manifest
from bot.rules.commands import Commands
from bot.settings import Settings
from tests.community import SETTINGS

ROOT = Path(__file__).parent.parent
# What in the manifest or in our calls needs each scope. A scope that nothing needs any more is not asked for.
NEEDED_FOR = {
    "commands": r'"slash_commands"',
    "app_mentions:read": r'"app_mention"',
    "im:history": r'"message\.im"',
    "chat:write": r"\.chat_postMessage\b",
    "im:write": r"\.conversations_open, users=slack_id\b",
    "mpim:write": r"\.conversations_open, users=list\(",
    "users:read": r"\.users_list\b",
    "users:read.email": r'"email"',
    "files:read": r"Authorization",
    "files:write": r"\.files_completeUploadExternal\b",
    "channels:read": r"\.conversations_list\b|\.users_conversations\b",
}


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


class Recorder:
    """An app that only writes down what is registered."""

    def __init__(self) -> None:
        self.registered: dict[str, list[str | re.Pattern[str]]] = {}

    def __getattr__(self, kind: str) -> Callable[..., Any]:
        def register(matcher: Any = None, *_: Any) -> Callable[..., Any]:
            self.registered.setdefault(kind, []).append(matcher)
            return lambda listener: listener

        return register

    def names(self, kind: str) -> set[str]:
        return {name for name in self.registered[kind] if isinstance(name, str)}


class Tools:
    def __init__(self, prefix: str) -> None:
        self.settings = Settings.read(SETTINGS | {"COMMAND_PREFIX": prefix})


def recorded(prefix: str = "") -> Recorder:
    app = Recorder()
    handlers.register(app, Tools(prefix))  # type: ignore[arg-type]  # they stand in by behaviour
    return app


def features(prefix: str = "") -> dict[str, Any]:
    found: dict[str, Any] = manifest.build(prefix)["features"]
    return found


def events() -> list[str]:
    found: list[str] = manifest.build("")["settings"]["event_subscriptions"]["bot_events"]
    return found


@pytest.mark.parametrize("prefix", ["", "sel-"])
def test_the_commands_of_the_manifest_are_those_that_handlers_answer(prefix: str) -> None:
    named = {command["command"] for command in features(prefix)["slash_commands"]}

    assert named == recorded(prefix).names("command") == set(Commands(prefix).all)


def test_the_shortcuts_of_the_manifest_are_those_that_handlers_answer() -> None:
    named = {shortcut["callback_id"] for shortcut in features()["shortcuts"]}

    assert named == recorded().names("shortcut")
    assert [one for one in features()["shortcuts"] if len(one["name"]) > 24 or len(one["description"]) > 150] == []


def test_the_events_of_the_manifest_are_those_that_handlers_hear() -> None:
    assert {event.partition(".")[0] for event in events()} == recorded().names("event")


@pytest.mark.parametrize("scope", NEEDED_FOR)
def test_a_scope_is_asked_for_exactly_when_something_needs_it(scope: str) -> None:
    used = read(ROOT / "bot" / "slack.py") + read(manifest.FILE)

    assert (re.search(NEEDED_FOR[scope], used) is not None) is (scope in manifest.scopes())


def test_no_scope_is_asked_for_without_a_reason() -> None:
    assert manifest.scopes() - NEEDED_FOR.keys() == set()


@pytest.mark.parametrize("scope", ["channels:history", "groups:history", "mpim:history"])
def test_we_never_ask_to_read_what_people_write_to_each_other(scope: str) -> None:
    assert scope not in manifest.scopes()


@pytest.mark.parametrize("kind", ["command", "action", "view", "shortcut", "event"])
def test_whatever_else_comes_is_caught_last(kind: str) -> None:
    last = recorded().registered[kind][-1]

    assert isinstance(last, re.Pattern)
    assert last.fullmatch("anything.at_all")


def test_home_messages_and_buttons_are_switched_on() -> None:
    home = features()["app_home"]

    assert (home["home_tab_enabled"], home["messages_tab_enabled"], home["messages_tab_read_only_enabled"]) == (
        True,
        True,
        False,
    )
    assert manifest.build("")["settings"]["interactivity"]["is_enabled"] is True


def test_descriptions_keep_to_slacks_limits() -> None:
    display = manifest.build("")["display_information"]

    assert (len(display["name"]) <= 35, len(display["description"]) <= 140) == (True, True)
    assert 174 <= len(display["long_description"]) <= 4000
    assert [command for command in features()["slash_commands"] if len(command["description"]) > 100] == []


def test_the_link_that_makes_the_app_is_short_enough_for_a_browser() -> None:
    assert len(manifest.creation_link(manifest.build("sel-"))) < 8000
