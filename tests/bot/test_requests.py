"""Slack's requests over HTTP are taken when they are fresh, signed, and come for the first time."""

import hashlib
import hmac
import json

import pytest
from flask.testing import FlaskClient

from bot import web
from bot.app import bolt_app
from bot.clock import machine_now
from bot.web.requests import FRESH, Door
from tests.community import Community
from tests.fakes import WORKSPACE
from tests.people import AMINA

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
    door.open(bolt_app(community.tools, community.slack.who_we_are("xoxb-1-test")))
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
        "Content-Type": "application/x-www-form-urlencoded",
    }
    return slack.post("/slack/events", data=BODY, headers=headers).status_code


def test_a_fresh_and_signed_request_is_answered(slack: FlaskClient) -> None:
    assert knock(slack) == 200


def test_the_same_request_once_more_is_refused(slack: FlaskClient) -> None:
    knock(slack)

    assert knock(slack) == 401


def test_a_forged_request_is_refused_and_does_not_stand_in_the_way_of_the_true_one(slack: FlaskClient) -> None:
    assert knock(slack, signature="v0=" + "0" * 64) == 401
    assert knock(slack) == 200


@pytest.mark.parametrize("stamp", ["", "abc", "-1", "1e9", "9" * 400], ids=["none", "word", "minus", "power", "long"])
def test_a_malformed_timestamp_is_refused_and_is_no_error(slack: FlaskClient, stamp: str) -> None:
    assert knock(slack, stamp=stamp) == 401


@pytest.mark.parametrize("seconds", [FRESH + 5, -FRESH - 5])
def test_a_stale_request_and_one_from_the_future_are_refused(slack: FlaskClient, seconds: int) -> None:
    assert knock(slack, stamp=seconds_ago(seconds)) == 401


def test_slack_is_asked_to_come_again_while_the_bot_starts(community: Community) -> None:
    starting = web.build(community.tools, Door()).test_client()

    assert starting.post("/slack/events", data=json.dumps({})).status_code == 503


def test_without_a_door_nobody_can_knock(community: Community) -> None:
    assert web.build(community.tools).test_client().post("/slack/events", data="").status_code == 404
