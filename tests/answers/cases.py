"""Questions as data, and the one way to put them: a question, a moment and a community in, the told answer out."""

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.answers import engine
from bot.views.desk import answers
from tests.answers.communities import knowledge_of

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    """What must be said and what must never be said; `outcome` is answered, missing or unknown."""

    community: str
    question: str
    now: datetime
    outcome: str
    says: tuple[str, ...]
    never: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.community}: {self.question}"


def cases(file: str) -> list[Case]:
    told = tomllib.loads((FOLDER / file).read_text(encoding="utf-8"))
    return [_case(row, told["community"], told["now"]) for row in told["case"]]


def answer_text(question: str, now: datetime, community: str) -> tuple[str, str]:
    """The answer as told, and its outcome."""
    finding = engine.answer(question, knowledge_of(community), now=now)
    return answers.plain(finding), finding.outcome.value


def _case(row: dict[str, object], community: str, now: datetime) -> Case:
    at = row.get("now", now)
    assert isinstance(at, datetime)
    return Case(
        community,
        str(row["question"]),
        at.astimezone(UTC),
        str(row.get("outcome", "answered")),
        _texts(row.get("says")),
        _texts(row.get("never")),
    )


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(text) for text in value) if isinstance(value, list) else ()
