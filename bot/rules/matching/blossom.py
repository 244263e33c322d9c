"""The one call of the solver: Edmonds' blossom algorithm on a general graph, with whole numbers of any size."""

from collections.abc import Sequence

import rustworkx

Couple = tuple[int, int]


def most(people: int, one: Sequence[int], other: Sequence[int], worth: Sequence[int]) -> list[Couple]:
    """As many couples as there can be and, of those sets, the one worth most; each couple and the list sorted."""
    graph: rustworkx.PyGraph[None, int] = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from([None] * people)
    graph.add_edges_from(list(zip(one, other, worth, strict=True)))
    # without weight_fn every pair would silently weigh 1
    chosen = rustworkx.max_weight_matching(graph, max_cardinality=True, weight_fn=int)
    return sorted((min(couple), max(couple)) for couple in chosen)
