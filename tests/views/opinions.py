"""What others say of a payload: the sandbox, which refuses as Slack does, and the models of Slack's own library."""

from collections.abc import Iterator

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from sandbox.api.refusals import Refusals, RefusedError
from sandbox.kit.blocks import check_message_blocks, check_view
from tests.views.payloads import Payload, surface

YOUNGER = {"data_table"}  # than this version of the library


def of_the_sandbox(payload: Payload) -> Iterator[str]:
    try:
        if surface(payload) == "message":
            check_message_blocks(Refusals(), payload["blocks"])
        else:
            check_view(Refusals(), payload, surface(payload))
    except RefusedError as refused:
        yield f"the sandbox: {refused}"


def of_the_library(payload: Payload) -> Iterator[str]:
    try:
        if surface(payload) == "message":
            for block in payload["blocks"]:
                _read(block)
        else:
            View(**payload).validate_json()
    except SlackObjectFormationError as error:
        yield f"slack_sdk: {error}"


def _read(block: Payload) -> None:
    if block["type"] not in YOUNGER:
        found = Block.parse(block)
        assert found is not None
        found.validate_json()
