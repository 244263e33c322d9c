"""The door of the Web API: who calls, with which scopes, how often, and with which arguments."""

from collections.abc import Callable
from pathlib import Path

from aiohttp import web

from sandbox.api import channels, chat, conversations, files, users, validation
from sandbox.api.arguments import Arguments, read_arguments
from sandbox.api.methods import METHODS, Method, need_scope
from sandbox.api.refusals import Json, RefusedError, UnmodelledError
from sandbox.faults import LostError, break_off
from sandbox.kit import views
from sandbox.workspace import Workspace

REAL_METHODS = frozenset(Path(__file__).with_name("slack_methods.txt").read_text("utf-8").split())
MODULES = (channels, chat, conversations, files, users, validation, views)
ACTS: dict[str, Callable[[Workspace, Arguments], Json]] = {
    name: act for one in MODULES for name, act in one.METHODS.items()
}
# Bolt adds team_id to every call; Slack ignores it for a token of one workspace.
ALWAYS = frozenset({"token", "team_id"})
SECRETS = frozenset({"token", "access_token", "client_secret", "code"})
Act = Callable[[Workspace, web.Request, str, Json, dict[str, str]], Json]
APP_SCOPES = ("connections:write",)


async def answer_call(workspace: Workspace, request: web.Request, act: Act | None = None) -> web.Response:
    """Answer one call as Slack does, unless a fault was planted, and note it on the wire."""
    name, faults = request.path.removeprefix("/api/"), workspace.faults
    try:
        if answer := faults.before_call(name):
            workspace.wire.note("to Slack", name, f"fault: answered {answer.status}", {})
            return answer
        answer = await carry_out(workspace, request, name, act or call)
        faults.after_call(name)
    except LostError:
        workspace.wire.note("to Slack", name, "fault: the connection broke off", {})
        return break_off(request)
    return answer


async def carry_out(workspace: Workspace, request: web.Request, name: str, act: Act) -> web.Response:
    """Do what a call asks, or refuse it."""
    given, headers = Json(), dict[str, str]()
    try:
        given = await read_arguments(request, workspace.refusals)
        body = act(workspace, request, name, given, headers)
        status, verdict = 200, str(body.pop("verdict", "ok"))
    except RefusedError as refused:
        body, status, verdict = refused.body(), refused.refusal.status, f"refused: {refused.refusal.error}"
        headers |= {"Retry-After": refused.sentence} if refused.refusal.status == 429 else {}
    except UnmodelledError as unmodelled:
        sentence = workspace.wire.note_unmodelled(name, unmodelled)
        body, status = {"ok": False, "error": "sandbox_not_modelled", "sentence": sentence}, 501
        verdict = f"not modelled: {unmodelled}"
    sent, answer = ({key: value for key, value in one.items() if key not in SECRETS} for one in (given, body))
    workspace.wire.note("to Slack", name, verdict, {"sent": sent, "answer": answer})
    workspace.changes.bump()
    return web.json_response(body, status=status, headers=headers)


def call(workspace: Workspace, request: web.Request, name: str, given: Json, headers: dict[str, str]) -> Json:
    """Check the caller in Slack's order, then do what the method does."""
    refuse = workspace.refusals.refuse
    refuse("call:unknown_method", when=name not in METHODS and name not in REAL_METHODS, extra={"req_method": name})
    if name not in METHODS:
        raise UnmodelledError("this method")
    method = METHODS[name]
    if method.caller != "anyone":
        authorise(workspace, request, method, given)
    held = APP_SCOPES if method.caller == "app" else workspace.manifest.scopes
    headers |= {"x-oauth-scopes": ",".join(held), "x-accepted-oauth-scopes": method.scope}
    need_scope(workspace, method.scope, held)
    seconds = workspace.rates.take(name, capacity=method.per_minute, per_second=method.per_minute / 60)
    refuse("call:ratelimited", when=seconds > 0, sentence=str(seconds))
    for argument in given.keys() - set(method.arguments.split()) - ALWAYS:
        raise UnmodelledError(f"the argument {argument}")
    return {"ok": True, **ACTS[name](workspace, Arguments(given, workspace.refusals))}


def authorise(workspace: Workspace, request: web.Request, method: Method, given: Json) -> None:
    refuse, header = workspace.refusals.refuse, request.headers.get("Authorization", "")
    token = header.removeprefix("Bearer ").strip() or str(given.get("token", ""))
    refuse("auth:not_authed", when=not token)
    refuse("auth:token_revoked", when=token in workspace.tokens.revoked)
    kind = workspace.tokens.recognise(token)
    refuse("auth:invalid_auth", when=kind is None)
    refuse("auth:app_token_where_bot_token_belongs", when=kind == "app" and method.caller == "bot")
    refuse("auth:bot_token_where_app_token_belongs", when=kind == "bot" and method.caller == "app")
    refuse("auth:app_token_outside_header", when=method.caller == "app" and not header)
