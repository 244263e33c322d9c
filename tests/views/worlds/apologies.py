"""Every sentence that a refusal is told with, found in the code: beside a field, as a reply, or above the Home tab."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

from bot import errors
from bot.errors import CommunityError
from bot.views import apologies
from tests.views.worlds.base import Fill

ROOT = Path(__file__).parents[3]
_KINDS = {
    name: kind for name, kind in vars(errors).items() if isinstance(kind, type) and kind.__module__ == "bot.errors"
}


def sentences() -> list[str]:
    """What people read of each error: its own words, or those that it is raised with."""
    own = [kind.words for kind in _KINDS.values() if issubclass(kind, CommunityError)]
    fixed = [words for name, words in vars(apologies).items() if name.isupper()]
    return list(dict.fromkeys([*own, *raised(), *fixed, apologies.went_wrong("1a2b3c4d")]))


def raised() -> Iterator[str]:
    for path in sorted([*ROOT.glob("bot/**/*.py"), *ROOT.glob("handlers/**/*.py")]):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            if isinstance(call.func, ast.Name) and call.func.id in _KINDS.keys() - {"OperatorError"} and call.args:
                yield _read(call.args[-1], path)


def _read(words: ast.expr, path: Path) -> str:
    if isinstance(words, ast.Constant):
        return str(words.value)
    if isinstance(words, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "1,000" for part in words.values)
    found = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    for name in ast.unparse(words).split("."):
        found = getattr(found, name)
    return str(found)


VIEWS: dict[str, Fill] = {
    f"apologies.card, {' '.join(words.split()[:7])}": lambda _, words=words: apologies.card(words)
    for words in sentences()
} | {"apologies.form_of": lambda _: apologies.form_of(errors.NotFound.words)}
