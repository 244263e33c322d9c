"""Sending and closing a form: what Slack checks first, what the app is sent, and what its answer does."""

from typing import Any

from sandbox.api.refusals import Json, RefusedError, UnmodelledError
from sandbox.kit.forms import find_problems, take_values
from sandbox.kit.views import check_modal, make_trigger, push, replace
from sandbox.payloads.interactions import describe_actor, post_interaction
from sandbox.payloads.sockets import NotDeliveredError
from sandbox.workspace import Modal, Workspace
from sandbox.world import Person

TROUBLE = "We had some trouble connecting. Try again?"


def find_top(workspace: Workspace, person: Person, view_id: str) -> Modal:
    """Find the form that a person sees: only the top one of their stack can be used."""
    stack = workspace.modals.get(person.id, [])
    top = stack[-1] if stack and stack[-1].view["id"] == view_id else None
    return workspace.refusals.require("form:not_on_top", top, "That form is not open any more.")


def type_values(workspace: Workspace, person: Person, view_id: str, given: Json) -> Json:
    """Keep what was typed in the form on top, or at Home."""
    home = workspace.homes.get(person.id, {})
    view = home if home.get("id") == view_id else find_top(workspace, person, view_id).view
    take_values(workspace, view["blocks"], view["state"]["values"], given)
    workspace.changes.bump()
    return view


async def submit(workspace: Workspace, person: Person, view_id: str, given: Json) -> Json:
    """Send a form, unless Slack itself finds a problem in it; say what became of it."""
    modal = find_top(workspace, person, view_id)
    type_values(workspace, person, view_id, given)
    sentence = "This form has nothing to send it with."
    workspace.refusals.refuse("form:cannot_be_sent", when=not modal.view.get("submit"), sentence=sentence)
    modal.problems, modal.trouble = find_problems(modal.view), ""
    if modal.problems:
        return describe_result(workspace, modal, "problems")
    payload = describe_submission(workspace, person, modal, "view_submission")
    payload |= {"trigger_id": make_trigger(workspace, person.id, view_id), "response_urls": []}
    try:
        return take_answer(workspace, modal, await post_interaction(workspace, payload))
    except NotDeliveredError:
        modal.trouble = TROUBLE
    except (RefusedError, UnmodelledError) as wrong:
        workspace.wire.note("to Slack", "view_submission answer", f"refused: {wrong}", wrong.args)
        if isinstance(wrong, UnmodelledError):
            workspace.wire.note_unmodelled("view_submission", wrong)
        modal.trouble = TROUBLE
    return describe_result(workspace, modal, "trouble")


def describe_submission(workspace: Workspace, person: Person, modal: Modal, kind: str) -> Json:
    return {**describe_actor(workspace, person), "type": kind, "view": modal.view}


def take_answer(workspace: Workspace, modal: Modal, answer: Any) -> Json:
    """Do what the acknowledgement asks for; an empty one closes this form and shows the one below."""
    given: Json = answer if isinstance(answer, dict) else {}
    action = given.get("response_action")
    if action is None:
        return close(workspace, modal, "closed")
    if action == "clear":
        return close(workspace, modal, "cleared")
    if action == "errors":
        return show_errors(workspace, modal, given.get("errors") or {})
    if action not in {"update", "push"}:
        raise UnmodelledError(f"the response_action {action}")
    view: Json = given.get("view") or {}
    check_modal(workspace, view, present=modal.view if action == "update" else None)
    if action == "push":
        push(workspace, modal, view)
        return describe_result(workspace, modal, "pushed")
    replace(workspace, modal, view)
    return describe_result(workspace, modal, "updated")


def show_errors(workspace: Workspace, modal: Modal, errors: Json) -> Json:
    """Show the app's sentences beside their fields; a block that is no input cannot show one, which is said loudly."""
    inputs = {block["block_id"] for block in modal.view["blocks"] if block["type"] == "input"}
    for block_id in errors.keys() - inputs:
        notice = f"The app reported an error for the block {block_id}, which is no input of the form, so nobody saw it."
        workspace.wire.notices.append(notice)
        workspace.wire.note("to Slack", "view_submission answer", "an unknown block_id", errors)
    modal.problems = {block_id: str(errors[block_id]) for block_id in errors.keys() & inputs}
    if not modal.problems:
        modal.trouble = TROUBLE
    return describe_result(workspace, modal, "problems" if modal.problems else "trouble")


def close(workspace: Workspace, modal: Modal, result: str) -> Json:
    stack = workspace.modals.get(modal.person, [])
    if modal in stack:
        del stack[stack.index(modal) if result == "closed" else 0 :]
    return describe_result(workspace, modal, result)


def describe_result(workspace: Workspace, modal: Modal, result: str) -> Json:
    workspace.changes.bump()
    shown = modal.problems if result == "problems" else {}
    return {"result": result, "problems": shown, "sentence": modal.trouble if result == "trouble" else ""}


def close_by_hand(workspace: Workspace, person: Person, view_id: str, *, everything: bool) -> None:
    """Close the top form, or all of them; the app is told only of a view that asked for it."""
    modal = find_top(workspace, person, view_id)
    stack, whole = workspace.modals[person.id], everything or bool(modal.view["clear_on_close"])
    gone = list(reversed(stack)) if whole else [modal]
    del stack[0 if whole else -1 :]
    workspace.changes.bump()
    for one in gone:
        if one.view["notify_on_close"]:
            payload = describe_submission(workspace, person, one, "view_closed") | {"is_cleared": whole}
            workspace.run(tell_closed(workspace, payload))


async def tell_closed(workspace: Workspace, payload: Json) -> None:
    try:
        await post_interaction(workspace, payload)
    except (NotDeliveredError, RefusedError):
        workspace.changes.bump()
