"""A measured figure, printed as it is found."""

import json
from dataclasses import asdict, dataclass
from typing import Self

FEW_RUNS = 3
"""With --quick."""


@dataclass(frozen=True)
class Figure:
    """What was measured; smaller is better."""

    name: str
    value: float
    unit: str
    target: float

    def is_reached(self) -> bool:
        return self.value <= self.target

    def told(self) -> Self:
        print(json.dumps(asdict(self) | {"ok": self.is_reached()}), flush=True)
        return self


@dataclass(frozen=True)
class Rate(Figure):
    """What was measured; larger is better."""

    def is_reached(self) -> bool:
        return self.value >= self.target
