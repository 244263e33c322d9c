"""The signed HTTP transport: requests that Bolt believes, those that it must not, and answers that fail."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from slack_bolt import BoltRequest

from sandbox.client import Client
from sandbox.server import Sandbox
from tests.sandbox.room import MANIFEST, Json, wait_for
from tests.sandbox.small_app import make_app

Answer = tuple[int, dict[str, str], str]


class Site:
    """A web server on this machine that answers with what a function gives, and keeps the headers it got."""

    def __init__(self, answer: Callable[[str, str, dict[str, str]], Answer]) -> None:
        """Listen."""
        self.seen: list[dict[str, str]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                headers = {name.lower(): value for name, value in self.headers.items()}
                body = self.rfile.read(int(headers["content-length"])).decode()
                site.seen.append(headers)
                status, extra, text = answer(self.path, body, headers)
                self.send_response(status)
                for name, value in extra.items():
                    self.send_header(name, value)
                self.end_headers()
                with contextlib.suppress(BrokenPipeError):
                    self.wfile.write(text.encode())

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()


def is_check(body: str) -> bool:
    """Say whether Slack only looks whether the app is there."""
    return "url_verification" in body or "ssl_check" in body


@contextmanager
def visit(answer: Callable[[str, str, dict[str, str]], Answer]) -> Iterator[tuple[Client, Site]]:
    """Open a sandbox whose app answers so, once it has taken the challenge."""
    site = Site(lambda path, body, headers: (200, {}, body) if is_check(body) else answer(path, body, headers))
    with Sandbox(MANIFEST, ack_seconds=0.5, retry_pauses=(0, 0.05, 0.1), transport="http", request_url=site.url) as box:
        slack = Client(box.url)
        wait_for(lambda: "ssl_check" in [record["kind"] for record in slack.wire()])
        site.seen.clear()
        yield slack, site
    site.server.shutdown()
    site.server.server_close()


@pytest.fixture(scope="module")
def bolt() -> Iterator[tuple[Client, list[Json]]]:
    """Open a sandbox with the small app behind its signed requests."""
    payloads: list[Json] = []
    with Sandbox(MANIFEST, ack_seconds=0.5, transport="http") as sandbox:
        app = make_app(sandbox.environment(), payloads)

        def answer(_: str, body: str, headers: dict[str, str]) -> Answer:
            response = app.dispatch(BoltRequest(body=body, headers=headers))  # type: ignore[arg-type]
            return response.status, {name: value[0] for name, value in response.headers.items()}, response.body

        site = Site(answer)
        sandbox.request_url = site.url
        slack = Client(sandbox.url)
        slack.wait_for_bot()
        yield slack, payloads
    site.server.shutdown()
    site.server.server_close()


def test_bolt_believes_signed_requests_of_every_kind(bolt: tuple[Client, list[Json]]) -> None:
    amina = bolt[0].person("Amina")
    amina.types("/echo hello", place="general")
    amina.sees("you said hello")
    amina.says("a word")
    amina.sees("heard a word")
    amina.types("/form")
    amina.fills("Words", "errors")
    assert amina.submits() == "problems"
    amina.fills("Words", "fine")
    assert amina.submits() == "closed"


@pytest.mark.parametrize(("kind", "status"), [("tampered", 401), ("stale", 401), ("malformed", 500), ("replayed", 200)])
def test_a_forged_request_is_seen_with_the_bots_status(bolt: tuple[Client, list[Json]], kind: str, status: int) -> None:
    assert bolt[0].send_forged(kind) == status


def test_an_app_is_connected_once_it_answers_the_challenge_and_is_asked_for_its_certificate(
    bolt: tuple[Client, list[Json]],
) -> None:
    wait_for(lambda: "ssl_check" in [record["kind"] for record in bolt[0].wire()])
    checks = [
        (one["kind"], one["verdict"]) for one in bolt[0].wire() if one["kind"] in {"url_verification", "ssl_check"}
    ]
    assert checks == [("url_verification", "ok"), ("ssl_check", "ok")]


def test_an_app_that_answers_the_challenge_wrongly_is_not_connected() -> None:
    site = Site(lambda *_: (200, {}, "hello"))
    with Sandbox(MANIFEST, transport="http", request_url=site.url) as box:
        slack = Client(box.url)
        wait_for(lambda: "wrong answer" in [record["verdict"] for record in slack.wire()])
        slack.person("Amina").types("/echo hello", place="general")
        slack.person("Amina").sees("dispatch_failed")
    site.server.shutdown()
    site.server.server_close()


def test_the_environment_has_a_signing_secret_and_no_app_token() -> None:
    assert "SLACK_APP_TOKEN" not in (given := Sandbox(MANIFEST, transport="http").environment())
    assert given["SLACK_SIGNING_SECRET"]


def test_an_event_is_tried_again_with_slacks_headers_until_the_app_says_no() -> None:
    with visit(lambda *_: (500, {}, "")) as (slack, site):
        slack.person("Amina").says("hello")
        wait_for(lambda: len(site.seen) == 4)
        assert [one.get("x-slack-retry-num") for one in site.seen] == [None, "1", "2", "3"]
        assert {one.get("x-slack-retry-reason") for one in site.seen[1:]} == {"http_error"}
    with visit(lambda *_: (500, {"X-Slack-No-Retry": "1"}, "")) as (slack, site):
        slack.person("Amina").says("hello")
        wait_for(lambda: "given up after try 1" in [record["verdict"] for record in slack.wire()])
        assert len(site.seen) == 1


def test_an_app_that_has_gone_is_not_connected_any_more() -> None:
    with visit(lambda *_: (200, {}, "")) as (slack, site):
        assert slack.transport.get("/sandbox/status")["connected"]
        site.server.shutdown()
        site.server.server_close()
        assert not slack.transport.get("/sandbox/status")["connected"]


def test_two_redirects_are_followed_and_no_third() -> None:
    paths = {"/": "/1", "/1": "/2", "/2": ""}
    with visit(lambda path, *_: (302, {"Location": paths[path]}, "") if paths[path] else (200, {}, "there")) as (
        slack,
        _,
    ):
        slack.person("Amina").types("/echo hello", place="general")
        slack.person("Amina").sees("there")
    with visit(lambda *_: (302, {"Location": "/again"}, "")) as (slack, site):
        slack.person("Amina").types("/echo hello", place="general")
        slack.person("Amina").sees("dispatch_failed")
        assert len(site.seen) == 3


def test_an_answer_that_is_too_late_or_wrong_is_told_to_the_person() -> None:
    def answer(_: str, body: str, __: dict[str, str]) -> Answer:
        time.sleep(0.7 if "late" in body else 0)
        return 500, {}, ""

    with visit(answer) as (slack, _):
        amina = slack.person("Amina")
        amina.types("/echo late", place="general")
        amina.sees("operation_timeout")
        amina.types("/echo wrong", place="general")
        amina.sees("dispatch_failed")
