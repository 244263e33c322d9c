"""Delivery keeps its promises from any seed, and the simulation would notice if it did not."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.delivery import attempts
from bot.rules import pace
from bot.rules.messages import State
from bot.views.parts import Card
from db.models import Message
from schedules.sending import letters, messages
from schedules.sending.worker import Worker
from tests.simulation import world

SEEDS, AT_ONCE = 200, 20
FIRST = 300

Break = Callable[[pytest.MonkeyPatch], None]


@pytest.mark.parametrize("first", range(0, SEEDS, AT_ONCE))
def test_nobody_is_written_to_twice_too_soon_or_against_their_wish(first: int) -> None:
    for seed in range(first, first + AT_ONCE):
        world.run(seed)


def test_a_seed_plays_out_the_same_each_time() -> None:
    assert world.play(7) == world.play(7)


def a_lost_message_is_sent_again_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def believe(message: Message, *, error: str | None, machine_now: Any) -> None:
        message.state, message.lease_owner, message.lease_until = State.READY, None, None

    monkeypatch.setattr(attempts, "_doubt", believe)


def a_worker_that_was_held_up_sends_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letters, "LEAVES_WITHIN", timedelta(hours=1))


def one_empty_look_too_early_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "SETTLED_AFTER", timedelta(0))
    monkeypatch.setattr(attempts, "LOOKS", 1)


def the_contact_budget_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "_waits_for_room", _never)


def the_night_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "_waits_for_day", _never)


def the_pace_of_a_conversation_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "BETWEEN_TWO", timedelta(0))


def the_pace_of_a_workspace_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Worker, "gap", timedelta(0))
    monkeypatch.setattr(Worker, "stay", 50)


def wishes_are_not_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    card = Card("A prompt", ())
    monkeypatch.setattr(messages, "render", lambda _: card)
    monkeypatch.setattr(letters, "_card", lambda *_, **__: card)


def what_became_of_a_message_is_not_written_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "record", _nothing)
    monkeypatch.setattr(attempts, "recover", lambda *_, **__: 0)


@pytest.mark.parametrize(
    "break_rule",
    [
        a_lost_message_is_sent_again_at_once,
        a_worker_that_was_held_up_sends_all_the_same,
        one_empty_look_too_early_is_believed,
        the_contact_budget_is_forgotten,
        the_night_is_forgotten,
        the_pace_of_a_conversation_is_forgotten,
        the_pace_of_a_workspace_is_forgotten,
        wishes_are_not_looked_at_again,
        what_became_of_a_message_is_not_written_down,
    ],
)
def test_a_broken_rule_is_noticed_within_the_first_seeds(break_rule: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    break_rule(monkeypatch)

    assert any(_broken(FIRST))


def _broken(seeds: int) -> Iterator[bool]:
    return (bool(world.play(seed).faults) for seed in range(seeds))


def _never(session: Session, message: Message, *_: Any, **__: Any) -> bool:
    return False


def _nothing(*_: Any, **__: Any) -> None:
    return None
