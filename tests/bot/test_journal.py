"""The log holds no token, wherever in an entry it stands."""

import subprocess
import sys
from pathlib import Path

import pytest

TOKEN = "xoxb-12-Ab3"
ROOT = Path(__file__).parent.parent.parent
WRITE = """
import logging, structlog
from bot.journal import open_journal
open_journal()
log, plain, token = structlog.get_logger("a"), logging.getLogger("b"), "TOKEN"
def fail():
    raise RuntimeError("no entry with " + token)
{line}
"""


def written(line: str, *, token: str = TOKEN) -> str:
    program = WRITE.format(line=line).replace("TOKEN", token)
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stderr


LINES = {
    "said": "log.info('hello ' + token)",
    "in a field": "log.info('hello', found=token)",
    "deep in a field": "log.info('hello', found={'tokens': [token]})",
    "as an error": "log.info('hello', found=RuntimeError(token))",
    "in a trace": "\ntry: fail()\nexcept RuntimeError: log.exception('hello')",
    "by a library": "plain.warning('hello %s', token)",
    "in a trace of a library": "\ntry: fail()\nexcept RuntimeError: plain.exception('hello')",
}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES.keys())
def test_a_token_is_hidden_wherever_it_stands(line: str) -> None:
    found = written(line)

    assert "hello" in found
    assert "[token]" in found
    assert "xoxb-12" not in found


@pytest.mark.parametrize("token", ["xoxb-1-aB", "xoxp-1-aB", "xapp-1-A02-aB", "xoxe-1-aB"])
def test_every_kind_of_token_is_hidden(token: str) -> None:
    assert token not in written("log.info('hello', found=token)", token=token)


def test_libraries_that_log_whole_requests_are_kept_quiet() -> None:
    lines = [f"logging.getLogger('{name}').warning('body')" for name in ("slack_bolt", "slack_sdk.web", "waitress")]

    assert written("; ".join(lines)) == ""
