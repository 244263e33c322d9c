"""Two workers and two web processes share one database: whichever of them dies, everybody hears everything once."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

from sandbox.client import Client, Person
from sandbox.server import Sandbox
from tests import databases
from tests.stories import conftest

CAST = ("Amina", "Daniel", "Priya", "Grace")


class Process(Protocol):
    def set_off(self) -> None: ...
    def is_ready(self) -> None: ...
    def start(self) -> None: ...
    def stop(self) -> None: ...
    def kill(self) -> None: ...


@pytest.fixture
def address() -> Iterator[str]:
    """An empty, migrated PostgreSQL database that all processes open."""
    with databases.fresh_postgres() as empty:
        conftest.upgrade(empty)
        yield empty


@pytest.fixture
def processes(sandbox: Sandbox, address: str, tmp_path: Path) -> Iterator[list[Process]]:
    """Two web processes, and then two workers, each in its own process."""
    commands = [("bot", "web"), ("bot", "web"), ("schedules",), ("schedules",)]
    found: list[Process] = [
        conftest.Bot(sandbox, address, tmp_path / f"{number}.log", command=command)
        for number, command in enumerate(commands)
    ]
    for process in found:
        process.set_off()
    for process in found:
        process.is_ready()
    yield found
    for process in found:
        process.stop()


def test_whichever_process_is_killed_everybody_hears_everything_once(
    sandbox: Sandbox, processes: list[Process]
) -> None:
    slack = Client(sandbox.url)
    slack.wait_for_bot()
    people = [slack.person(name) for name in CAST]
    for who in people:
        joins(who)
        who.types("/events")
        who.sees("Tuesday 5 July 2022, 9am to 10.45am")
        who.presses("Going", near="Catalysing")
        who.sees("I will remind you on Monday 4 July 2022")

    first_web, _, first_worker, second_worker = processes
    for who in people:
        who.says("what should I read?")
    first_worker.kill()
    first_web.kill()
    slack.wait_for_bot()
    for who in people:
        who.sees("There are 5 resources", within=120)

    slack.clock.move_to("2022-06-28T08:01:00Z")
    for who in people:
        who.sees("Only you can see what you write.")
    first_worker.start()
    first_web.start()
    second_worker.kill()
    slack.clock.move_to("2022-07-04T08:01:00Z")
    for who in people:
        who.sees("is tomorrow: Tuesday 5 July 2022")
    second_worker.start()

    for who in people:
        assert doubled(who) == []
    assert slack.unmodelled() == []


def doubled(who: Person) -> list[str]:
    """What the bot said to this person more than once."""
    seen = Counter(message.text for message in who.messages("bot") if not message.only_you)
    return [text for text, times in seen.items() if times > 1]


def joins(who: Person) -> None:
    who.opens_home()
    who.sees_home("Joining takes 2 minutes")
    who.presses("Join")
    who.sees_form("We ask 4 things of each other")
    who.chooses_in_form("Where do you work?", "Bexley Council")
    who.chooses_in_form("In which sector?", "Local authority")
    who.chooses_in_form("Do you want prompts?", "Yes, to me alone")
    who.chooses_in_form("On which day?", "Tuesday")
    who.chooses_in_form("Do you want introductions?", "No")
    assert who.submits("Join") == "updated"
    who.closes_form()
