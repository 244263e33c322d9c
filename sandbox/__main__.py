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

from sandbox.manifest import read_manifest
from sandbox.server import Sandbox

PORTS_TRIED = 20
PATIENCE = 10


def read_arguments(words: list[str]) -> argparse.Namespace:
    """Read the command line; what follows -- is the bot's own command."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="A Slack workspace on your own machine.")
    parser.add_argument("--port", type=int, default=8765, help="the port of the page (default: 8765)")
    parser.add_argument("--manifest", type=Path, default=Path("manifest.json"), help="the app's manifest")
    parser.add_argument("--open", action="store_true", help="open the page in a browser")
    parser.add_argument("command", nargs="*", help="a command that starts the bot, after --")
    return parser.parse_args(words)


def listen(manifest: Path, port: int) -> Sandbox:
    """Listen on the port, or on the next one that is free."""
    for candidate in range(port, port + PORTS_TRIED):
        sandbox = Sandbox(manifest, port=candidate, clock_runs=True)
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
    """Write one line at once, also when a program reads it."""
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


def start_bot(command: list[str], sandbox: Sandbox) -> subprocess.Popen[bytes] | None:
    """Start the bot in a session of its own, so that Ctrl+C reaches it only through us."""
    if not command:
        return None
    environment = {**os.environ, **sandbox.environment()}
    try:
        return subprocess.Popen(command, env=environment, start_new_session=True)
    except OSError as failure:
        report(sandbox, f"The bot could not be started: {failure.strerror}: {command[0]}.")
        return None


def watch_bot(bot: subprocess.Popen[bytes] | None, sandbox: Sandbox, stopping: threading.Event) -> None:
    """Wait until we are stopped; say so when the bot ends by itself before that."""
    while not stopping.wait(0.2):
        if bot and bot.poll() is not None:
            report(
                sandbox, f"The bot stopped by itself (exit code {bot.returncode}). Read the terminal, then start again."
            )
            bot = None


def report(sandbox: Sandbox, sentence: str) -> None:
    """Say something on the page and on the terminal."""
    sandbox.tell(sentence)
    say(sentence)


def stop_bot(bot: subprocess.Popen[bytes] | None) -> None:
    """Ask the bot to end, wait, and end it if it does not."""
    if bot is None or bot.poll() is not None:
        return
    bot.terminate()
    try:
        bot.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        say(f"The bot did not stop within {PATIENCE} seconds, so it was ended.")
        bot.kill()
        bot.wait()


def check_manifest(path: Path) -> None:
    """End with a sentence when there is no manifest, or none that can be read."""
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
    """Run the sandbox, and the bot if a command was given, until Ctrl+C."""
    arguments, stopping = read_arguments(sys.argv[1:]), threading.Event()
    check_manifest(arguments.manifest)

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopping.set()

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    sandbox = listen(arguments.manifest, arguments.port)
    say(f"Open {sandbox.url} in a browser. Press Ctrl+C to stop.")
    bot = start_bot(arguments.command, sandbox)
    try:
        if arguments.open and has_display():
            webbrowser.open(sandbox.url)
        watch_bot(bot, sandbox, stopping)
    finally:
        stop_bot(bot)
        sandbox.stop()


if __name__ == "__main__":
    main()
