"""Wherever a worker dies, everybody hears everything once: it is killed at every commit and call that it makes."""

import itertools

import pytest

from tests.crashes.conftest import Morning
from tests.crashes.points import Point, not_reached

pytestmark = pytest.mark.xdist_group("crashes")


def test_faults_1_2_and_4_killed_at_any_point_nothing_is_lost_and_nothing_doubled(morning: Morning) -> None:
    died: list[Point] = []
    assert morning.wrongs() == [], "with nobody killed"

    for number in itertools.count(1):
        first = morning.begins(waits_at=number)
        point = first.reaches()
        if not isinstance(point, Point):
            break
        died.append(point)
        first.is_killed()
        morning.others_finish()
        assert morning.wrongs() == [], f"killed at {point}"

    assert [str(point) for point in died] == [str(point) for point in morning.passed]
    assert not_reached(died, on_sqlite=morning.on_sqlite) == []
