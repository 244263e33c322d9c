"""A community on SQLite alone, for what no kind of database changes."""

from collections.abc import Iterator

import pytest

from tests import community
from tests.community import Community


@pytest.fixture
def house() -> Iterator[Community]:
    with community.house() as found:
        yield found
