"""One thread in which everybody takes turns, chosen by a seed; whoever has a turn can be frozen or killed."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from greenlet import GreenletExit, getcurrent, greenlet

from bot.clock import Machine

BOOT = datetime(2031, 1, 6, 8, 0, tzinfo=UTC)
"""Where machine time begins: it has nothing to do with domain time."""

LONGEST_FREEZE = 120.0  # seconds: twice a lease


class Killed(GreenletExit):  # type: ignore[misc]  # greenlet is untyped
    """The process was killed: nothing of ours catches this, and it ends without a word."""


class SimulatedMachine(Machine):
    """Machine time, which only the simulation moves."""

    def __init__(self) -> None:
        self.passed = 0.0

    def now(self) -> datetime:
        return BOOT + timedelta(seconds=self.passed)

    def seconds(self) -> float:
        return self.passed


@dataclass
class SimulatedClock:
    """Domain time: it goes with the machine's, and jumps."""

    machine: SimulatedMachine
    start: datetime
    jumped: timedelta = timedelta(0)

    def now(self) -> datetime:
        return self.start + self.jumped + timedelta(seconds=self.machine.passed)


@dataclass
class Actor:
    """Somebody, or some process, that does one thing after the other."""

    name: str
    thread: greenlet
    is_mortal: bool
    wakes: float = 0.0
    is_dead: bool = False


@dataclass(frozen=True)
class Dangers:
    """How likely it is, each time, that a process is killed or frozen."""

    killed: float = 0.0
    frozen: float = 0.0


class Turns:
    """Whose turn it is. Machine time passes between turns, and never within one."""

    def __init__(self, rng: random.Random, machine: SimulatedMachine, dangers: Dangers) -> None:
        self.rng, self.machine, self.dangers = rng, machine, dangers
        self.actors: list[Actor] = []
        self.deaths = 0
        self._stage = getcurrent()
        self._now_on: Actor | None = None

    def enter(self, name: str, play: Callable[[], None], *, is_mortal: bool = False, wakes: float = 0.0) -> None:
        thread = greenlet(play, parent=self._stage)
        self.actors.append(Actor(name, thread, is_mortal, self.machine.passed + wakes))

    def next(self) -> None:
        """One turn of somebody who is awake; when all sleep, time passes until the first wakes."""
        self.machine.passed += self.rng.expovariate(10)
        awake = [actor for actor in self.actors if actor.wakes <= self.machine.passed]
        if not awake:
            actor = min(self.actors, key=lambda one: one.wakes)
            self.machine.passed, awake = actor.wakes, [actor]
        self._give(self.rng.choice(awake))

    def wait(self, seconds: float) -> None:
        """Everybody else goes on for at least so long."""
        if (actor := self._now_on) is not None:
            actor.wakes = self.machine.passed + seconds
            self._stage.switch()

    def switch(self) -> None:
        """Others may go on here, and whoever is mortal may be frozen for longer than a lease, or die."""
        actor = self._now_on
        if actor is None:
            return
        is_frozen = actor.is_mortal and self.rng.random() < self.dangers.frozen
        self.wait(self.rng.uniform(0, LONGEST_FREEZE) if is_frozen else self.rng.expovariate(5))
        self.risk()

    def risk(self) -> None:
        """Whoever is mortal may die here."""
        actor = self._now_on
        if actor is not None and actor.is_mortal and self.rng.random() < self.dangers.killed:
            actor.is_dead = True
            self.deaths += 1
            raise Killed

    @property
    def is_haunted(self) -> bool:
        """Whether somebody acts who was killed."""
        return self._now_on is not None and self._now_on.is_dead

    @property
    def name(self) -> str:
        return self._now_on.name if self._now_on else "the end"

    def end(self) -> None:
        """Everybody is gone at once; what they had under way is lost."""
        for actor in self.actors:
            actor.is_dead = True
            self._now_on = actor
            actor.thread.throw(Killed)
        self.actors, self._now_on = [], None

    def _give(self, actor: Actor) -> None:
        self._now_on = actor
        actor.thread.switch()
        self._now_on = None
        if actor.thread.dead:
            self.actors.remove(actor)
