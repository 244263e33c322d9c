"""Slack's rules for people who listen, who see no colour, or who are in a hurry."""

import html
from collections import defaultdict
from collections.abc import Iterator

from tests.views.payloads import Payload, buttons, of_type, surface

MOST_INPUTS = 6
# one that says what it does where "Cancel" would seem to undo what is saved, or leave open what becomes of it
WAYS_OUT = {"Cancel", "Close", "Keep to myself"}
LONG = 8  # blocks of a message that has no header yet
CUT_AT = 2990  # Slack takes 3,000; our own words at the end of a text must not be what is cut


def faults_of(payload: Payload) -> Iterator[str]:
    yield from _faults_of_labels(payload)
    if surface(payload) == "message":
        yield from _faults_of_text(payload)
    if sum(button.get("style") == "primary" for button in buttons(payload)) > 1:
        yield "more than one primary button"
    blocks = payload["blocks"]
    if len(blocks) > LONG and not of_type(payload, "header") and not of_type(payload, "input"):
        yield f"{len(blocks)} blocks and no header"
    if len(of_type(payload, "input")) > MOST_INPUTS:
        yield f"{len(of_type(payload, 'input'))} inputs"
    if "submit" in payload and payload["close"]["text"] not in WAYS_OUT:
        yield f"the way out is called {payload['close']['text']}"
    yield from ("an image without words" for image in of_type(payload, "image") if not image.get("alt_text"))
    yield from ("emoji made of text" for one in of_type(payload, "plain_text") if one.get("emoji") is not False)
    yield from _cut(payload)


def _faults_of_labels(payload: Payload) -> Iterator[str]:
    """A label that stands on two buttons needs words for each that tell them apart."""
    by_label: dict[str, dict[tuple[str, str], str | None]] = defaultdict(dict)
    for button in buttons(payload):
        act = (button["action_id"], button.get("value", ""))
        by_label[button["text"]["text"]][act] = button.get("accessibility_label")
    for label, spoken in by_label.items():
        if len(spoken) > 1 and (None in spoken.values() or len(set(spoken.values())) < len(spoken)):
            yield f"{len(spoken)} buttons {label}, and what is spoken does not tell them apart: {spoken}"


def _faults_of_text(payload: Payload) -> Iterator[str]:
    text = html.unescape(payload["text"])
    headers = {found["text"]["text"] for found in of_type(payload, "header")}
    if len(text.split()) < 3 or text in headers:
        yield f"a text that says too little: {text}"


def _cut(payload: Payload) -> Iterator[str]:
    for found in of_type(payload, "mrkdwn"):
        if len(found["text"]) > CUT_AT and found["text"].endswith("…"):
            yield f"cut by Slack's limit: {found['text'][:60]}"
