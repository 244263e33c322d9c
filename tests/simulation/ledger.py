"""What may never happen, looked at after every commit and every message, and once more when all is over."""

import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.rules.messages import BUDGETED, LEAVES_WITHIN, Kind, State
from tests.simulation.turns import SimulatedClock

COMMUNITY_ZONE = "Europe/London"
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
A_HAIR = 1e-4  # seconds: what is rounded on the way to a row
FINAL = {state.value for state in (State.SENT, State.CANCELLED, State.EXPIRED, State.DEAD, State.HELD)}

_UNDER_WAY = "SELECT * FROM message WHERE state = 'sending'"


@dataclass(frozen=True)
class Intent:
    """A worker's commitment to send: from then on the message may be seen."""

    at: float
    domain: datetime
    kind: Kind
    member: int
    key: tuple[str, str]


@dataclass
class Ledger:
    """All that was committed to and all that was seen. `gap` is the time between two planned messages."""

    file: Callable[[], sqlite3.Connection]
    clock: SimulatedClock
    gap: float
    faults: list[str] = field(default_factory=list)
    intents: dict[str, Intent] = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)
    again: Counter[tuple[str, str]] = field(default_factory=Counter)
    decided: set[tuple[str, str]] = field(default_factory=set)
    counted: dict[int, list[datetime]] = field(default_factory=dict)
    fences: dict[int, int] = field(default_factory=dict)
    spoken: dict[tuple[str, str], float] = field(default_factory=dict)
    planned: dict[str, float] = field(default_factory=dict)

    def complain(self, words: str) -> None:
        self.faults.append(f"{self.clock.now():%a %d %b %H:%M:%S} ({self.clock.machine.passed:.1f} s): {words}")

    def committed(self) -> None:
        """Whether every commitment to send that is new was allowed at this moment."""
        for row in self._rows(_UNDER_WAY):
            if self.fences.get(row["id"]) != row["fence"]:
                self.fences[row["id"]] = row["fence"]
                self._note(row)

    def asked(self, mark: str) -> None:
        """A request to post begins: not long after it was committed to."""
        intent = self.intents.get(mark)
        if intent is None:
            self.complain(f"posted without a commitment: {mark}")
        elif self.clock.machine.passed - intent.at > LEAVES_WITHIN.total_seconds() + A_HAIR:
            self.complain(f"{intent.key} left too long after it was committed to")

    def shown(self, mark: str) -> None:
        """A message is seen: once, unless an organiser sent it again, and within its member's budget."""
        intent = self.intents[mark]
        self.seen[mark] += 1
        if self.seen[mark] > 1 + self.again[intent.key]:
            self.complain(f"{intent.key} was seen {self.seen[mark]} times")
        elif intent.kind in BUDGETED and self.seen[mark] == 1:
            self._count(intent)

    def all_is_over(self, mark_of: Callable[[str, str], str]) -> None:
        """Every message has ended, and as it was seen."""
        for row in self._rows("SELECT * FROM message"):
            key = row["workspace_id"], row["dedupe_key"]
            seen = self.seen[mark_of(*key)]
            if row["state"] not in FINAL:
                self.complain(f"{key} never ended: {row['state']}, {row['last_error']}")
            elif row["state"] == State.SENT and not seen and row["intent_at"]:
                self.complain(f"{key} is sent, and nobody has seen it")
            elif row["state"] in (State.CANCELLED, State.EXPIRED, State.DEAD) and seen and key not in self.decided:
                self.complain(f"{key} is {row['state']} ({row['last_error']}), and was seen")

    def _note(self, row: sqlite3.Row) -> None:
        now, machine = self.clock.now(), self.clock.machine.passed
        key = row["workspace_id"], row["dedupe_key"]
        self.intents[row["mark"]] = Intent(machine, now, Kind(row["kind"]), row["member_id"], key)
        self._check_pace(row, machine)
        member = self._rows("SELECT * FROM member WHERE id = ?", row["member_id"])[0]
        self._check_wish(row, member, now)
        self._check_hour(row, member, now)

    def _check_pace(self, row: sqlite3.Row, machine: float) -> None:
        workspace, target = row["workspace_id"], row["target"]
        if machine - self.spoken.get((workspace, target), -9.0) < 1 - A_HAIR:
            self.complain(f"{row['dedupe_key']} follows too soon in {target} of {workspace}")
        self.spoken[workspace, target] = machine
        if row["priority"] > 0:
            if machine - self.planned.get(workspace, -9.0) < self.gap - A_HAIR:
                self.complain(f"{row['dedupe_key']} follows too soon in {workspace}")
            self.planned[workspace] = machine

    def _check_wish(self, row: sqlite3.Row, member: sqlite3.Row, now: datetime) -> None:
        """Each kind as the member last said that they want it; what goes to a group is everybody's."""
        kind = Kind(row["kind"])
        today = now.astimezone(ZoneInfo(member["zone"] or COMMUNITY_ZONE)).date().isoformat()
        is_paused = bool(member["paused_until"] and today < member["paused_until"])
        wishes = {
            Kind.EVENT_REMINDER: member["joined_at"],
            Kind.PROMPT: member["joined_at"] and member["wants_prompts"] and not is_paused,
            Kind.FOLLOW_UP: member["joined_at"] and member["wants_prompts"] and not is_paused,
            Kind.DID_YOU_MEET: member["joined_at"] and member["wants_introductions"] and not is_paused,
            Kind.QUESTION_WAITING: member["role"] == "organiser",
        }
        if kind is not Kind.INTRODUCTION and (member["deactivated_at"] or not wishes.get(kind, True)):
            self.complain(f"{row['dedupe_key']} is not wanted any more")

    def _check_hour(self, row: sqlite3.Row, member: sqlite3.Row, now: datetime) -> None:
        if row["kind"] == Kind.REPLY:
            return
        is_for_group = row["kind"] == Kind.INTRODUCTION
        zone = COMMUNITY_ZONE if is_for_group else member["zone"] or COMMUNITY_ZONE
        own = None if is_for_group else member["prompt_hour"]
        hour = now.astimezone(ZoneInfo(zone)).hour
        if not (8 <= hour < 18 or (own is not None and min(8, own) <= hour < max(18, own + 1))):
            self.complain(f"{row['dedupe_key']} leaves at {hour} o'clock in {zone}")

    def _count(self, intent: Intent) -> None:
        moments = self.counted.setdefault(intent.member, [])
        for length, most in ((A_DAY, 1), (A_WEEK, 3)):
            if sum(abs(intent.domain - moment) < length for moment in moments) >= most:
                earlier = ", ".join(f"{moment:%d %b %H:%M}" for moment in moments)
                self.complain(f"{intent.key} of {intent.domain:%d %b %H:%M} is too much after {earlier}")
        moments.append(intent.domain)

    def _rows(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        cursor = self.file().cursor()
        cursor.row_factory = sqlite3.Row
        return cursor.execute(sql, values).fetchall()
