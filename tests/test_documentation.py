"""What is written for people fits what the bot does: settings, commands and links."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.rules.commands import Commands
from bot.settings import Settings

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
ELSEWHERE = ("http://", "https://", "mailto:", "#")
BUILD_FOLDER = "/" + "work/"  # in two parts, so that this line is none of what it looks for


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def settings_in_the_example() -> list[str]:
    return re.findall(r"^([A-Z_]+)=", read(ROOT / ".env.example"), re.MULTILINE)


def links(page: Path) -> Iterator[str]:
    """Links to other files, without the place in them."""
    without_code = re.sub(r"```.*?```|`[^`]*`", "", read(page), flags=re.DOTALL)
    for link in re.findall(r"\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)", without_code):
        if not link.startswith(ELSEWHERE):
            yield link.partition("#")[0]


def test_the_example_of_settings_has_each_setting_once() -> None:
    assert sorted(settings_in_the_example()) == sorted(name.upper() for name in Settings.model_fields)


def test_each_setting_of_the_example_is_explained() -> None:
    lines = read(ROOT / ".env.example").splitlines()
    settings = [number for number, line in enumerate(lines) if re.match(r"[A-Z_]+=", line)]

    assert [lines[number] for number in settings if not lines[number - 1].startswith("# ")] == []


@pytest.mark.parametrize("command", Commands().all)
def test_each_slash_command_is_in_the_table_of_the_readme(command: str) -> None:
    rows = [line for line in read(ROOT / "README.md").splitlines() if line.startswith("|")]

    assert [row for row in rows if re.search(rf"`{command}\b", row)] != []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_each_link_leads_to_a_file(page: Path) -> None:
    assert [link for link in links(page) if not (page.parent / link).exists()] == []


def test_no_file_names_the_folder_that_it_was_written_in() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    files = [ROOT / name for name in listed.stdout.decode().split("\0") if name]

    assert [str(file) for file in files if file.is_file() and BUILD_FOLDER.encode() in file.read_bytes()] == []
