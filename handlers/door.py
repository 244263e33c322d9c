"""What comes in from Slack, read once and turned into values; raw dictionaries end here."""

from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

from bot.answers.findings import Choice as Meant
from bot.errors import NotFound
from bot.rules.text import read_question, unescape
from bot.slack import Person, read_person
from bot.views.home import Page

LONGEST_NUMBER = 10  # digits; no number in a button of ours is longer

Choice = TypeVar("Choice", bound=Enum)


@dataclass(frozen=True)
class Caller:
    """Who did something, and in which workspace."""

    workspace: str
    slack_id: str


@dataclass(frozen=True)
class Command:
    caller: Caller
    key: str
    text: str
    trigger: str
    channel: str = ""
    is_in_channel: bool = False  # a channel that everybody in the workspace can find


@dataclass(frozen=True)
class Press:
    """A button that somebody pressed, or a choice from a menu. `response_url` is None in Home and in a modal."""

    caller: Caller
    key: str
    value: str
    trigger: str
    response_url: str | None
    seen_by_others: bool
    open_form: str | None = None  # the modal in which the button was
    form: str = ""  # what that modal is called
    page: Page = Page.HOME  # of the Home tab, if the button was there
    channel: str = ""
    message: str = ""  # the time of the message in which the button was


@dataclass(frozen=True)
class Shortcut:
    """A shortcut that somebody used. `message` is the text of the message that it was used on; None without one."""

    caller: Caller
    trigger: str
    message: str | None


@dataclass(frozen=True)
class File:
    """A file that somebody put into a form: where Slack keeps it, and how many bytes it says that there are."""

    address: str
    size: int


@dataclass(frozen=True)
class Form:
    """A modal that somebody sent, or pressed a button in. `fields` holds what is in each input, by its block's id."""

    caller: Caller
    key: str
    note: str
    view: str
    version: str
    fields: dict[str, str | tuple[str, ...] | None]

    def text(self, field: str) -> str:
        """What was typed or chosen in this field, or nothing."""
        value = self.fields.get(field)
        return value if isinstance(value, str) else ""

    def choices(self, field: str) -> tuple[str, ...]:
        value = self.fields.get(field)
        return value if isinstance(value, tuple) else ()


@dataclass(frozen=True)
class Said:
    """Something that somebody wrote to us, in a direct message or with a mention."""

    caller: Caller
    key: str
    text: str
    channel: str
    ts: str
    open_thread: str | None


@dataclass(frozen=True)
class Changed:
    """An account as Slack has it now. `caller` is whoever it belongs to."""

    caller: Caller
    key: str
    person: Person


def read_command(body: dict[str, Any]) -> Command:
    text = unescape(body.get("text") or "").strip()
    trigger = body["trigger_id"]
    channel, name = body.get("channel_id") or "", body.get("channel_name") or ""
    is_open = channel.startswith("C") and name not in {"privategroup", "directmessage"} and not name.startswith("mpdm-")
    caller = Caller(body["team_id"], body["user_id"])
    return Command(caller, f"command:{trigger}", text, trigger, channel, is_in_channel=is_open)


def read_press(body: dict[str, Any]) -> Press:
    action, container, view = body["actions"][0], body.get("container") or {}, body.get("view") or {}
    channel = container.get("channel_id") or (body.get("channel") or {}).get("id") or ""
    private = container.get("is_ephemeral") or channel.startswith("D") or not channel
    return Press(
        caller=Caller(body["team"]["id"], body["user"]["id"]),
        key=f"press:{body['trigger_id']}",
        value=action.get("value") or (action.get("selected_option") or {}).get("value") or "",
        trigger=body["trigger_id"],
        response_url=body.get("response_url") or None,
        seen_by_others=not private,
        open_form=view["id"] if view.get("type") == "modal" else None,
        form=view.get("callback_id") or "",
        page=_page(view),
        channel=channel,
        message=container.get("message_ts") or "",
    )


def read_shortcut(body: dict[str, Any]) -> Shortcut:
    """Of a message its text is read, and nothing about whose it is."""
    message = body.get("message")
    text = str(message.get("text") or "") if isinstance(message, dict) else None
    return Shortcut(Caller(body["team"]["id"], body["user"]["id"]), body["trigger_id"], text)


def _page(view: dict[str, Any]) -> Page:
    """The page of the Home tab that this is; Home for one that was shown before there were others, and elsewhere."""
    is_organise = view.get("type") == "home" and view.get("private_metadata") == Page.ORGANISE.value
    return Page.ORGANISE if is_organise else Page.HOME


def read_form(body: dict[str, Any]) -> Form:
    view = body["view"]
    return Form(
        caller=Caller(body["team"]["id"], body["user"]["id"]),
        key=f"form:{view['id']}:{view['hash']}",
        note=view.get("private_metadata") or "",
        view=view["id"],
        version=view["hash"],
        fields={block: _value(next(iter(inputs.values()))) for block, inputs in view["state"]["values"].items()},
    )


def read_files(body: dict[str, Any], field: str) -> tuple[File, ...]:
    """The files in this field of a form that was sent."""
    inputs = body["view"]["state"]["values"].get(field) or {}
    found = [file for element in inputs.values() for file in element.get("files") or []]
    return tuple(File(str(file.get("url_private_download") or ""), int(file.get("size") or 0)) for file in found)


def _value(element: dict[str, Any]) -> str | tuple[str, ...] | None:
    """The value of any kind of input."""
    if "selected_options" in element:
        return tuple(option["value"] for option in element["selected_options"])
    if "selected_user" in element:
        return element["selected_user"] or None
    if option := element.get("selected_option"):
        return str(option["value"])
    slots = ("value", "selected_date", "selected_time", "selected_user")
    found = next((element[slot] for slot in slots if element.get(slot)), None)
    return str(found) if found is not None else None


def read_said(body: dict[str, Any]) -> Said | None:
    """None for what no person typed: edits, joins, deletions, and messages of apps."""
    event = body["event"]
    if event.get("subtype") not in (None, "file_share", "thread_broadcast") or event.get("bot_id"):
        return None
    return Said(
        caller=Caller(body["team_id"], event["user"]),
        key=f"event:{body['event_id']}",
        text=unescape(event.get("text") or ""),
        channel=event["channel"],
        ts=event["ts"],
        open_thread=event.get("thread_ts"),
    )


def read_changed(body: dict[str, Any]) -> Changed:
    person = read_person(body["event"]["user"])
    return Changed(Caller(body["team_id"], person.slack_id), f"event:{body['event_id']}", person)


def read_number(text: str) -> int:
    """A number in the value of a button; 0, which nothing has, for what no button of ours carries."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else 0


def read_meant(value: str) -> tuple[Meant, str]:
    """The item that a button offers, and what was asked; an item that is nowhere for what no button of ours carries."""
    kind, _, rest = value.partition(" ")
    number, _, asked = rest.partition(" ")
    return Meant(kind, read_number(number), ""), read_question(asked)


def read_choice(kind: type[Choice], name: str) -> Choice:
    """One of several words in the value of a button; raises NotFound for what no button of ours carries."""
    found = kind.__members__.get(name)
    if found is None:
        raise NotFound
    return found
