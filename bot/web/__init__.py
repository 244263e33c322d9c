"""What the bot serves over HTTP: /health and /metrics for whoever looks after it, and the door that Slack knocks at."""

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from sqlalchemy.exc import SQLAlchemyError

from bot import health
from bot.answers import embedding
from bot.clock import machine_now
from bot.health import Health
from bot.installations import ManyWorkspaces
from bot.manifest import COME_BACK
from bot.tools import Tools
from bot.web.figures import Figures
from bot.web.installing import SET_OFF, Installing
from bot.web.requests import MOST_BYTES, Door


def build(
    tools: Tools, door: Door | None = None, *, on_installed: Callable[[str], None] = lambda _workspace: None
) -> Flask:
    """The pages, to be served by any WSGI server; with a door, Slack's requests come here too.

    `on_installed` is called, in a thread of its own, with each workspace that installs the app.
    """
    pages = Flask("bot")
    pages.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    registry = CollectorRegistry()
    registry.register(Figures(lambda: _look(tools)))

    @pages.get("/health")
    def show_health() -> tuple[dict[str, Any], int]:
        try:
            found = _look(tools)
        except SQLAlchemyError:
            return {"status": "unwell", "database": "away"}, 503
        return _as_json(found), 200 if found.is_well else 503

    @pages.get("/metrics")
    def show_metrics() -> Response:
        return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)

    if isinstance(tools.installations, ManyWorkspaces):
        _add_installing(pages, Installing(tools, tools.installations, on_installed))
    if door is not None:

        @pages.post("/slack/events")
        def take_request() -> Response:
            with tools.courtesy.serving():
                return door.answer(request)

    return pages


def _add_installing(pages: Flask, installing: Installing) -> None:
    @pages.get(SET_OFF)
    def set_off() -> Response:
        return installing.set_off(request)

    @pages.get(COME_BACK)
    def come_back() -> Response:
        return installing.come_back(request)


def _look(tools: Tools) -> Health:
    with tools.db.across_workspaces() as session:
        return health.look(session, now=tools.clock.now(), machine_now=machine_now())


def _as_json(found: Health) -> dict[str, Any]:
    return {
        "status": "well" if found.is_well else "unwell",
        "database": "answers",
        "seconds_since_tick": found.seconds_since_tick,
        "outbox": {state.value: count for state, count in found.outbox.items()},
        "oldest_due_seconds": found.oldest_due_seconds,
        "workspaces_refusing": len(found.refusing),
        "search": embedding.current().mode.value,
    }
