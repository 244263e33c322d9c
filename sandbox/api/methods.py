"""What a Web API method is: its arguments, its scope, its pace and what it does."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from sandbox.workspace import Workspace


@dataclass(frozen=True)
class Method:
    """One method that the sandbox models, with the arguments that it models of it."""

    arguments: str = ""
    scope: str = ""
    per_minute: int = 100
    caller: str = "bot"


METHODS = {
    name: Method(**given)
    for name, given in tomllib.loads(Path(__file__).with_name("methods.toml").read_text("utf-8")).items()
}


def need_scope(workspace: Workspace, scope: str, held: tuple[str, ...] | None = None) -> None:
    """Refuse what needs a scope that the app does not hold."""
    held = workspace.manifest.scopes if held is None else held
    extra = {"needed": scope, "provided": ",".join(held)}
    workspace.refusals.refuse("auth:missing_scope", when=bool(scope) and scope not in held, extra=extra)
