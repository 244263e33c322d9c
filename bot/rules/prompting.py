"""Which prompt a member gets next, and why. Pure: the same member and slot always lead to the same prompt."""

import random
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.rules.words import Hindrance, PromptKind, Tone

AGAIN_AFTER = timedelta(weeks=26)
"""The same prompt about the same characteristic does not come again sooner."""

STEM_AGAIN_AFTER = timedelta(weeks=8)
"""Nor the same words about another characteristic."""

STRENGTH_EVERY = 6
SENT, FOCUS = 0.35, 0.5
"""What a prompt that was only sent counts beside one that was answered; and how a chosen characteristic is weighed."""

_LADDER = (PromptKind.NOTICE, PromptKind.LEARN, PromptKind.TRY, PromptKind.PEER)
_HELPS = {
    Hindrance.NOT_KNOWN_HOW: PromptKind.LEARN,
    Hindrance.NO_CHANCE: PromptKind.PEER,
    Hindrance.MATTERS_LESS: PromptKind.NOTICE,
}


class Why(StrEnum):
    """Why this prompt and not another."""

    FOLLOW_UP = "follow-up"  # a plan is due to be asked about: that takes the slot
    EVENT = "event"  # the member went to one a few days ago
    INTRODUCTION = "introduction"  # one is running, and they have not met
    HINDRANCE = "hindrance"  # something got in the way of their last plan
    STRENGTH = "strength"  # one prompt in six is about what goes well
    CHOSEN = "chosen"  # the characteristic is one that they want to work on
    NEXT_STEP = "next step"  # they have looked back, and this one looks ahead
    NOT_YET = "not yet"  # nothing was written on this characteristic so far
    LEAST = "least"  # it has had the least of the member's time
    TURN = "turn"  # those that had less have nothing new to ask just now
    SWAPPED = "swapped"  # they asked for another one


@dataclass(frozen=True)
class Candidate:
    """A prompt that may be put to members; one without a characteristic fits every one."""

    id: int
    characteristic: int | None
    kind: PromptKind
    tone: Tone


@dataclass(frozen=True)
class Asked:
    """An earlier prompt, oldest first in a history. One that was swapped was seen, and another took its place."""

    prompt: int
    characteristic: int
    tone: Tone
    answered: bool
    at: datetime
    why: Why | None = None
    swapped: bool = False
    after_event: bool = False


@dataclass(frozen=True)
class Attended:
    """An event that the member went to lately and had no prompt about."""

    id: int
    characteristic: int | None


@dataclass(frozen=True)
class Situation:
    """What stands around one slot of a member."""

    at: datetime
    follow_up_is_due: bool = False
    attended: Attended | None = None
    is_introduced: bool = False  # an introduction is running, they have not met and had no prompt about it
    hindrance: Hindrance | None = None  # what got in the way of the last plan, until a prompt has taken it up
    wants: frozenset[int] = frozenset()  # characteristics that they chose to work on
    retired: frozenset[int] = frozenset()  # prompts that they do not want again
    only_after_events: bool = False


@dataclass(frozen=True)
class Choice:
    prompt: int
    characteristic: int
    why: Why
    event: int | None = None


@dataclass(frozen=True)
class _Search:
    """What there is to choose from at this moment, and what came before."""

    prompts: Sequence[Candidate]
    order: Sequence[int]
    history: Sequence[Asked]
    now: Situation
    rng: random.Random
    seen: frozenset[int]
    resting: frozenset[tuple[int, int]]  # a prompt and a characteristic
    resting_words: frozenset[int]

    def by_turn(self) -> list[int]:
        """The characteristics, the one with the least of the member's time first; not the one of the last turn."""
        spent = {one: self.time_spent(one) * (FOCUS if one in self.now.wants else 1) for one in self.order}
        turn = sorted(self.order, key=lambda one: (spent[one], self.order.index(one)))
        able = [one for one in turn if any(_fits(prompt, one) for prompt in self.prompts)]
        return [one for one in able if one != self.last_turn()] if len(able) > 1 else able

    def time_spent(self, characteristic: int) -> float:
        of_it = [asked for asked in self.history if asked.characteristic == characteristic and not asked.swapped]
        return sum(asked.answered for asked in of_it) + SENT * len(of_it)

    def last_turn(self) -> int | None:
        """The characteristic of the last prompt that came in its turn, after no event."""
        turns = (asked for asked in reversed(self.history) if not asked.after_event and not asked.swapped)
        return next((asked.characteristic for asked in turns), None)

    def eligible(self, characteristic: int) -> list[Candidate]:
        """Prompts about this characteristic that have rested and are not too much now."""
        after_stretch = bool(self.history) and self.history[-1].tone is Tone.STRETCH
        return [
            prompt
            for prompt in self.prompts
            if _fits(prompt, characteristic)
            and prompt.id not in self.now.retired
            and not (after_stretch and prompt.tone is Tone.STRETCH)
            and (prompt.id, characteristic) not in self.resting
            and prompt.id not in self.resting_words
        ]

    def rung(self, characteristic: int) -> PromptKind:
        """Notice, learn, try, peer, and again: each characteristic has a ladder of its own."""
        steps = sum(asked.characteristic == characteristic and not asked.swapped for asked in self.history)
        return _LADDER[steps % len(_LADDER)]

    def is_strength_due(self) -> bool:
        recent = [asked for asked in self.history if not asked.swapped][-(STRENGTH_EVERY - 1) :]
        return len(recent) == STRENGTH_EVERY - 1 and all(asked.tone is not Tone.STRENGTH for asked in recent)

    def best(self, prompts: Iterable[Candidate], kind: PromptKind, *, tone: Callable[[Tone], bool]) -> Candidate | None:
        """One of the wanted tone, never seen and of the wanted kind if there is one; the characteristic's own first."""

        def preference(prompt: Candidate) -> tuple[object, ...]:
            own = prompt.characteristic is not None
            return (not tone(prompt.tone), prompt.id in self.seen, prompt.kind is not kind, not own, self.rng.random())

        return min(sorted(prompts, key=lambda prompt: prompt.id), key=preference, default=None)


def choose(
    prompts: Sequence[Candidate],
    characteristics: Sequence[int],
    history: Sequence[Asked],
    situation: Situation,
    *,
    seed: str,
) -> Choice | None:
    """The prompt for this slot, or None: silence is better than a repeat. `characteristics` stand in their own order.

    A due follow-up takes the slot; then comes an event, an introduction that is running, and the characteristic with
    the least of the member's time.
    """
    if situation.follow_up_is_due:
        return None
    search = _search(prompts, characteristics, history, situation, seed)
    if situation.attended and (found := _after_event(search, situation.attended)):
        return found
    if situation.only_after_events:
        return None
    if situation.is_introduced and (found := _of_kind(search, PromptKind.PEER, Why.INTRODUCTION)):
        return found
    if situation.hindrance and (found := _of_kind(search, _HELPS[situation.hindrance], Why.HINDRANCE)):
        return found
    return _in_turn(search)


def choose_instead(
    prompts: Sequence[Candidate],
    history: Sequence[Asked],
    situation: Situation,
    *,
    characteristic: int,
    kind: PromptKind,
    seed: str,
) -> Choice | None:
    """Another prompt about the same characteristic, of the same kind if there is one; None when there is no other."""
    search = _search(prompts, [characteristic], history, situation, seed)
    found = search.best(search.eligible(characteristic), kind, tone=lambda tone: tone is not Tone.STRETCH)
    return Choice(found.id, characteristic, Why.SWAPPED) if found else None


def choose_at_once(
    prompts: Sequence[Candidate],
    characteristics: Sequence[int],
    history: Sequence[Asked],
    situation: Situation,
    *,
    seed: str,
) -> Choice | None:
    """For somebody who asks for a prompt: when every one is resting they get the one that rested longest."""
    at_hand = replace(situation, follow_up_is_due=False, attended=None, is_introduced=False, only_after_events=False)
    if found := choose(prompts, characteristics, history, at_hand, seed=seed):
        return found
    wanted = [prompt for prompt in prompts if prompt.id not in situation.retired] or prompts
    search = _search(wanted, characteristics, history, at_hand, seed)
    last = {asked.prompt: turn for turn, asked in enumerate(history)}
    for one in search.by_turn():
        rested = min((prompt for prompt in wanted if _fits(prompt, one)), key=lambda p: (last.get(p.id, -1), p.id))
        return Choice(rested.id, one, _why_in_turn(search, rested, one))
    return None


def _search(
    prompts: Sequence[Candidate], order: Sequence[int], history: Sequence[Asked], now: Situation, seed: str
) -> _Search:
    return _Search(
        prompts,
        order,
        history,
        now,
        random.Random(seed),  # noqa: S311 - which question, no secret
        seen=frozenset(asked.prompt for asked in history),
        resting=frozenset((one.prompt, one.characteristic) for one in history if now.at - one.at < AGAIN_AFTER),
        resting_words=frozenset(one.prompt for one in history if now.at - one.at < STEM_AGAIN_AFTER),
    )


def _fits(prompt: Candidate, characteristic: int) -> bool:
    return prompt.characteristic in (characteristic, None)


def _after_event(search: _Search, event: Attended) -> Choice | None:
    wanted = [event.characteristic] if event.characteristic is not None else search.by_turn()
    for one in wanted:
        fitting = [prompt for prompt in search.eligible(one) if prompt.kind is PromptKind.LEARN]
        if found := search.best(fitting, PromptKind.LEARN, tone=lambda tone: tone is not Tone.STRETCH):
            return Choice(found.id, one, Why.EVENT, event.id)
    return None


def _of_kind(search: _Search, kind: PromptKind, why: Why) -> Choice | None:
    """A prompt of this kind about the first characteristic that has one."""
    due = search.is_strength_due()
    for one in search.by_turn():
        fitting = [prompt for prompt in search.eligible(one) if prompt.kind is kind]
        if found := search.best(fitting, kind, tone=lambda tone: (tone is Tone.STRENGTH) is due):
            return Choice(found.id, one, why)
    return None


def _in_turn(search: _Search) -> Choice | None:
    due, turn = search.is_strength_due(), search.by_turn()
    if due and (found := _first_of(search, turn, {Tone.STRENGTH})):
        return found
    return _first_of(search, turn, set(Tone))


def _first_of(search: _Search, turn: Sequence[int], tones: Collection[Tone]) -> Choice | None:
    due = search.is_strength_due()
    for one in turn:
        fitting = [prompt for prompt in search.eligible(one) if prompt.tone in tones]
        if found := search.best(fitting, search.rung(one), tone=lambda tone: (tone is Tone.STRENGTH) is due):
            return Choice(found.id, one, _why_in_turn(search, found, one))
    return None


def _why_in_turn(search: _Search, chosen: Candidate, characteristic: int) -> Why:
    if search.is_strength_due() and chosen.tone is Tone.STRENGTH:
        return Why.STRENGTH
    if not any(asked.answered for asked in search.history if asked.characteristic == characteristic):
        return Why.NOT_YET
    has_least = search.time_spent(characteristic) <= min(map(search.time_spent, search.by_turn()))
    if characteristic in search.now.wants and not has_least:
        return Why.CHOSEN
    if chosen.kind is PromptKind.TRY:
        return Why.NEXT_STEP
    return Why.LEAST if has_least else Why.TURN
