"""What somebody writes for themselves is found nowhere but in their own form and their own Home tab."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from bot import journal, web
from db.models import Base, Message
from schedules import planner
from tests.community import Community
from tests.people import AMINA, BEN, CARYS, OLIVE

MARKS = {
    "what": "quokka-what-4417",
    "so_what": "quokka-sowhat-4418",
    "now_what": "quokka-nowwhat-4419",
    "when": "quokka-when-4420",
    "then": "quokka-then-4421",
    "feelings": "quokka-feelings-4422",
    "evaluation": "quokka-evaluation-4423",
    "conclusion": "quokka-conclusion-4424",
}
DISCUSSED = "quokka-discussed-4425"
EDITED = {field: f"{mark}-edited" for field, mark in MARKS.items()}


def marks_in(told: str | bytes) -> list[str]:
    wanted = [mark if isinstance(told, str) else mark.encode() for mark in (*MARKS.values(), DISCUSSED)]
    return [str(mark) for mark in wanted if mark in told]  # type: ignore[operator]


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    found = io.StringIO()
    monkeypatch.setattr("sys.stdout", found)
    return found  # type: ignore[return-value]


@pytest.fixture
def written(community: Community, caplog: pytest.LogCaptureFixture, printed: io.StringIO) -> Community:
    """A week in which Amina writes, changes, fails and looks, while others are about."""
    caplog.set_level(logging.DEBUG)
    for name in journal._QUIET:  # as the bot itself runs
        caplog.set_level(logging.ERROR, logger=name)
    community.joins(AMINA, prompts="yes")
    community.joins(BEN, CARYS, OLIVE)
    community.types(AMINA, "/reflect")
    plan = {field: MARKS[field] for field in ("when", "then")}
    steps = community.presses_in_form(AMINA, "Use 6 steps", community.form(), **plan)
    asked = community.submits(AMINA, steps, **(MARKS | {"what": f"Mrs Jones {MARKS['what']}"}))["view"]
    body = community.form_body(AMINA, asked, **MARKS)
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr("bot.reflection.plans.keep", lambda *_, **__: 1 / 0)
        community.submits_again(body)
    community.submits_again(body)
    community.submits_again(body)
    community.presses(AMINA, "Edit", community.opens_home(AMINA), near="My reflections")
    community.submits(AMINA, community.form(), **EDITED)
    community.presses(AMINA, "Discussed with a peer", community.opens_home(AMINA))
    community.submits(AMINA, community.form(), discussed=DISCUSSED)
    community.clock.forward(days=6)
    planner.plan(community.tools)
    community.clock.forward(days=1)
    community.deliver()
    for who in (BEN, CARYS, OLIVE):
        community.opens_home(who)
    community.opens_organise(OLIVE)
    return community


def test_no_table_and_no_outbox_row_holds_it(written: Community) -> None:
    for table in Base.metadata.sorted_tables:
        with written.db.engine.connect() as connection:
            rows = connection.execute(text(f'SELECT * FROM "{table.name}"')).all()  # noqa: S608 - our own names
        assert [row for row in rows if marks_in(str(row)) or any(_is_told(value) for value in row)] == [], table.name


def test_no_byte_of_the_database_file_holds_it(written: Community) -> None:
    if not written.db.on_sqlite or written.db.url.database is None:
        return  # PostgreSQL's files belong to its server; its rows are looked at above
    for ending in ("", "-wal"):
        with open(written.db.url.database + ending, "rb") as file:  # noqa: PTH123
            assert marks_in(file.read()) == []


def test_no_log_and_no_trace_holds_it(
    written: Community, caplog: pytest.LogCaptureFixture, printed: io.StringIO
) -> None:
    records = caplog.get_records("setup")
    traces = [caplog.handler.format(record) for record in records]
    told = "\n".join([*traces, printed.getvalue(), *(str(record.__dict__) for record in records)])

    assert "ZeroDivisionError" in told
    assert marks_in(told) == []


def test_nobody_else_is_shown_it_and_no_message_carries_it(written: Community) -> None:
    homes = {who: json.dumps(view) for who, view in written.slack.homes.items()}
    messages = json.dumps([[seen.text, seen.blocks] for seen in written.slack.posts])
    answers = json.dumps([card.as_reply() for _, _, card in written.slack.answers])

    assert len(marks_in(homes.pop(AMINA.slack_id))) == len(MARKS) + 1
    assert [who for who, view in homes.items() if marks_in(view)] == []
    assert "Only you can see what you write." in messages
    assert marks_in(messages) == marks_in(answers) == []


def test_of_what_is_shared_the_chosen_part_alone_leaves_and_for_its_own_place_alone(
    written: Community, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.clear()
    written.presses(AMINA, "Share", written.opens_home(AMINA), near="My reflections")
    preview = written.submits(AMINA, written.form(), place="C0BRIDGE", parts=["feelings"])["view"]
    written.submits(AMINA, preview)
    before = len(written.slack.answers)
    (seen,) = written.deliver()
    for who in (BEN, CARYS, OLIVE):
        written.opens_home(who)

    homes = {who: json.dumps(view) for who, view in written.slack.homes.items() if who != AMINA.slack_id}
    assert (seen.channel, marks_in(json.dumps(seen.blocks))) == ("C0BRIDGE", [MARKS["feelings"]])
    assert marks_in(seen.text) == marks_in(json.dumps(homes)) == marks_in(caplog.text) == []
    assert len(written.slack.answers) == before
    test_no_table_and_no_outbox_row_holds_it(written)


def test_no_log_figure_or_message_row_holds_a_question_put_to_organisers_or_its_answer(
    community: Community, caplog: pytest.LogCaptureFixture, printed: io.StringIO
) -> None:
    caplog.set_level(logging.DEBUG)
    for name in journal._QUIET:
        caplog.set_level(logging.ERROR, logger=name)
    marks = {"asked": "quokka asked 5501", "reply": "quokka reply 5502", "kept": "quokka kept 5503"}
    community.presses(AMINA, "Ask a person", community.types(AMINA, f"/ask who knows {marks['asked']}?"))
    community.presses(OLIVE, "Answer", community.deliver()[0])
    body = community.form_body(OLIVE, community.form(), reply=marks["reply"], keep="yes")
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr("bot.desk.questions._owe", lambda *_, **__: int(marks["reply"]))
        community.submits_again(body)
    check = community.submits_again(body)["view"]
    community.submits(OLIVE, check, title=marks["kept"])
    seen = community.deliver()
    community.presses(AMINA, "Not quite", seen[0])

    client = web.build(community.tools).test_client()
    traces = [caplog.handler.format(record) for record in caplog.records]
    rows = [str(vars(row)) for row in community.rows(Message)]
    told = "\n".join([*traces, printed.getvalue(), *rows, client.get("/metrics").text, client.get("/health").text])
    assert "ValueError" in told
    assert [mark for text in marks.values() for mark in (text, text[-4:]) if mark in told] == []


def test_figures_hold_none_of_it(written: Community) -> None:
    client = web.build(written.tools).test_client()

    assert marks_in(client.get("/metrics").text) == marks_in(client.get("/health").text) == []


def _is_told(value: object) -> bool:
    return isinstance(value, bytes | memoryview) and marks_in(bytes(value)) != []
