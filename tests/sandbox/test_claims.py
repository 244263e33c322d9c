"""The claims about Slack name tests that exist, and leave none of the forty points out."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
FOLDERS = {"T": ROOT / "tests" / "sandbox", "B": ROOT / "tests" / "browser"}
LINES = (ROOT / "docs" / "sandbox-claims.md").read_text("utf-8").splitlines()
ROWS = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in LINES if line.startswith("| ")]
CLAIMS = [row for row in ROWS if re.match(r"`[TB]/", row[-1])]
POINTS = {row[0]: row[1:] for row in ROWS if row[0].isdigit() and row not in CLAIMS}


def list_tests(path: Path) -> set[str]:
    """Name the tests in a file."""
    return {node.name for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.FunctionDef)}


def test_every_claim_rests_on_something_and_names_a_test_that_exists() -> None:
    assert len(CLAIMS) > 90
    for row in CLAIMS:
        found = re.fullmatch(r"`([TB])/(\w+\.py)::(\w+)`", row[-1])
        assert found, row
        assert (len(row), all(row[1:])) == (4, True), row
        assert found[3] in list_tests(FOLDERS[found[1]] / found[2]), row


def test_each_of_the_forty_points_is_shown_by_a_test_or_left_out_for_a_reason() -> None:
    assert list(POINTS) == [str(number) for number in range(1, 41)]
    shown = {point for row in CLAIMS for point in row[0].split(", ")}
    assert shown - POINTS.keys() <= {""}
    for point, (words, *left_out) in POINTS.items():
        assert words, point
        assert point in shown or ": " in left_out[0], point


def test_the_sandbox_imports_nothing_of_the_bot() -> None:
    allowed = {"sandbox", "aiohttp"}
    for path in (ROOT / "sandbox").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            foreign = {name.split(".")[0] for name in names} - allowed
            assert not foreign & {"bot", "db", "handlers", "schedules", "content", "slack_sdk", "slack_bolt"}, path
