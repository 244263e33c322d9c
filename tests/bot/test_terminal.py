"""The bot's commands on the terminal: examine it, ask it, print its manifest, start it and stop it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.rules.commands import Commands
from sandbox.client import Client
from sandbox.server import Sandbox
from tests import databases
from tests.community import SETTINGS

ROOT = Path(__file__).parent.parent.parent
STARTS = "When does the event Catalysing and embedding innovation start?"
CLEAN = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}


def run(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=folder,
        env=CLEAN | environment,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    (tmp_path / "own.db").write_bytes(databases.migrated_file().read_bytes())
    return f"sqlite:///{tmp_path}/own.db"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(manifest=ROOT / "manifest.json") as running:
        yield running


def settings(sandbox: Sandbox, database_url: str) -> dict[str, str]:
    return SETTINGS | sandbox.environment() | {"DATABASE_URL": database_url, "PORT": "0"}


def test_a_question_is_answered_from_content_where_there_is_no_database(tmp_path: Path) -> None:
    done = run(tmp_path, "ask", STARTS, "--now", "2022-06-27T09:00+01:00")

    assert (done.returncode, done.stderr) == (0, "")
    assert "9am on Tuesday 5 July 2022" in done.stdout


def test_the_terminal_knows_no_member_and_says_so(tmp_path: Path) -> None:
    asked = run(tmp_path, "ask", "am I going?")

    assert asked.stdout.startswith("I do not know who you are here. Ask me in Slack")


def test_an_answer_can_be_had_as_json_at_any_moment(tmp_path: Path) -> None:
    done = run(tmp_path, "ask", *STARTS.split(), "--json", "--now", "2030-01-01")

    found = json.loads(done.stdout)
    assert (found["question"], found["outcome"]) == (STARTS, "answered")
    assert "It is over." in found["answer"]
    assert [set(source) for source in found["sources"]] == [{"name", "as_of"}]


def test_a_moment_that_is_none_is_told(tmp_path: Path) -> None:
    done = run(tmp_path, "ask", "when?", "--now", "soon")

    assert (done.returncode, "'soon' is not a moment; write it like 2022-06-27T09:00+01:00" in done.stderr) == (2, True)


def test_a_question_that_is_too_long_is_told(tmp_path: Path) -> None:
    done = run(tmp_path, "ask", "x" * 2000)

    assert (done.returncode, "1,000 characters" in done.stderr) == (2, True)


def test_the_manifest_bears_the_prefix_and_a_link_that_makes_the_app(tmp_path: Path) -> None:
    done = run(tmp_path, "manifest", COMMAND_PREFIX="sel-")

    names = [command["command"] for command in json.loads(done.stdout)["features"]["slash_commands"]]
    link = urlsplit(done.stderr.split()[-1])
    assert sorted(names) == sorted(Commands("sel-").all)
    assert json.loads(parse_qs(link.query)["manifest_json"][0]) == json.loads(done.stdout)


def test_the_doctor_names_everything_to_mend_and_its_exit_code_says_so(tmp_path: Path) -> None:
    done = run(tmp_path, "doctor")

    assert done.returncode == 1
    assert [line[:14] for line in done.stdout.splitlines() if line.startswith("MEND")] == [
        "MEND  Settings",
        "MEND  Database",
    ]


def test_the_doctor_finds_a_healthy_bot_well(tmp_path: Path, sandbox: Sandbox, database_url: str) -> None:
    done = run(tmp_path, "doctor", **settings(sandbox, database_url))

    assert (done.returncode, "MEND" in done.stdout) == (0, False)
    assert "Slack: the app-level token opens a socket." in done.stdout


def test_the_doctor_knows_a_token_that_slack_does_not_accept(
    tmp_path: Path, sandbox: Sandbox, database_url: str
) -> None:
    wrong = settings(sandbox, database_url) | {"SLACK_BOT_TOKEN": "xoxb-1-wrong"}

    done = run(tmp_path, "doctor", **wrong)

    assert (done.returncode, "MEND  Slack: it did not accept the bot token." in done.stdout) == (1, True)


def test_the_doctor_knows_when_slack_cannot_be_reached(tmp_path: Path, sandbox: Sandbox, database_url: str) -> None:
    nowhere = settings(sandbox, database_url) | {"SLACK_API_URL": "http://127.0.0.1:1/api/"}

    assert "MEND  Slack: it cannot be reached." in run(tmp_path, "doctor", **nowhere).stdout


def test_the_bot_says_what_to_mend_when_slack_does_not_accept_it(
    tmp_path: Path, sandbox: Sandbox, database_url: str
) -> None:
    done = run(tmp_path, **settings(sandbox, database_url) | {"SLACK_BOT_TOKEN": "xoxb-1-wrong"})

    assert (done.returncode, "Slack did not accept us (invalid_auth)." in done.stderr) == (2, True)


def log_of(folder: Path) -> str:
    return (folder / "log").read_text()


def start(folder: Path, module: list[str], environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    """A process of the bot, as soon as it is ready."""
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", *module], cwd=folder, env=CLEAN | environment, stdout=log, stderr=log
        )
    deadline = time.monotonic() + 20
    while '"ready"' not in log_of(folder) and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    return process


@pytest.mark.parametrize("module", [["bot"], ["bot", "web"], ["schedules"]])
def test_a_process_starts_and_stops_when_told_to(
    tmp_path: Path, sandbox: Sandbox, database_url: str, module: list[str]
) -> None:
    process = start(tmp_path, module, settings(sandbox, database_url))

    process.send_signal(signal.SIGTERM)

    assert process.wait(10) == 0, log_of(tmp_path)
    assert '"stopped"' in log_of(tmp_path)
    assert "Traceback" not in log_of(tmp_path)


def test_a_process_that_cannot_reach_slack_waits_and_still_stops_when_told_to(
    tmp_path: Path, sandbox: Sandbox, database_url: str
) -> None:
    nowhere = settings(sandbox, database_url) | {"SLACK_API_URL": "http://127.0.0.1:1/api/"}
    process = subprocess.Popen(
        [sys.executable, "-m", "schedules"], cwd=tmp_path, env=CLEAN | nowhere, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    assert any("slack is away" in line for line in process.stderr)

    process.send_signal(signal.SIGTERM)

    assert process.wait(10) == 0
    process.stderr.close()


def test_web_answers_in_slack_while_the_worker_sends(tmp_path: Path, database_url: str) -> None:
    with Sandbox(manifest=ROOT / "manifest.json") as own:
        process = start(tmp_path, ["bot", "web"], settings(own, database_url))
        amina = Client(own.url).person("Amina")
        amina.types("/events")
        amina.sees("Tuesday 5 July 2022, 9am to 10.45am")
        process.send_signal(signal.SIGTERM)

        assert process.wait(10) == 0, log_of(tmp_path)


def test_a_port_that_is_taken_is_told(tmp_path: Path, sandbox: Sandbox, database_url: str) -> None:
    done = run(tmp_path, **settings(sandbox, database_url) | {"PORT": str(sandbox.port)})

    assert (done.returncode, f"Port {sandbox.port} is in use." in done.stderr) == (2, True)
