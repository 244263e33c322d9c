"""What the operator sets is checked as a whole before anything starts, and told in sentences."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsFault
from tests.community import SETTINGS

ROOT = Path(__file__).parent.parent.parent
GOOD = {name: value for name, value in SETTINGS.items() if name != "DATABASE_URL"}
NEEDED = {"SLACK_APP_TOKEN", "SLACK_BOT_TOKEN", "ENCRYPTION_KEYS"}


def told(**changes: str) -> str:
    with pytest.raises(SettingsFault) as caught:
        Settings.read(GOOD | changes)
    return caught.value.words


@pytest.mark.parametrize(("said", "meant"), [("yes", True), ("no", False), ("", False)])
def test_plain_blocks_are_asked_for_in_a_word(said: str, meant: bool) -> None:  # noqa: FBT001 - what is meant
    assert Settings.read(GOOD | {"PLAIN_BLOCKS": said}).plain_blocks is meant


def test_tokens_and_keys_are_enough() -> None:
    settings = Settings.read(GOOD)

    assert (settings.port, settings.database_url) == (3000, "sqlite:///.data/community.db")
    assert (settings.slack_api_url, settings.clock_url, settings.command_prefix) == ("https://slack.com/api/", None, "")


def test_a_signing_secret_stands_in_for_the_token_of_socket_mode() -> None:
    over_http = {name: value for name, value in GOOD.items() if name != "SLACK_APP_TOKEN"}

    settings = Settings.read(over_http | {"SLACK_SIGNING_SECRET": "0123456789abcdef"})

    assert settings.slack_app_token is None


def test_every_problem_is_told_in_one_message() -> None:
    with pytest.raises(SettingsFault) as caught:
        Settings.read({"PORT": "many", "CLOCK_URL": "https://clock.example", "SLACK_APP_TOKEN": "xapp-your-token"})

    lines = caught.value.words.splitlines()
    assert lines[0] == f"The bot did not start: {len(NEEDED) + 2} settings need your attention."
    assert {line.split()[1] for line in lines[1:-1]} == {*NEEDED, "PORT", "CLOCK_URL"}


def test_one_problem_is_told_as_one() -> None:
    assert told(PORT="many").startswith("The bot did not start: 1 setting needs your attention.")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("SLACK_BOT_TOKEN", "", "SLACK_BOT_TOKEN is missing: Bot token of the Slack app (xoxb-)."),
        ("SLACK_BOT_TOKEN", "   ", "SLACK_BOT_TOKEN is missing"),
        ("PLAIN_BLOCKS", "perhaps", "PLAIN_BLOCKS must be yes or no."),
        ("SLACK_BOT_TOKEN", "xapp-1-test", "must start with xoxb- (a bot token), but it holds an app-level token."),
        ("SLACK_BOT_TOKEN", "xoxp-1-test", "but it holds a user token."),
        ("SLACK_BOT_TOKEN", "hunter2", "but it holds something else."),
        ("SLACK_APP_TOKEN", "xoxb-1-test", "must start with xapp- (an app-level token), but it holds a bot token."),
        ("PORT", "70000", "PORT cannot be used: input should be less than or equal to 65535."),
        ("PORT", "-1", "PORT cannot be used"),
        ("COMMAND_PREFIX", "SEL ", "COMMAND_PREFIX cannot be used"),
        ("COMMAND_PREFIX", "a" * 13, "COMMAND_PREFIX cannot be used"),
        ("DATABASE_URL", "mysql://host/x", "DATABASE_URL must start with sqlite:/// or postgresql://"),
        ("DATABASE_URL", "postgresql://amina:hunter2@host:port/x", "DATABASE_URL must be an address like"),
    ],
)
def test_a_value_that_cannot_be_used_is_told_with_what_to_do(name: str, value: str, words: str) -> None:
    assert words in told(**{name: value})


@pytest.mark.parametrize(
    "token", ["xoxb-your-token", "xoxb-xxxx-xxxx", "xoxb-...", "xoxb-<token>", "xoxb-paste-here", "xoxb-change_me"]
)
def test_a_placeholder_is_known_for_what_it_is(token: str) -> None:
    assert "SLACK_BOT_TOKEN still holds the placeholder" in told(SLACK_BOT_TOKEN=token)


@pytest.mark.parametrize("token", ["xoxb-1-2-aXxXbYourPasteChange", "xoxb-1-2-Exchanged", "xoxb-1-2-qpaste1"])
def test_a_token_that_happens_to_hold_such_letters_is_taken(token: str) -> None:
    assert Settings.read(GOOD | {"SLACK_BOT_TOKEN": token}).slack_bot_token == token


@pytest.mark.parametrize(
    "address",
    [
        "https://slack.com/api/",
        "https://slack-gov.com/api/",
        "https://eu.slack.com/api/",
        "http://127.0.0.1:8000/api/",
        "http://localhost:8000/api/",
        "http://[::1]:8000/api/",
    ],
)
def test_tokens_are_sent_to_slack_or_to_this_machine(address: str) -> None:
    assert Settings.read(GOOD | {"SLACK_API_URL": address}).slack_api_url == address


@pytest.mark.parametrize(
    "address",
    [
        "http://slack.com/api/",
        "https://evil.example/api/",
        "https://slack.com.evil.example/api/",
        "https://evilslack.com/api/",
        "https://slack.com@evil.example/api/",
        "https://127.0.0.1.evil.example/",
        "ftp://127.0.0.1/",
        "//slack.com/api/",
        "http://[::1/",
    ],
)
def test_tokens_are_sent_nowhere_else(address: str) -> None:
    assert "SLACK_API_URL" in told(SLACK_API_URL=address)


@pytest.mark.parametrize("address", ["http://10.0.0.1/clock", "https://clock.example", "127.0.0.1:80", "http://[::1"])
def test_a_clock_is_only_read_on_this_machine(address: str) -> None:
    assert "CLOCK_URL" in told(CLOCK_URL=address)


def test_a_problem_never_shows_the_value_of_a_secret() -> None:
    words = told(SLACK_BOT_TOKEN="hunter2", DATABASE_URL="postgresql://amina:hunter2@host:port/x", PORT="hunter2")

    assert "hunter2" not in words


def test_settings_cannot_be_changed_later() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings.read(GOOD).port = 1


def run(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )


def test_without_settings_the_bot_says_what_is_missing_and_starts_nothing(tmp_path: Path) -> None:
    done = run(tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert set(re.findall(r"^- (\w+) is missing", done.stderr, re.MULTILINE)) == NEEDED
    assert list(tmp_path.iterdir()) == []


def test_the_environment_overrules_the_file(tmp_path: Path) -> None:
    written = GOOD | {"PORT": "from-file"}
    (tmp_path / ".env").write_text("\n".join(f"{name}={value}" for name, value in written.items()))

    done = run(tmp_path, SLACK_APP_TOKEN="hunter2")

    assert re.findall(r"^- (\w+)", done.stderr, re.MULTILINE) == ["SLACK_APP_TOKEN", "PORT"]


def test_before_the_tables_are_made_the_bot_names_the_command_that_makes_them(tmp_path: Path) -> None:
    done = run(tmp_path, **GOOD)

    assert (done.returncode, "python -m db upgrade" in done.stderr) == (2, True)
    assert "Traceback" not in done.stderr


def test_debug_shows_the_trace(tmp_path: Path) -> None:
    assert "Traceback" in run(tmp_path, "--debug").stderr
