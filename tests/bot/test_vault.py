"""Sealed text opens in its own place, with its owner's key, and nowhere else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.vault import Keyring, Place, Unreadable, Vault

PLACE = Place("T0SOUTH", 7, "reflection", "0b0e9d0a-0000-4000-8000-000000000001", "what")
OLD, NEW = Keyring.invent("old"), Keyring.invent("new")


def vault(text: str = OLD) -> Vault:
    return Vault(Keyring.read(text))


@given(st.text())
def test_what_was_sealed_opens_in_its_own_place(text: str) -> None:
    found = vault()
    key = found.new_member_key(PLACE.owner)

    assert found.open(key, found.seal(key, text, PLACE), PLACE) == text


def test_the_same_words_never_look_the_same() -> None:
    found = vault()
    key = found.new_member_key(PLACE.owner)

    assert found.seal(key, "again", PLACE) != found.seal(key, "again", PLACE)


@pytest.mark.parametrize(
    "elsewhere",
    [
        replace(PLACE, row="0b0e9d0a-0000-4000-8000-000000000002"),
        replace(PLACE, column="so_what"),
        replace(PLACE, table="plan"),
    ],
)
def test_a_text_that_was_moved_does_not_open(elsewhere: Place) -> None:
    found = vault()
    key = found.new_member_key(PLACE.owner)

    with pytest.raises(Unreadable):
        found.open(key, found.seal(key, "mine", PLACE), elsewhere)


@pytest.mark.parametrize("stranger", [replace(PLACE, member=8), replace(PLACE, workspace="T0NORTH")])
def test_another_members_key_opens_nothing(stranger: Place) -> None:
    found = vault()
    mine, theirs = found.new_member_key(PLACE.owner), found.new_member_key(stranger.owner)
    sealed = found.seal(mine, "mine", PLACE)

    for key, place in ((theirs, stranger), (theirs, PLACE), (mine, stranger)):
        with pytest.raises(Unreadable):
            found.open(key, sealed, place)


@pytest.mark.parametrize("spoiled", [b"", b"\x01", b"\x02" + b"x" * 40])
def test_a_spoiled_text_does_not_open(spoiled: bytes) -> None:
    found = vault()

    with pytest.raises(Unreadable):
        found.open(found.new_member_key(PLACE.owner), spoiled, PLACE)


def test_another_operators_key_opens_nothing() -> None:
    found = vault()
    key = found.new_member_key(PLACE.owner)

    with pytest.raises(Unreadable, match="not in ENCRYPTION_KEYS"):
        vault(NEW).open(key, found.seal(key, "mine", PLACE), PLACE)


def test_after_a_rotation_old_texts_open_and_new_keys_wrap() -> None:
    before, ring = vault(OLD), Keyring.read(f"{NEW},{OLD}")
    key = before.new_member_key(PLACE.owner)
    sealed = before.seal(key, "mine", PLACE)

    wrapped_again = ring.wrap(ring.unwrap(key, PLACE.owner), PLACE.owner)

    assert Vault(ring).open(key, sealed, PLACE) == "mine"
    assert wrapped_again.startswith(b"new:")
    assert vault(NEW).open(wrapped_again, sealed, PLACE) == "mine"


@pytest.mark.parametrize("text", ["", "nameless", "short:QUJD", ":" + "A" * 43 + "=", "odd:not base64"])
def test_a_key_that_is_no_key_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="key"):
        Keyring.read(text)
