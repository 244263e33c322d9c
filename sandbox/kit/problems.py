"""What is wrong with blocks: where, in which words, and by which of Slack's rules."""

from dataclasses import dataclass

from sandbox.api.refusals import Json, Refusals

EXCESS = {
    "too_long": ("max_length", "must be less than {more} characters"),
    "too_many": ("max_items", "no more than {limit} items allowed"),
    "too_few": ("min_items", "must provide at least {limit} items"),
    "too_small": ("minimum", "must be at least {limit}"),
    "too_large": ("maximum", "must be at most {limit}"),
}


@dataclass(frozen=True)
class Problem:
    refusal: str
    pointer: str
    sentence: str
    constraint: Json | None = None
    field: str = ""

    def message(self) -> str:
        return f"[ERROR] {self.sentence} [json-pointer:{self.pointer}]"

    def describe(self, root: str) -> Json:
        """Give the problem as blocks.validate does, pointing from the root of what was given."""
        code = self.refusal.partition(":")[2] if self.field else "failed_constraint"
        body: Json = {"pointer": self.pointer.removeprefix(root), "code": code, "message": self.sentence}
        more = {"constraint": self.constraint, "field": self.field}
        return body | {name: value for name, value in more.items() if value}


@dataclass(frozen=True)
class Where:
    owner: str
    field: str
    pointer: str

    def exceed(self, what: str, given: str | int) -> Problem:
        kind, words = EXCESS[what]
        limit = int(given)
        sentence, constraint = words.format(limit=limit, more=limit + 1), {"type": kind, "expected": limit}
        return Problem(f"{self.owner}.{self.field}:{what}", self.pointer, sentence, constraint)

    def wrong_kind(self, wanted: str) -> Problem:
        return Problem("blocks:wrong_kind_of_value", self.pointer, f"must be {wanted}")

    def not_one_of(self, refusal: str, sentence: str, *words: str) -> Problem:
        return Problem(refusal, self.pointer, sentence, {"type": "enum", "expected": list(words)})

    def at(self, step: str | int) -> "Where":
        return Where(self.owner, self.field, f"{self.pointer}/{step}")


def keep_standing(refusals: Refusals, problems: list[Problem]) -> list[Problem]:
    """Give the problems that are not switched off; the first names the refusal."""
    standing = [problem for problem in problems if problem.refusal not in refusals.off]
    refusals.given += [problem.refusal for problem in standing[:1]]
    return standing
