"""A copy of everything in one file, and the way back; a broken copy changes nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.errors import OperatorError
from bot.settings import current_environment
from db import backup
from db.database import Database
from db.models import Event, Member
from tests.community import Community
from tests.people import AMINA, BEN

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "copies" / "monday.backup"


@pytest.fixture(autouse=True)
def _folder(file: Path) -> None:
    file.parent.mkdir()


def save(community: Community, file: Path) -> None:
    backup.save(community.db, file, environment=current_environment())


def restore(community: Community, file: Path) -> None:
    backup.restore(community.db, file, environment=current_environment())


def slack_ids(community: Community) -> set[str]:
    return {member.slack_id for member in community.rows(Member)}


def address(database: Database) -> str:
    return database.url.render_as_string(hide_password=False)


def db(community: Community, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"DATABASE_URL": address(community.db)}
    return subprocess.run(
        [sys.executable, "-m", "db", *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_a_copy_brings_back_everything_as_it_was(community: Community, file: Path) -> None:
    community.joins(AMINA)
    events = [(event.id, event.key) for event in community.rows(Event)]
    save(community, file)
    community.joins(BEN)

    restore(community, file)

    assert AMINA.slack_id in slack_ids(community)
    assert BEN.slack_id not in slack_ids(community)
    assert [(event.id, event.key) for event in community.rows(Event)] == events


def test_after_a_restore_the_community_goes_on(community: Community, file: Path) -> None:
    save(community, file)
    restore(community, file)

    community.joins(AMINA)

    assert AMINA.slack_id in slack_ids(community)


def test_copy_and_way_back_on_the_command_line(community: Community, file: Path) -> None:
    community.joins(AMINA)
    saved = db(community, "backup", str(file))
    community.presses(AMINA, "Leave", community.types(AMINA, "/community leave"))
    community.db.close()

    restored = db(community, "restore", str(file))

    assert (saved.returncode, saved.stdout) == (0, f"Saved in {file}. Keep it as safe as the database itself.\n")
    assert (restored.returncode, restored.stdout) == (0, f"Restored from {file}. You can start the bot again.\n")
    member = community.person(AMINA)
    assert member is not None
    assert member.joined_at == community.now()


def test_an_older_copy_is_never_overwritten(community: Community, file: Path) -> None:
    file.write_text("an older copy")

    with pytest.raises(OperatorError, match="is there already"):
        save(community, file)

    assert file.read_text() == "an older copy"


def test_a_folder_that_is_not_there_is_told(community: Community, tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match="no folder"):
        save(community, tmp_path / "nowhere" / "monday.backup")


def test_a_copy_that_is_not_there_is_told_on_the_command_line(community: Community, file: Path) -> None:
    done = db(community, "restore", str(file))

    assert (done.returncode, done.stderr) == (2, f"There is no file {file}. Nothing has been changed.\n")


@pytest.mark.parametrize("content", [b"", b"no copy of anything", b"SQLite format 3\x00 and then nothing", b"PGDMP"])
def test_a_broken_copy_is_refused_and_nothing_is_changed(community: Community, file: Path, content: bytes) -> None:
    community.joins(AMINA)
    file.write_bytes(content)

    with pytest.raises(OperatorError):
        restore(community, file)

    assert AMINA.slack_id in slack_ids(community)
    assert community.rows(Event) != []


def test_a_copy_that_was_cut_short_is_refused_and_nothing_is_changed(community: Community, file: Path) -> None:
    save(community, file)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    community.joins(AMINA)

    with pytest.raises(OperatorError):
        restore(community, file)

    assert AMINA.slack_id in slack_ids(community)


def test_a_copy_of_something_else_is_refused_and_nothing_is_changed(tmp_path: Path, house: Community) -> None:
    other = Database(f"sqlite:///{tmp_path}/other.db")
    with other.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE recipe (id INTEGER)")
    other.close()

    with pytest.raises(OperatorError, match="Nothing has been changed"):
        restore(house, tmp_path / "other.db")

    assert house.rows(Event) != []
    assert sorted(Path(str(house.db.url.database)).parent.glob("house.db.*")) == []


def test_nothing_of_a_password_is_told_when_the_server_is_away(file: Path) -> None:
    database = Database("postgresql://amina:topsecret@127.0.0.1:1/none")

    with pytest.raises(OperatorError) as caught:
        backup.save(database, file, environment=current_environment())

    assert "topsecret" not in str(caught.value)
    assert not file.exists()
