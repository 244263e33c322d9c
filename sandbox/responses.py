"""response_url: the address that Slack gives with a command or a press, for five answers in half an hour."""

import json
import secrets
from typing import Any

from aiohttp import web

from sandbox.arguments import Arguments
from sandbox.chat import Content, read_content, rewrite
from sandbox.events import echo_message
from sandbox.refusals import Json, RefusedError, UnmodelledError, declare
from sandbox.workspace import Message, ResponseAddress, Workspace

UNKNOWN = declare("response_url:unknown_url", error="expired_url", status=404)
EXPIRED = declare("response_url:expired_url", status=404)
USED = declare("response_url:used_url", status=404)
BAD_PAYLOAD = declare("response_url:invalid_payload", status=400)
MODELLED = frozenset(
    {"text", "blocks", "response_type", "replace_original", "delete_original", "unfurl_links", "unfurl_media"}
)


def make_address(workspace: Workspace, channel: str, person: str, *, origin: Message | None = None) -> str:
    """Make the address for one command or press."""
    secret = secrets.token_urlsafe(18)
    until = workspace.rates.machine() + workspace.response_seconds
    workspace.responses[secret] = ResponseAddress(channel, person, until, origin)
    return f"{workspace.url}/response/{workspace.world.team}/{secret}"


async def answer_response(workspace: Workspace, request: web.Request) -> web.Response:
    """Take one answer, or refuse it as Slack does."""
    words, verdict = await request.text(), "ok"
    try:
        respond(workspace, request.match_info["secret"], words)
        answer = web.Response(text="ok")
    except RefusedError as refused:
        verdict = f"refused: {refused.refusal.error}"
        answer = web.json_response(refused.body(), status=max(refused.refusal.status, 400))
    except UnmodelledError as unmodelled:
        verdict = f"not modelled: {unmodelled}"
        workspace.wire.note_unmodelled(f"response_url: the sandbox does not model {unmodelled} yet.")
        answer = web.json_response({"ok": False, "error": "sandbox_not_modelled"}, status=501)
    workspace.wire.note("to Slack", "response_url", verdict, words)
    workspace.changes.bump()
    return answer


def respond(workspace: Workspace, secret: str, words: str) -> None:
    """Do what an answer asks for, and count it."""
    refusals = workspace.refusals
    address = refusals.require(UNKNOWN, workspace.responses.get(secret))
    refusals.refuse(EXPIRED, when=workspace.rates.machine() > address.until)
    refusals.refuse(USED, when=address.left <= 0)
    given = read_payload(words)
    refusals.refuse(BAD_PAYLOAD, when=given is None)
    for name in (given or {}).keys() - MODELLED:
        raise UnmodelledError(f"the argument {name}")
    apply(workspace, address, given or {})
    address.left -= 1


def read_payload(words: str) -> Json | None:
    """Read the body, which must be a JSON object."""
    try:
        body: Any = json.loads(words)
    except json.JSONDecodeError:
        return None
    return body if isinstance(body, dict) else None


def apply(workspace: Workspace, address: ResponseAddress, given: Json) -> None:
    """Delete or replace the original, or say something new."""
    if given.get("delete_original") and address.origin:
        workspace.conversations[address.channel].messages.remove(address.origin)
        return
    content = read_content(Arguments(given, workspace.refusals))
    if given.get("replace_original") and address.origin:
        rewrite(workspace, address.origin, content)
        return
    say(workspace, address, content, for_all=given.get("response_type") == "in_channel")


def say(workspace: Workspace, address: ResponseAddress, content: Content, *, for_all: bool) -> None:
    """Post an answer: to everybody, or as usual to the one who acted."""
    author = workspace.world.bot_user
    message = Message(workspace.clock.stamp(), address.channel, author, content.text, content.blocks)
    message.only_for = "" if for_all else address.person
    message.thread = address.origin.thread if address.origin else ""
    workspace.post(message)
    if for_all:
        echo_message(workspace, workspace.conversations[address.channel], message)
