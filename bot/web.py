"""The bot's own pages for whoever looks after it: /health and /metrics."""

from collections.abc import Iterable
from typing import Any

from flask import Flask, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from bot import health
from bot.clock import machine_now
from bot.health import Health
from bot.tools import Tools

SEARCH_MODE = "structured"


def build(tools: Tools) -> Flask:
    """The pages, to be served by any WSGI server."""
    pages = Flask("bot")
    registry = CollectorRegistry()
    registry.register(Figures(tools))

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

    return pages


class Figures(Collector):
    """Counts for a Prometheus server; no text and no names."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    def collect(self) -> Iterable[GaugeMetricFamily]:
        try:
            found = _look(self._tools)
        except SQLAlchemyError:
            yield GaugeMetricFamily("leaders_database_up", "1 when the database answers", value=0)
            return
        yield GaugeMetricFamily("leaders_database_up", "1 when the database answers", value=1)
        messages = GaugeMetricFamily("leaders_outbox_messages", "Messages by state", labels=["state"])
        for state, count in found.outbox.items():
            messages.add_metric([state.value], count)
        yield messages
        yield GaugeMetricFamily(
            "leaders_outbox_oldest_due_seconds", "How late the latest message is", value=found.oldest_due_seconds
        )
        if found.seconds_since_tick is not None:
            yield GaugeMetricFamily(
                "leaders_clock_tick_age_seconds", "Since the clock last ticked", value=found.seconds_since_tick
            )

    def describe(self) -> Iterable[GaugeMetricFamily]:
        return ()


def _look(tools: Tools) -> Health:
    with tools.db.across_workspaces() as session:
        return health.look(session, now=tools.clock.now(), machine_now=machine_now())


def _as_json(found: Health) -> dict[str, Any]:
    return {
        "status": "well" if found.is_well else "unwell",
        "database": "answers",
        "seconds_since_tick": found.seconds_since_tick,
        "outbox": {state.value: count for state, count in found.outbox.items()},
        "search": SEARCH_MODE,
    }
