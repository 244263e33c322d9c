"""What is on next week, asked by command of the harbour town in New Zealand, at three moments."""

import pytest

from db import seed
from tests.answers.communities import FOLDERS
from tests.community import Community
from tests.people import AMINA


@pytest.fixture
def harbour(community: Community) -> Community:
    """A community that knows the events of the harbour town as well as its own."""
    seed.settle_in(community.db, community.workspace, now=community.now(), folder=FOLDERS["harbour"])
    return community


@pytest.mark.parametrize(
    ("moment", "days", "told", "not_told"),
    [
        (
            "2026-09-25T12:00+12:00",  # a Friday: the clocks change before next week begins
            "Nothing is listed for Monday 28 September 2026 to Sunday 4 October 2026",
            "The next event is Knot night",
            "Mending nets",
        ),
        (
            "2026-11-22T23:59+13:00",  # a Sunday: the week that runs is nearly over
            "2 events are listed for Monday 23 November 2026 to Sunday 29 November 2026",
            "Cold water first aid",
            "Young skippers supper",
        ),
        (
            "2026-12-31T12:00+13:00",
            "1 event is listed for Monday 4 January 2027 to Sunday 10 January 2027",
            "New year launch",
            "Quay clean-up",
        ),
    ],
)
def test_next_week_is_the_week_after_the_one_that_runs(
    harbour: Community, moment: str, days: str, told: str, not_told: str
) -> None:
    harbour.clock.move_to(moment)

    reply = harbour.types(AMINA, "/ask what's on next week?")

    assert days in reply.text
    assert told in reply.text
    assert not_told not in reply.text
