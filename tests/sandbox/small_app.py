"""A small Bolt app that is not ours: the conformance tests drive it over Socket Mode."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, Respond, Say
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

Json = dict[str, Any]
PRESS = {"type": "button", "action_id": "press", "text": {"type": "plain_text", "text": "Press"}, "value": "7"}
CARD: list[Json] = [{"type": "section", "text": {"type": "mrkdwn", "text": "A *card*"}, "accessory": PRESS}]
BAD: list[Json] = [{"type": "nonsense"}]
ANSWERS: dict[str, Json] = {"public": {"response_type": "in_channel", "text": "said"}, "bad": {"blocks": BAD}}


def connect(environment: dict[str, str], payloads: list[Json]) -> SocketModeHandler:
    """Connect a new app, which keeps every payload that it is sent."""
    client = WebClient(environment["SLACK_BOT_TOKEN"], base_url=environment["SLACK_API_URL"], retry_handlers=[])
    app = App(client=client, ignoring_self_events_enabled=False)

    @app.middleware
    def keep(body: Json, next_: Callable[[], None]) -> None:
        payloads.append(body)
        next_()

    for name, answer in (("/echo", echo), ("/card", show_card)):
        app.command(name)(answer)
    for kind, hearer in (("app_home_opened", publish_home), ("message", hear), ("app_mention", hear)):
        app.event(kind)(hearer)
    app.action("press")(answer_press)
    handler = SocketModeHandler(app, environment["SLACK_APP_TOKEN"])
    handler.connect()
    return handler


def echo(ack: Ack, command: Json, respond: Respond) -> None:
    ack(ANSWERS.get(command["text"], {"text": f"you said {command['text']}"}))
    if command["text"] == "twice":
        respond("and again")


def show_card(ack: Ack, say: Say) -> None:
    ack()
    say(text="A card", blocks=CARD)


def answer_press(ack: Ack, body: Json, respond: Respond) -> None:
    ack({"text": "this is ignored"})
    if body["container"]["type"] == "message":
        respond(text="pressed", replace_original=True)


def publish_home(event: Json, client: WebClient) -> None:
    client.views_publish(user_id=event["user"], view={"type": "home", "blocks": CARD})


def hear(event: Json, say: Say) -> None:
    if "bot_id" not in event:
        say(text=f"heard {event['text']}", thread_ts=event.get("thread_ts"))
