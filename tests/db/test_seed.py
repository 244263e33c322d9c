"""content/ reaches a workspace as often as one likes; what organisers changed in Slack is never overwritten."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest

from bot.rules.words import Role
from db import seed
from db.content import ContentFault
from db.database import Database
from db.models import AgendaItem, Event, Member, Pace, Workspace
from db.seed import Report
from tests.fakes import MONDAY

WORKSPACE = "T0SOUTH"
COMMUNITY = 'name = "Harbour leaders"\nshort_name = "Harbour"\nzone = "Europe/London"\n'
SOURCES = '[[source]]\nkey = "letter"\nname = "a letter"\nas_of = 2022-06-01\n'
WALK = """
[[event]]
key = "walk"
title = "A walk"
date = 2022-07-05
starts = 09:00:00
ends = 10:00:00
source = "letter"
[[event.agenda]]
minutes = 20
title = "Setting off"
[[event.agenda]]
minutes = 40
title = "Walking"
"""
TALK = WALK.replace("walk", "talk").replace("walk", "talk")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Content of a small community: one source, two events."""
    for name, words in (("community", COMMUNITY), ("sources", SOURCES), ("events", WALK + TALK)):
        (tmp_path / f"{name}.toml").write_text(words)
    return tmp_path


@pytest.fixture
def seeded(database: Database, folder: Path) -> Database:
    seed.settle_in(database, WORKSPACE, now=MONDAY, folder=folder)
    return database


def again(database: Database, folder: Path) -> Report:
    return seed.seed_all(database, folder)[WORKSPACE]


def events(database: Database) -> dict[str, Event]:
    with database.read(WORKSPACE) as session:
        return {event.key: event for event in session.query(Event)}


def agenda(database: Database) -> list[tuple[str, int]]:
    with database.read(WORKSPACE) as session:
        rows = session.query(AgendaItem).order_by(AgendaItem.event_id, AgendaItem.position)
        return [(item.title, item.minutes) for item in rows]


def rename_in_slack(database: Database) -> None:
    with database.begin(WORKSPACE) as session:
        session.query(Event).filter(Event.key == "walk").one().title = "A long walk"


def test_a_new_workspace_gets_everything(database: Database, folder: Path) -> None:
    report = seed.settle_in(database, WORKSPACE, now=MONDAY, folder=folder)

    assert (report.added, report.updated, report.unchanged) == (3, 0, 0)
    assert agenda(database) == [("Setting off", 20), ("Walking", 40)] * 2


def test_seeding_again_changes_nothing(seeded: Database, folder: Path) -> None:
    before = {key: (event.id, event.title) for key, event in events(seeded).items()}

    assert again(seeded, folder).told() == "0 added, 0 updated, 3 as they were."
    assert {key: (event.id, event.title) for key, event in events(seeded).items()} == before


def test_meeting_a_workspace_again_keeps_the_day_it_was_first_seen(seeded: Database, folder: Path) -> None:
    seed.settle_in(seeded, WORKSPACE, now=MONDAY.replace(year=2023), folder=folder)

    with seeded.across_workspaces() as session:
        assert session.get_one(Workspace, WORKSPACE).first_seen_at == MONDAY


def test_the_bank_holidays_of_a_community_are_those_of_its_file(seeded: Database, folder: Path) -> None:
    (folder / "community.toml").write_text(COMMUNITY + 'holidays = "GB-ENG"\n')

    again(seeded, folder)

    with seeded.across_workspaces() as session:
        assert session.get_one(Workspace, WORKSPACE).holidays == "GB-ENG"


def test_other_bank_holidays_mean_that_everybodys_next_turn_is_worked_out_anew(seeded: Database, folder: Path) -> None:
    with seeded.begin(WORKSPACE) as session:
        session.add(Member(slack_id="U0AMINA", role=Role.MEMBER, next_prompt_at=MONDAY))
    again(seeded, folder)
    assert next_prompts(seeded) == [MONDAY]

    (folder / "community.toml").write_text(COMMUNITY + 'holidays = "GB-ENG"\n')
    again(seeded, folder)

    assert next_prompts(seeded) == [None]


def test_a_workspace_has_one_pace_however_often_it_is_met(seeded: Database, folder: Path) -> None:
    seed.settle_in(seeded, WORKSPACE, now=MONDAY, folder=folder)

    with seeded.read(WORKSPACE) as session:
        assert [pace.next_at for pace in session.query(Pace)] == [seed.EVER]


def next_prompts(database: Database) -> list[datetime | None]:
    with database.read(WORKSPACE) as session:
        return [member.next_prompt_at for member in session.query(Member)]


def test_what_changed_only_in_the_file_is_updated(seeded: Database, folder: Path) -> None:
    (folder / "events.toml").write_text(WALK.replace("A walk", "A stroll") + TALK)

    assert again(seeded, folder).told() == "0 added, 1 updated, 2 as they were."
    assert events(seeded)["walk"].title == "A stroll"


@pytest.mark.parametrize("title", ["A walk", "A stroll"])
def test_what_changed_in_slack_is_kept_and_named(seeded: Database, folder: Path, title: str) -> None:
    rename_in_slack(seeded)
    (folder / "events.toml").write_text(WALK.replace("A walk", title) + TALK)

    report = again(seeded, folder)

    assert "Changed in Slack, so left alone: event walk" in report.told()
    assert events(seeded)["walk"].title == "A long walk"


def test_what_is_gone_from_the_files_stays_and_is_named(seeded: Database, folder: Path) -> None:
    (folder / "events.toml").write_text(WALK)

    assert "No longer in content/, still in the database: event talk" in again(seeded, folder).told()
    assert set(events(seeded)) == {"walk", "talk"}


def test_an_agenda_that_changed_in_the_file_is_written_anew(seeded: Database, folder: Path) -> None:
    changed = WALK.replace("minutes = 20", "minutes = 15").replace("minutes = 40", "minutes = 45")
    (folder / "events.toml").write_text(changed + TALK)

    report = again(seeded, folder)

    assert (report.updated, report.kept) == (1, [])
    assert agenda(seeded)[:2] == [("Setting off", 15), ("Walking", 45)]


def test_an_agenda_that_changed_in_slack_is_kept_and_named(seeded: Database, folder: Path) -> None:
    with seeded.begin(WORKSPACE) as session:
        session.query(AgendaItem).filter(AgendaItem.title == "Walking").first().title = "Running"  # type: ignore[union-attr]

    assert again(seeded, folder).kept == ["event walk"]
    assert ("Running", 40) in agenda(seeded)


def test_an_event_that_moved_in_the_file_moves(seeded: Database, folder: Path) -> None:
    (folder / "events.toml").write_text(WALK.replace("2022-07-05", "2022-12-05") + TALK)

    again(seeded, folder)

    assert events(seeded)["walk"].starts_at.isoformat() == "2022-12-05T09:00:00+00:00"


def test_the_community_takes_the_name_that_the_file_gives_it(seeded: Database, folder: Path) -> None:
    (folder / "community.toml").write_text(COMMUNITY.replace("Harbour leaders", "Quay leaders"))

    again(seeded, folder)

    with seeded.across_workspaces() as session:
        assert session.get_one(Workspace, WORKSPACE).community == "Quay leaders"


def test_two_seedings_at_once_end_as_one(database: Database, folder: Path) -> None:
    def settle(_: int) -> Report:
        return seed.settle_in(database, WORKSPACE, now=MONDAY, folder=folder)

    with ThreadPoolExecutor(4) as crowd:
        reports = list(crowd.map(settle, range(4)))

    assert sorted(report.added for report in reports) == [0, 0, 0, 3]
    assert len(agenda(database)) == 4


def test_a_fault_in_the_files_is_told_and_nothing_is_changed(seeded: Database, folder: Path) -> None:
    (folder / "events.toml").write_text(WALK.replace("A walk", "A stroll") + TALK.replace("letter", "nowhere"))

    with pytest.raises(ContentFault, match=r"events\.toml, talk, source: there is no source with the key 'nowhere'"):
        again(seeded, folder)

    assert events(seeded)["walk"].title == "A walk"


def test_each_workspace_is_seeded_for_itself(seeded: Database, folder: Path) -> None:
    seed.settle_in(seeded, "T0NORTH", now=MONDAY, folder=folder)
    rename_in_slack(seeded)

    reports = seed.seed_all(seeded, folder)

    assert {workspace: report.kept for workspace, report in reports.items()} == {
        "T0NORTH": [],
        WORKSPACE: ["event walk"],
    }
