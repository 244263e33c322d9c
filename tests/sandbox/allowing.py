"""Somebody who allows the app on the sandbox's page, and the app that comes for its token."""

import urllib.error
import urllib.request
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from sandbox.server import Sandbox
from tests.sandbox.room import Room

BACK = "https://bot.example.org/back"
CLIENT = "6000000000.6000000001"
AS_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class _Stay(urllib.request.HTTPRedirectHandler):
    """Does not follow redirects: where they lead is what we want to know."""

    def redirect_request(self, *_: Any) -> None:
        return None


def authorize(back: str = BACK, state: str = "s") -> str:
    """The page on which somebody allows the app."""
    return "/oauth/v2/authorize?" + urlencode({"client_id": CLIENT, "redirect_uri": back, "state": state, "scope": "a"})


def decide(sandbox: Sandbox, address: str, **answer: str) -> str:
    """Press a button on that page; gives where it leads."""
    body = urlencode(answer).encode()
    try:
        urllib.request.build_opener(_Stay).open(sandbox.url + address, body)
    except urllib.error.HTTPError as found:
        with found:
            return str(found.headers["Location"])
    raise AssertionError("the page leads nowhere")


def allow(sandbox: Sandbox, team: str = "") -> str:
    """The code that the app gets when somebody allows it."""
    to = decide(sandbox, authorize(), answer="allow", team=team or sandbox.workspace.world.team)
    return parse_qs(urlsplit(to).query)["code"][0]


def come_for_token(room: Room, **changes: str) -> Any:
    """Exchange a code for a token, as the app does."""
    ours = room.sandbox.installing
    given = {"client_id": CLIENT, "client_secret": ours.client_secret, "redirect_uri": BACK} | changes
    return room.client(None).oauth_v2_access(code=given.pop("code", None) or allow(room.sandbox), **given)
