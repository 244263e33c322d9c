"""A morning with a lot to send, a Slack on the wire, and processes that can be killed, stopped and followed."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import c_double
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.sharedctypes import RawValue
from typing import Any

import pytest

from db.database import Database
from tests.community import Community
from tests.crashes import child, scene
from tests.crashes.child import Hand, MovedMachine, Orders
from tests.crashes.points import Point
from tests.crashes.scene import Scene
from tests.crashes.wire import Wire, served

PATIENCE = 60  # seconds, on a machine that is busy
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.crashes.child"])


@dataclass
class First:
    """The first worker: a process of its own, which waits at one point unless it comes to its end before."""

    pid: int
    pipe: Connection

    def reaches(self) -> Point | list[Point]:
        """The point at which it waits, or all that it has passed when it came to its end."""
        found: Point | list[Point] = hear(self.pipe)
        return found

    def is_killed(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        assert hear(self.pipe) == -signal.SIGKILL

    def is_stopped(self) -> None:
        os.kill(self.pid, signal.SIGSTOP)

    def goes_on(self) -> None:
        """It does not know that it was stopped."""
        os.kill(self.pid, signal.SIGCONT)

    def is_let_go(self) -> None:
        """It need not wait at its point any longer."""
        self.pipe.send("go on")

    def ends(self) -> list[Point]:
        passed = self.reaches()
        assert isinstance(passed, list)
        assert hear(self.pipe) == 0
        return passed


def hear(pipe: Connection) -> Any:
    assert pipe.poll(PATIENCE), "the process says nothing"
    return pipe.recv()


@dataclass
class Morning:
    """The scene, as often as it is wanted, and who works in it."""

    scene: Scene
    wire: Wire
    machine: MovedMachine
    pipe: Connection
    passed: list[Point]  # by a worker whom nobody disturbs
    second: Hand

    @property
    def on_sqlite(self) -> bool:
        return self.scene.database.on_sqlite

    def begins(self, *, waits_at: int) -> First:
        """The morning comes again, and the first worker begins."""
        self.scene.put_back(self.wire)
        self.pipe.send(waits_at)
        return First(hear(self.pipe), self.pipe)

    def others_finish(self) -> None:
        """Another worker, who has just come, does what is left."""
        self.second.works()

    def wrongs(self) -> list[str]:
        return self.scene.wrongs(self.wire)


@contextmanager
def nursery(orders: Orders, added: c_double) -> Iterator[tuple[Connection, list[Point]]]:
    here, there = PROCESSES.Pipe()
    process = PROCESSES.Process(target=child.nurse, args=(orders, added, there), daemon=True)
    process.start()
    there.close()
    try:
        yield here, hear(here)
        here.send(None)
        process.join(PATIENCE)
    finally:
        process.kill()
        process.join(PATIENCE)
        process.close()
        here.close()


@pytest.fixture
def morning(database: Database, community: Community) -> Iterator[Morning]:
    prepared, added = scene.set_up(community), RawValue(c_double, 0.0)
    with served(Wire(community.now())) as wire:
        prepared.put_back(wire)
        orders = Orders(database.url.render_as_string(hide_password=False), wire.address, community.now())
        second = Hand(orders, MovedMachine(added), "the second")
        with nursery(orders, added) as (pipe, passed):
            yield Morning(prepared, wire, second.machine, pipe, passed, second)
        second.closes()
