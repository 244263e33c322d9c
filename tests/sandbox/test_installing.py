"""Installing the app in the sandbox, in one workspace or in two whose ids clash, and taking it away."""

import urllib.request
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.client import Client
from sandbox.server import Sandbox
from tests.sandbox.allowing import BACK, CLIENT, allow, authorize, decide
from tests.sandbox.room import AMINA, MANIFEST, error_of, wait_for


@pytest.fixture
def two() -> Iterator[Sandbox]:
    with Sandbox(MANIFEST, ack_seconds=0.5, retry_pauses=(0.0, 0.05, 0.1), several=True) as sandbox:
        yield sandbox


def api(sandbox: Sandbox, token: str | None = None) -> WebClient:
    return WebClient(token, base_url=f"{sandbox.url}/api/", retry_handlers=[])


def teams(sandbox: Sandbox) -> list[str]:
    return [workspace.world.team for workspace, _ in sandbox.sides()]


def install(sandbox: Sandbox, team: str) -> dict[str, str]:
    """What Slack answers when the app comes for its token of this workspace."""
    answer = api(sandbox).oauth_v2_access(
        client_id=CLIENT,
        client_secret=sandbox.installing.client_secret,
        code=allow(sandbox, team),
        redirect_uri=BACK,
    )
    return {"token": answer["access_token"], "team": answer["team"]["id"], "scope": answer["scope"]}


def test_the_page_names_the_app_its_scopes_and_the_workspaces(two: Sandbox) -> None:
    with urllib.request.urlopen(two.url + authorize()) as answer:  # noqa: S310 - the sandbox on this machine
        page = answer.read().decode()

    assert all(words in page for words in ("wants to be installed", "<li>a</li>", "North London leaders", "Allow"))


def test_whoever_cancels_is_sent_back_with_the_state_and_the_reason(two: Sandbox) -> None:
    to = urlsplit(decide(two, authorize(state="mine"), answer="cancel"))

    assert parse_qs(to.query) == {"error": ["access_denied"], "state": ["mine"]}


def test_whoever_allows_is_sent_back_with_the_state_and_a_code(two: Sandbox) -> None:
    to = decide(two, authorize(state="mine"), answer="allow", team=teams(two)[1])

    assert to.startswith(BACK)
    assert parse_qs(urlsplit(to).query).keys() == {"code", "state"}


def test_each_workspace_gives_its_own_token_and_answers_to_it_alone(two: Sandbox) -> None:
    found = [install(two, team) for team in teams(two)]

    assert [one["team"] for one in found] == teams(two)
    assert [api(two, one["token"]).auth_test()["team_id"] for one in found] == teams(two)
    assert set(found[0]["scope"].split(",")) == set(two.workspace.manifest.scopes)


def test_coming_for_a_token_is_on_the_wire_without_its_secrets_and_can_be_lost(two: Sandbox) -> None:
    assert two.neighbour is not None
    code, north = allow(two, teams(two)[1]), Client(two.neighbour.url)
    given = {"client_id": CLIENT, "client_secret": two.installing.client_secret, "code": code, "redirect_uri": BACK}
    north.fault("server_error", method="oauth.v2.access")
    with pytest.raises(SlackApiError):
        api(two).oauth_v2_access(**given)
    token = api(two).oauth_v2_access(**given)["access_token"]
    assert error_of(lambda: api(two).oauth_v2_access(**given)) == "code_already_used"

    calls = [record for record in north.wire() if record["kind"] == "oauth.v2.access"]
    verdicts = ["fault: answered 503", "ok", "refused: code_already_used"]
    assert [record["verdict"] for record in calls] == verdicts
    assert calls[1]["payload"]["answer"]["team"]["id"] == teams(two)[1]
    assert not [secret for secret in (code, token, given["client_secret"]) if secret in str(calls)]


def test_the_same_id_is_somebody_else_in_each_workspace(two: Sandbox) -> None:
    tokens = [install(two, team)["token"] for team in teams(two)]
    api(two, tokens[1]).chat_postMessage(channel=AMINA, text="Only for the north")

    assert two.neighbour is not None
    south, north = Client(two.url).person("Amina"), Client(two.neighbour.url).person("Amina")
    assert north.sees("Only for the north").text == "Only for the north"
    assert [message.text for message in south.messages("bot")] == []


def test_before_it_is_installed_an_app_can_do_nothing(two: Sandbox) -> None:
    assert error_of(lambda: api(two, two.bot_token).auth_test()) == "token_revoked"


def test_installing_again_gives_the_same_token(two: Sandbox) -> None:
    first, second = (install(two, teams(two)[0])["token"] for _ in range(2))

    assert first == second


def test_when_the_app_is_taken_away_its_token_is_worth_nothing_and_the_next_is_new(two: Sandbox) -> None:
    first = install(two, teams(two)[0])["token"]
    other = install(two, teams(two)[1])["token"]
    south = Client(two.url)
    south.uninstall()

    told = ["events_api tokens_revoked", "events_api app_uninstalled"]
    wait_for(lambda: [kind for kind in told if kind in [record["kind"] for record in south.wire()]] == told)

    assert error_of(lambda: api(two, first).auth_test()) == "token_revoked"
    assert api(two, other).auth_test()["ok"]
    assert install(two, teams(two)[0])["token"] != first


def test_both_workspaces_live_by_the_same_clock(two: Sandbox) -> None:
    assert two.neighbour is not None
    south, north = Client(two.url), Client(two.neighbour.url)
    before = north.clock.now()

    south.clock.forward(hours=1)

    assert north.clock.now() == south.clock.now() != before
