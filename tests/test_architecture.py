"""The house stands as drawn: imports point down, each edge has one place, and code stays small enough to read."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = ("bot", "handlers", "schedules", "db")

TOP = {"bot.app", "bot.terminal", "bot.doctor", "bot.exits"}
EDGES = {"bot.settings", "bot.clock", "bot.slack", "bot.tools", "bot.journal", "bot.manifest", "bot.installations"}
DOORS = ("handlers", "schedules", "bot.web")

ROOMS = ("delivery", "community", "library", "connection", "reflection", "desk")
"""The rooms of bot/, the lowest first."""

STAIRS = {"bot.community.members", "bot.community.profiles"}
"""Whoever joins, pauses or leaves changes what is planned for them, so these know what stands above them."""

OUTSIDERS = {
    "slack_bolt": ("handlers", "bot.app", "bot.web"),
    "slack_sdk": ("bot.slack", "bot.app", "bot.installations", "bot.web.installing", "db.models.installations"),
    "apscheduler": ("schedules", "bot.app"),
    "dotenv": ("bot.settings",),
    "sandbox": (),
}
NO_SYNONYMS = re.compile(
    r"(^|_)(user|users|org|organization|admin|participant|notification|cycle|pairing|session_id)(_|$)"
)


def modules() -> dict[str, ast.Module]:
    found = {}
    for package in OURS:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "versions" in path.parts:
                continue
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


MODULES = modules()


def is_in(name: str, *places: str) -> bool:
    return any(name == place or name.startswith(place + ".") for place in places)


def level(name: str) -> int:
    """How high a module lives: a module may import what lives lower, or on its own floor."""
    if name in TOP or name.endswith("__main__"):
        return 6
    if is_in(name, *DOORS):
        return 5
    if name in EDGES:
        return 4
    if is_in(name, "bot.views"):
        return 3
    if is_in(name, "bot.rules", "bot.errors"):
        return 0
    return 1 if is_in(name, "db", "bot.answers") else 2


def imports(tree: ast.Module) -> Iterator[str]:
    """Every module that this one imports; `from bot import events` counts as bot.events."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def misplaced(name: str, tree: ast.Module) -> list[str]:
    """The imports of this module that point up or sideways."""
    return [found for found in imports(tree) if is_in(found, *OURS) and _is_misplaced(name, found)]


def _is_misplaced(name: str, found: str) -> bool:
    if found in OURS or (found not in MODULES and found.rpartition(".")[0] in MODULES):
        return False  # a package, or a name inside a module that is looked at by itself
    if level(found) > level(name):
        return True
    doors = [next((door for door in DOORS if is_in(module, door)), None) for module in (name, found)]
    if level(name) == 5 and doors[0] != doors[1] and level(found) == 5:
        return True
    rooms = [ROOMS.index(room) for room in map(_room, (name, found)) if room in ROOMS]
    if len(rooms) == 2 and rooms[1] > rooms[0] and level(name) == 2 and name not in STAIRS:
        return True
    siblings = {next((side for side in ("db", "bot.answers") if is_in(module, side)), None) for module in (name, found)}
    return siblings == {"db", "bot.answers"}


def _room(name: str) -> str:
    return name.split(".")[1] if name.startswith("bot.") else ""


@pytest.mark.parametrize("name", MODULES)
def test_imports_point_down(name: str) -> None:
    assert misplaced(name, MODULES[name]) == []


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("bot.community.events", "from handlers.community import events"),
        ("bot.community.events", "from bot.views.community import events"),
        ("bot.community.events", "from bot.slack import Slack"),
        ("bot.community.events", "from bot.connection import rounds"),
        ("bot.views.community.events", "from bot.slack import Slack"),
        ("bot.rules.agenda", "from db.models import Event"),
        ("db.seed", "from bot.community import events"),
        ("db.seed", "import bot.app"),
        ("bot.answers.engine", "from db.models import Event"),
        ("schedules.sending.delivery", "from handlers import door"),
        ("handlers.community.events", "import schedules.sending.delivery"),
        ("bot.web", "from handlers import door"),
        ("handlers.home", "from bot.web import build"),
    ],
)
def test_a_planted_import_upward_or_sideways_is_caught(name: str, line: str) -> None:
    assert misplaced(name, ast.parse(line)) != []


@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_each_outsider_has_its_own_door(outsider: str) -> None:
    guests = [name for name, tree in MODULES.items() if any(is_in(found, outsider) for found in imports(tree))]

    assert [name for name in guests if not is_in(name, *OUTSIDERS[outsider])] == []


def calls(tree: ast.AST) -> set[str]:
    return {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def test_the_wall_clock_is_read_in_one_place() -> None:
    clocks = re.compile(r"\b(datetime\.now|datetime\.utcnow|date\.today|time\.time)$")

    guests = {name for name, tree in MODULES.items() if any(clocks.search(call) for call in calls(tree))}

    assert guests == {"bot.clock"}


def test_the_environment_is_read_in_one_place() -> None:
    guests = {name for name, tree in MODULES.items() if calls(tree) & {"os.environ", "os.getenv"}}

    assert guests == {"bot.settings"}


def test_only_the_clock_the_tables_and_the_top_look_across_workspaces() -> None:
    guests = [
        name for name, tree in MODULES.items() if any(call.endswith(".across_workspaces") for call in calls(tree))
    ]

    assert [
        name for name in guests if not is_in(name, "schedules", "db", "bot.web", "bot.doctor", "bot.terminal")
    ] == []


def test_whatever_a_person_does_is_one_intention() -> None:
    guests = {
        name
        for name, tree in MODULES.items()
        if is_in(name, "handlers") and any(call.endswith("db.begin") for call in calls(tree))
    }

    # nobody does anything when Slack tells that the app was taken away
    assert guests == {"handlers.intentions", "handlers.installations"}


def test_nobody_goes_round_the_models() -> None:
    guests = [name for name, tree in MODULES.items() if any(call.endswith(".__table__") for call in calls(tree))]

    assert guests == []


def test_the_sandbox_knows_nothing_of_the_bot() -> None:
    for path in (ROOT / "sandbox").rglob("*.py"):
        found = imports(ast.parse(path.read_text(encoding="utf-8")))

        assert [name for name in found if is_in(name, *OURS)] == [], path.name


def test_stories_know_only_the_sandbox_client() -> None:
    for path in (ROOT / "tests" / "stories").glob("test_*.py"):
        found = {name.split(".")[0] for name in imports(ast.parse(path.read_text(encoding="utf-8")))}

        assert not found & {*OURS, "sqlalchemy", "slack_bolt", "slack_sdk", "psycopg"}, path.name


@pytest.mark.parametrize(
    "name", [name for name in MODULES if name not in ("bot", "bot.rules", "bot.views", "bot.answers")]
)
def test_every_module_says_what_it_is_for(name: str) -> None:
    words = ast.get_docstring(MODULES[name]) or ""

    assert len(words.split()) >= 4


def sandbox_too() -> dict[str, Path]:
    packages = (*OURS, "sandbox")
    return {
        str(path.relative_to(ROOT)): path
        for package in packages
        for path in (ROOT / package).rglob("*.py")
        if "versions" not in path.parts
    }


def test_no_function_is_too_long_to_read_at_once() -> None:
    long = []
    for name, path in sandbox_too().items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                long += [f"{name}:{node.name}"] * ((node.end_lineno or 0) - node.lineno > 60)

    assert long == []


def test_no_folder_is_crowded() -> None:
    folders = Counter(path.parent for path in sandbox_too().values() if path.stem != "__init__")

    assert [str(folder) for folder, modules in folders.items() if modules > 30] == []


def test_no_module_is_crowded() -> None:
    sizes = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in sandbox_too().items()}

    assert [name for name, size in sizes.items() if size > 400] == []


def names_given(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


@pytest.mark.parametrize("name", MODULES)
def test_the_code_uses_the_words_of_the_glossary(name: str) -> None:
    synonyms = [found for found in names_given(MODULES[name]) if NO_SYNONYMS.search(found.lower())]

    assert synonyms == []
