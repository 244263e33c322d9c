"""A small Bolt app that is not ours: the conformance tests drive it over Socket Mode."""

import re
import time
from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, Respond, Say
from slack_sdk import WebClient

from tests.sandbox.forms import ANSWERS, CARD, FORM, HOME, SUBMITTED

Json = dict[str, Any]


def make_app(environment: dict[str, str], payloads: list[Json]) -> App:
    """Make a new app, which keeps every payload that it is sent."""
    client = WebClient(environment["SLACK_BOT_TOKEN"], base_url=environment["SLACK_API_URL"], retry_handlers=[])
    app = App(client=client, signing_secret=environment["SLACK_SIGNING_SECRET"], ignoring_self_events_enabled=False)

    @app.middleware
    def keep(body: Json, next_: Callable[[], None]) -> None:
        payloads.append(body)
        next_()

    app.command("/echo")(echo)
    app.command("/card")(lambda ack, say: (ack(), say(text="A card", blocks=CARD)))
    app.command("/form")(lambda ack, body, client: (ack(), client.views_open(trigger_id=body["trigger_id"], view=FORM)))
    app.event(re.compile("message|app_mention"))(hear)
    app.event(re.compile("user_change|team_join|member_joined_channel"))(lambda: None)
    app.event("app_home_opened")(lambda event, client: client.views_publish(user_id=event["user"], view=HOME))
    app.action("press")(answer_press)
    app.shortcut(re.compile("gather|start"))(lambda ack: ack())
    app.view("form")(take_form)
    app.view_closed("form")(lambda ack: ack())
    return app


def echo(ack: Ack, command: Json, respond: Respond) -> None:
    ack(ANSWERS.get(command["text"], {"text": f"you said {command['text']}"}))
    if command["text"] == "twice":
        respond("and again")


def answer_press(ack: Ack, body: Json, respond: Respond, client: WebClient) -> None:
    ack({"text": "this is ignored"})
    if body["container"]["type"] == "message":
        respond(text="pressed", replace_original=True)
    elif body["view"]["type"] == "modal":
        client.views_push(trigger_id=body["trigger_id"], view=FORM)


def take_form(ack: Ack, view: Json) -> None:
    words = view["state"]["values"]["words"]["words"]["value"]
    time.sleep(0.7 if words == "slow" else 0)
    ack(**SUBMITTED.get(words, {}))


def hear(event: Json, say: Say) -> None:
    if "bot_id" not in event and "subtype" not in event:
        say(text=f"heard {event['text']}", thread_ts=event.get("thread_ts"))
