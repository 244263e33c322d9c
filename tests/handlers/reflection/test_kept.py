"""My reflections: the newest at Home, and all of them in pages, by characteristic and by date."""

import re

import pytest

from db.models import Characteristic
from tests.community import Community, Reply, find_button
from tests.handlers.reflection.test_reflections import WRITTEN, opens, shown
from tests.people import AMINA, BEN


@pytest.fixture
def written(house: Community) -> Community:
    """Amina has written 13, one a day, about two characteristics in turn."""
    house.joins(AMINA)
    for number in range(1, 14):
        house.submits(AMINA, opens(house, about=("innovation", "learning")[number % 2]), what=f"Number {number}.")
        house.clock.forward(days=1)
    return house


def numbers(text: str) -> list[int]:
    return [int(found) for found in re.findall(r"Number (\d+)\.", text)]


def everything(community: Community) -> Reply:
    return community.presses(AMINA, "All my reflections", community.opens_home(AMINA))


def test_home_shows_the_newest_few(written: Community) -> None:
    assert numbers(shown(written.opens_home(AMINA))) == [13, 12, 11]


def test_all_of_them_come_ten_a_page(written: Community) -> None:
    first = everything(written)
    second = written.presses(AMINA, "Older", {"blocks": first.blocks})
    again = written.presses(AMINA, "Newer", {"blocks": second.blocks})

    assert numbers(first.words()) == list(range(13, 3, -1))
    assert numbers(second.words()) == [3, 2, 1]
    assert find_button(list(second.blocks), "Back to Home")
    assert again.words() == first.words()


def test_the_oldest_can_come_first(written: Community) -> None:
    oldest = written.presses(AMINA, "Oldest first", {"blocks": everything(written).blocks})
    newer = written.presses(AMINA, "Newer", {"blocks": oldest.blocks})

    assert numbers(oldest.words()) == list(range(1, 11))
    assert numbers(newer.words()) == [11, 12, 13]
    assert numbers(written.presses(AMINA, "Newest first", {"blocks": newer.blocks}).words())[0] == 13


def test_one_characteristic_can_be_looked_at_alone(written: Community) -> None:
    name = next(row.name for row in written.rows(Characteristic) if row.key == "innovation")

    found = written.chooses(AMINA, name, {"blocks": everything(written).blocks})
    oldest = written.presses(AMINA, "Oldest first", {"blocks": found.blocks})
    back = written.chooses(AMINA, "All characteristics", {"blocks": oldest.blocks})

    assert numbers(found.words()) == [12, 10, 8, 6, 4, 2]
    assert numbers(oldest.words()) == [2, 4, 6, 8, 10, 12]
    assert numbers(back.words()) == list(range(1, 11))


def test_a_characteristic_without_any_says_so(written: Community) -> None:
    name = next(row.name for row in written.rows(Characteristic) if row.key == "boundaries")

    assert "There is nothing here." in written.chooses(AMINA, name, {"blocks": everything(written).blocks}).words()


def test_a_page_shows_only_ones_own(written: Community) -> None:
    written.joins(BEN)
    written.submits(BEN, opens(written, BEN), **WRITTEN)

    theirs = written.presses(BEN, "All my reflections", written.opens_home(BEN))

    assert numbers(theirs.words()) == []
    assert WRITTEN["what"] in theirs.words()


def test_an_entry_can_be_changed_from_the_list(written: Community) -> None:
    shown_all = {"blocks": everything(written).blocks}
    written.presses(AMINA, "Edit", shown_all, near="Number 9.")

    written.submits(AMINA, written.form(), what="Number 99.")

    assert 99 in numbers(everything(written).words())
