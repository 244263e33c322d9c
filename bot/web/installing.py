"""Installing the app in a workspace: the way to Slack's page, and what happens when somebody comes back from there."""

import logging
import threading
from collections.abc import Callable
from urllib.parse import urljoin

from flask import Request, Response, render_template_string
from slack_bolt import BoltRequest, BoltResponse
from slack_bolt.adapter.flask.handler import to_bolt_request, to_flask_response
from slack_bolt.error import BoltError
from slack_bolt.oauth import OAuthFlow
from slack_bolt.oauth.callback_options import CallbackOptions, FailureArgs, SuccessArgs
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore

from bot import manifest
from bot.delivery import pace
from bot.installations import ManyWorkspaces
from bot.manifest import COME_BACK
from bot.settings import Settings
from bot.slack import TIMEOUT
from bot.tools import Tools
from db import seed

SET_OFF = "/slack/install"
MINUTES = 10
_WHOLE_ORGANISATION = "Install me in one workspace at a time, not in the whole organisation."
_WHY = {
    "access_denied": "Nothing was installed, because it was not allowed on Slack's page.",
    "invalid_state": f"Nothing was installed: the way there takes {MINUTES} minutes at most, and can be gone once.",
    "invalid_browser": "Nothing was installed: come back in the same browser in which you set off.",
    "storage_error": f"Nothing was installed. {_WHOLE_ORGANISATION}",
}
_PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{ title }}</title>
<style>body{font:1.1rem/1.5 sans-serif;max-width:36rem;margin:3rem auto;padding:0 1rem;color:#12262b}</style></head>
<body><h1>{{ title }}</h1><p>{{ words }}</p>{% if again %}<p><a href="{{ again }}">Start again</a></p>{% endif %}
</body></html>"""

log = logging.getLogger(__name__)


class _OneByOne(OAuthFlow):
    """Slack's way to install an app, in one workspace at a time."""

    def store_installation(self, request: BoltRequest, installation: Installation) -> None:
        if installation.is_enterprise_install or not installation.team_id:
            raise BoltError(_WHOLE_ORGANISATION)
        super().store_installation(request, installation)


class Installing:
    """The two pages of the way, for an app that any number of workspaces may install."""

    def __init__(self, tools: Tools, store: ManyWorkspaces, on_installed: Callable[[str], None]) -> None:
        self._tools, self._on_installed = tools, on_installed
        self._flow = _OneByOne(
            client=WebClient(base_url=tools.settings.slack_api_url, timeout=TIMEOUT, retry_handlers=[]),
            logger=log,
            settings=_settings(tools, store, CallbackOptions(success=self._welcome, failure=self._explain)),
        )

    def set_off(self, request: Request) -> Response:
        """To Slack's page, with a state that is good once and for ten minutes."""
        return to_flask_response(self._flow.handle_installation(to_bolt_request(request)))

    def come_back(self, request: Request) -> Response:
        return to_flask_response(self._flow.handle_callback(to_bolt_request(request)))

    def _welcome(self, args: SuccessArgs) -> BoltResponse:
        """Content is loaded at once, and what was closed when the app was taken away is open again.

        Who is there takes longer to find out, so nobody waits for it here.
        """
        workspace = args.installation.team_id or ""
        seed.settle_in(self._tools.db, workspace, now=self._tools.clock.now())
        with self._tools.db.begin(workspace) as session:
            pace.reopen(session)
        threading.Thread(target=self._on_installed, args=(workspace,), name="newcomer", daemon=True).start()
        name = args.installation.team_name or "your workspace"
        return _page(200, "I am installed", f"You can close this page. In {name}, open my Home tab in Slack.")

    def _explain(self, args: FailureArgs) -> BoltResponse:
        log.warning("an installation did not work: %s", args.reason)
        words = _WHY.get(args.reason, "Nothing was installed: Slack did not confirm it.")
        return _page(args.suggested_status_code, "I am not installed", words, again=SET_OFF)


def _settings(tools: Tools, store: ManyWorkspaces, callbacks: CallbackOptions) -> OAuthSettings:
    settings = tools.settings
    return OAuthSettings(
        client_id=settings.slack_client_id,
        client_secret=settings.slack_client_secret,
        scopes=sorted(manifest.scopes()),
        redirect_uri=urljoin(settings.public_url or "", COME_BACK),
        install_page_rendering_enabled=False,
        callback_options=callbacks,
        authorization_url=_authorize_url(settings),
        installation_store=store,
        state_store=SQLAlchemyOAuthStateStore(expiration_seconds=60 * MINUTES, engine=tools.db.engine),
    )


def _authorize_url(settings: Settings) -> str:
    return urljoin(settings.slack_api_url, "/oauth/v2/authorize")


def _page(status: int, title: str, words: str, *, again: str = "") -> BoltResponse:
    body = render_template_string(_PAGE, title=title, words=words, again=again)
    return BoltResponse(status=status, body=body, headers={"Content-Type": "text/html; charset=utf-8"})
