"""Which prompt a member gets next. Pure: the same member and slot always lead to the same prompt."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from bot.rules.words import PromptKind, Tone

_LADDER = (PromptKind.NOTICE, PromptKind.LEARN, PromptKind.TRY, PromptKind.PEER)
STRENGTH_EVERY = 6


class Why(Enum):
    """Why this prompt and not another."""

    NOT_YET = "not yet"  # nothing was written on this characteristic so far
    LEAST = "least"  # it has had the least of the member's time
    STRENGTH = "strength"  # one prompt in six is about what goes well


@dataclass(frozen=True)
class Candidate:
    """A prompt that may be put to members; one without a characteristic fits every one."""

    id: int
    characteristic: int | None
    kind: PromptKind
    tone: Tone


@dataclass(frozen=True)
class Asked:
    """An earlier prompt, oldest first in a history."""

    prompt: int
    characteristic: int
    tone: Tone
    answered: bool


@dataclass(frozen=True)
class Choice:
    prompt: int
    characteristic: int
    why: Why


def choose(
    prompts: Sequence[Candidate],
    characteristics: Sequence[int],
    history: Sequence[Asked],
    *,
    seed: str,
) -> Choice | None:
    """The next prompt, or None when there is none. `characteristics` stand in the community's own order.

    The characteristic with the least of the member's time comes first, never the same twice running while there is
    another; within it a prompt that was not put before, or else longest ago; one in six is about strengths.
    """
    turn = sorted(characteristics, key=lambda one: _time_spent(one, history, characteristics))
    last = history[-1].characteristic if history else None
    for characteristic in [*(one for one in turn if one != last), *(one for one in turn if one == last)]:
        fitting = [prompt for prompt in prompts if prompt.characteristic in (characteristic, None)]
        if fitting:
            return _choose_within(fitting, characteristic, history, random.Random(seed))  # noqa: S311 - not a secret
    return None


def _time_spent(characteristic: int, history: Sequence[Asked], order: Sequence[int]) -> tuple[float, int]:
    of_it = [asked for asked in history if asked.characteristic == characteristic]
    return sum(asked.answered for asked in of_it) + 0.35 * len(of_it), order.index(characteristic)


def _choose_within(
    prompts: Sequence[Candidate], characteristic: int, history: Sequence[Asked], rng: random.Random
) -> Choice:
    strength_due = _strength_due(history)
    last_put = {asked.prompt: turn for turn, asked in enumerate(history)}
    rung = _LADDER[sum(asked.characteristic == characteristic for asked in history) % len(_LADDER)]
    after_stretch = bool(history) and history[-1].tone is Tone.STRETCH

    def preference(prompt: Candidate) -> tuple[object, ...]:
        return (
            strength_due and prompt.tone is not Tone.STRENGTH,
            last_put.get(prompt.id, -1),
            after_stretch and prompt.tone is Tone.STRETCH,
            prompt.characteristic is None,
            prompt.kind is not rung,
            rng.random(),
        )

    chosen = min(sorted(prompts, key=lambda prompt: prompt.id), key=preference)
    return Choice(chosen.id, characteristic, _why(chosen, characteristic, history, strength_due=strength_due))


def _strength_due(history: Sequence[Asked]) -> bool:
    recent = history[-(STRENGTH_EVERY - 1) :]
    return len(recent) == STRENGTH_EVERY - 1 and all(asked.tone is not Tone.STRENGTH for asked in recent)


def _why(chosen: Candidate, characteristic: int, history: Sequence[Asked], *, strength_due: bool) -> Why:
    if strength_due and chosen.tone is Tone.STRENGTH:
        return Why.STRENGTH
    written = any(asked.answered for asked in history if asked.characteristic == characteristic)
    return Why.LEAST if written else Why.NOT_YET
