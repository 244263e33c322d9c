"""What is wrong in the content is told in plain words: the file, the item, the field and the fault, all at once."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from db.content import ContentFault, read
from tests.answers.communities import FOLDERS

Break = Callable[[str, str, str], str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDERS["harbour"], tmp_path / "content"))


@pytest.fixture
def told(folder: Path) -> Break:
    """The faults of the harbour's content after one change to one file."""

    def change(file: str, old: str, new: str) -> str:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(ContentFault) as fault:
            read(folder)
        return str(fault.value)

    return change


def test_a_field_that_does_not_exist_is_named(told: Break) -> None:
    assert told("contacts.toml", "purpose =", "purpos =").splitlines() == [
        "contacts.toml, bosun, purpose: is missing",
        "contacts.toml, bosun, purpos: is not a field here",
    ]


def test_a_field_of_an_agenda_item_is_named_with_its_place(told: Break) -> None:
    assert "events.toml, helm-day, agenda.2.speakr: is not a field here" in told(
        "events.toml", 'speaker = "Ronan Pike"', 'speakr = "Ronan Pike"'
    )


def test_a_key_used_twice_is_named(told: Break) -> None:
    assert told("facts.toml", 'key = "hope"', 'key = "who"') == "facts.toml, who, key: is used 2 times"


def test_broken_toml_is_told_with_its_line(told: Break) -> None:
    fault = told("contacts.toml", 'key = "bosun"', 'key = "bosun')

    assert "contacts.toml: the TOML is broken" in fault
    assert "line 2" in fault


def test_a_table_of_the_wrong_name_is_told(told: Break) -> None:
    fault = told("contacts.toml", "[[contact]]", "[[contacts]]")

    assert "contacts.toml: 'contacts' is not a table here; write [[contact]]" in fault


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("facts.toml", 'source = "handbook"', 'source = "hand"', "facts.toml, who, source: there is no source"),
        (
            "resources.toml",
            'characteristic = "tides"',
            'characteristic = "tide"',
            "resources.toml, silent-deck, characteristic: there is no characteristic with the key 'tide'",
        ),
        (
            "organisations.toml",
            'sector = "rescue"',
            'sector = "boats"',
            "organisations.toml, council, sector: there is no sector with the key 'boats'",
        ),
    ],
)
def test_a_key_that_leads_nowhere_is_named(told: Break, file: str, old: str, new: str, fault: str) -> None:
    assert fault in told(file, old, new)


def test_a_quote_that_is_not_in_the_source_is_shown(told: Break) -> None:
    fault = told("facts.toml", 'quote = ["Our hope is a harbour', 'quote = ["Our hope is the harbour')

    assert "facts.toml, hope, quote: these words are not in guild-handbook.txt: Our hope is the harbour" in fault


def test_a_fact_without_its_words_is_refused(told: Break) -> None:
    fault = told("facts.toml", 'quote = ["Membership oath"]', "quote = []")

    assert "facts.toml, oath, quote: is missing" in fault


def test_an_agenda_that_does_not_fill_the_event_is_told(told: Break) -> None:
    fault = told("events.toml", "minutes = 75", "minutes = 70")

    assert fault == "events.toml, helm-day, agenda: its minutes add up to 175, and the event lasts 180"


def test_an_event_that_ends_before_it_starts_is_told(told: Break) -> None:
    fault = told("events.toml", "ends = 20:00:00", "ends = 17:00:00")

    assert fault == "events.toml, knots-2025-03, ends: 17:00 is not after the start, 18:00"


def test_a_zone_that_is_no_zone_is_told(told: Break) -> None:
    fault = told("community.toml", "Pacific/Auckland", "Auckland time")

    assert fault.startswith("community.toml, community, zone: 'Auckland time' is not a time zone")


@pytest.mark.parametrize("region", ["England", "GB-LONDON", "gb-eng"])
def test_a_region_whose_bank_holidays_nobody_knows_is_told(told: Break, region: str) -> None:
    zone = 'zone = "Pacific/Auckland"'

    fault = told("community.toml", zone, f'{zone}\nholidays = "{region}"')

    assert fault == (
        f"community.toml, community, holidays: {region!r} is not a region whose bank holidays we know; "
        "write it like GB-ENG"
    )


def test_an_empty_name_is_told(told: Break) -> None:
    fault = told("challenges.toml", 'name = "Bringing on young skippers"', 'name = " "')

    assert fault == "challenges.toml, young, name: is empty"


def test_a_fact_that_says_nothing_is_told(told: Break) -> None:
    fault = told("facts.toml", 'statement = "Our hope is a harbour where every crew learns from every other crew."', "")

    assert "facts.toml, hope, statement: is empty" in fault


def test_a_row_that_does_not_fit_its_columns_is_told(told: Break) -> None:
    fault = told("facts.toml", '["Lone crew", "Shared harbour"]', '["Lone crew"]')

    assert fault == "facts.toml, lone-to-shared, rows: each row needs 1 cells, one for each column"


def test_a_source_file_that_is_not_there_is_told(told: Break) -> None:
    fault = told("sources.toml", 'file = "guild-handbook.txt"', 'file = "lost.txt"')

    assert "facts.toml, who, source: the file 'lost.txt' of 'handbook' is not in content/source" in fault


def test_all_faults_are_told_at_once(folder: Path) -> None:
    for file, old, new in (
        ("facts.toml", 'key = "hope"', 'key = "who"'),
        ("events.toml", "minutes = 75", "minutes = 70"),
        ("contacts.toml", "purpose =", "purpos ="),
    ):
        text = (folder / file).read_text(encoding="utf-8")
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(ContentFault) as fault:
        read(folder)

    assert {line.split(",")[0] for line in fault.value.problems} == {"facts.toml", "events.toml", "contacts.toml"}


def test_a_file_that_is_not_there_holds_nothing(folder: Path) -> None:
    (folder / "challenges.toml").unlink()

    assert read(folder).challenges == ()


def test_a_folder_without_its_community_is_told(folder: Path) -> None:
    (folder / "community.toml").unlink()

    with pytest.raises(ContentFault, match=r"community\.toml: the file is missing"):
        read(folder)


def test_text_in_another_encoding_is_told(folder: Path) -> None:
    (folder / "challenges.toml").write_bytes(b'[[challenge]]\nname = "\xff"\n')

    with pytest.raises(ContentFault, match=r"challenges\.toml: the text is not UTF-8"):
        read(folder)


def test_an_event_that_names_no_zone_is_in_the_communitys_own(folder: Path) -> None:
    assert {event.zone for event in read(folder).events} == {"Pacific/Auckland"}


def test_a_night_when_the_clocks_go_back_is_an_hour_longer(folder: Path) -> None:
    event = next(event for event in read(folder).events if event.key == "radio-2026")

    assert (event.ends_at - event.starts_at).total_seconds() == 3 * 3600
