"""A Slack that loses requests and replies, is late, busy, broken or unreachable, and refuses people for a while."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.rules.messages import REQUEST
from bot.slack import NotReached, Posted, Refused, SlackFault, SlowDown, Unclear
from bot.views.parts import Card
from tests.simulation.ledger import Ledger
from tests.simulation.turns import Killed, Turns

TIMEOUT = REQUEST.total_seconds()

# what may happen to a request to post, and how often in a hundred faults
_POSTING = {
    "request lost": 12,
    "reply lost": 18,
    "late": 18,
    "html, posted": 8,
    "html, not posted": 8,
    "busy": 14,
    "not reached": 10,
    "no such channel": 4,
    "no such person": 2,
    "token revoked": 1,
    "refused": 2,
}
_ASKING = {"reply lost": 40, "busy": 25, "not reached": 25, "no such person": 2, "token revoked": 2, "refused": 2}


@dataclass
class FaultySlack:
    """Slack as our side sees it. Whatever it tells us, it knows what it shows: that is in the ledger."""

    turns: Turns
    ledger: Ledger
    is_held: Callable[[], bool]
    faults: float
    shown: dict[tuple[str, str], Posted] = field(default_factory=dict)
    late: list[tuple[float, str, str, str]] = field(default_factory=list)
    locked: dict[str, float] = field(default_factory=dict)
    numbers: "itertools.count[int]" = field(default_factory=itertools.count)

    def direct_message(self, workspace: str, slack_id: str) -> str:
        self._ask(workspace)
        return f"D{slack_id}"

    def conversation(self, workspace: str, slack_ids: Sequence[str]) -> str:
        self._ask(workspace)
        return "G" + "+".join(sorted(slack_ids))

    def find(self, workspace: str, channel: str, mark: str, *, since: datetime) -> Posted | None:
        self._ask(workspace)
        found = self.shown.get((workspace, mark))
        self.turns.switch()
        return found if found and found.channel == channel else None

    def post(self, workspace: str, channel: str, card: Card, *, mark: str, thread: str | None = None) -> Posted:
        began = self._now()
        self.ledger.asked(mark)
        self._come_in(channel=channel, workspace=workspace, mark=mark)
        what = self._fate(_POSTING, workspace)
        match what:
            case "late":
                self.late.append((began + self.turns.rng.uniform(0, TIMEOUT), workspace, channel, mark))
                raise Unclear("no reply")
            case "reply lost" | "html, posted":
                self._show(workspace, channel, mark)
                self.turns.switch()
                raise Unclear("HTTP 500" if what == "html, posted" else "no reply")
            case "request lost" | "html, not posted":
                raise Unclear("no reply")
            case "no such channel":
                raise Refused("channel_not_found")
        self._raise(what, workspace)
        posted = self._show(workspace, channel, mark)
        self.turns.switch()
        return posted

    def settle(self) -> None:
        """What was late and has come by now is seen."""
        due = sorted(one for one in self.late if one[0] <= self._now())
        self.late = [one for one in self.late if one[0] > self._now()]
        for _, workspace, channel, mark in due:
            self._show(workspace, channel, mark)

    def _come_in(self, *, workspace: str, channel: str, mark: str) -> None:
        """A request takes a while; whoever is killed meanwhile may have sent it all the same."""
        self._check()
        try:
            self.turns.wait(self.turns.rng.choice((0.05, 0.2, TIMEOUT * 0.9)))
            self.turns.risk()
        except Killed:
            if self.turns.rng.random() < 0.5:
                self.late.append((self._now() + self.turns.rng.uniform(0, 1), workspace, channel, mark))
            raise
        self.settle()

    def _ask(self, workspace: str) -> None:
        self._check()
        self.turns.switch()
        self.settle()
        what = self._fate(_ASKING, workspace)
        if what == "reply lost":
            raise Unclear("no reply")
        self._raise(what, workspace)

    def _check(self) -> None:
        if self.is_held():
            self.ledger.complain("a transaction was held while Slack was asked")
        if self.turns.is_haunted:
            self.ledger.complain(f"{self.turns.name} was dead and asked Slack")
            raise Killed

    def _fate(self, table: dict[str, int], workspace: str) -> str:
        if self.locked.get(workspace, 0.0) > self._now():
            return "still revoked"
        if self.turns.rng.random() >= self.faults:
            return "well"
        return self.turns.rng.choices(list(table), list(table.values()))[0]

    def _raise(self, what: str, workspace: str) -> None:
        faults: dict[str, SlackFault] = {
            "busy": SlowDown(self.turns.rng.choice((1, 5, 30, 60))),
            "not reached": NotReached("Slack cannot be reached"),
            "no such person": Refused("user_disabled"),
            "refused": Refused("invalid_blocks"),
            "token revoked": Refused("token_revoked"),
            "still revoked": Refused("token_revoked"),
        }
        if what == "token revoked":
            self.locked[workspace] = self._now() + self.turns.rng.uniform(30, 900)
        if what in faults:
            raise faults[what]

    def _show(self, workspace: str, channel: str, mark: str) -> Posted:
        posted = Posted(channel, f"{1000 + next(self.numbers)}.000000")
        self.shown[workspace, mark] = posted
        self.ledger.shown(mark)
        return posted

    def _now(self) -> float:
        return self.turns.machine.passed
