"""Everything that we ask of Slack, in the community's words; nothing outside this file talks to Slack's Web API."""

import logging
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.client import HTTPException
from typing import Any, TypeGuard
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener, urlopen

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse
from slack_sdk.webhook import WebhookClient

from bot.rules.messages import REQUEST
from bot.views.looks import Look, as_drawn
from bot.views.parts import Card

DOWNLOAD = 2  # seconds: whoever sent a form waits for no more than 3
_FILES = frozenset({"files.slack.com", "files.slack-gov.com"})
TIMEOUT = int(REQUEST.total_seconds())
MARKED = "leaders_message"
PAGE, MOST_PAGES = 15, 40  # 15 is all that Slack gives some apps at once
CLOCKS_APART = timedelta(minutes=5)
DEFAULT_WAIT, LONGEST_WAIT = 60, 3600
_FOR_NOW = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})

log = logging.getLogger(__name__)


class SlackFault(Exception):
    """Slack did not do what we asked."""


class Refused(SlackFault):
    """Slack said no; `code` is its own word for it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class SlowDown(SlackFault):
    """Slack is busy and did nothing; try again after `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"again in {seconds} s")
        self.seconds = seconds


class NotReached(SlackFault):
    """The request certainly did nothing."""


class Unclear(SlackFault):
    """The request may have worked: the reply was lost or could not be read."""


@dataclass(frozen=True)
class Installation:
    """Who we are in a workspace."""

    workspace: str
    name: str
    bot_id: str
    bot_slack_id: str
    scopes: frozenset[str]


@dataclass(frozen=True)
class Person:
    """Somebody in Slack, as far as we need to know them."""

    slack_id: str
    name: str
    zone: str | None
    email_domain: str | None
    is_organiser: bool
    is_deactivated: bool


@dataclass(frozen=True)
class Posted:
    channel: str
    ts: str


@dataclass(frozen=True)
class Channel:
    """A public channel. `people` are how many are in it, we among them; None when Slack was not asked."""

    id: str
    name: str
    is_shared: bool  # with another workspace, which may be another company's
    people: int | None = None


class Slack:
    """Our side of Slack's Web API. Nothing is retried here: who asks decides, and may know better."""

    def __init__(self, *, token_of: Callable[[str], str], address: str, look: Look = as_drawn) -> None:
        self._token_of = token_of
        self._address = address
        self._look = look

    def who_we_are(self, token: str) -> Installation:
        """Asks Slack who this token belongs to; raises SlackFault."""
        answer = _ask(self._with(token).auth_test)
        scopes = _header(answer.headers, "x-oauth-scopes")
        return Installation(
            workspace=answer["team_id"],
            name=answer["team"],
            bot_id=answer["bot_id"],
            bot_slack_id=answer["user_id"],
            scopes=frozenset(scope.strip() for scope in scopes.split(",") if scope.strip()),
        )

    def people(self, workspace: str) -> Iterator[Person]:
        """Everybody in the workspace, bots left out."""
        cursor = ""
        while True:
            answer = _ask(self._client(workspace).users_list, limit=200, cursor=cursor or None)
            yield from (read_person(found) for found in answer["members"] if not found.get("is_bot"))
            cursor = (answer.get("response_metadata") or {}).get("next_cursor", "")
            if not cursor:
                return

    def person(self, workspace: str, slack_id: str, *, patience: int = TIMEOUT) -> Person:
        """One person, asked for `patience` seconds at most; raises SlackFault."""
        client = self._with(self._token_of(workspace), patience=patience)
        return read_person(_ask(client.users_info, user=slack_id)["user"])

    def channels(self, workspace: str) -> Iterator[Channel]:
        """The public channels that we are in, archived ones left out; raises SlackFault."""
        cursor = ""
        while True:
            answer = _ask(
                self._client(workspace).users_conversations,
                types="public_channel",
                exclude_archived=True,
                limit=200,
                cursor=cursor or None,
            )
            yield from (_read_channel(found) for found in answer["channels"])
            cursor = (answer.get("response_metadata") or {}).get("next_cursor", "")
            if not cursor:
                return

    def channel(self, workspace: str, channel: str) -> Channel | None:
        """One public channel that we are in, with how many people are; None for any other. Raises SlackFault."""
        try:
            answer = _ask(self._client(workspace).conversations_info, channel=channel, include_num_members=True)
        except Refused as refusal:
            if refusal.code == "channel_not_found":
                return None
            raise
        found = answer["channel"]
        is_open = found.get("is_member") and not found.get("is_private") and not found.get("is_archived")
        return _read_channel(found) if is_open else None

    def conversation(self, workspace: str, slack_ids: Sequence[str]) -> str:
        """The channel of a group of two or more and us; raises Refused when Slack will not put them together."""
        opened = _ask(self._client(workspace).conversations_open, users=list(slack_ids))
        return str(opened["channel"]["id"])

    def open_form(self, workspace: str, trigger: str, view: dict[str, Any]) -> None:
        """Shows a modal to whoever did what the trigger stands for, within its 3 seconds; raises SlackFault."""
        _ask(self._client(workspace).views_open, trigger_id=trigger, view=self._look(view))

    def turn_form(self, workspace: str, form: str, view: dict[str, Any]) -> None:
        """Shows this in the place of an open modal, in which Slack would not show another; raises SlackFault."""
        _ask(self._client(workspace).views_update, view_id=form, view=view)

    def change_form(self, workspace: str, view_id: str, version: str, view: dict[str, Any]) -> None:
        """Shows another modal in the place of this one, unless it is another by now; raises SlackFault."""
        _ask(self._client(workspace).views_update, view_id=view_id, hash=version, view=view)

    def direct_message(self, workspace: str, slack_id: str) -> str:
        """The channel of our direct messages with this person."""
        channel: str = _ask(self._client(workspace).conversations_open, users=slack_id)["channel"]["id"]
        return channel

    def post(self, workspace: str, channel: str, card: Card, *, mark: str, thread: str | None = None) -> Posted:
        """Posts a message with nothing unfurled and nobody linked by name; raises SlackFault.

        `mark` is what `find` knows it by; anybody who sees the message can read it, so it tells nothing.
        """
        answer = _ask(
            self._client(workspace).chat_postMessage,
            channel=channel,
            thread_ts=thread,
            metadata={"event_type": MARKED, "event_payload": {"key": mark}},
            unfurl_links=False,
            unfurl_media=False,
            **self._look(card.as_reply()),
        )
        return Posted(channel=answer["channel"], ts=answer["ts"])

    def upload(self, workspace: str, name: str, body: bytes) -> str:
        """Hands a file over, which nobody sees until it is shown; gives its id. Raises SlackFault."""
        answer = _ask(self._client(workspace).files_getUploadURLExternal, filename=name, length=len(body))
        _put(str(answer["upload_url"]), body)
        return str(answer["file_id"])

    def show_file(self, workspace: str, channel: str, file: str, *, title: str, words: str) -> None:
        """Shows a file that was handed over, in one conversation; raises SlackFault."""
        _ask(
            self._client(workspace).files_completeUploadExternal,
            files=[{"id": file, "title": title}],
            channel_id=channel,
            initial_comment=words,
        )

    def download(self, workspace: str, address: str, *, most: int) -> bytes:
        """The first `most` bytes of a file that somebody gave us in a form; raises SlackFault.

        Our token goes with the request, so nobody but Slack is asked.
        """
        if not self._is_of_slack(address):
            raise Refused("not_of_slack")
        headers = {"Authorization": f"Bearer {self._token_of(workspace)}"}
        return _get(address, headers, most=most)

    def _is_of_slack(self, address: str) -> bool:
        """Whether this is a file at Slack, or in the sandbox when that stands in for Slack."""
        try:
            asked, ours = urlsplit(address), urlsplit(self._address)
        except ValueError:
            return False
        if (asked.scheme, asked.netloc) == (ours.scheme, ours.netloc):
            return True
        return asked.scheme == "https" and asked.netloc in _FILES

    def take_down(self, workspace: str, posted: Posted) -> None:
        """Deletes a message of ours; one that is gone already is gone. Raises SlackFault."""
        try:
            _ask(self._client(workspace).chat_delete, channel=posted.channel, ts=posted.ts)
        except Refused as refusal:
            if refusal.code not in {"message_not_found", "channel_not_found"}:
                raise

    def find(self, workspace: str, channel: str, mark: str, *, since: datetime) -> Posted | None:
        """The message with this mark in our direct messages with somebody, or None when it is not there.

        It looks from a few minutes before `since`, because Slack's clock is not ours. Raises SlackFault.
        """
        oldest, cursor = str((since - CLOCKS_APART).timestamp()), ""
        for _ in range(MOST_PAGES):
            answer = _ask(
                self._client(workspace).conversations_history,
                channel=channel,
                oldest=oldest,
                limit=PAGE,
                include_all_metadata=True,
                cursor=cursor or None,
            )
            for message in answer["messages"]:
                if _mark_of(message) == mark:
                    return Posted(channel, message["ts"])
            cursor = (answer.get("response_metadata") or {}).get("next_cursor", "")
            if not cursor:
                return None
        raise Unclear("the conversation is too long to look through")

    def show_home(self, workspace: str, slack_id: str, view: dict[str, Any]) -> None:
        _ask(self._client(workspace).views_publish, user_id=slack_id, view=self._look(view))

    def replace(self, response_url: str, card: Card) -> None:
        """Puts `card` in the place of the message whose button was pressed; raises SlackFault."""
        _respond(response_url, self._look(card.as_reply()), replace_original=True)

    def whisper(self, response_url: str, card: Card) -> None:
        """Shows `card` beside the message whose button was pressed, to the presser alone; raises SlackFault."""
        _respond(response_url, self._look(card.as_reply()), replace_original=False)

    def open_socket(self, app_token: str) -> None:
        """Asks for a Socket Mode address and does not use it: only to check the token; raises SlackFault."""
        _ask(self._with(app_token).apps_connections_open, app_token=app_token)

    def _client(self, workspace: str) -> WebClient:
        return self._with(self._token_of(workspace))

    def _with(self, token: str, *, patience: int = TIMEOUT) -> WebClient:
        # slack_sdk retries a lost reply by default, which posts a message twice
        return WebClient(token=token, base_url=self._address, timeout=patience, retry_handlers=[])


def _mark_of(message: dict[str, Any]) -> str | None:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != MARKED:
        return None
    key = (metadata.get("event_payload") or {}).get("key")
    return key if isinstance(key, str) else None


def _respond(response_url: str, reply: dict[str, Any], *, replace_original: bool) -> None:
    client = WebhookClient(response_url, timeout=TIMEOUT, retry_handlers=[])
    try:
        answer = client.send(replace_original=replace_original, response_type="ephemeral", **reply)
    except (OSError, HTTPException) as error:
        raise Unclear(type(error).__name__) from error
    if answer.status_code != 200:
        raise Refused(answer.body[:80] or str(answer.status_code))


class _NoRedirect(HTTPRedirectHandler):
    """Slack sends whoever may not read a file to its login page, and another host would get our token."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _get(address: str, headers: dict[str, str], *, most: int) -> bytes:
    request = Request(address, headers=headers)  # noqa: S310 - Slack's own address
    try:
        with build_opener(_NoRedirect).open(request, timeout=DOWNLOAD) as answer:
            if str(answer.headers.get("Content-Type", "")).startswith("text/html"):
                raise Refused("missing_scope")  # the login page, with a status of 200
            body: bytes = answer.read(most)
            return body
    except HTTPError as error:
        raise Refused(f"http_{error.code}") from error
    except (OSError, HTTPException) as error:
        raise Unclear(type(error).__name__) from error


def _put(address: str, body: bytes) -> None:
    """Takes bytes to the address that Slack gave for them."""
    headers = {"Content-Type": "application/octet-stream"}
    request = Request(address, body, headers, method="POST")  # noqa: S310 - Slack's own address
    try:
        with urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
            answer.read()
    except (OSError, HTTPException) as error:
        raise Unclear(type(error).__name__) from error


def _ask(method: Callable[..., SlackResponse], **arguments: Any) -> SlackResponse:
    try:
        return method(**arguments)
    except SlackApiError as error:
        raise _fault(error) from error
    except URLError as error:
        if isinstance(error.reason, ConnectionRefusedError):
            raise NotReached("Slack cannot be reached") from error
        raise Unclear("no reply") from error
    except (SlackClientError, OSError, HTTPException, ValueError) as error:
        raise Unclear(type(error).__name__) from error


def _fault(error: SlackApiError) -> SlackFault:
    response = error.response
    code = response.get("error") if isinstance(response.data, dict) else None
    if response.status_code == 429 or code in {"ratelimited", "rate_limited"}:
        return SlowDown(_wait(response.headers))
    if response.status_code >= 500 or code in _FOR_NOW or not _is_word(code):
        return Unclear(code if _is_word(code) else f"HTTP {response.status_code}")
    return Refused(code)


def _is_word(code: Any) -> TypeGuard[str]:
    """Slack's own words for errors look like this; slack_sdk puts whole pages in their place."""
    return isinstance(code, str) and re.fullmatch(r"[a-z0-9_:]{1,80}", code) is not None


def _wait(headers: Any) -> int:
    """Seconds to wait after a 429, whatever the header holds: 1 to 3,600, and 60 when it says nothing."""
    text = _header(headers, "retry-after")
    return min(max(int(text[:9]), 1), LONGEST_WAIT) if text.isdecimal() else DEFAULT_WAIT


def _header(headers: Any, name: str) -> str:
    """A header whatever the case of its name; empty when it is not there."""
    found = next((value for key, value in dict(headers).items() if key.lower() == name), "")
    return str(found[0] if isinstance(found, list) else found)


def _read_channel(found: dict[str, Any]) -> Channel:
    is_shared = bool(found.get("is_ext_shared") or found.get("is_pending_ext_shared"))
    return Channel(found["id"], str(found.get("name") or ""), is_shared, found.get("num_members"))


def read_person(found: dict[str, Any]) -> Person:
    """A person from Slack's own description of them. Of the e-mail address only its domain is read."""
    profile = found.get("profile") or {}
    is_elsewhere = found.get("deleted") or found.get("is_stranger")  # an administrator there organises nothing here
    return Person(
        slack_id=found["id"],
        name=str(profile.get("real_name") or found.get("real_name") or found.get("name") or ""),
        zone=found.get("tz"),
        email_domain=str(profile.get("email") or "").rpartition("@")[2].lower() or None,
        is_organiser=bool(found.get("is_admin") or found.get("is_owner")) and not is_elsewhere,
        is_deactivated=bool(found.get("deleted")),
    )
