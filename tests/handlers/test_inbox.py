"""Faults 16 to 43 that come in from Slack: what arrives twice, at once, out of order, too late or from elsewhere."""

import io
import logging
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import structlog
from slack_bolt import BoltRequest, BoltResponse

from bot import journal
from bot.app import bolt_app
from bot.rules.words import RoundState
from bot.slack import Refused
from db.database import Database
from db.models import Introduction, Message, Question, Receipt, Reflection, Round, Rsvp
from schedules import people
from tests.community import Community, Reply
from tests.leaders import ADA, DEV, EIGHT, arrive, preview, send
from tests.people import AMINA, BEN, DEE, OLIVE, OMAR

MARKER = "quokka4417"
APART = [0.0, 0.05]
Body = dict[str, Any]


def kept(community: Community, model: Any) -> list[Any]:
    with community.db.read(community.workspace) as session:
        return list(session.query(model))


def twice(community: Community, apart: float, *bodies: Body) -> list[BoltResponse]:
    """Two clicks, so far apart; what each got in reply."""
    replies: list[BoltResponse] = []

    def click(body: Body, after: float) -> None:
        time.sleep(after)
        replies.append(community.dispatch(body))

    threads = [threading.Thread(target=click, args=(body, apart * number)) for number, body in enumerate(bodies)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return replies


def clicks(community: Community, apart: float, who: Any, label: str, shown: Reply) -> set[str]:
    """A double click, which Slack tells as two presses; gives the different cards that came of it."""
    bodies = [community.press_body(who, label, shown) for _ in range(2)]
    before = len(community.slack.answers)
    statuses = [reply.status for reply in twice(community, apart, *bodies)]
    told = community.slack.answers[before:]
    assert (statuses, len(told)) == ([200, 200], 2)
    return {str(card.as_reply()) for _, _, card in told}


def home(community: Community, who: Any) -> Reply:
    """The Home tab, with buttons that are answered where they stand, so that each answer can be seen."""
    return Reply(200, "", tuple(community.opens_home(who)["blocks"]))


def organise(community: Community, who: Any) -> Reply:
    """The Organise page in the same way."""
    return Reply(200, "", tuple(community.opens_organise(who)["blocks"]))


def button(action: str, value: str) -> Reply:
    pressed = {"type": "button", "text": {"text": "Odd"}, "action_id": action, "value": value}
    return Reply(200, "", ({"type": "actions", "elements": [pressed]},))


def reflects(community: Community, who: Any = AMINA, what: str = "It went well.") -> Body:
    """The form of a reflection, filled in and not sent."""
    community.types(who, "/reflect")
    return community.form_body(who, community.form(), what=what)


# 16: the database is down


@pytest.mark.parametrize("line", ["/events", "/community", "/connect join", "/reflect", "/ask when is it?"])
def test_fault_16_with_the_database_down_a_command_gets_an_apology_in_time(house: Community, line: str) -> None:
    for address in ("postgresql://nobody@127.0.0.1:1/none", "sqlite:////nowhere/gone.db"):
        object.__setattr__(house.tools, "db", Database(address))
        began = time.monotonic()

        reply = house.types(AMINA, line)

        assert time.monotonic() - began < 3
        assert (reply.status, "Something went wrong at our end." in reply.text) == (200, True)
        assert "Reference: " in reply.text


# 28 and 29: events again, and out of order


def test_fault_28_an_event_that_comes_four_times_is_acted_on_once(community: Community) -> None:
    event = {"type": "message", "channel_type": "im", "channel": "D1", "user": AMINA.slack_id, "text": "hi", "ts": "9"}
    body = community.event_body(event)

    statuses = [reply.status for reply in twice(community, 0, *[body] * 4)]

    assert statuses == [200] * 4
    assert len(community.rows(Question)) == len(community.rows(Message)) == 1


def changed(community: Community, who: Any, **fields: Any) -> Body:
    account = {"id": who.slack_id, "team_id": community.workspace, "profile": {"real_name": who.name}, **fields}
    return community.event_body({"type": "user_change", "user": account})


def test_fault_29_somebody_who_was_gone_before_they_joined_ends_as_gone(community: Community) -> None:
    community.dispatch(changed(community, DEE, deleted=True))
    community.joins(DEE)

    people.follow(community.tools)

    member = community.person(DEE)
    assert member is not None
    assert member.deactivated_at is not None


def test_fault_29_changes_of_an_account_end_the_same_in_any_order(community: Community) -> None:
    community.joins(AMINA, BEN)
    for who, order in ((AMINA, [True, False]), (BEN, [False, True])):
        for is_admin in order:
            community.dispatch(changed(community, who, is_admin=is_admin))

    people.follow(community.tools)

    first, second = (community.person(who) for who in (AMINA, BEN))
    assert first is not None
    assert second is not None
    assert first.role == second.role


# 30: double clicks


@pytest.mark.parametrize("apart", APART)
class TestFault30:
    """Two clicks end in one row and the same words."""

    @pytest.mark.parametrize("label", ["Going", "Maybe", "Cannot go"])
    def test_an_answer_to_an_event(self, community: Community, apart: float, label: str) -> None:
        community.joins(AMINA)

        told = clicks(community, apart, AMINA, label, community.types(AMINA, "/events"))

        assert (len(told), len(community.rows(Rsvp))) == (1, 1)

    def test_leaving(self, community: Community, apart: float) -> None:
        community.joins(AMINA)

        told = clicks(community, apart, AMINA, "Leave", community.types(AMINA, "/community leave"))

        member = community.person(AMINA)
        assert member is not None
        assert (len(told), member.joined_at) == (1, None)

    def test_joining(self, community: Community, apart: float) -> None:
        community.presses(AMINA, "Going", community.types(AMINA, "/events"))
        community.presses(AMINA, "Join and answer Going", Reply(200, "", community.slack.answers[-1][2].blocks))
        fields: dict[str, Any] = {"organisation": "1", "sector": "1", "prompts": "no", "introductions": "no"}
        body = community.form_body(AMINA, community.form(), **fields)

        first, second = twice(community, apart, body, body)

        assert first.body == second.body
        assert "response_action" in first.body
        assert len(community.rows(Rsvp)) == 1

    def test_pausing_and_starting_again(self, community: Community, apart: float) -> None:
        community.joins(AMINA)
        community.presses(AMINA, "Pause", community.opens_home(AMINA))
        forms = [community.form_body(AMINA, community.form(), until="2022-07-10") for _ in range(2)]

        first, second = twice(community, apart, *forms)
        told = clicks(community, apart, AMINA, "Start again", home(community, AMINA))

        assert first.body == second.body
        assert len(told) == 1

    def test_saving_a_reflection(self, community: Community, apart: float) -> None:
        community.joins(AMINA)
        body = reflects(community)

        first, second = twice(community, apart, body, body)

        assert first.body == second.body
        assert len(kept(community, Reflection)) == 1

    def test_deleting_a_reflection(self, community: Community, apart: float) -> None:
        community.joins(AMINA)
        community.submits_again(reflects(community))

        told = clicks(community, apart, AMINA, "Delete", home(community, AMINA))

        assert "gone for good" in str(told)
        assert (len(told), kept(community, Reflection)) == (1, [])

    @pytest.mark.parametrize("line", ["/connect join", "/connect stop"])
    def test_introductions(self, community: Community, apart: float, line: str) -> None:
        arrive(community, ADA)
        text = line.partition(" ")[2]
        bodies = [command(community, ADA, "/connect", text) for _ in range(2)]

        first, second = twice(community, apart, *bodies)

        assert first.body == second.body

    @pytest.mark.parametrize("label", ["Draw again", "Send", "Cancel"])
    def test_a_round(self, community: Community, apart: float, label: str) -> None:
        arrive(community, *EIGHT)

        told = clicks(community, apart, OLIVE, label, preview(community))

        assert (len(told), len(community.rows(Round))) == (1, 1)
        assert len(community.rows(Message)) == (20 if label == "Send" else 0)

    def test_a_preview(self, community: Community, apart: float) -> None:
        arrive(community, *EIGHT)

        told = clicks(community, apart, OLIVE, "Preview a round", organise(community, OLIVE))

        assert (len(told), len(community.rows(Round)), len(community.rows(Introduction))) == (1, 1, 4)

    def test_whether_they_met(self, community: Community, apart: float) -> None:
        arrive(community, ADA, DEV)
        send(community)
        introduction = community.rows(Introduction)[0].id

        told = clicks(community, apart, ADA, "Odd", button("introduction.met.yes", f"{introduction}:YES"))

        assert len(told) == 1

    def test_asking_a_person(self, community: Community, apart: float) -> None:
        told = clicks(community, apart, AMINA, "Ask a person", community.types(AMINA, "/ask xyzzy plugh"))

        assert (len(told), len(community.rows(Question)), len(community.rows(Message))) == (1, 1, 2)

    def test_closing_a_question(self, community: Community, apart: float) -> None:
        community.presses(AMINA, "Ask a person", community.types(AMINA, "/ask xyzzy plugh"))

        told = clicks(community, apart, OLIVE, "Close without an answer", organise(community, OLIVE))

        assert len(told) == 1
        assert "Closed for all organisers." in str(told)


def command(community: Community, who: Any, name: str, text: str) -> Body:
    trigger = community._fresh("trigger")
    return {
        "command": name,
        "text": text,
        "team_id": community.workspace,
        "user_id": who.slack_id,
        "channel_id": "C0GENERAL",
        "trigger_id": trigger,
    }


def test_two_organisers_who_close_one_question_at_once_are_told_who_did(community: Community) -> None:
    community.presses(AMINA, "Ask a person", community.types(AMINA, "/ask xyzzy plugh"))
    bodies = [community.press_body(who, "Close without an answer", organise(community, who)) for who in (OLIVE, OMAR)]

    twice(community, 0, *bodies)

    told = [card.text for _, _, card in community.slack.answers[-2:]]
    assert sorted("Somebody else" in words for words in told) == [False, True]


def test_a_command_that_comes_late_once_more_undoes_nothing(community: Community) -> None:
    arrive(community, ADA)
    body = command(community, ADA, "/connect", "stop")
    community.dispatch(body)
    community.types(ADA, "/connect join")

    community.dispatch(body)

    member = community.person(ADA)
    assert member is not None
    assert member.wants_introductions


def test_a_pause_that_comes_late_once_more_does_not_undo_starting_again(house: Community) -> None:
    house.joins(AMINA)
    house.presses(AMINA, "Pause", house.opens_home(AMINA))
    body = house.form_body(AMINA, house.form(), until="2022-07-10")
    first = house.submits_again(body)
    house.presses(AMINA, "Start again", house.opens_home(AMINA))

    again = house.submits_again(body)

    member = house.person(AMINA)
    assert member is not None
    assert (again, member.paused_until) == (first, None)


def test_a_preview_that_comes_late_once_more_draws_nothing(house: Community) -> None:
    arrive(house, *EIGHT)
    body = house.press_body(OLIVE, "Preview a round", house.opens_organise(OLIVE))
    house.presses_again(body)
    house.presses(OLIVE, "Cancel", {"blocks": preview(house).blocks})

    house.presses_again(body)

    assert [found.state for found in house.rows(Round)] == [RoundState.CANCELLED]


def test_what_fails_leaves_no_note_so_that_it_can_come_again(house: Community, monkeypatch: pytest.MonkeyPatch) -> None:
    house.joins(AMINA)
    body = house.press_body(AMINA, "Going", house.types(AMINA, "/events"))
    before = len(house.rows(Receipt))
    with monkeypatch.context() as accident:
        accident.setattr("bot.community.events.rsvp", lambda *_, **__: 1 / 0)
        house.dispatch(body)

    assert len(house.rows(Receipt)) == before
    house.dispatch(body)
    assert len(house.rows(Rsvp)) == 1


# 31 to 33: hostile text; test_hostile_text.py has the cases that are shown to others

TEXTS = {
    "long": "x" * 8000,
    "nothing": "",
    "spaces": "   ",
    "NUL": "a\0b",
    "half a letter": "\ud83d",
    "turned": "\u202eabc",
    "piled up": "Z" + "\u0301\u0335" * 200,
    "faces": "😀" * 10_000,
    "statements": "'; DROP TABLE member;--",
    "wildcards": "%_%",
    "pings": "<!channel> <@U123> <https://evil|NHS login>",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
@pytest.mark.parametrize("name", ["/events", "/community", "/ask", "/resources", "/reflect", "/connect"])
def test_fault_31_any_text_in_a_command_gets_an_answer(house: Community, name: str, text: str) -> None:
    reply = house.types(AMINA, f"{name} {text}")

    assert (reply.status, reply.words().strip() != "") == (200, True)
    assert "went wrong" not in reply.text


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_fault_31_any_text_is_kept_safely(community: Community, text: str) -> None:
    community.joins(AMINA)

    community.says(AMINA, text)
    answer = community.submits_again(reflects(community, what=f"x {text}"[:3000]))

    assert answer["response_action"] == "update"
    assert len(community.deliver()) == 1


def test_fault_32_pings_in_a_reflection_stay_letters(house: Community) -> None:
    house.joins(AMINA)
    house.submits_again(reflects(house, what=TEXTS["pings"]))

    assert "<!channel>" not in str(house.opens_home(AMINA))
    assert "&lt;!channel&gt;" in str(house.opens_home(AMINA))


@pytest.mark.parametrize("name", ["/events", "/resources"])
@pytest.mark.parametrize("text", ["'; DROP TABLE member;--", "%_%"])
def test_fault_33_a_search_is_taken_letter_by_letter(community: Community, name: str, text: str) -> None:
    assert "Going" not in str(community.types(AMINA, f"{name} {text}").blocks)
    assert community.rows(Message) == []


# 38 to 43: who may do what, and when


def test_fault_38_somebody_from_another_workspace_sees_and_leaves_nothing(house: Community) -> None:
    body = house.press_body(AMINA, "Going", house.types(AMINA, "/events"))
    body["user"]["team_id"] = "T0ELSEWHERE"
    before = len(house.rows(Receipt))

    reply = house.presses_again(body)
    house.mentions(AMINA, "when is it?", user_team="T0ELSEWHERE")

    assert (reply.status, "people of this workspace only" in reply.text) == (200, True)
    assert (house.person(AMINA), len(house.rows(Receipt)), house.deliver()) == (None, before, [])


def test_fault_38_a_guest_of_this_workspace_is_treated_as_a_stranger(house: Community) -> None:
    house.dispatch(changed(house, AMINA, is_restricted=True, is_ultra_restricted=True))

    assert "Join" in str(house.types(AMINA, "/community").blocks)
    assert house.person(AMINA) is None


@pytest.mark.parametrize(
    ("action", "value"),
    [
        ("round.preview", "draw"),
        ("round.redraw", "{round}"),
        ("round.send", "{round}"),
        ("round.cancel", "{round}"),
        ("question.close", "1"),
    ],
)
def test_fault_39_what_an_organiser_pressed_is_refused_to_a_member(house: Community, action: str, value: str) -> None:
    arrive(house, *EIGHT)
    preview(house)
    drawn = house.rows(Round)[0]

    reply = house.presses(ADA, "Odd", button(action, value.format(round=f"{drawn.id}:{drawn.seed}")))

    assert "Only organisers can do that." in reply.text
    assert [(found.state, found.seed) for found in house.rows(Round)] == [(RoundState.DRAWN, drawn.seed)]


@pytest.mark.parametrize("note", ["", "new:", "new:x:y:z", "new:999:1:0", "edit:", "edit:1' OR 1=1", "other:1"])
def test_fault_39_a_form_whose_note_was_edited_keeps_nothing(house: Community, note: str) -> None:
    house.joins(AMINA)
    body = reflects(house)
    body["view"]["private_metadata"] = note

    answer = house.submits_again(body)

    assert answer["response_action"] == "errors"
    assert "not here any more" in answer["errors"]["what"]
    assert kept(house, Reflection) == []


@pytest.mark.parametrize("action", ["reflection.edit", "reflection.delete"])
def test_fault_40_a_reflection_of_somebody_else_is_not_found(community: Community, action: str) -> None:
    community.joins(AMINA, BEN)
    community.submits_again(reflects(community))
    (found,) = kept(community, Reflection)

    told = [community.presses(BEN, "Odd", button(action, row)).text for row in (found.id, "no such row")]

    assert "not here any more" in told[0]
    assert told[0] == told[1]
    assert len(kept(community, Reflection)) == 1


@pytest.mark.parametrize(
    "more",
    [{"bot_id": "B0BOT"}, {"bot_id": "B9"}, {"subtype": "message_changed"}, {"subtype": "bot_message"}],
    ids=["our own", "another bot", "an edit", "a bot's message"],
)
def test_fault_42_what_no_person_wrote_starts_no_conversation(house: Community, more: Body) -> None:
    house.says(AMINA, "hi", **more)
    house.mentions(AMINA, "hi", **more)

    assert (house.deliver(), house.rows(Receipt)) == ([], [])


def test_fault_43_a_trigger_that_expired_gets_a_sentence_and_can_be_pressed_again(house: Community) -> None:
    house.joins(AMINA)
    house.slack.faults.append(Refused("expired_trigger_id"))

    late = house.types(AMINA, "/reflect")
    house.types(AMINA, "/reflect")

    assert late.text == "The form did not open in time. Nothing is lost. Please try again."
    assert house.form()["callback_id"] == "reflection.form"


# request bodies reach no log


@pytest.fixture
def written(caplog: pytest.LogCaptureFixture) -> Iterator[Callable[[], str]]:
    """What the bot's own journal writes, at its most talkative, and what caplog sees of it."""
    root, printed = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    quiet = {name: logging.getLogger(name).level for name in journal._QUIET}
    root.handlers = []
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("sys.stderr", printed)
        journal.open_journal(debug=True)
    root.addHandler(caplog.handler)
    yield lambda: printed.getvalue() + caplog.text + str([record.__dict__ for record in caplog.records])
    root.handlers = handlers
    root.setLevel(level)
    for name, before in quiet.items():
        logging.getLogger(name).setLevel(before)
    structlog.reset_defaults()


def marked(community: Community) -> list[Body]:
    """One request of each kind, and each holds the marker."""
    form = reflects(community, what=MARKER)
    edited = reflects(community)
    edited["view"]["private_metadata"] = MARKER
    event = {
        "type": "message",
        "channel_type": "im",
        "channel": "D1",
        "user": AMINA.slack_id,
        "text": MARKER,
        "ts": "9",
    }
    odd = [button(action, MARKER) for action in ("question.close", "event.rsvp.going", "introduction.met.yes", "gone")]
    return [
        *(
            command(community, AMINA, name, MARKER)
            for name in ("/ask", "/events", "/resources", "/reflect", "/connect")
        ),
        *(community.press_body(AMINA, "Odd", shown) for shown in odd),
        form,
        edited,
        community.event_body(event),
        community.event_body({**event, "type": "app_mention"}),
    ]


def test_fault_36_what_people_wrote_is_in_no_log_whatever_becomes_of_it(
    house: Community, written: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    house.joins(AMINA)
    bodies = marked(house)

    def quote(*_: Any, **__: Any) -> Any:
        raise ValueError(f"invalid literal: {MARKER!r}")

    for body in bodies:
        house.dispatch(body)
    monkeypatch.setattr("bot.delivery.inbox.receive", quote)
    monkeypatch.setattr("bot.community.members.find", quote)
    monkeypatch.setattr("bot.desk.questions.answer", quote)
    for body in bodies:
        house.dispatch(body)

    assert "invalid literal" in written()
    assert MARKER not in written()


def test_fault_36_a_forged_request_is_in_no_log(house: Community, written: Callable[[], str]) -> None:
    app = bolt_app(house.tools)
    headers: dict[str, Any] = {"x-slack-signature": "v0=00", "x-slack-request-timestamp": "1"}

    status = app.dispatch(BoltRequest(body=f"command=/ask&text={MARKER}", headers=headers)).status

    assert (status, MARKER in written()) == (401, False)
