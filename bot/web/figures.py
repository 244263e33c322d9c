"""Counts for a Prometheus server; no text and no names."""

import statistics
from collections.abc import Callable, Iterable

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from bot.health import Health


class Figures(Collector):
    """How things stand, looked at when the server asks."""

    def __init__(self, look: Callable[[], Health]) -> None:
        self._look = look

    def collect(self) -> Iterable[Metric]:
        try:
            found = self._look()
        except SQLAlchemyError:
            yield GaugeMetricFamily("leaders_database_up", "1 when the database answers", value=0)
            return
        yield GaugeMetricFamily("leaders_database_up", "1 when the database answers", value=1)
        yield from _messages(found)
        yield from _pace(found)
        yield GaugeMetricFamily("leaders_processes", "Clocks that ticked in the last 90 seconds", value=found.processes)
        if found.seconds_since_tick is not None:
            yield GaugeMetricFamily(
                "leaders_clock_tick_age_seconds", "Since the clock last ticked", value=found.seconds_since_tick
            )

    def describe(self) -> Iterable[Metric]:
        return ()


def _messages(found: Health) -> Iterable[Metric]:
    messages = GaugeMetricFamily("leaders_outbox_messages", "Messages by state", labels=["state"])
    for state, count in found.outbox.items():
        messages.add_metric([state.value], count)
    yield messages
    yield GaugeMetricFamily(
        "leaders_outbox_oldest_due_seconds", "How late the latest message is", value=found.oldest_due_seconds
    )
    latency = GaugeMetricFamily(
        "leaders_send_latency_seconds", "How long Slack took with the last 500 messages", labels=["quantile"]
    )
    for name, milliseconds in _quantiles(found.latencies):
        latency.add_metric([name], milliseconds / 1000)
    yield latency


def _pace(found: Health) -> Iterable[Metric]:
    counted = (
        ("leaders_slowed_down", "How often Slack asked us to wait (429)", found.slowed_down),
        ("leaders_messages_found_again", "Messages whose reply was lost and that Slack had", found.found_again),
        (
            "leaders_messages_sent_again",
            "Messages sent again because Slack's history was without them: the only ones that may have been doubled",
            found.sent_again,
        ),
    )
    for name, words, count in counted:
        yield CounterMetricFamily(name, words, value=count)
    yield GaugeMetricFamily("leaders_workspaces_refusing", "Workspaces that refuse us", value=len(found.refusing))


def _quantiles(milliseconds: list[int]) -> list[tuple[str, float]]:
    if len(milliseconds) < 2:
        return [("1", float(latency)) for latency in milliseconds]
    cuts = statistics.quantiles(milliseconds, n=20, method="inclusive")
    return [("0.5", cuts[9]), ("0.95", cuts[18]), ("1", float(max(milliseconds)))]
