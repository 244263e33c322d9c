"""The method blocks.validate: what is wrong with blocks, a message or a view, without showing it to anybody."""

from sandbox.api.arguments import Arguments
from sandbox.api.methods import METHODS as KNOWN
from sandbox.api.refusals import Json, Refusal, RefusedError, UnmodelledError, describe_problems
from sandbox.kit.blocks import find_message_problems, find_view_problems
from sandbox.kit.problems import Problem, Where, keep_standing
from sandbox.workspace import Workspace

# Where the pointers to what is wrong start: inside the blocks, the message or the view that was given.
ROOTS = {"blocks": "/blocks", "message": "", "view": "/view"}
VIEWS = ("modal", "home")


def validate_blocks(_: Workspace, arguments: Arguments) -> Json:
    given = [name for name in ROOTS if arguments.text(name)]
    words = describe_problems(["must provide exactly one of `blocks`, `view`, or `message`"])
    arguments.refusals.refuse("blocks.validate:not_exactly_one", when=len(given) != 1, extra=words)
    for name in given:
        if problems := keep_standing(arguments.refusals, find_problems(arguments, name)):
            errors = [problem.describe(ROOTS[name]) for problem in problems]
            raise RefusedError(Refusal(problems[0].refusal, f"invalid_{name}"), extra={"errors": errors})
    return {}


def find_problems(arguments: Arguments, name: str) -> list[Problem]:
    if name == "blocks":
        return find_message_problems(arguments.parse("blocks"))
    body = arguments.need_object(name)
    if name == "message":
        return find_content_problems(body)
    kind = str(body.get("type"))
    if kind in VIEWS:
        return find_view_problems(body, kind)
    return [Where("view", "type", "/view/type").not_one_of("views:not_a_view", "must be one of modal, home", *VIEWS)]


def find_content_problems(message: Json) -> list[Problem]:
    for name in message.keys() - set(KNOWN["chat.postMessage"].arguments.split()):
        raise UnmodelledError(f"the message's {name}")
    return find_message_problems(message["blocks"]) if "blocks" in message else []


METHODS = {"blocks.validate": validate_blocks}
