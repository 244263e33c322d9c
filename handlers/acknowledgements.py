"""What Bolt sends back at once, in the blocks that everything leaves in."""

from typing import Any

from slack_bolt import Ack as BoltAck
from slack_bolt import BoltResponse

from bot.views.looks import Look


class Ack(BoltAck):
    """Bolt's own, for one request; Bolt sends what it was called with."""

    def __init__(self, look: Look) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
        self._look = look

    def __call__(self, *said: Any, **told: Any) -> BoltResponse:
        return super().__call__(*said, **self._look(told))
