"""Jumps of the clock: from one due time to the next, never past work that a process still has to do."""

from dataclasses import dataclass, field
from datetime import datetime

from aiohttp import web

from sandbox.api.refusals import Json
from sandbox.changes import Changes
from sandbox.clock import Clock, read_instant, write_instant, write_moment
from sandbox.workspace import Workspace

LIVE, HELD, SHORTEST = 30.0, 20.0, 0.2


@dataclass
class Report:
    """What a process said last: at which step it was idle, and what it has to do next. Its request is held open."""

    step: int
    due: datetime | None
    label: str
    at: float
    request: web.Request | None


@dataclass
class Jumps:
    """Moves the clock when every process that lives is idle at the present step."""

    workspace: Workspace
    reports: dict[str, Report] = field(default_factory=dict)
    going_to: datetime | None = None
    busy: bool = False
    known: bool = False
    waiting_for: str = ""
    patience: float = 10.0
    woken: Changes = field(default_factory=Changes)
    stopped: bool = False

    @property
    def clock(self) -> Clock:
        return self.workspace.clock

    async def take_report(self, request: web.Request, given: Json) -> Json:
        """Keep a process's report; answer when the clock moves, its next work is due, or 20 seconds have passed."""
        process, machine = str(given.get("process", "")), self.workspace.rates.machine
        if given.get("step") != self.clock.step:
            return self.clock.describe()
        due = read_instant(str(given["next_due"])) if given.get("next_due") else None
        report = Report(self.clock.step, due, str(given.get("label") or ""), machine(), request)
        self.reports[process], self.known = report, True
        self.wake()
        until = machine() + min(HELD, self.seconds_to(due))
        while self.clock.step == report.step and not self.stopped and (left := until - machine()) > 0:
            await self.woken.wait(self.woken.version, left)
        report.at, report.request = machine(), None
        return self.clock.describe()

    def seconds_to(self, due: datetime | None) -> float:
        """Say how long to hold a report: a clock that runs reaches the due time by itself."""
        left = (due - self.clock.now()).total_seconds() if due else HELD
        return max(left, SHORTEST) if self.clock.runs or left <= 0 else HELD

    def wake(self) -> None:
        self.woken.bump()
        self.workspace.changes.bump()

    def move(self, to: datetime) -> None:
        self.clock.move_to(to)
        self.wake()

    def live(self) -> dict[str, Report]:
        """Give the processes that reported of late; one whose held request has broken is gone."""
        since = self.workspace.rates.machine() - LIVE
        for process, report in list(self.reports.items()):
            if report.at < since or (report.request and report.request.transport is None):
                del self.reports[process]
        return self.reports

    def stop(self) -> None:
        self.stopped = True
        self.wake()

    def late(self) -> dict[str, Report]:
        """Give the processes that have work left at this step."""
        now, step = self.clock.now(), self.clock.step
        return {name: one for name, one in self.live().items() if one.step != step or (one.due and one.due <= now)}

    async def wait_until_idle(self) -> None:
        """Wait for every process, and say for whom when it takes long."""
        machine, since = self.workspace.rates.machine, self.workspace.rates.machine()
        while (late := self.late()) or (not self.reports and self.expects() and machine() - since < self.patience):
            if late and machine() - since > self.patience:
                names = [f"{name} ({one.label})" if one.label else name for name, one in late.items()]
                self.say_waiting(f"Waiting for {', '.join(names)}.")
            await self.woken.wait(self.woken.version, 0.25)
        self.say_waiting("")

    def say_waiting(self, sentence: str) -> None:
        if self.waiting_for != sentence:
            self.waiting_for = sentence
            self.workspace.changes.bump()

    def start(self, to: datetime | None) -> None:
        """Set out for an instant, or for the next due time. Without a process that reports, this is done at once."""
        refuse = self.workspace.refusals.refuse
        refuse("clock:already_moving", when=self.busy, sentence="The clock is on its way already.")
        if to:
            self.clock.check(to)
        if self.live() or self.expects():
            self.busy, self.going_to = True, to
            self.workspace.run(self.travel(to))
        elif to:
            self.move(to)

    def expects(self) -> bool:
        """Say whether a bot that is there and has reported before, as one just started again, will report soon."""
        return self.known and self.workspace.connected

    async def travel(self, to: datetime | None) -> None:
        """Step from due time to due time. The first step moves no time: it asks for reports that are fresh."""
        try:
            self.clock.hold()
            self.move(self.clock.now())
            while True:
                await self.wait_until_idle()
                due = min((one.due for one in self.reports.values() if one.due), default=None)
                target = min(one for one in (due, to) if one) if due or to else self.clock.now()
                if target > self.clock.now():
                    self.move(target)
                if to is None or target >= to:
                    await self.wait_until_idle()
                    return
        finally:
            self.clock.release()
            self.busy, self.going_to, self.waiting_for = False, None, ""
            self.wake()

    async def refresh(self) -> None:
        """Ask every process what it will do next, without moving time."""
        if self.live() and not self.busy:
            self.move(self.clock.now())
            await self.wait_until_idle()

    def describe(self) -> Json:
        found = {(one.due, one.label) for one in self.live().values() if one.due}
        named = [(write_instant(due), write_moment(due), label) for due, label in sorted(found)]
        upcoming = [{"at": at, "words": words, "label": label} for at, words, label in named]
        to = write_instant(self.going_to) if self.going_to else None
        body = {**self.clock.describe(), "words": write_moment(self.clock.now()), "running": self.clock.runs}
        body |= {"jumping": self.busy, "going_to": to, "waiting_for": self.waiting_for}
        return body | {"next": upcoming[0] if upcoming else None, "upcoming": upcoming}
