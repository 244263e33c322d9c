"""python -m sandbox: it says where the page is, starts the bot, and stops it."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sandbox.client import Client
from tests.sandbox.room import MANIFEST


@contextmanager
def start(*words: str) -> Iterator[subprocess.Popen[str]]:
    """Run the sandbox, and end it with Ctrl+C's signal."""
    command = [sys.executable, "-m", "sandbox", "--manifest", str(MANIFEST), *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(10) == 0


def read_until(process: subprocess.Popen[str], pattern: str) -> re.Match[str]:
    """Read lines until one fits."""
    assert process.stdout
    for line in process.stdout:
        if found := re.search(pattern, line):
            return found
    raise AssertionError(f"nothing fits {pattern}")


def take_port() -> socket.socket:
    """Take a free port, and keep it."""
    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    taken.listen()
    return taken


def test_a_taken_port_is_said_and_the_next_one_is_used() -> None:
    with take_port() as taken:
        port = taken.getsockname()[1]
        with start("--port", str(port)) as process:
            read_until(process, f"Port {port} is taken")
            assert read_until(process, r"Open (http://127\.0\.0\.1:(\d+)) in a browser")[2] != str(port)


def test_the_bot_is_given_its_environment_and_ends_with_the_sandbox() -> None:
    shown = "import os,sys,time; print('KEYS', os.getpid(), *sorted(os.environ)); sys.stdout.flush(); time.sleep(60)"
    with start("--port", "0", "--", sys.executable, "-c", shown) as process:
        line = read_until(process, r"KEYS (\d+) .*")
        wanted = {"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_API_URL", "CLOCK_URL"}
        assert wanted <= set(line[0].split())
    assert not is_alive(int(line[1]))


def test_a_bot_that_ends_by_itself_is_said_on_the_terminal_and_on_the_page() -> None:
    with start("--port", "0", "--", sys.executable, "-c", "raise SystemExit(3)") as process:
        url = read_until(process, r"Open (\S+) in")[1]
        read_until(process, r"stopped by itself \(exit code 3\)")
        assert "stopped by itself" in Client(url).transport.get("/sandbox/status")["notices"][0]


def test_the_bot_is_sent_away_while_the_clock_moves_on() -> None:
    shown = "import os,time; print('STARTED', os.getpid(), flush=True); time.sleep(60)"
    with start("--port", "0", "--", sys.executable, "-c", shown) as process:
        url = read_until(process, r"Open (\S+) in")[1]
        first = int(read_until(process, r"STARTED (\d+)")[1])
        slack = Client(url)
        slack.send_bot_away(days=3)
        assert (int(read_until(process, r"STARTED (\d+)")[1]) == first, is_alive(first)) == (False, False)
        assert slack.clock.now().startswith("2022-06-30T08:00")


def test_over_http_the_bot_is_given_a_signing_secret_and_no_app_token() -> None:
    shown = "import os,time; print('KEYS', *sorted(os.environ), flush=True); time.sleep(60)"
    words = ("--port", "0", "--http", "http://127.0.0.1:1/slack/events", "--", sys.executable, "-c", shown)
    with start(*words) as process:
        keys = read_until(process, r"KEYS .*")[0].split()
        assert ("SLACK_SIGNING_SECRET" in keys, "SLACK_APP_TOKEN" in keys) == (True, False)


def is_alive(pid: int) -> bool:
    """Say whether a process still runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_manifest_that_cannot_be_read_is_said_in_a_sentence(tmp_path: Path) -> None:
    for words, sentence in (("{nonsense", "cannot be read"), (None, "There is no manifest")):
        path = tmp_path / "manifest.json"
        path.unlink(missing_ok=True)
        if words:
            path.write_text(words, "utf-8")
        command = [sys.executable, "-m", "sandbox", "--manifest", str(path)]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (ended.returncode, sentence in ended.stderr, "Traceback" in ended.stderr) == (1, True, False)


def test_two_workspaces_are_said_with_where_to_install_the_app() -> None:
    names = "os.environ['SLACK_CLIENT_ID'], os.environ['PUBLIC_URL']"
    shown = f"import os,time; print('ID', {names}, flush=True); time.sleep(60)"
    url = "http://127.0.0.1:1/slack/events"
    with start("--port", "0", "--several", "--http", url, "--", sys.executable, "-c", shown) as process:
        first = read_until(process, r"Open (http://127\.0\.0\.1:\d+) in a browser")[1]
        second = read_until(process, r"The other workspace is at (http://127\.0\.0\.1:\d+)\.")[1]
        read_until(process, r"Install the app in each of them at http://127\.0\.0\.1:1/slack/install\.")
        read_until(process, r"ID \d+\.\d+ http://127\.0\.0\.1:1/")
        found = [Client(address).transport.get("/sandbox/world")["workspace"] for address in (first, second)]
    assert found == ["South East London leaders", "North London leaders"]


def test_several_workspaces_need_an_address_of_the_bot() -> None:
    command = [sys.executable, "-m", "sandbox", "--manifest", str(MANIFEST), "--several"]

    refused = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)

    assert "--several needs --http" in refused.stderr
