"""The solver and whole draws against another solver, on random graphs and random communities."""

import random
import sys
from typing import Any

import networkx

from benchmarks import communities, draw
from benchmarks.figures import FEW_RUNS, Figure
from benchmarks.matching.leaders import SEED
from bot.rules.matching import blossom

GRAPHS = 300

Edges = list[tuple[Any, Any, int]]


def measure(*, runs: int) -> list[Figure]:
    """300 of each; without --quick, three times as many."""
    seeds = range(SEED, SEED + GRAPHS * max(1, runs // FEW_RUNS))
    print(f"seeds {seeds[0]} to {seeds[-1]}, graphs of up to 40 people, communities of up to 30", file=sys.stderr)
    return [
        Figure("oracle.graphs", _told("graph", [seed for seed in seeds if _differs(seed)]), "disagreements", 0).told(),
        Figure(
            "oracle.communities", _told("community", [seed for seed in seeds if _draws_less(seed)]), "disagreements", 0
        ).told(),
    ]


def _told(what: str, seeds: list[int]) -> int:
    for seed in seeds:
        print(f"the solvers differ on the {what} with seed {seed}", file=sys.stderr)
    return len(seeds)


def _differs(seed: int) -> bool:
    """On any graph, with weights of any size and sign."""
    rng = random.Random(seed)  # noqa: S311 - for a measurement, not for a secret
    people, density = rng.randint(2, 40), rng.random()
    size = rng.choice([3, 1_000, 10**25])
    edges = [
        (one, other, rng.randint(-size, size))
        for other in range(people)
        for one in range(other)
        if rng.random() < density
    ]
    weights = {(one, other): weight for one, other, weight in edges}
    found = blossom.most(people, *([edge[part] for edge in edges] for part in range(3)))
    return (len(found), sum(weights[couple] for couple in found)) != best(edges)


def _draws_less(seed: int) -> bool:
    """An even community, drawn as the command draws it: as many pairs as there can be, and none that weigh more."""
    found = draw.answer(communities.understand(somewhere(seed)))
    if any(len(group["members"]) > 2 for group in found["groups"]):
        return 2 * best(found["pairs"])[0] == sum(len(group["members"]) for group in found["groups"])
    return (len(found["groups"]), found["weight"]) != best(found["pairs"])


def best(edges: Edges) -> tuple[int, int]:
    """How many pairs there can be, and what the best of those sets weighs."""
    graph: networkx.Graph[Any] = networkx.Graph()
    graph.add_weighted_edges_from(edges)
    chosen = networkx.max_weight_matching(graph, maxcardinality=True)
    return len(chosen), sum(graph.edges[pair]["weight"] for pair in chosen)


def somewhere(seed: int) -> dict[str, Any]:
    """A community as a file tells it, with gaps."""
    rng = random.Random(seed)  # noqa: S311 - for a measurement, not for a secret
    ids: list[str | int] = [number if rng.random() < 0.5 else f"p{number}" for number in range(2 * rng.randint(1, 15))]
    return {
        "seed": seed,
        "people": [_somebody(own, ids, rng) for own in ids],
        "exclusions": [rng.sample(ids, 2) for _ in range(int(len(ids) ** 2 * rng.choice([0, 0.02, 0.2])))],
        "history": [
            {"age_days": rng.randint(0, 900), "group": rng.sample(ids, 2)}
            for _ in range(int(len(ids) ** 2 * rng.random()))
        ],
    }


def _somebody(own: str | int, ids: list[str | int], rng: random.Random) -> dict[str, Any]:
    some = {
        "organisation": rng.choice(["a", "a", "b", "c", 4, None]),
        "sector": rng.choice(["acute", "care", None]),
        "interests": rng.sample("abcdefgh", rng.randint(0, 4)),
        "slots": rng.sample("12345", rng.randint(0, 3)),
        "offers": rng.sample("xyz", rng.randint(0, 2)),
        "wants": None,
        "line_manager": rng.choice(ids),
        "prefers_three": rng.random() < 0.1,
        "debt": rng.choice([0, 0, 1.5, 3]),
    }
    return {"id": own} | {field: some[field] for field in some if rng.random() < 0.8}
