"""Counts for a Prometheus server; no text and no names."""

from collections.abc import Callable, Iterable

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from bot.health import Health


class Figures(Collector):
    """How things stand, looked at when the server asks."""

    def __init__(self, look: Callable[[], Health]) -> None:
        self._look = look

    def collect(self) -> Iterable[GaugeMetricFamily]:
        try:
            found = self._look()
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
