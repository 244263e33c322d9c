"""The one call of the solver: Edmonds' blossom algorithm on a general graph, with whole numbers of any size."""

from collections.abc import Sequence

import rustworkx

Couple = tuple[int, int]
_Graph = rustworkx.PyGraph[None, int]


def most(people: int, one: Sequence[int], other: Sequence[int], worth: Sequence[int]) -> list[Couple]:
    """As many couples as there can be and, of those sets, the one worth most; each couple and the list sorted."""
    graph = _graph(people, one, other, worth)
    # without weight_fn every pair would silently weigh 1
    return _sorted(rustworkx.max_weight_matching(graph, max_cardinality=True, weight_fn=int))


def heaviest(people: int, one: Sequence[int], other: Sequence[int], worth: Sequence[int]) -> list[Couple]:
    """The couples worth most, however many they are."""
    graph = _graph(people, one, other, worth)
    return _sorted(rustworkx.max_weight_matching(graph, max_cardinality=False, weight_fn=int))


def _graph(people: int, one: Sequence[int], other: Sequence[int], worth: Sequence[int]) -> "_Graph":
    graph: _Graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from([None] * people)
    graph.add_edges_from(list(zip(one, other, worth, strict=True)))
    return graph


def _sorted(chosen: set[Couple]) -> list[Couple]:
    return sorted((min(couple), max(couple)) for couple in chosen)
