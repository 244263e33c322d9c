"""What a Web API method is: its arguments, its scope, its pace and what it does."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.arguments import Arguments
from sandbox.refusals import Json
from sandbox.tokens import Kind
from sandbox.workspace import Workspace

TIER_1, TIER_2, TIER_3, TIER_4, SPECIAL = 10, 20, 50, 100, 600


@dataclass(frozen=True)
class Method:
    """One method that the sandbox models, with the arguments that it models of it."""

    name: str
    act: Callable[[Workspace, Arguments], Json]
    arguments: frozenset[str] = frozenset()
    scope: str = ""
    per_minute: int = TIER_4
    token: Kind = Kind.BOT
