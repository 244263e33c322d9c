"""What Slack's answers mean to us: what certainly did nothing, what may have worked, and nothing is asked twice."""

import json
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.slack import NotReached, Posted, Refused, Slack, SlackFault, SlowDown, Unclear
from bot.views.parts import Card
from tests.servers import Handler, serving

CARD = Card("Hello")
OK = json.dumps({"ok": True, "channel": "D1", "ts": "1.1"})


@dataclass
class Server:
    """Answers every request as told, and remembers what it was asked."""

    status: int = 200
    body: str = OK
    headers: dict[str, str] = field(default_factory=dict)
    loses_the_reply: bool = False
    asked: list[tuple[str, bytes]] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    port: int = 0

    def slack(self) -> Slack:
        return Slack(token_of=lambda workspace: f"xoxb-of-{workspace}", address=f"http://127.0.0.1:{self.port}/api/")


@pytest.fixture
def server() -> Iterator[Server]:
    found = Server()

    class Answers(Handler):
        def do_GET(self) -> None:  # noqa: N802 - the library's name
            found.asked.append((self.path, self.headers.get("Authorization", "").encode()))
            self.send_response(found.status)
            for name, value in found.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(found.body.encode())

        def do_POST(self) -> None:  # noqa: N802 - the library's name
            found.asked.append((self.path, self.read()))
            if found.loses_the_reply:
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            self.send_response(found.status)
            for name, value in found.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write((found.pages.pop(0) if found.pages else found.body).encode())

    with serving(Answers) as found.port:
        yield found


def fault_of(server: Server) -> SlackFault:
    with pytest.raises(SlackFault) as caught:
        server.slack().post("T1", "D1", CARD, mark="m")
    return caught.value


def test_a_message_is_posted_once_with_nothing_unfurled(server: Server) -> None:
    posted = server.slack().post("T1", "D1", CARD, mark="m", thread="1.0")

    ((path, body),) = server.asked
    assert (posted, path) == (Posted("D1", "1.1"), "/api/chat.postMessage")
    assert {"text": "Hello", "thread_ts": "1.0", "unfurl_links": False}.items() <= json.loads(body).items()


def test_the_channels_that_we_are_in_are_listed_page_by_page(server: Server) -> None:
    def page(name: str, cursor: str, **more: bool) -> str:
        return json.dumps(
            {"ok": True, "channels": [{"id": name, "name": name, **more}], "response_metadata": {"next_cursor": cursor}}
        )

    server.pages = [page("C1", "next"), page("C2", "", is_ext_shared=True)]

    found = list(server.slack().channels("T1"))

    assert [(one.id, one.is_shared) for one in found] == [("C1", False), ("C2", True)]


@pytest.mark.parametrize(
    ("told", "people"),
    [
        ({"is_member": True, "num_members": 7}, 7),
        ({"is_member": False, "num_members": 7}, None),
        ({"is_member": True, "is_private": True}, None),
        ({"is_member": True, "is_archived": True}, None),
    ],
)
def test_a_channel_is_one_of_ours_that_everybody_may_see(server: Server, told: dict[str, Any], people: int) -> None:
    server.body = json.dumps({"ok": True, "channel": {"id": "C1", "name": "general", **told}})

    found = server.slack().channel("T1", "C1")

    assert (found.people if found else None) == people


def test_a_channel_that_slack_does_not_know_is_none(server: Server) -> None:
    server.body = json.dumps({"ok": False, "error": "channel_not_found"})

    assert server.slack().channel("T1", "C1") is None


def test_what_is_gone_already_is_taken_down_and_other_refusals_are_told(server: Server) -> None:
    server.body = json.dumps({"ok": False, "error": "message_not_found"})
    server.slack().take_down("T1", Posted("C1", "1.1"))

    server.body = json.dumps({"ok": False, "error": "cant_delete_message"})
    with pytest.raises(Refused):
        server.slack().take_down("T1", Posted("C1", "1.1"))


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("30", 30),
        ("0", 1),
        ("-5", 60),
        ("", 60),
        ("soon", 60),
        ("1.5", 60),
        ("Wed, 21 Oct 2022 07:28:00 GMT", 60),
        ("99999999", 3600),
        ("9" * 5000, 3600),
        ("²", 60),
    ],
)
def test_fault_8_we_wait_as_long_as_slack_says_within_reason(server: Server, header: str, seconds: int) -> None:
    server.status, server.headers = 429, {"Retry-After": header.encode().decode("latin-1")}

    fault = fault_of(server)

    assert isinstance(fault, SlowDown)
    assert fault.seconds == seconds


@pytest.mark.parametrize("code", ["ratelimited", "rate_limited"])
def test_fault_9_slack_may_say_that_it_is_busy_in_a_word_too(server: Server, code: str) -> None:
    server.body = json.dumps({"ok": False, "error": code})

    assert isinstance(fault_of(server), SlowDown)


@pytest.mark.parametrize("code", ["channel_not_found", "invalid_auth", "not_in_channel", "a_word_of_next_year"])
def test_what_slack_refuses_is_refused_in_its_own_word(server: Server, code: str) -> None:
    server.body = json.dumps({"ok": False, "error": code})

    fault = fault_of(server)

    assert isinstance(fault, Refused)
    assert fault.code == code


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, "<html>Server error</html>"),
        (502, "<html>Bad gateway</html>"),
        (503, ""),
        (200, "<html>Sign in to this network</html>"),
        (200, ""),
        (200, '{"ok": true, "chan'),
        (200, "[]"),
        (200, '{"ok": false}'),
        (200, '{"ok": false, "error": "internal_error"}'),
        (200, '{"ok": false, "error": "fatal_error"}'),
    ],
)
def test_fault_6_an_answer_that_says_nothing_may_mean_that_it_worked(server: Server, status: int, body: str) -> None:
    server.status, server.body = status, body

    assert isinstance(fault_of(server), Unclear)


def test_a_lost_reply_may_mean_that_it_worked_and_is_never_asked_again(server: Server) -> None:
    server.loses_the_reply = True

    assert isinstance(fault_of(server), Unclear)
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [429, 500])
def test_no_answer_makes_us_ask_a_second_time(server: Server, status: int) -> None:
    server.status = status

    fault_of(server)

    assert len(server.asked) == 1


def test_a_refused_connection_certainly_did_nothing() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nowhere = Server(port=closed.getsockname()[1])

        assert isinstance(fault_of(nowhere), NotReached)


def test_who_we_are_comes_with_the_scopes_that_slack_names(server: Server) -> None:
    server.body = json.dumps({"ok": True, "team_id": "T1", "team": "South", "bot_id": "B1", "user_id": "U1"})
    server.headers = {"X-OAuth-Scopes": "chat:write, commands,"}

    found = server.slack().who_we_are("xoxb-1-test")

    assert (found.workspace, found.name) == ("T1", "South")
    assert found.scopes == {"chat:write", "commands"}


def test_people_are_read_page_by_page_without_bots(server: Server) -> None:
    boss = {"id": "U1", "is_admin": True}
    gone = {"id": "U2", "is_owner": True, "deleted": True}
    robot = {"id": "U3", "is_bot": True, "is_admin": True}
    server.pages = [
        json.dumps({"ok": True, "members": [boss, robot], "response_metadata": {"next_cursor": "more"}}),
        json.dumps({"ok": True, "members": [gone], "response_metadata": {"next_cursor": ""}}),
    ]

    people = list(server.slack().people("T1"))

    assert [(p.slack_id, p.is_organiser, p.is_deactivated) for p in people] == [
        ("U1", True, False),
        ("U2", False, True),
    ]
    assert len(server.asked) == 2


@pytest.mark.parametrize(("way", "takes_its_place"), [("replace", True), ("whisper", False)])
def test_an_answer_to_a_press_is_for_the_presser_alone(server: Server, way: str, *, takes_its_place: bool) -> None:
    server.body = "ok"

    getattr(server.slack(), way)(f"http://127.0.0.1:{server.port}/response", CARD)

    sent = json.loads(server.asked[0][1])
    assert (sent["response_type"], sent["replace_original"]) == ("ephemeral", takes_its_place)


@pytest.mark.parametrize(("status", "body"), [(404, "expired_url"), (500, "")])
def test_an_answer_to_a_press_that_comes_too_late_is_refused(server: Server, status: int, body: str) -> None:
    server.status, server.body = status, body

    with pytest.raises(Refused, match=body or str(status)):
        server.slack().whisper(f"http://127.0.0.1:{server.port}/response", CARD)


def test_an_answer_to_a_press_whose_reply_is_lost_is_not_sent_again(server: Server) -> None:
    server.loses_the_reply = True

    with pytest.raises(Unclear):
        server.slack().replace(f"http://127.0.0.1:{server.port}/response", CARD)

    assert len(server.asked) == 1


def test_each_workspace_is_asked_with_its_own_token(server: Server) -> None:
    assert server.slack()._client("T9").token == "xoxb-of-T9"


def hand_over(server: Server) -> str:
    given = {"ok": True, "upload_url": f"http://127.0.0.1:{server.port}/upload/F1", "file_id": "F1"}
    server.pages = [json.dumps(given)]
    return server.slack().upload("T1", "reflections.md", b"# Mine")


def test_a_file_is_handed_over_as_it_is_and_then_shown_in_one_conversation(server: Server) -> None:
    file = hand_over(server)
    server.slack().show_file("T1", "D1", file, title="reflections.md", words="Here")

    assert [path for path, _ in server.asked] == [
        "/api/files.getUploadURLExternal",
        "/upload/F1",
        "/api/files.completeUploadExternal",
    ]
    assert server.asked[1][1] == b"# Mine"
    assert b"D1" in server.asked[2][1]


def download(server: Server, address: str = "", *, most: int = 100) -> bytes:
    return server.slack().download("T1", address or f"http://127.0.0.1:{server.port}/files/F1/a.csv", most=most)


def test_a_file_from_a_form_is_asked_for_with_our_token_and_no_more_of_it_than_wanted(server: Server) -> None:
    server.body = "title\nTrust\n"

    assert download(server, most=5) == b"title"
    assert server.asked == [("/files/F1/a.csv", b"Bearer xoxb-of-T1")]


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/files/F1",
        "https://files.slack.com.evil.example/x",
        "http://files.slack.com/x",
        "https://me@evil.example/x",
        "file:///etc/passwd",
        "https://[",
        "",
    ],
)
def test_our_token_goes_to_nobody_but_slack(server: Server, address: str) -> None:
    with pytest.raises(Refused):
        server.slack().download("T1", address, most=100)
    assert server.asked == []


def test_our_token_follows_no_redirect(server: Server) -> None:
    server.status, server.headers = 302, {"Location": f"http://127.0.0.1:{server.port}/login"}

    with pytest.raises(Refused, match="http_302"):
        download(server)
    assert len(server.asked) == 1


def test_a_login_page_in_the_place_of_a_file_is_a_refusal(server: Server) -> None:
    server.headers = {"Content-Type": "text/html; charset=utf-8"}

    with pytest.raises(Refused, match="missing_scope"):
        download(server)


def test_a_file_whose_handing_over_got_lost_is_not_shown(server: Server) -> None:
    server.pages = [json.dumps({"ok": True, "upload_url": "http://127.0.0.1:9/upload/F1", "file_id": "F1"})]

    with pytest.raises(Unclear):
        server.slack().upload("T1", "reflections.md", b"# Mine")
    assert len(server.asked) == 1
