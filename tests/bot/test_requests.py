"""Slack's requests over HTTP are taken when they are fresh, signed, and come for the first time."""

import hashlib
import hmac
import json
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from bot import web
from bot.app import bolt_app
from bot.clock import machine_now
from bot.web.requests import FRESH, Door
from tests.community import Community
from tests.fakes import WORKSPACE
from tests.people import AMINA

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
SECRET = "0123456789abcdef0123456789abcdef"
BODY = f"command=%2Fcommunity&text=help&team_id={WORKSPACE}&user_id={AMINA.slack_id}&trigger_id=1.1&token=x"


@pytest.fixture
def door() -> Door:
    return Door()


@pytest.fixture
def slack(community: Community, door: Door) -> FlaskClient:
    """Slack knocking at the bot's own pages."""
    settings = community.tools.settings.model_copy(update={"slack_signing_secret": SECRET})
    object.__setattr__(community.tools, "settings", settings)
    door.open(bolt_app(community.tools))
    return web.build(community.tools, door).test_client()


def seconds_ago(seconds: int = 0) -> str:
    return str(int(machine_now().timestamp()) - seconds)


def sign(stamp: str, body: str = BODY) -> str:
    return "v0=" + hmac.new(SECRET.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()


def knock(slack: FlaskClient, *, stamp: str | None = None, signature: str | None = None) -> int:
    stamp = seconds_ago() if stamp is None else stamp
    headers = {
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signature or sign(stamp),
        "Content-Type": FORM,
    }
    return slack.post("/slack/events", data=BODY, headers=headers).status_code


def test_a_fresh_and_signed_request_is_answered(slack: FlaskClient) -> None:
    assert knock(slack) == 200


def test_fault_36_the_same_request_once_more_is_refused(slack: FlaskClient) -> None:
    knock(slack)

    assert knock(slack) == 401


def test_fault_36_a_forged_request_is_refused_and_does_not_stand_in_the_way_of_the_true_one(slack: FlaskClient) -> None:
    assert knock(slack, signature="v0=" + "0" * 64) == 401
    assert knock(slack) == 200


@pytest.mark.parametrize("stamp", ["", "abc", "-1", "1e9", "9" * 400], ids=["none", "word", "minus", "power", "long"])
def test_fault_36_a_malformed_timestamp_is_refused_and_is_no_error(slack: FlaskClient, stamp: str) -> None:
    assert knock(slack, stamp=stamp) == 401


@pytest.mark.parametrize("seconds", [FRESH + 5, -FRESH - 5])
def test_fault_36_a_stale_request_and_one_from_the_future_are_refused(slack: FlaskClient, seconds: int) -> None:
    assert knock(slack, stamp=seconds_ago(seconds)) == 401


def test_slack_is_asked_to_come_again_while_the_bot_starts(community: Community) -> None:
    starting = web.build(community.tools, Door()).test_client()

    assert starting.post("/slack/events", data=json.dumps({})).status_code == 503


def test_without_a_door_nobody_can_knock(community: Community) -> None:
    assert web.build(community.tools).test_client().post("/slack/events", data="").status_code == 404


def smuggle(slack: FlaskClient, body: bytes, *, signature: str, content_type: str = FORM) -> int:
    """Any body at all, under a fresh timestamp."""
    headers = {"X-Slack-Request-Timestamp": seconds_ago(), "Content-Type": content_type}
    headers |= {"X-Slack-Signature": signature} if signature else {}
    return slack.post("/slack/events", data=body, headers=headers).status_code


UNREADABLE = {
    "half a value": (b"{", JSON),
    "a list": (b"[1]", JSON),
    "a number": (b"7", JSON),
    "no letters": (b"\xff\xfe", FORM),
    "a payload that is none": (b"payload=marker-4417", FORM),
    "a payload that is a number": (b"payload=7", FORM),
    "nothing": (b"", FORM),
    "a command": (b"command=%2Fask&text=marker-4417", FORM),
}


@pytest.mark.parametrize("signature", ["", "v0=" + "0" * 64, "x" * 400], ids=["none", "forged", "long"])
@pytest.mark.parametrize(("body", "content_type"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_fault_36_whatever_nobody_signed_is_refused_and_stands_in_no_log(
    slack: FlaskClient, caplog: pytest.LogCaptureFixture, signature: str, body: bytes, content_type: str
) -> None:
    assert smuggle(slack, body, signature=signature, content_type=content_type) == 401
    assert "marker-4417" not in caplog.text


@pytest.mark.parametrize("is_signed", [True, False], ids=["signed", "forged"])
@pytest.mark.parametrize(
    "body",
    [
        f"ssl_check=1&token=x&{BODY}",
        f"ssl_check=1&token=x&payload={quote(json.dumps({'type': 'view_closed', 'ssl_check': '1', 'token': 'x'}))}",
    ],
    ids=["command", "payload"],
)
def test_fault_37_a_check_of_the_certificate_runs_no_handler(
    slack: FlaskClient, monkeypatch: pytest.MonkeyPatch, body: str, *, is_signed: bool
) -> None:
    monkeypatch.setattr("bot.workspaces.find", lambda *_: pytest.fail("a handler ran"))
    signature = sign(seconds_ago(), body) if is_signed else "v0=00"

    assert smuggle(slack, body.encode(), signature=signature) in {200, 401}
