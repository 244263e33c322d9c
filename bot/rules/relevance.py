"""How well what members say of themselves fits what somebody looks for: a rare word tells more than a common one."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_SHAPES_A_WISH = """
    who whom whose when where why it is
    people person peer leader colleague member expert expertise experience experienced knowledge knowledgeable
    help helps advise advice talk speak chat meet met connect introduce introduction search seek
    work works working worker other another similar same good great best well more most
    organisation place interested familiar skilled able done learn learned
"""
FILLER = frozenset(_SHAPES_A_WISH.split())
"""Words that shape a wish and say nothing of what is looked for."""

ALSO = {
    "council": ("local authority",),
    "borough": ("local authority",),
    "gp": ("primary care",),
    "practice": ("primary care",),
    "hospital": ("trust",),
    "charity": ("voluntary",),
    "university": ("academic",),
}
"""What people call the sectors."""

FITS = 0.5
"""Of the words of a wish, so many have to be found with whoever is asked."""

AS_GOOD = 0.6
"""Who fits much less well than the best is not asked."""

Stems = frozenset[str]
Ways = tuple[Stems, ...]
"""The ways to say one thing; one is found where all of its stems are."""


@dataclass(frozen=True)
class Said:
    """One thing that a member says of themselves, and how much it tells."""

    stems: Stems
    weight: float


def rank(wish: Sequence[Ways], members: Mapping[int, Sequence[Said]]) -> dict[int, float]:
    """Those members who fit this wish, each with how well; nobody who does not fit."""
    weights = [_telling(ways, members) for ways in wish]
    found: dict[int, float] = {}
    for member, told in members.items():
        strengths = [_strength(ways, told) for ways in wish]
        if wish and sum(strength > 0 for strength in strengths) >= FITS * len(wish):
            found[member] = sum(weight * strength for weight, strength in zip(weights, strengths, strict=True))
    best = max(found.values(), default=0.0)
    return {member: round(score, 6) for member, score in found.items() if score >= AS_GOOD * best}


def _telling(ways: Ways, members: Mapping[int, Sequence[Said]]) -> float:
    """High for what few members say."""
    spread = sum(_strength(ways, told) > 0 for told in members.values())
    return math.log(1 + len(members) / spread) if spread else 0.0


def _strength(ways: Ways, told: Sequence[Said]) -> float:
    return max((said.weight for said in told if any(way <= said.stems for way in ways)), default=0.0)
