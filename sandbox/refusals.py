"""Every refusal that the sandbox can give, by name, so that tests can show each one and switch it off."""

from dataclasses import dataclass, field
from typing import Any, TypeVar

Json = dict[str, Any]
T = TypeVar("T")


@dataclass(frozen=True)
class Refusal:
    """One thing that Slack refuses: our name for it, Slack's error, and the HTTP status that carries it."""

    name: str
    error: str
    status: int = 200


REGISTERED: dict[str, Refusal] = {}


def declare(name: str, *, error: str = "", status: int = 200) -> Refusal:
    """Register a refusal under a name that nobody else has; without an error, the part after the colon is it."""
    if name in REGISTERED:
        raise ValueError(f"the refusal {name} is declared twice")
    REGISTERED[name] = Refusal(name, error or name.rsplit(":", 1)[1], status)
    return REGISTERED[name]


class RefusedError(Exception):
    """Slack would refuse this. Carries what else belongs in the answer."""

    def __init__(self, refusal: Refusal, *, sentence: str = "", extra: Json | None = None) -> None:
        """Keep the refusal and its extra fields."""
        super().__init__(sentence or refusal.error)
        self.refusal = refusal
        self.sentence = sentence
        self.extra = extra or {}

    def body(self) -> Json:
        """Give the answer's JSON as Slack writes it."""
        return {"ok": False, "error": self.refusal.error, **self.extra}


class UnmodelledError(Exception):
    """Slack has this and the sandbox does not model it: answered loudly, never with a silent ok."""


@dataclass
class Refusals:
    """The refusals of one sandbox: which are switched off, and which were given."""

    off: set[str] = field(default_factory=set)
    given: list[str] = field(default_factory=list)

    def is_on(self, refusal: Refusal) -> bool:
        """Say whether this refusal is in force."""
        return refusal.name not in self.off

    def refuse(self, refusal: Refusal, *, when: bool, sentence: str = "", extra: Json | None = None) -> None:
        """Refuse when the condition holds, unless this refusal is switched off."""
        if not when or not self.is_on(refusal):
            return
        self.given.append(refusal.name)
        raise RefusedError(refusal, sentence=sentence, extra=extra)

    def require(self, refusal: Refusal, value: T | None, *, sentence: str = "", extra: Json | None = None) -> T:
        """Give the value back, or refuse when there is none."""
        self.refuse(refusal, when=value is None, sentence=sentence, extra=extra)
        if value is None:
            raise UnmodelledError(f"what follows when {refusal.name} is switched off")
        return value


def describe_problems(messages: list[str]) -> Json:
    """Give the response_metadata in which Slack says what is wrong and where."""
    return {"response_metadata": {"messages": messages}}
