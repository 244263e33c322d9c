"""Every refusal that the sandbox can give, by name, so that tests can show each one and switch it off."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
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


def declare(name: str, words: str = "") -> None:
    """Register a refusal; without an error among the words, the part of the name after the colon is it."""
    numbers = [int(word) for word in words.split() if word.isdigit()]
    errors = [word for word in words.split() if not word.isdigit()]
    REGISTERED[name] = Refusal(name, (errors or [name.rsplit(":", 1)[1]])[0], (numbers or [200])[0])


for known, about in tomllib.loads(Path(__file__).with_name("refusals.toml").read_text("utf-8")).items():
    declare(known, about)


class RefusedError(Exception):
    """Slack would refuse this. Carries what else belongs in the answer."""

    def __init__(self, refusal: Refusal, *, sentence: str = "", extra: Json | None = None) -> None:
        super().__init__(sentence or refusal.error)
        self.refusal = refusal
        self.sentence = sentence
        self.extra = extra or {}

    def body(self) -> Json:
        return {"ok": False, "error": self.refusal.error, **self.extra}


class UnmodelledError(Exception):
    """Slack has this and the sandbox does not model it: answered loudly, never with a silent ok."""


@dataclass
class Refusals:
    off: set[str] = field(default_factory=set)
    given: list[str] = field(default_factory=list)

    def refuse(self, name: str, *, when: bool, sentence: str = "", extra: Json | None = None) -> None:
        """Refuse when the condition holds, unless this refusal is switched off."""
        refusal = REGISTERED[name]
        if when and name not in self.off:
            self.given.append(name)
            raise RefusedError(refusal, sentence=sentence, extra=extra)

    def require(self, name: str, value: T | None, sentence: str = "") -> T:
        """Give the value back, or refuse when there is none."""
        self.refuse(name, when=value is None, sentence=sentence)
        if value is None:
            raise UnmodelledError(f"what follows when {name} is switched off")
        return value


def describe_problems(messages: list[str]) -> Json:
    return {"response_metadata": {"messages": messages}}
