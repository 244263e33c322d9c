"""The claims about Slack name tests that exist."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
CLAIMS = ROOT / "docs" / "sandbox-claims.md"


def list_tests(path: Path) -> set[str]:
    """Name the tests in a file."""
    return {node.name for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.FunctionDef)}


def test_every_claim_names_a_page_and_a_test_that_exists() -> None:
    rows = [line for line in CLAIMS.read_text("utf-8").splitlines() if re.match(r"\| .*`T/", line)]
    assert len(rows) > 40
    for row in rows:
        found = re.search(r"`T/(\w+\.py)::(\w+)`", row)
        assert found, row
        assert found[2] in list_tests(ROOT / "tests" / "sandbox" / found[1]), row


def test_the_sandbox_imports_nothing_of_the_bot() -> None:
    allowed = {"sandbox", "aiohttp"}
    for path in (ROOT / "sandbox").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            foreign = {name.split(".")[0] for name in names} - allowed
            assert not foreign & {"bot", "db", "handlers", "schedules", "content", "slack_sdk", "slack_bolt"}, path
