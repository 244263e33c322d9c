"""What a community knows is the same on every database."""

import pytest

from db.database import Database
from tests.answers.communities import FOLDERS, knowledge_in, knowledge_of


@pytest.mark.parametrize("community_name", FOLDERS)
def test_a_community_knows_the_same_on_every_database(database: Database, community_name: str) -> None:
    assert knowledge_in(database, community_name) == knowledge_of(community_name)
