"""Slack's requests over HTTP: only fresh ones, each once, and only when Slack signed them."""

import logging
import re
import threading
from collections.abc import Callable

from flask import Request, Response
from slack_bolt import App
from slack_bolt.adapter.flask import SlackRequestHandler

from bot.clock import machine_now

FRESH, REMEMBERED = 300, 600
MOST_BYTES = 1_000_000

log = logging.getLogger(__name__)


class Door:
    """Where Slack knocks. Until the bot knows who it is, Slack is asked to come again."""

    def __init__(self, *, clock: Callable[[], float] = lambda: machine_now().timestamp()) -> None:
        self._clock = clock
        self._handler: SlackRequestHandler | None = None
        self._seen: dict[str, float] = {}
        self._turn = threading.Lock()

    def open(self, app: App) -> None:
        self._handler = SlackRequestHandler(app)

    def answer(self, request: Request) -> Response:
        """The bot's answer; 401 for what is stale, malformed, forged, or was answered before."""
        if self._handler is None:
            return Response("starting", status=503)
        signature = request.headers.get("X-Slack-Signature", "")
        if not self._is_fresh(request.headers.get("X-Slack-Request-Timestamp", "")) or not self._is_first(signature):
            return Response("refused", status=401)
        response = self._handle(self._handler, request)
        if response.status_code == 401:
            self._forget(signature)  # a forged request must not stand in the way of the true one
        return response

    def _handle(self, handler: SlackRequestHandler, request: Request) -> Response:
        """Bolt reads a body before it looks at the signature, and fails on what is none; nothing of it is told."""
        try:
            return handler.handle(request)
        except (ValueError, TypeError, AttributeError, LookupError) as error:
            log.warning("a request could not be read: %s", type(error).__name__)
            return Response("refused", status=401)

    def _is_fresh(self, stamp: str) -> bool:
        """Bolt fails on what is no number at all, so that is looked at first."""
        return re.fullmatch(r"[0-9]{1,12}", stamp) is not None and abs(self._clock() - int(stamp)) <= FRESH

    def _is_first(self, signature: str) -> bool:
        now = self._clock()
        with self._turn:
            self._seen = {known: until for known, until in self._seen.items() if until > now}
            if signature in self._seen:
                return False
            self._seen[signature] = now + REMEMBERED
            return True

    def _forget(self, signature: str) -> None:
        with self._turn:
            self._seen.pop(signature, None)
