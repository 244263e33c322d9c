"""response_url: the address that Slack gives with a command or a press, for five answers in half an hour."""

import secrets

from aiohttp import web

from sandbox.api.arguments import Arguments, read_object
from sandbox.api.chat import Content, erase, read_content, rewrite
from sandbox.api.refusals import Json, RefusedError, UnmodelledError
from sandbox.payloads.events import tell_message
from sandbox.workspace import Message, ResponseAddress, Workspace

MODELLED = frozenset(
    {"text", "blocks", "response_type", "replace_original", "delete_original", "unfurl_links", "unfurl_media"}
)


def make_address(workspace: Workspace, channel: str, person: str, *, origin: Message | None = None) -> str:
    secret = secrets.token_urlsafe(18)
    until = workspace.rates.machine() + workspace.response_seconds
    workspace.responses[secret] = ResponseAddress(channel, person, until, origin)
    return f"{workspace.url}/response/{workspace.world.team}/{secret}"


async def answer_response(workspace: Workspace, request: web.Request) -> web.Response:
    words, verdict = await request.text(), "ok"
    try:
        respond(workspace, request.match_info["secret"], words)
        answer = web.Response(text="ok")
    except RefusedError as refused:
        verdict = f"refused: {refused.refusal.error}"
        answer = web.json_response(refused.body(), status=max(refused.refusal.status, 400))
    except UnmodelledError as unmodelled:
        verdict = f"not modelled: {unmodelled}"
        workspace.wire.note_unmodelled("response_url", unmodelled)
        answer = web.json_response({"ok": False, "error": "sandbox_not_modelled"}, status=501)
    workspace.wire.note("to Slack", "response_url", verdict, words)
    workspace.changes.bump()
    return answer


def respond(workspace: Workspace, secret: str, words: str) -> None:
    refusals = workspace.refusals
    address = refusals.require("response_url:unknown_url", workspace.responses.get(secret))
    refusals.refuse("response_url:expired_url", when=workspace.rates.machine() > address.until)
    refusals.refuse("response_url:used_url", when=address.left <= 0)
    given = read_object(words)
    refusals.refuse("response_url:invalid_payload", when=given is None)
    for name in (given or {}).keys() - MODELLED:
        raise UnmodelledError(f"the argument {name}")
    apply(workspace, address, given or {})
    address.left -= 1


def apply(workspace: Workspace, address: ResponseAddress, given: Json) -> None:
    if given.get("delete_original") and address.origin:
        erase(workspace, address.origin)
        return
    content = read_content(Arguments(given, workspace.refusals))
    if given.get("replace_original") and address.origin:
        rewrite(workspace, address.origin, content)
        return
    say(workspace, address, content, for_all=given.get("response_type") == "in_channel")


def say(workspace: Workspace, address: ResponseAddress, content: Content, *, for_all: bool) -> None:
    only_for, thread = "" if for_all else address.person, address.origin.thread if address.origin else ""
    message = workspace.say(address.channel, content.text, content.blocks, only_for=only_for, thread=thread)
    tell_message(workspace, message)
