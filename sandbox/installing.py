"""Installing the app: the page on which somebody allows it, the token that it then comes for, and taking it away."""

import base64
import contextlib
import html
import secrets
import time
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlencode

from aiohttp import web

from sandbox.api.arguments import read_arguments
from sandbox.api.refusals import Json, Refusals, RefusedError
from sandbox.api.web_api import answer_call
from sandbox.payloads.events import announce
from sandbox.workspace import Workspace

CODE_SECONDS = 600.0
PAGE = """<!doctype html><html lang="en-GB" class="allow"><head><meta charset="utf-8">
<title>{app} wants to be installed</title><meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="/page/style.css"></head><body><main>
<h1>{app} wants to be installed</h1><p>It asks to be allowed:</p><ul>{scopes}</ul>
<form method="post"><label for="team">In which workspace?</label>
<select class="in" id="team" name="team">{teams}</select>
<p class="acts"><button class="btn pri" name="answer" value="allow">Allow</button>
<button class="btn" name="answer" value="cancel">Cancel</button></p></form></main></body></html>"""


@dataclass
class Code:
    """What somebody's yes is worth: a token for one workspace, once, and where the app wants them back."""

    workspace: Workspace
    redirect: str
    until: float
    is_used: bool = False


@dataclass
class Installing:
    """The app's side of Slack's installation, for every workspace that is here."""

    workspaces: list[Workspace]
    client_id: str = "6000000000.6000000001"
    client_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    codes: dict[str, Code] = field(default_factory=dict)

    @property
    def refusals(self) -> Refusals:
        return self.workspaces[0].refusals

    def add_routes(self, app: web.Application) -> None:
        app.router.add_get("/oauth/v2/authorize", self.show)
        app.router.add_post("/oauth/v2/authorize", self.decide)
        app.router.add_post("/api/oauth.v2.access", self.exchange)

    async def show(self, request: web.Request) -> web.Response:
        self.refusals.refuse("authorize:invalid_client_id", when=request.query.get("client_id") != self.client_id)
        scopes = "".join(f"<li>{html.escape(scope)}</li>" for scope in request.query.get("scope", "").split(","))
        worlds = [workspace.world for workspace in self.workspaces]
        teams = "".join(f'<option value="{world.team}">{html.escape(world.name)}</option>' for world in worlds)
        words = PAGE.format(app=html.escape(self.workspaces[0].manifest.name), scopes=scopes, teams=teams)
        return web.Response(text=words, content_type="text/html")

    async def decide(self, request: web.Request) -> web.Response:
        given = {name: values[0] for name, values in parse_qs(await request.text()).items()}
        back, state = request.query.get("redirect_uri", ""), request.query.get("state", "")
        if given.get("answer") != "allow":
            raise web.HTTPFound(f"{back}?{urlencode({'error': 'access_denied', 'state': state})}")
        found = (one for one in self.workspaces if one.world.team == given.get("team"))
        workspace = self.refusals.require("authorize:team_not_found", next(found, None))
        code = secrets.token_hex(16)
        self.codes[code] = Code(workspace, back, time.monotonic() + CODE_SECONDS)
        raise web.HTTPFound(f"{back}?{urlencode({'code': code, 'state': state})}")

    async def exchange(self, request: web.Request) -> web.Response:
        """Answer oauth.v2.access in the workspace that the code is for."""
        with contextlib.suppress(RefusedError):
            if code := self.codes.get(str((await read_arguments(request, self.refusals)).get("code"))):
                return await answer_call(code.workspace, request, self.give_token)
        return await answer_call(self.workspaces[0], request, self.give_token)

    def give_token(self, _: Workspace, request: web.Request, __: str, given: Json, ___: dict[str, str]) -> Json:
        """Give the token for a code, once; refuse in Slack's words."""
        refuse, (client, secret) = self.refusals.refuse, read_credentials(given, request)
        refuse("oauth.v2.access:invalid_client_id", when=client != self.client_id)
        refuse("oauth.v2.access:bad_client_secret", when=secret != self.client_secret)
        code = self.refusals.require("oauth.v2.access:invalid_code", self.codes.get(str(given.get("code"))))
        refuse("oauth.v2.access:code_already_used", when=code.is_used)
        refuse("oauth.v2.access:code_expired", when=code.until < time.monotonic())
        back = str(given.get("redirect_uri") or code.redirect)
        refuse("oauth.v2.access:bad_redirect_uri", when=back != code.redirect)
        code.is_used = True
        return {"ok": True, **install(code.workspace)}


def install(workspace: Workspace) -> Json:
    """Put the app into this workspace with a new token, and say what Slack says then."""
    world = workspace.world
    token = workspace.tokens.give()
    workspace.changes.bump()
    installer = next(one.id for one in world.people.values() if one.organiser)
    body: Json = {"access_token": token, "token_type": "bot", "bot_user_id": world.bot_user}
    body |= {"scope": ",".join(workspace.manifest.scopes), "app_id": world.app, "enterprise": None}
    body |= {"team": {"id": world.team, "name": world.name}, "authed_user": {"id": installer}}
    return body | {"is_enterprise_install": False}


def uninstall(workspace: Workspace) -> None:
    """Take the app away: it is told, and its token is worth nothing."""
    announce(workspace, "tokens_revoked", {"type": "tokens_revoked", "tokens": {"bot": [workspace.world.bot_user]}})
    announce(workspace, "app_uninstalled", {"type": "app_uninstalled"})
    workspace.tokens.revoke()
    workspace.changes.bump()


def read_credentials(given: Json, request: web.Request) -> tuple[str, str]:
    """Read the client's id and secret, from the header or from the form."""
    scheme, _, packed = request.headers.get("Authorization", "").partition(" ")
    if scheme != "Basic":
        return str(given.get("client_id", "")), str(given.get("client_secret", ""))
    client, _, secret = base64.b64decode(packed).decode().partition(":")
    return client, secret
