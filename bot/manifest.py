"""The Slack app's manifest, with the names of the commands as this installation has them."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

from bot.rules.commands import Commands

COME_BACK = "/slack/oauth_redirect"
FILE = Path(__file__).parent.parent / "manifest.json"


def build(prefix: str, *, url: str | None = None) -> dict[str, Any]:
    """manifest.json, its slash commands named with the prefix; with the bot's address, over HTTP."""
    manifest: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    plain, named = Commands().all, Commands(prefix).all
    for command in manifest["features"]["slash_commands"]:
        command["command"] = dict(zip(plain, named, strict=True))[command["command"]]
    return _over_http(manifest, f"{url.rstrip('/')}/slack/events") if url else manifest


def _over_http(manifest: dict[str, Any], address: str) -> dict[str, Any]:
    settings = manifest["settings"]
    settings["socket_mode_enabled"] = False
    manifest["oauth_config"]["redirect_urls"] = [urljoin(address, COME_BACK)]
    settings["event_subscriptions"]["request_url"] = settings["interactivity"]["request_url"] = address
    for command in manifest["features"]["slash_commands"]:
        command["url"] = address
    return manifest


def scopes() -> frozenset[str]:
    """What the app may do in Slack."""
    return frozenset(build("")["oauth_config"]["scopes"]["bot"])


def creation_link(manifest: dict[str, Any]) -> str:
    """An address that makes the app in Slack with one press."""
    packed = json.dumps(manifest, separators=(",", ":"))
    return f"https://api.slack.com/apps?new_app=1&manifest_json={quote(packed)}"
