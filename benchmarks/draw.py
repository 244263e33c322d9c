"""`python -m benchmarks draw --input FILE --output FILE [--edges]`: draw a round for any community."""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import communities
from benchmarks.communities import Community, NotACommunityError
from bot.rules import matching
from bot.rules.matching import Because, Certificate, Group

BAD_INPUT = 2
HELP = """\
INPUT holds {"seed": 1, "people": [{"id": "a", "organisation": "Guy's", "sector": "acute", "interests": ["sleep"],
"slots": ["Monday"], "offers": [], "wants": [], "line_manager": "b", "prefers_three": false, "debt": 0}],
"exclusions": [["a", "b"]], "history": [{"age_days": 30, "group": ["a", "b"]}]}. Only "people" and their "id" are
needed. What is missing or null is unknown. Ids that belong to nobody in "people" are passed over.

OUTPUT gets {"groups": [{"members": [...], "reasons": [...]}], "left_out": [...], "certificate": {"repeats",
"same_organisation", "left_out", "proved"}, "weight"} and, with --edges, "pairs": [[a, b, weight], ...]: every pair
that could be chosen. Up to 500 people these are all that are allowed; above that, everybody's likeliest.

A reason holds for everybody in the group: "challenge: X" (an interest that all have), "characteristic: X" (all want
it), "offer: X" (one offers it, the others want it), "new bridge" (their organisations have not met), "time: X" (a slot
of all), "trio", "sector" (all of different ones).

The weight of a draw is the sum of the weights of all pairs of people who meet: one for two people, three for a trio.
The certificate counts the same pairs. "proved" says that no draw has fewer of them, or leaves fewer out. For an even
number of people who can all be in pairs, no set of the listed pairs is larger or weighs more. Weights are whole
numbers above 0 that may need more than 53 bits.
"""


def run(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks draw",
        description="Draws a round for any community.",
        epilog=HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--input", type=Path, required=True, help="a community, as JSON")
    parser.add_argument("--output", type=Path, required=True, help="where the draw is written, as JSON")
    parser.add_argument("--edges", action="store_true", help="list what each pair weighs that could be chosen")
    chosen = parser.parse_args(arguments)
    try:
        community = communities.read(_text(chosen.input))
        began = time.perf_counter()
        found = answer(community)
        print(f"seed {community.seed}, {_sizes(community)}, {time.perf_counter() - began:.2f} s", file=sys.stderr)
        _write(chosen.output, found if chosen.edges else {key: found[key] for key in found if key != "pairs"})
    except NotACommunityError as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    return 0


def answer(community: Community) -> dict[str, Any]:
    """The draw in the file's own words."""
    found = matching.weigh(community.people, community.past, seed=community.seed)
    ids = community.ids
    return {
        "groups": [_group(group, community) for group in found.draw.groups],
        "left_out": [ids[place] for place in found.draw.left_out],
        "certificate": _certificate(found.draw.certificate),
        "weight": found.weight,
        "pairs": [[ids[one], ids[other], weight] for one, other, weight in found.pairs],
    }


def _group(group: Group, community: Community) -> dict[str, Any]:
    return {
        "members": [community.ids[place] for place in group.members],
        "reasons": [_reason(because) for because in group.reasons],
    }


def _reason(because: Because) -> str:
    return because.reason.value if because.key is None else f"{because.reason.value}: {because.key}"


def _certificate(told: Certificate) -> dict[str, Any]:
    counts = {"repeats": told.repeats, "same_organisation": told.same_organisation, "left_out": told.left_out}
    proved = all(count.unavoidable for count in counts.values())
    return {name: count.found for name, count in counts.items()} | {"proved": proved}


def _sizes(community: Community) -> str:
    past = community.past
    return f"{len(community.people)} people, {len(past.apart)} pairs apart, {len(past.days_since)} pairs have met"


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotACommunityError(f"{path} is not text in UTF-8.") from error
    except OSError as error:
        raise NotACommunityError(f"{path} could not be read: {error.strerror}.") from error


def _write(path: Path, found: dict[str, Any]) -> None:
    try:
        path.write_text(json.dumps(found) + "\n", encoding="utf-8")
    except OSError as error:
        raise NotACommunityError(f"{path} could not be written: {error.strerror}.") from error
