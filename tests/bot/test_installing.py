"""Any number of workspaces install the app through Slack's page, and what Slack gave for each is kept sealed."""

import base64
import dataclasses
import json
import queue
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from bot import web
from bot.app import bolt_app
from bot.installations import ManyWorkspaces, Us
from bot.rules.messages import Outcome, refusal
from bot.settings import Settings
from bot.slack import Refused, Slack
from db.models import Event, Message, Pace, Workspace
from schedules.sending.worker import Worker
from tests.community import SETTINGS, Community
from tests.people import AMINA
from tests.servers import Handler, serving

SOUTH, NORTH = "T0SOUTH", "T0NORTH"
WHOLE_ORGANISATION = "E0ALL"
SECRET = "s" * 20
INNOVATION = "Catalysing and embedding innovation"


@dataclass
class SlacksPages:
    """Slack's side of an installation: codes that are good once, and tokens until they are taken back."""

    address: str = ""
    codes: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def allow(self, workspace: str) -> str:
        """Somebody pressed Allow: the code with which the app comes for its token."""
        code = f"code-{len(self.tokens)}-{workspace}"
        self.codes[code] = workspace
        return code

    def revoke(self, workspace: str) -> None:
        self.tokens = {token: found for token, found in self.tokens.items() if found != workspace}

    def answer(self, method: str, given: dict[str, str]) -> dict[str, Any]:
        if method == "oauth.v2.access":
            return self._exchange(given)
        workspace = self.tokens.get(given.get("token", ""))
        if workspace is None:
            return {"ok": False, "error": "token_revoked"}
        return {"ok": True, "team_id": workspace, "team": workspace, "user_id": "U0BOT", "bot_id": "B0BOT"}

    def _exchange(self, given: dict[str, str]) -> dict[str, Any]:
        workspace = self.codes.pop(given.get("code", ""), None)
        if workspace is None or given.get("basic") != f"1234.5678:{SECRET}":
            return {"ok": False, "error": "invalid_code"}
        token = f"xoxb-{workspace}-{len(self.tokens)}"
        self.tokens[token] = workspace
        if workspace == WHOLE_ORGANISATION:
            return {"ok": True, "access_token": token, "is_enterprise_install": True} | {
                "team": None,
                "enterprise": {"id": "E0ALL"},
                "authed_user": {"id": "U1"},
            }
        team = {"id": workspace, "name": f"The {workspace[2:].title()}"}
        body = {"access_token": token, "token_type": "bot", "scope": "chat:write", "bot_user_id": "U0BOT"}
        return {"ok": True, "app_id": "A1", "team": team, "authed_user": {"id": "U1"}, "enterprise": None} | body


@pytest.fixture
def pages() -> Iterator[SlacksPages]:
    found = SlacksPages()

    class Answers(Handler):
        def do_POST(self) -> None:  # noqa: N802 - the library's name
            raw = self.read().decode()
            given = {name: values[0] for name, values in parse_qs(raw).items()}
            scheme, _, secret = self.headers.get("Authorization", "").partition(" ")
            given |= {"basic": base64.b64decode(secret).decode()} if scheme == "Basic" else {"token": secret}
            body = json.dumps(found.answer(self.path.rpartition("/")[2], given)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body)

    with serving(Answers) as port:
        found.address = f"http://127.0.0.1:{port}/api/"
        yield found


@dataclass
class Installed:
    """A bot that any workspace may install, and the browser of somebody who does."""

    community: Community
    pages: SlacksPages
    browser: FlaskClient
    met: "queue.SimpleQueue[str]"  # workspaces in which somebody has to look who is there

    @property
    def store(self) -> ManyWorkspaces:
        found = self.community.tools.installations
        assert isinstance(found, ManyWorkspaces)
        return found

    def set_off(self) -> dict[str, str]:
        """Press install; gives what Slack's page is asked."""
        asked = urlsplit(self.browser.get("/slack/install").location)
        assert asked.path == "/oauth/v2/authorize"
        return {name: values[0] for name, values in parse_qs(asked.query).items()}

    def come_back(self, **given: str) -> TestResponse:
        return self.browser.get("/slack/oauth_redirect", query_string=given)

    def install(self, workspace: str) -> TestResponse:
        return self.come_back(state=self.set_off()["state"], code=self.pages.allow(workspace))

    def tells(self, kind: str, workspace: str, **more: Any) -> int:
        """What Slack tells of a workspace; gives the status of the bot's answer."""
        body = {
            "type": "event_callback",
            "team_id": workspace,
            "event_id": f"Ev{kind}{len(self.pages.tokens)}",
            "event": {"type": kind, **more},
        }
        return self.community.dispatch(body).status


@pytest.fixture
def bot(community: Community, pages: SlacksPages) -> Installed:
    several = {
        "SLACK_BOT_TOKEN": "",
        "SLACK_CLIENT_ID": "1234.5678",
        "SLACK_CLIENT_SECRET": SECRET,
        "PUBLIC_URL": "https://bot.example.org",
        "SLACK_API_URL": pages.address,
    }
    settings = Settings.read(SETTINGS | several)
    store = ManyWorkspaces(community.db, community.tools.vault, client_id="1234.5678")
    slack = Slack(token_of=store.token, address=pages.address)
    community.tools = dataclasses.replace(community.tools, settings=settings, installations=store, slack=slack)
    community.app = bolt_app(community.tools)
    met = queue.SimpleQueue[str]()
    return Installed(community, pages, web.build(community.tools, on_installed=met.put).test_client(), met)


def rows(bot: Installed, table: str) -> str:
    with bot.community.db.engine.connect() as connection:
        return str([tuple(row) for row in connection.execute(text(f"SELECT * FROM {table}"))])  # noqa: S608 - ours


def test_the_way_to_slack_names_what_the_app_wants_and_where_to_come_back(bot: Installed) -> None:
    asked = bot.set_off()

    assert asked["client_id"] == "1234.5678"
    assert asked["redirect_uri"] == "https://bot.example.org/slack/oauth_redirect"
    assert "chat:write" in asked["scope"].split(",")
    assert asked.get("user_scope", "") == ""
    assert len(asked["state"]) > 20


def test_whoever_allowed_it_reads_that_it_is_installed_and_content_is_there(bot: Installed) -> None:
    answer = bot.install(NORTH)

    assert (answer.status_code, "I am installed" in answer.text, "The North" in answer.text) == (200, True, True)
    with bot.community.db.across_workspaces() as session:
        assert session.get(Workspace, NORTH) is not None
        assert session.query(Event).filter_by(workspace_id=NORTH).count() > 0


def test_who_is_there_is_looked_up_at_once(bot: Installed) -> None:
    bot.install(NORTH)

    assert bot.met.get(timeout=5) == NORTH


def test_a_token_reaches_the_database_sealed(bot: Installed) -> None:
    bot.install(NORTH)

    assert bot.store.us(NORTH) == Us(NORTH, "B0BOT", "U0BOT", "xoxb-T0NORTH-0")
    assert "xoxb" not in rows(bot, "slack_bots") + rows(bot, "slack_installations")


def test_a_token_that_was_copied_to_another_workspace_opens_nowhere(bot: Installed) -> None:
    bot.install(NORTH)
    with bot.community.db.engine.begin() as connection:
        connection.execute(text(f"UPDATE slack_bots SET team_id = '{SOUTH}'"))  # noqa: S608 - ours

    assert bot.store.us(SOUTH) is None
    with pytest.raises(Refused, match="token_unreadable"):
        bot.store.token(SOUTH)
    assert refusal("token_unreadable") is Outcome.LOCKED_OUT


def test_two_workspaces_are_spoken_to_each_with_its_own_token(bot: Installed) -> None:
    bot.install(NORTH)
    bot.install(SOUTH)

    assert (bot.store.token(NORTH), bot.store.token(SOUTH)) == ("xoxb-T0NORTH-0", "xoxb-T0SOUTH-1")


def test_installing_again_puts_the_new_token_in_the_place_of_the_old(bot: Installed) -> None:
    bot.install(NORTH)
    bot.install(NORTH)

    assert bot.store.token(NORTH) == "xoxb-T0NORTH-1"
    assert rows(bot, "slack_bots").count(NORTH) == 1


def test_a_state_is_good_once(bot: Installed) -> None:
    state = bot.set_off()["state"]
    bot.come_back(state=state, code=bot.pages.allow(NORTH))

    again = bot.come_back(state=state, code=bot.pages.allow(SOUTH))

    assert (again.status_code, "Nothing was installed" in again.text) == (401, True)
    assert bot.store.us(SOUTH) is None


def test_a_state_is_good_for_ten_minutes(bot: Installed) -> None:
    state = bot.set_off()["state"]
    with bot.community.db.engine.begin() as connection:
        connection.execute(text("UPDATE slack_oauth_states SET expire_at = '2020-01-01 00:00:00'"))

    late = bot.come_back(state=state, code=bot.pages.allow(NORTH))

    assert (late.status_code, "takes 10 minutes at most" in late.text) == (401, True)


def test_whoever_sets_off_comes_back_in_the_same_browser(bot: Installed) -> None:
    state = bot.set_off()["state"]
    bot.browser = web.build(bot.community.tools).test_client()

    answer = bot.come_back(state=state, code=bot.pages.allow(NORTH))

    assert (answer.status_code, "same browser" in answer.text) == (400, True)
    assert bot.store.us(NORTH) is None


def test_whoever_does_not_allow_it_reads_that_nothing_was_installed(bot: Installed) -> None:
    answer = bot.come_back(state=bot.set_off()["state"], error="access_denied")

    assert "it was not allowed on Slack&#39;s page" in answer.text
    assert 'href="/slack/install"' in answer.text


def test_a_code_that_slack_does_not_know_installs_nothing(bot: Installed) -> None:
    answer = bot.come_back(state=bot.set_off()["state"], code="made up")

    assert (answer.status_code, "Slack did not confirm it" in answer.text) == (401, True)


def test_a_whole_organisation_is_refused_with_a_sentence_and_nothing_is_kept(bot: Installed) -> None:
    answer = bot.install(WHOLE_ORGANISATION)

    assert "Install me in one workspace at a time" in answer.text
    assert (rows(bot, "slack_bots"), rows(bot, "slack_installations")) == ("[]", "[]")


def test_the_name_of_a_workspace_is_shown_letter_by_letter(bot: Installed) -> None:
    answer = bot.come_back(state=bot.set_off()["state"], code=bot.pages.allow("T0<B>"))

    assert "<B>" not in answer.text


def test_in_an_installed_workspace_people_are_answered_and_elsewhere_nobody(bot: Installed) -> None:
    bot.install(NORTH)

    answers = {workspace: asks(bot, workspace) for workspace in (NORTH, "T0NOWHERE")}

    assert (INNOVATION in answers[NORTH], INNOVATION in answers["T0NOWHERE"]) == (True, False)


def asks(bot: Installed, workspace: str) -> str:
    body = {"command": "/events", "text": "", "team_id": workspace, "user_id": AMINA.slack_id, "trigger_id": "1"}
    return str(bot.community.dispatch(body).body)


# when the app is taken away


TAKEN_AWAY: list[tuple[str, dict[str, Any]]] = [
    ("app_uninstalled", {}),
    ("tokens_revoked", {"tokens": {"bot": ["U0BOT"]}}),
]


@pytest.mark.parametrize(("kind", "more"), TAKEN_AWAY)
def test_when_the_app_is_taken_away_its_token_is_dropped_at_once(
    bot: Installed, kind: str, more: dict[str, Any]
) -> None:
    bot.install(NORTH)
    bot.install(SOUTH)
    bot.pages.revoke(NORTH)

    assert bot.tells(kind, NORTH, **more) == 200

    assert (bot.store.us(NORTH), bot.store.us(SOUTH) is not None) == (None, True)
    with pytest.raises(Refused):
        bot.store.token(NORTH)
    with bot.community.db.across_workspaces() as session:
        closed = {row.workspace_id: row.closed_because for row in session.query(Pace)}
    assert closed == {NORTH: "app_uninstalled", SOUTH: None}


def test_when_it_is_installed_again_the_community_goes_on(bot: Installed) -> None:
    bot.install(NORTH)
    bot.pages.revoke(NORTH)
    bot.tells("app_uninstalled", NORTH)

    bot.install(NORTH)

    assert INNOVATION in asks(bot, NORTH)
    with bot.community.db.across_workspaces() as session:
        assert [row.closed_until for row in session.query(Pace).filter_by(workspace_id=NORTH)] == [None]


def test_news_that_come_after_the_app_was_installed_again_change_nothing(bot: Installed) -> None:
    bot.install(NORTH)
    bot.pages.revoke(NORTH)
    bot.install(NORTH)

    bot.tells("app_uninstalled", NORTH)

    assert bot.store.us(NORTH) is not None


def test_a_persons_own_token_that_is_taken_back_is_none_of_ours(bot: Installed) -> None:
    bot.install(NORTH)
    bot.pages.revoke(NORTH)

    bot.tells("tokens_revoked", NORTH, tokens={"oauth": ["U1"], "bot": []})

    assert bot.store.us(NORTH) is not None


def test_nothing_is_asked_of_slack_where_the_app_was_taken_away(bot: Installed) -> None:
    bot.install(SOUTH)
    community = bot.community
    community.says(AMINA, "help")
    bot.pages.revoke(SOUTH)
    bot.tells("app_uninstalled", SOUTH)
    worker: Worker = dataclasses.replace(community.worker, tools=community.tools)

    community.deliver(worker)

    assert [message.attempts for message in community.rows(Message)] == [0]
