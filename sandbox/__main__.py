"""The command line: python -m sandbox [--port 8765] [--manifest manifest.json] [--open] [-- COMMAND ...]."""

import argparse
import errno
import os
import signal
import subprocess
import sys
import threading
import webbrowser
from pathlib import Path
from types import FrameType
from typing import Literal
from urllib.parse import urljoin

from sandbox.manifest import read_manifest
from sandbox.server import Sandbox

PORTS_TRIED = 20
PATIENCE = 10


def read_arguments(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="A Slack workspace on your own machine.")
    parser.add_argument("--port", type=int, default=8765, help="the port of the page (default: 8765)")
    parser.add_argument("--manifest", type=Path, default=Path("manifest.json"), help="the app's manifest")
    parser.add_argument("--http", metavar="URL", help="send signed requests to this address, instead of Socket Mode")
    parser.add_argument("--several", action="store_true", help="two workspaces, which install the app; needs --http")
    parser.add_argument("--open", action="store_true", help="open the page in a browser")
    parser.add_argument("command", nargs="*", help="a command that starts the bot, after --")
    found = parser.parse_args(words)
    if found.several and not found.http:
        parser.error("--several needs --http: installing an app goes through its own web page")
    return found


def listen(manifest: Path, port: int, url: str | None, *, several: bool = False) -> Sandbox:
    """Listen on the port, or on the next one that is free."""
    for candidate in range(port, port + PORTS_TRIED):
        transport: Literal["socket", "http"] = "http" if url else "socket"
        sandbox = Sandbox(
            manifest, port=candidate, clock_runs=True, transport=transport, request_url=url, several=several
        )
        try:
            sandbox.start()
        except OSError as failure:
            if failure.errno != errno.EADDRINUSE:
                raise
            say(f"Port {candidate} is taken. Trying {candidate + 1}.")
        else:
            return sandbox
    raise SystemExit(f"No port from {port} to {port + PORTS_TRIED - 1} is free. Choose another with --port.")


def say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


class Child:
    """The bot's process, in a session of its own, so that Ctrl+C reaches it only through us."""

    def __init__(self, command: list[str], sandbox: Sandbox) -> None:
        self.command, self.sandbox = command, sandbox
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environment = {**os.environ, **self.sandbox.environment()}
        try:
            self.process = subprocess.Popen(self.command, env=environment, start_new_session=True)
        except OSError as failure:
            report(self.sandbox, f"The bot could not be started: {failure.strerror}: {self.command[0]}.")

    def stop(self) -> None:
        """Ask the bot to end, wait, and end it if it does not."""
        process, self.process = self.process, None
        if process is None or process.poll() is not None:
            return
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            say(f"The bot did not stop within {PATIENCE} seconds, so it was ended.")
            process.kill()
            process.wait()

    def watch(self, stopping: threading.Event) -> None:
        """Wait until we are stopped; say so when the bot ends by itself before that."""
        while not stopping.wait(0.2):
            process = self.process
            if process and process.poll() is not None and process is self.process:
                code, self.process = process.returncode, None
                words = f"The bot stopped by itself (exit code {code}). Read the terminal, then start again."
                report(self.sandbox, words)


def report(sandbox: Sandbox, sentence: str) -> None:
    sandbox.tell(sentence)
    say(sentence)


def check_manifest(path: Path) -> None:
    if not path.is_file():
        raise SystemExit(f"There is no manifest at {path}. Give its path with --manifest.")
    try:
        read_manifest(path)
    except (ValueError, KeyError, AttributeError) as wrong:
        raise SystemExit(f"The manifest at {path} cannot be read: {wrong}.") from None


def has_display() -> bool:
    """Say whether a browser can show itself: without a display, Linux would start one in this terminal."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def main() -> None:
    arguments, stopping = read_arguments(sys.argv[1:]), threading.Event()
    check_manifest(arguments.manifest)

    def stop(_number: int, _frame: FrameType | None) -> None:
        # in a thread: set() needs a lock that the main thread, which waits for it, may hold at this very moment
        threading.Thread(target=stopping.set).start()

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    sandbox = listen(arguments.manifest, arguments.port, arguments.http, several=arguments.several)
    say(f"Open {sandbox.url} in a browser. Press Ctrl+C to stop.")
    if sandbox.neighbour:
        say(f"The other workspace is at {sandbox.neighbour.url}.")
        say(f"Install the app in each of them at {urljoin(arguments.http, '/slack/install')}.")
    child = Child(arguments.command, sandbox)
    try:
        if arguments.command:
            sandbox.control.child = child
            child.start()
        if arguments.open and has_display():
            webbrowser.open(sandbox.url)
        child.watch(stopping)
    finally:
        child.stop()
        sandbox.stop()


if __name__ == "__main__":
    main()
