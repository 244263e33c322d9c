"""The door of the Web API: who calls, with which scopes, how often, and with which arguments."""

from pathlib import Path
from typing import Any

from aiohttp import web

from sandbox import chat, connections, conversations, users, views
from sandbox.arguments import Arguments, read_arguments
from sandbox.methods import Method
from sandbox.refusals import Json, RefusedError, UnmodelledError, declare
from sandbox.tokens import Kind
from sandbox.workspace import Workspace

REAL_METHODS = frozenset(Path(__file__).with_name("slack_methods.txt").read_text("utf-8").split())
METHODS: dict[str, Method] = {
    method.name: method
    for method in (*chat.METHODS, *connections.METHODS, *conversations.METHODS, *users.METHODS, *views.METHODS)
}
# Bolt adds team_id to every call; Slack ignores it for a token of one workspace.
ALWAYS = frozenset({"token", "team_id"})
APP_SCOPES = ("connections:write",)

UNKNOWN_METHOD = declare("call:unknown_method")
NOT_AUTHED = declare("auth:not_authed")
INVALID_AUTH = declare("auth:invalid_auth")
APP_TOKEN_FOR_BOT = declare("auth:app_token_where_bot_token_belongs", error="not_allowed_token_type")
BOT_TOKEN_FOR_APP = declare("auth:bot_token_where_app_token_belongs", error="not_allowed_token_type")
APP_TOKEN_IN_BODY = declare("auth:app_token_outside_header", error="not_authed")
MISSING_SCOPE = declare("auth:missing_scope")
RATE_LIMITED = declare("call:ratelimited", status=429)


async def answer_call(workspace: Workspace, request: web.Request) -> web.Response:
    """Answer one call as Slack does, and note it on the wire."""
    name, given, headers = request.match_info["method"], {}, dict[str, str]()
    try:
        given = await read_arguments(request, workspace.refusals)
        body = call(workspace, request, name, given, headers)
        status, verdict = 200, str(body.pop("verdict", "ok"))
    except RefusedError as refused:
        body, status, verdict = refused.body(), refused.refusal.status, f"refused: {refused.refusal.error}"
        headers |= {"Retry-After": refused.sentence} if refused.refusal.status == 429 else {}
    except UnmodelledError as unmodelled:
        body, status, verdict = describe_unmodelled(workspace, name, unmodelled), 501, f"not modelled: {unmodelled}"
    shown = {key: value for key, value in given.items() if key != "token"}
    workspace.wire.note("to Slack", name, verdict, {"sent": shown, "answer": body})
    workspace.changes.bump()
    return web.json_response(body, status=status, headers=headers)


def describe_unmodelled(workspace: Workspace, name: str, unmodelled: UnmodelledError) -> Json:
    """Say loudly that the sandbox cannot do this, and remember it for the banner."""
    sentence = f"{name}: the sandbox does not model {unmodelled} yet."
    workspace.wire.note_unmodelled(sentence)
    return {"ok": False, "error": "sandbox_not_modelled", "sentence": sentence}


def call(workspace: Workspace, request: web.Request, name: str, given: Json, headers: dict[str, str]) -> Json:
    """Check the caller in Slack's order, then do what the method does."""
    refuse = workspace.refusals.refuse
    refuse(UNKNOWN_METHOD, when=name not in METHODS and name not in REAL_METHODS, extra={"req_method": name})
    if name not in METHODS:
        raise UnmodelledError("this method")
    method = METHODS[name]
    authorise(workspace, request, method, given)
    check_scope(workspace, method, headers)
    seconds = workspace.rates.take_call(name, method.per_minute)
    refuse(RATE_LIMITED, when=seconds > 0, sentence=str(seconds))
    for argument in given.keys() - method.arguments - ALWAYS:
        raise UnmodelledError(f"the argument {argument}")
    return {"ok": True, **method.act(workspace, Arguments(given, workspace.refusals))}


def authorise(workspace: Workspace, request: web.Request, method: Method, given: Json) -> None:
    """Refuse a token that is absent, unknown or of the wrong kind."""
    refuse, header = workspace.refusals.refuse, request.headers.get("Authorization", "")
    token = header.removeprefix("Bearer ").strip() or str(given.get("token", ""))
    refuse(NOT_AUTHED, when=not token)
    kind = workspace.tokens.recognise(token)
    refuse(INVALID_AUTH, when=kind is None)
    refuse(APP_TOKEN_FOR_BOT, when=kind is Kind.APP and method.token is Kind.BOT)
    refuse(BOT_TOKEN_FOR_APP, when=kind is Kind.BOT and method.token is Kind.APP)
    refuse(APP_TOKEN_IN_BODY, when=method.token is Kind.APP and not header)


def check_scope(workspace: Workspace, method: Method, headers: dict[str, str]) -> None:
    """Refuse a method whose scope the manifest does not hold; name the scopes in the headers."""
    held = APP_SCOPES if method.token is Kind.APP else workspace.manifest.scopes
    headers["x-oauth-scopes"] = ",".join(held)
    headers["x-accepted-oauth-scopes"] = method.scope
    extra: dict[str, Any] = {"needed": method.scope, "provided": ",".join(held)}
    workspace.refusals.refuse(MISSING_SCOPE, when=bool(method.scope) and method.scope not in held, extra=extra)
