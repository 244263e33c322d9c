"""Every refusal is shown, and shown to be the sandbox's own doing by switching it off."""

from typing import Any

import pytest

from sandbox.api.refusals import REGISTERED
from tests.sandbox.block_probes import (
    HOME_LIMITS,
    LIMITS,
    MODAL_LIMITS,
    REQUIRED,
    actions,
    post,
    publish,
    section,
    show,
)
from tests.sandbox.probes import PROBES, WITH_APP
from tests.sandbox.room import Room

NONSENSE: tuple[Any, ...] = (None, 7, "words", [], {}, [[]], {"type": []}, {"type": {"type": 1}}, {"type": "image"})
ALONE = sorted(PROBES.keys() - WITH_APP)


def check_on_and_off(room: Room, name: str) -> None:
    """See the refusal, and see it go away when it is switched off."""
    refusals, error = room.sandbox.refusals, REGISTERED[name].error
    assert (PROBES[name](room), name in refusals.given) == (error, True)
    refusals.off.add(name)
    refusals.given.clear()
    room.sandbox.workspace.rates.buckets.clear()
    seen = PROBES[name](room)
    assert name not in refusals.given
    assert seen != error or refusals.given, "another refusal has to explain the same error"


def test_every_refusal_has_a_probe() -> None:
    assert set(PROBES) == set(REGISTERED)


@pytest.mark.parametrize("name", ALONE)
def test_a_refusal_is_given_and_not_given_when_switched_off(room: Room, name: str) -> None:
    check_on_and_off(room, name)


@pytest.mark.parametrize("name", sorted(WITH_APP))
def test_a_refusal_about_an_app_is_given_and_not_given_when_switched_off(app_room: Room, name: str) -> None:
    check_on_and_off(app_room, name)


def test_blocks_at_every_limit_are_taken(room: Room) -> None:
    for name, (make, largest) in LIMITS.items():
        room.sandbox.workspace.rates.buckets.clear()
        assert (name, post(make(largest))(room)) == (name, "")
    for name, (view, largest) in HOME_LIMITS.items():
        assert (name, publish(view(largest))(room)) == (name, "")
    for name, (view, largest) in MODAL_LIMITS.items():
        room.sandbox.workspace.modals.clear()
        assert (name, show(view(largest))(room)) == (name, "")


def test_nonsense_of_any_kind_is_refused_and_breaks_nothing(room: Room) -> None:
    for nonsense in NONSENSE:
        for block in (nonsense, {"type": nonsense}, section(text=nonsense), section(accessory=nonsense)):
            assert post([block])(room).startswith("invalid_blocks")
        assert post(actions(nonsense))(room) == "invalid_blocks"


def test_blocks_without_a_field_that_they_need_are_refused(room: Room) -> None:
    for name, blocks in REQUIRED.items():
        assert (name, post(blocks)(room)) == (name, "invalid_blocks")
