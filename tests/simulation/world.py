"""One simulation from a seed: the production code as it is, in a world that does its worst, and then an end."""

import os
import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from structlog.testing import capture_logs

from bot.installations import OneWorkspace
from bot.settings import Settings
from bot.tools import Tools
from bot.vault import Keyring, Vault
from schedules.sending import delivery
from schedules.sending.worker import Worker
from tests.community import SETTINGS
from tests.simulation import actors, mornings
from tests.simulation.actors import Cast
from tests.simulation.ledger import Ledger
from tests.simulation.slack import FaultySlack
from tests.simulation.turns import Dangers, SimulatedClock, SimulatedMachine, Turns

TURNS = 200
"""How many turns a simulation has before its faults stop."""

LAST_TURNS = 4000
_ENDED = "SELECT count(*) FROM message WHERE state IN ('ready', 'sending', 'uncertain')"
_NEXT_DUE = "SELECT min(due_at) FROM message WHERE state = 'ready'"
_HELD_BACK = (
    "SELECT 1 FROM message WHERE (state = 'ready' AND due_at <= ?) OR state IN ('sending', 'uncertain') LIMIT 1"
)


class Broken(AssertionError):
    """Something happened that may never happen."""


@dataclass(frozen=True)
class Told:
    """What happened in a simulation."""

    seed: int
    faults: tuple[str, ...]
    seen: int
    deaths: int


def run(seed: int) -> None:
    """Raises Broken, with how to play it again, when something happened that may never happen."""
    told = play(seed)
    if told.faults:
        lines = "\n".join(told.faults[:5])
        raise Broken(f"{again(seed)}\n{lines}")


def again(seed: int) -> str:
    """How to play a simulation that is broken once more."""
    return f"Seed {seed} is broken. Again: python -m tests.simulation {seed}"


def play(seed: int) -> Told:
    """Play the simulation of this seed, and tell what happened."""
    with capture_logs() as told:
        world = World(seed)
        world.unfold()
    errors = [str(line.get("exc_info") or line["event"]) for line in told if line["log_level"] in ("error", "critical")]
    faults = (*world.ledger.faults, *(f"an error was logged: {error}" for error in errors))
    return Told(seed, faults, sum(world.ledger.seen.values()), world.turns.deaths)


class World:
    """Everything in one simulation."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)  # noqa: S311 - replayable on purpose
        self.machine = SimulatedMachine()
        start = mornings.STARTS[seed % len(mornings.STARTS)]
        self.clock = SimulatedClock(self.machine, start)
        danger = self.rng.choice((0.0, 0.01, 0.05))
        self.turns = Turns(self.rng, self.machine, Dangers(killed=danger, frozen=self.rng.choice((0.0, 0.02, 0.1))))
        self.db = mornings.database()
        mornings.morning(start).backup(self.db.file)
        settings = Settings.read(SETTINGS)
        self.ledger = Ledger(lambda: self.db.file, self.clock, 1 / settings.messages_per_second)
        faults = self.rng.choice((0.0, 0.1, 0.3, 0.6))
        self.slack = FaultySlack(self.turns, self.ledger, lambda: self.db.is_held, faults)
        vault = Vault(Keyring.read(settings.encryption_keys))
        self.tools = Tools(
            db=self.db,
            slack=self.slack,  # type: ignore[arg-type]  # the fake stands in by behaviour
            clock=self.clock,
            settings=settings,
            vault=vault,
            installations=OneWorkspace("xoxb-1-test"),
        )
        self.cast = Cast(self.turns, self.clock, self.ledger, self.new_worker)
        self._workers = 0

    def new_worker(self, name: str) -> Worker:
        return Worker(self.tools, name, random.Random(self.rng.random()), self.machine)  # noqa: S311 - the same

    def unfold(self) -> None:
        """Everything that happens, until nothing can happen any more or something is broken."""
        self.db.turns, self.db.committed, self.db.ghost = self.turns, self.ledger.committed, self._haunt
        try:
            self._enter_all()
            self._play()
            self.turns.end()
            if not self.ledger.faults:
                self._end()
        finally:
            self.turns.end()
            self.db.turns, self.db.committed = None, _nothing

    def _enter_all(self) -> None:
        self._keep_workers(self.rng.randrange(2, 5))
        enter = self.turns.enter
        enter("planner", partial(actors.plan, self.cast), is_mortal=False)
        enter("time", partial(actors.pass_time, self.cast))
        for workspace in mornings.WORKSPACES:
            enter(f"members of {workspace}", partial(actors.live, self.cast, workspace))
            enter(f"organisers of {workspace}", partial(actors.organise, self.cast, workspace))

    def _play(self) -> None:
        wanted = sum(actor.is_mortal for actor in self.turns.actors)
        for _ in range(TURNS):
            self.turns.next()
            self._keep_workers(wanted)
            self.slack.settle()
            if self.ledger.faults:
                return

    def _keep_workers(self, wanted: int) -> None:
        """Who was killed is started again after a while, under a new name."""
        missing = wanted - sum(actor.is_mortal for actor in self.turns.actors)
        for _ in range(missing):
            self._workers += 1
            name = f"worker {self._workers}"
            play = partial(actors.work, self.cast, name, takes_over=self.rng.random() < 0.3)
            self.turns.enter(name, play, is_mortal=True, wakes=self.rng.uniform(0, 20))

    def _end(self) -> None:
        """No more faults: time goes on until every message has ended."""
        self.slack.faults, self.slack.locked = 0.0, {}
        worker = self.new_worker("the last worker")
        for _ in range(LAST_TURNS):
            jobs = delivery.look_round(worker, planned=8, replies=4)
            for job in (*jobs.replies, *jobs.planned):
                job()
            self.slack.settle()
            if self.ledger.faults or not self.db.file.execute(_ENDED).fetchone()[0]:
                break
            if not jobs:
                self._pass_time()
        self.ledger.all_is_over(self.tools.vault.mark)

    def _pass_time(self) -> None:
        now = self.clock.now()
        self.machine.passed += 1.0
        if self.db.file.execute(_HELD_BACK, (_as_row(now),)).fetchone():
            self.machine.passed += 20.0
            return
        (due,) = self.db.file.execute(_NEXT_DUE).fetchone()
        if due:
            later = datetime.fromisoformat(due).replace(tzinfo=now.tzinfo) - now
            self.clock.jumped += max(later, timedelta(0))

    def _haunt(self, name: str) -> None:
        self.ledger.complain(f"{name} was dead and asked the database")


def _as_row(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f")


def _nothing() -> None:
    pass


def replay(seeds: list[str]) -> int:
    """Tell what happens in these simulations."""
    told = [play(int(seed)) for seed in seeds]
    for one in told:
        print(f"seed {one.seed}: {one.seen} messages seen, {one.deaths} workers killed", *one.faults, sep=os.linesep)
    return any(one.faults for one in told)
