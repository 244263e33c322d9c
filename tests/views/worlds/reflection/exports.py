"""Exports, to fill views in with."""

from bot.views.parts import actions
from bot.views.reflection import exports
from tests.views.worlds.base import Fill
from tests.views.worlds.reflection.reflections import every

VIEWS: dict[str, Fill] = {
    "exports.open_choice": lambda _: [actions(exports.open_choice())],
    "exports.choosing": lambda w: exports.choosing(every(w)),
    "exports.ordered": lambda _: exports.ordered(),
    "exports.beside_file": lambda _: exports.beside_file(1200),
    "exports.beside_file, one": lambda _: exports.beside_file(1),
    "exports.in_doubt": lambda _: exports.in_doubt(),
}
