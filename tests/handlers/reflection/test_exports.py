"""Exports: a member's own reflections in a file of their choice, sent to them alone and kept nowhere."""

import csv
import io
import json
from datetime import UTC, datetime
from typing import Any

import docx
import pytest
from sqlalchemy import text

from bot.community import keys
from bot.rules.messages import Kind, State
from bot.rules.words import FileKind
from bot.slack import NotReached, Refused, SlackFault, SlowDown, Unclear
from db.models import Base, MemberKey, Message, Reflection
from schedules import exports
from tests.community import Community, words_of
from tests.fakes import SeenFile
from tests.people import AMINA, BEN, Somebody

WRITTEN = {"what": "We met “quokka-what”.", "so_what": "=quokka-learned", "now_what": "quokka-changed \N{SEEDLING}"}
PLAN = {"when": "we quokka-meet", "then": "I will quokka-listen"}


def writes(community: Community, who: Somebody = AMINA, about: str = "innovation", **fields: str) -> None:
    if community.person(who) is None:
        community.joins(who)
    community.types(who, f"/reflect {about}")
    community.submits(who, community.form(), **{**WRITTEN, **PLAN, **fields})


def chooses(community: Community, **fields: str) -> dict[str, Any]:
    community.presses(AMINA, "Export", community.opens_home(AMINA), near="My reflections")
    return community.submits(AMINA, community.form(), **fields)


def exported(community: Community, **fields: str) -> SeenFile:
    """They choose, and the file comes."""
    assert chooses(community, **fields)["response_action"] == "update"
    community.deliver()
    return community.slack.files[-1]


def rows(community: Community, **fields: str) -> list[dict[str, str]]:
    found = json.loads(exported(community, kind="JSON", **fields).body)
    return list(found["reflections"])


def read(kind: FileKind, body: bytes) -> str:
    """All words of a file, as the program that belongs to it reads them."""
    match kind:
        case FileKind.DOCX:
            return "\n".join(one.text for one in docx.Document(io.BytesIO(body)).paragraphs)
        case FileKind.CSV:
            return "\n".join(" ".join(row) for row in csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))
        case FileKind.JSON:
            return json.dumps(json.loads(body), ensure_ascii=False)
    return body.decode().replace("\\", "")


@pytest.mark.parametrize("kind", FileKind)
def test_every_kind_of_file_opens_with_everything_that_was_written(community: Community, kind: FileKind) -> None:
    writes(community)

    file = exported(community, kind=kind.name)

    told = read(kind, file.body)
    assert file.name == f"reflections.{kind.value}"
    assert all(words in told for words in WRITTEN.values())
    assert "When we quokka-meet, then I will quokka-listen" in told
    assert "Monday 27 June 2022" in told


def test_the_file_goes_to_its_author_alone_with_a_word_on_where_it_lies(community: Community) -> None:
    community.joins(BEN)
    writes(community)

    file = exported(community)

    assert file.channel == f"D{AMINA.slack_id}"
    assert len(community.slack.files) == 1
    assert "A file in Slack belongs to your workspace" in file.words
    assert "To have it deleted here, ask whoever looks after Slack for you." in file.words
    assert "quokka" not in file.words
    assert community.slack.posts == []


def test_it_comes_at_once_at_any_hour(house: Community) -> None:
    writes(house)
    house.clock.move_to("2022-06-28T03:00+01:00")

    assert exported(house)


def test_the_plain_shape_has_the_words_as_they_were_written(house: Community) -> None:
    writes(house)

    (row,) = rows(house)

    assert row["What happened?"] == WRITTEN["what"]
    assert row["Now what?"] == WRITTEN["now_what"]
    assert row["Characteristic"] == "Catalysing and embedding innovation"
    assert row["Prompt"]


def test_the_professional_shape_gives_months_and_what_was_learned_and_changed(house: Community) -> None:
    writes(house)

    file = exported(house, kind="JSON", shape="PROFESSIONAL")

    (row,) = json.loads(file.body)["reflections"]
    assert list(row) == ["When", "About", "What happened", "What I learned", "What I changed", "Discussed with a peer"]
    assert row["When"] == "1. June 2022"
    assert row["What I learned"] == WRITTEN["so_what"]
    assert row["What I changed"] == f"{WRITTEN['now_what']}\n\nWhen we quokka-meet, then I will quokka-listen"
    assert "27" not in read(FileKind.JSON, file.body)


def test_what_became_of_a_plan_is_in_the_file(house: Community) -> None:
    house.joins(AMINA, prompts="yes")
    writes(house)
    house.presses(AMINA, "Show", house.opens_home(AMINA), near="My plans")
    house.presses(AMINA, "Partly", house.form())

    assert rows(house)[0]["How the plan went"] == "I did it in part."


def test_what_was_discussed_with_a_peer_and_felt_is_in_the_file(house: Community) -> None:
    writes(house)
    seal(house, discussed="A peer in a council saw it too.", feelings="Uneasy.")

    assert rows(house)[0]["Discussed with a peer"] == "A peer in a council saw it too."
    (row,) = rows(house, shape="PROFESSIONAL")
    assert row["Discussed with a peer"] == "A peer in a council saw it too."
    assert row["What happened"] == f"{WRITTEN['what']}\n\nUneasy."


def seal(community: Community, **fields: str) -> None:
    """Put these words into the only reflection of Amina."""
    with community.db.begin(community.workspace) as session:
        member = community.person(AMINA)
        assert member is not None
        lock = keys.find_or_make(session, community.tools.vault, member)
        found = session.query(Reflection).one()
        for column, words in fields.items():
            setattr(found, column, lock.seal(words, table="reflection", row=found.id, column=column))


def test_only_the_characteristic_and_the_days_that_were_chosen_are_in_it(community: Community) -> None:
    writes(community, what="one")
    community.clock.move_to("2022-07-01T00:30+01:00")
    writes(community, about="boundaries", what="two")
    community.clock.move_to("2022-08-01T12:00+01:00")
    writes(community, what="three")
    boundaries = str(about(community)[1])

    def told(**fields: str) -> list[str]:
        return [row["What happened?"] for row in rows(community, **fields)]

    assert told() == ["one", "two", "three"]
    assert told(characteristic=boundaries) == ["two"]
    assert told(first="2022-07-01") == ["two", "three"]
    assert told(last="2022-06-30") == ["one"]
    assert told(first="2022-07-01", last="2022-07-01") == ["two"]


def about(community: Community) -> list[int]:
    """The characteristic of each reflection."""
    with community.db.read(community.workspace) as session:
        return [one.characteristic_id for one in session.query(Reflection).order_by(Reflection.written_at)]


@pytest.mark.parametrize(
    ("given", "field"),
    [({"first": "2023-01-01"}, "characteristic"), ({"first": "2022-07-02", "last": "2022-07-01"}, "last")],
)
def test_a_choice_with_nothing_in_it_is_said_at_once(house: Community, given: dict[str, str], field: str) -> None:
    writes(house)

    assert list(chooses(house, **given)["errors"]) == [field]
    assert house.rows(Message) == []


def test_nobody_gets_what_somebody_else_wrote(community: Community) -> None:
    writes(community)
    writes(community, BEN, what="Not for Amina.", so_what="", now_what="", when="", then="")

    assert [row["What happened?"] for row in rows(community)] == [WRITTEN["what"]]


def test_a_form_that_comes_twice_brings_one_file(community: Community) -> None:
    writes(community)
    community.presses(AMINA, "Export", community.opens_home(AMINA), near="My reflections")
    body = community.form_body(AMINA, community.form())

    assert community.submits_again(body) == community.submits_again(body)
    community.deliver()
    assert len(community.slack.files) == 1


def test_what_is_deleted_before_the_file_leaves_is_not_in_it(house: Community) -> None:
    writes(house, what="stays")
    writes(house, what="goes")
    chooses(house, kind="JSON")
    house.presses(AMINA, "Delete", house.opens_home(AMINA), near="goes")
    house.deliver()

    assert len(json.loads(house.slack.files[0].body)["reflections"]) == 1


def test_who_leaves_before_the_file_does_gets_none(house: Community) -> None:
    writes(house)
    chooses(house)
    house.presses(AMINA, "Leave", house.presses(AMINA, "Leave", house.types(AMINA, "/community")))

    house.deliver()
    assert (house.slack.files, house.slack.uploads) == ([], [])


def test_what_cannot_be_opened_is_said_in_its_place(house: Community) -> None:
    writes(house)
    with house.db.begin(house.workspace) as session:
        session.delete(session.query(MemberKey).one())

    (row,) = rows(house)

    assert row["What happened?"].startswith("This cannot be opened any more.")


def states(community: Community) -> list[State]:
    return [one.state for one in community.rows(Message) if one.kind == Kind.EXPORT]


@pytest.mark.parametrize("fault", [Unclear("no reply"), NotReached("away"), SlowDown(5)])
def test_a_file_that_was_not_shown_yet_is_simply_tried_again(house: Community, fault: SlackFault) -> None:
    writes(house)
    chooses(house)
    house.slack.faults = [fault]  # the conversation is opened first
    house.deliver()
    house.machine.forward(minutes=2)
    house.deliver()

    assert len(house.slack.files) == 1
    assert states(house) == [State.SENT]


def test_a_file_that_may_have_arrived_is_not_sent_again_and_its_author_is_told(community: Community) -> None:
    writes(community)
    chooses(community)
    community.slack.lost_replies = [Unclear("no reply")]
    community.deliver()

    exports.run(community.tools)
    (told,) = community.deliver()
    community.machine.forward(minutes=10)

    assert exports.run(community.tools) == 0
    assert community.deliver() == []
    assert told.channel == f"D{AMINA.slack_id}"
    assert "Your file may not have arrived." in told.text
    assert len(community.slack.files) == 1
    assert states(community) == [State.CANCELLED]
    assert "may not have arrived" not in words_of(community.opens_home(AMINA)["blocks"])


def test_a_file_whose_handing_over_is_unclear_is_handed_over_again(house: Community) -> None:
    writes(house)
    exported(house)
    chooses(house)
    house.slack.faults = [Unclear("no reply")]  # the conversation is known by now
    house.deliver()
    house.machine.forward(minutes=2)
    house.deliver()

    assert len(house.slack.files) == 2
    assert states(house) == [State.SENT, State.SENT]


def test_a_file_whose_worker_stopped_is_owned_up_to(community: Community) -> None:
    writes(community)
    chooses(community)
    (message,) = community.rows(Message)
    community.changes(message, state=State.SENDING, lease_owner="gone", lease_until=community.machine.now())
    community.machine.forward(minutes=2)
    community.deliver()

    assert exports.run(community.tools) == 1
    assert "Your file may not have arrived." in community.deliver()[0].text
    assert community.slack.files == []


def test_a_file_that_slack_refuses_is_owned_up_to(house: Community) -> None:
    writes(house)
    house.joins(BEN)
    chooses(house)
    house.slack.faults = [Refused("missing_scope")]
    house.deliver()

    assert exports.run(house.tools) == 1
    assert "Your file may not have arrived." in house.deliver()[0].text


def test_a_file_that_cannot_be_made_leaves_no_words_anywhere(
    community: Community, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(document: object, kind: object) -> bytes:
        raise ValueError(f"cannot write {vars(document)}")

    writes(community)
    chooses(community)
    monkeypatch.setattr("bot.files.writing.write", fails)
    community.deliver()
    exports.run(community.tools)

    assert "Your file may not have arrived." in community.deliver()[0].text
    assert "quokka" not in caplog.text


def test_no_row_and_no_log_holds_a_word_of_the_file(community: Community, caplog: pytest.LogCaptureFixture) -> None:
    writes(community)
    exported(community)

    for table in Base.metadata.sorted_tables:
        with community.db.engine.connect() as connection:
            found = connection.execute(text(f'SELECT * FROM "{table.name}"')).all()  # noqa: S608 - our own names
        assert [row for row in found if "quokka" in str(row)] == [], table.name
    assert "quokka" not in caplog.text


def test_a_stranger_and_who_wrote_nothing_are_offered_no_export(house: Community) -> None:
    house.joins(BEN)
    writes(house)
    home = house.opens_home(AMINA)
    house.presses(AMINA, "Leave", house.presses(AMINA, "Leave", house.types(AMINA, "/community")))
    forms = len(house.slack.forms)

    house.presses(AMINA, "Export", home, near="My reflections")

    assert len(house.slack.forms) == forms
    assert "Export" not in str(house.opens_home(BEN)["blocks"])


def test_the_day_on_which_it_was_made_is_the_members_own(house: Community) -> None:
    writes(house)
    house.clock.forward(seconds=(datetime(2022, 6, 30, 23, 30, tzinfo=UTC) - house.now()).total_seconds())

    assert "Made on Friday 1 July 2022." in read(FileKind.MARKDOWN, exported(house, kind="MARKDOWN").body)
