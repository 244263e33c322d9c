"""The only place where parts are chosen and put together: what runs in each kind of process, and how it stops."""

import logging
import threading
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import structlog
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError
from waitress.server import create_server

import handlers
from bot import web
from bot.answers import embedding
from bot.clock import Clock, SandboxClock, SystemClock
from bot.courtesy import Courtesy
from bot.delivery import pace
from bot.errors import OperatorError
from bot.installations import Installations, ManyWorkspaces, OneWorkspace, Us
from bot.settings import Settings
from bot.slack import TIMEOUT, Refused, Slack, SlackFault
from bot.tools import Tools
from bot.vault import Keyring, Vault
from bot.views.looks import as_drawn, in_plain_blocks
from bot.web.requests import Door
from db import schema, seed
from db.database import Database
from schedules import Clockwork, people

EVERYWHERE = "0.0.0.0"  # noqa: S104 - hosting platforms route to every address
SOCKET_THREADS = 40
WEB_THREADS = 16
LONGEST_PAUSE = 30.0
LAST_WORDS = 3.0

T = TypeVar("T")

log = structlog.get_logger(__name__)


def assemble(settings: Settings) -> Tools:
    """The tools of one process; raises OperatorError when the database does not fit this code."""
    database = Database(settings.database_url)
    schema.check(database)
    embedding.use(embedding.Encoder(settings.embed_model_path))
    vault = Vault(Keyring.read(settings.encryption_keys))
    installations = _installations(settings, database, vault)
    look = in_plain_blocks if settings.plain_blocks else as_drawn
    return Tools(
        db=database,
        slack=Slack(token_of=installations.token, address=settings.slack_api_url, look=look),
        clock=_clock(settings),
        settings=settings,
        vault=vault,
        installations=installations,
        look=look,
    )


def _installations(settings: Settings, database: Database, vault: Vault) -> Installations:
    if settings.slack_client_id:
        return ManyWorkspaces(database, vault, client_id=settings.slack_client_id)
    return OneWorkspace(settings.slack_bot_token or "")


def bolt_app(tools: Tools) -> App:
    """The Bolt app with every listener. It asks Slack nothing of its own accord, and answers last, after the commit."""
    app = App(
        client=WebClient(base_url=tools.settings.slack_api_url, timeout=TIMEOUT, retry_handlers=[]),
        # Bolt takes None for "not installed", and its types do not say so
        authorize=lambda team_id, **_: _as_bolt_knows_us(tools.installations.us(team_id)),  # type: ignore[arg-type]
        signing_secret=tools.settings.slack_signing_secret or "unused over Socket Mode",
        process_before_response=True,
        raise_error_for_unhandled_request=False,
        logger=logging.getLogger("slack_bolt"),
    )
    handlers.register(app, tools)
    return app


def _as_bolt_knows_us(us: Us | None) -> AuthorizeResult | None:
    """None where the app is not installed: then Bolt answers nothing but that."""
    if us is None:
        return None
    return AuthorizeResult(
        enterprise_id=None,
        team_id=us.workspace,
        bot_user_id=us.bot_slack_id,
        bot_id=us.bot_id,
        bot_token=us.token,
    )


class Process:
    """One running process of the bot: any of the socket, the clock and the pages, until `stop`."""

    def __init__(self, tools: Tools, *, parts: frozenset[str]) -> None:
        self._tools = tools
        self._stopping = threading.Event()
        self._socket: _Socket | None = None
        self._clockwork = Clockwork(tools) if "clock" in parts else None
        self._hears_slack = "slack" in parts
        self._door = Door() if self._hears_slack and tools.settings.slack_app_token is None else None
        self._pages = _Pages(tools, self._door) if "pages" in parts else None

    def run(self) -> None:
        """Start everything and work until somebody calls `stop`; then finish what is under way."""
        if self._pages:
            self._pages.start()
        try:
            if self._introduce():
                self._work()
        finally:
            self._close()

    def stop(self) -> None:
        self._stopping.set()

    def _introduce(self) -> bool:
        """In the one workspace, learn who we are, however long Slack takes to answer; False when stopped first."""
        tools, token = self._tools, self._tools.settings.slack_bot_token
        if not isinstance(tools.installations, OneWorkspace) or token is None:
            return True
        found = self._persist(lambda: tools.slack.who_we_are(token))
        if found is None:
            return False
        tools.installations.introduce(Us(found.workspace, found.bot_id, found.bot_slack_id, token))
        seed.settle_in(tools.db, found.workspace, now=tools.clock.now())
        with tools.db.begin(found.workspace) as session:
            pace.reopen(session)
        return True

    def _work(self) -> None:
        if self._clockwork:
            self._clockwork.start()
        if self._hears_slack and not self._listen(bolt_app(self._tools)):
            return
        log.info("ready")
        self._stopping.wait()

    def _listen(self, app: App) -> bool:
        """Hear Slack through the socket where there is a token for it, else through the door; False when stopped."""
        if self._door is not None:
            self._door.open(app)
            return True
        self._socket = _Socket(app, self._tools.settings.slack_app_token, self._tools.courtesy)
        return bool(self._persist(self._socket.join))

    def _persist(self, attempt: Callable[[], T]) -> T | None:
        """Try until it works; a refusal is final and says what to mend."""
        pause = 1.0
        while not self._stopping.is_set():
            try:
                return attempt()
            except Refused as refusal:
                raise OperatorError(
                    f"Slack did not accept us ({refusal.code}). Copy the tokens from your app's page "
                    "into SLACK_BOT_TOKEN and SLACK_APP_TOKEN. Then run: python -m bot doctor"
                ) from refusal
            except (SlackFault, SlackClientError, OSError) as fault:
                log.warning("slack is away", again_in=pause, reason=type(fault).__name__)
            self._stopping.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        return None

    def _close(self) -> None:
        if self._socket:
            self._socket.leave()
        if self._clockwork:
            self._clockwork.stop()
        if self._pages:
            self._pages.stop()
        self._tools.db.close()
        log.info("stopped")


class _Socket(SocketModeHandler):
    """Bolt's socket, which waits for the handlers under way before it closes: their answers still leave."""

    def __init__(self, app: App, app_token: str | None, courtesy: Courtesy) -> None:
        super().__init__(app, app_token, concurrency=SOCKET_THREADS)
        self._courtesy = courtesy

    def handle(self, client: Any, request: Any) -> None:
        with self._courtesy.serving():
            super().handle(client, request)

    def join(self) -> bool:
        self.connect()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
        return True

    def leave(self) -> None:
        self._courtesy.wait_until_quiet(LAST_WORDS)
        self.close()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped


class _Pages:
    """The pages, served by waitress in threads of their own."""

    def __init__(self, tools: Tools, door: Door | None) -> None:
        pages = web.build(tools, door, on_installed=partial(people.follow_one, tools))
        try:
            self._server = create_server(pages, host=EVERYWHERE, port=tools.settings.port, threads=WEB_THREADS)
        except OSError as error:
            raise OperatorError(
                f"Port {tools.settings.port} is in use. Set PORT to another number and start again."
            ) from error
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="pages", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._server.close()

    def _serve(self) -> None:
        try:
            self._server.run()
        except Exception:
            if not self._stopping.is_set():  # waitress may stumble over sockets that are closed under it
                raise


def _clock(settings: Settings) -> Clock:
    if settings.clock_url is None:
        return SystemClock()
    try:
        return SandboxClock(settings.clock_url)
    except ConnectionError as error:
        raise OperatorError(f"{error} Start the sandbox, or leave CLOCK_URL out.") from error
