"""The two communities that questions are asked of: the real content, and an invented harbour town."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from bot.answers.knowledge import Knowledge
from bot.desk import knowledge
from db import schema, seed
from db.content import Content, read
from db.database import Database

ROOT = Path(__file__).parents[2]
FOLDERS = {"content": ROOT / "content", "harbour": ROOT / "tests" / "communities" / "harbour"}
MET = datetime(2022, 6, 1, tzinfo=UTC)


@cache
def content_of(community: str) -> Content:
    return read(FOLDERS[community])


@cache
def knowledge_of(community: str) -> Knowledge:
    """What the engine is given: the content, seeded into a database and read back."""
    database = Database("sqlite://")
    schema.upgrade(database)
    found = knowledge_in(database, community)
    database.close()
    return found


def knowledge_in(database: Database, community: str) -> Knowledge:
    seed.settle_in(database, "T0ASKS", now=MET, folder=FOLDERS[community])
    with database.read("T0ASKS") as session:
        return knowledge.read(session)
