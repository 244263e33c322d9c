"""A whole community in a test: real Bolt, real SQL, and people who type, press and write, without a network."""

import atexit
import functools
import itertools
import json
import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from slack_bolt import App, BoltRequest, BoltResponse
from sqlalchemy import func, select

from bot.app import bolt_app
from bot.installations import OneWorkspace, Us
from bot.rules.words import EventStatus
from bot.settings import Settings
from bot.tools import Tools
from bot.vault import Keyring, Vault
from bot.views.parts import Card
from db import schema, seed
from db.database import Database
from db.models import Base, Event, Member, Owned, Sealed, Source, Workspace
from schedules import people, retention
from schedules.sending import delivery
from schedules.sending.worker import Worker
from tests import databases
from tests.fakes import MONDAY, WORKSPACE, FakeMachine, FakeSlack, FixedClock, Seen
from tests.people import Somebody

Row = TypeVar("Row", bound=Owned | Sealed)

SETTINGS = {
    "SLACK_BOT_TOKEN": "xoxb-1-test",
    "SLACK_APP_TOKEN": "xapp-1-test",
    "DATABASE_URL": "sqlite:///unused",
    "ENCRYPTION_KEYS": "test:" + "A" * 43 + "=",
}


MOST_SECONDS = 3  # of machine time, so that a second message into the same conversation leaves too
JOINING: dict[str, str | list[str]] = {"organisation": "1", "sector": "1", "prompts": "no", "introductions": "no"}


@dataclass(frozen=True)
class Reply:
    """What somebody gets back at once."""

    status: int
    text: str
    blocks: tuple[dict[str, Any], ...] = ()

    def words(self) -> str:
        return f"{self.text}\n{words_of(list(self.blocks))}"


class Community:
    """The community in one workspace, on a Monday morning in June 2022."""

    def __init__(
        self, database: Database, *, prefix: str = "", workspace: str = WORKSPACE, per_second: str = "0"
    ) -> None:
        self.db = database
        self.workspace = workspace
        self.slack = FakeSlack(workspace)
        self.clock = FixedClock()
        settings = Settings.read(SETTINGS | {"COMMAND_PREFIX": prefix, "MESSAGES_PER_SECOND": per_second})
        self.tools = Tools(
            db=database,
            slack=self.slack,  # type: ignore[arg-type]  # the fake stands in by behaviour
            clock=self.clock,
            settings=settings,
            vault=Vault(Keyring.read(settings.encryption_keys)),
            installations=OneWorkspace("xoxb-1-test", Us(workspace, "B0BOT", "U0BOT", "xoxb-1-test")),
        )
        self._numbers = itertools.count(1)
        self.machine = FakeMachine()
        self.worker = self.new_worker("worker 1")
        _settle_in(database, workspace, now=self.clock.now())
        people.follow(self.tools)
        self.app: App = bolt_app(self.tools)

    def new_worker(self, name: str) -> Worker:
        return Worker(self.tools, name, random.Random(0), self.machine)  # noqa: S311 - it only spreads retries

    # what people do

    def types(self, who: Somebody, line: str) -> Reply:
        """A slash command, answered at once."""
        command, _, text = line.partition(" ")
        body = {
            "command": command,
            "text": text,
            "team_id": self.workspace,
            "user_id": who.slack_id,
            "channel_id": "C0GENERAL",
            "trigger_id": self._fresh("trigger"),
            "response_url": "https://hooks.slack.com/command",
        }
        return _reply(self.dispatch(body))

    def presses(
        self, who: Somebody, label: str, shown: Reply | Seen | Card | dict[str, Any], *, near: str = ""
    ) -> Reply:
        """A button by its label in what is shown; gives what is shown instead of it, or beside it."""
        return self.presses_again(self.press_body(who, label, shown, near=near))

    def press_body(
        self, who: Somebody, label: str, shown: Reply | Seen | Card | dict[str, Any], *, near: str = ""
    ) -> dict[str, Any]:
        blocks = list(shown["blocks"] if isinstance(shown, dict) else shown.blocks)
        button = find_button(blocks, label, near)
        acted = {"type": "button", **{key: button[key] for key in ("action_id", "value")}, "block_id": "b"}
        return self._action_body(who, acted, shown)

    def chooses(
        self, who: Somebody, option: str, shown: Reply | Seen | Card | dict[str, Any], *, near: str = ""
    ) -> Reply:
        """An option by its label, in a menu of what is shown; in the first one after the words `near`."""
        return self.presses_again(self.choice_body(who, option, shown, near=near))

    def choice_body(
        self, who: Somebody, option: str, shown: Reply | Seen | Card | dict[str, Any], *, near: str = ""
    ) -> dict[str, Any]:
        blocks = list(shown["blocks"] if isinstance(shown, dict) else shown.blocks)
        after = itertools.dropwhile(lambda block: near not in words_of([block]), _flat(blocks))
        parts = [part for block in after for part in (*block.get("elements", []), *_beside(block))]
        menus = [part for part in parts if "options" in part]
        menu, chosen = next(
            (menu, found) for menu in menus for found in menu["options"] if found["text"]["text"] == option
        )
        acted = {"type": menu["type"], "action_id": menu["action_id"], "selected_option": chosen, "block_id": "b"}
        return self._action_body(who, acted, shown)

    def _action_body(
        self, who: Somebody, acted: dict[str, Any], shown: Reply | Seen | Card | dict[str, Any]
    ) -> dict[str, Any]:
        body: dict[str, Any] = {
            "type": "block_actions",
            "team": {"id": self.workspace},
            "user": {"id": who.slack_id, "team_id": self.workspace},
            "trigger_id": self._fresh("trigger"),
            "actions": [acted],
            "container": {"type": "view"},
        }
        if isinstance(shown, dict):
            body["view"] = {"id": "V1", "type": "home", "private_metadata": "", **_without_blocks(shown)}
        else:
            channel = shown.channel if isinstance(shown, Seen) else "C0GENERAL"
            ephemeral = not isinstance(shown, Seen)
            body["container"] = {"type": "message", "channel_id": channel, "is_ephemeral": ephemeral, "message_ts": "1"}
            body["channel"] = {"id": channel}
            body["response_url"] = f"https://hooks.slack.com/{channel}"
        return body

    def presses_again(self, body: dict[str, Any]) -> Reply:
        """The very same press, delivered (once more)."""
        before = len(self.slack.answers)
        response = self.dispatch(body)
        if len(self.slack.answers) > before:
            card = self.slack.answers[-1][2]
            return Reply(response.status, card.text, card.blocks)
        home = self.slack.homes.get(body["user"]["id"], {"blocks": []})
        return Reply(response.status, "", tuple(home["blocks"]))

    def presses_in_form(
        self, who: Somebody, label: str, view: dict[str, Any], **fields: str | list[str] | None
    ) -> dict[str, Any]:
        """A button in a form in which these fields are filled in; gives the form that comes in its place."""
        sent = self.form_body(who, view, **fields)["view"]
        self.dispatch(self.press_body(who, label, view) | {"view": sent})
        return self.form()

    def uses(self, who: Somebody, shortcut: str, message: str | None = None) -> None:
        """A shortcut by its callback_id, from anywhere or on a message with this text."""
        body: dict[str, Any] = {
            "type": "shortcut" if message is None else "message_action",
            "callback_id": shortcut,
            "team": {"id": self.workspace},
            "user": {"id": who.slack_id, "team_id": self.workspace},
            "trigger_id": self._fresh("trigger"),
        }
        if message is not None:
            said = {"type": "message", "user": "U0SOMEBODY", "ts": "1.0", "text": message}
            body |= {"message": said, "channel": {"id": "C0GENERAL"}, "response_url": "https://hooks.slack.com/x"}
        assert self.dispatch(body).status == 200

    def says(self, who: Somebody, text: str, **more: Any) -> str:
        """A direct message to the bot; gives the event's id."""
        return self._event(
            {
                "type": "message",
                "channel_type": "im",
                "channel": f"D{who.slack_id}",
                "user": who.slack_id,
                "text": text,
                "ts": self._fresh("9"),
                **more,
            }
        )

    def mentions(self, who: Somebody, text: str, **more: Any) -> str:
        return self._event(
            {
                "type": "app_mention",
                "channel": "C0GENERAL",
                "user": who.slack_id,
                "text": f"<@U0BOT> {text}",
                "ts": self._fresh("9"),
                **more,
            }
        )

    def opens_home(self, who: Somebody) -> dict[str, Any]:
        self._event({"type": "app_home_opened", "tab": "home", "user": who.slack_id, "channel": f"D{who.slack_id}"})
        return self.slack.homes[who.slack_id]

    def opens_organise(self, who: Somebody) -> dict[str, Any]:
        """The Organise page, in the place of an organiser's Home tab."""
        self.presses(who, "Organise", self.opens_home(who))
        return self.slack.homes[who.slack_id]

    def joins(self, *everybody: Somebody, **choices: str | list[str]) -> None:
        """They fill in the form; what `choices` leaves out is chosen as in JOINING."""
        for who in everybody:
            self.presses(who, "Join", self.types(who, "/community join"))
            self.submits(who, self.form(), **{**JOINING, **choices})

    # what is written down

    def plans(self, title: str, starts: str = "2022-07-12T09:00+01:00", **fields: Any) -> Event:
        """One more event in this community, an hour and a half long."""
        begins = datetime.fromisoformat(starts)
        with self.db.begin(self.workspace) as session:
            source = session.scalars(select(Source)).first()
            assert source is not None
            event = Event(
                **{
                    "key": self._fresh("event").replace(".", "-"),
                    "title": title,
                    "status": EventStatus.PUBLISHED,
                    "starts_at": begins,
                    "ends_at": begins + timedelta(minutes=90),
                    "zone": "Europe/London",
                    "speakers": [],
                    "source_id": source.id,
                    **fields,
                }
            )
            session.add(event)
        return event

    def changes(self, row: Any, **fields: Any) -> None:
        """This row as somebody else left it."""
        with self.db.begin(self.workspace) as session:
            found = session.get_one(type(row), row.id)
            for name, value in fields.items():
                setattr(found, name, value)

    def rows(self, model: type[Row]) -> list[Row]:
        """All that is kept of this kind in this workspace, the oldest first."""
        with self.db.read(self.workspace) as session:
            return list(session.scalars(select(model).order_by(model.id)))

    def person(self, who: Somebody) -> Member | None:
        """What is kept about somebody, or None."""
        return next((member for member in self.rows(Member) if member.slack_id == who.slack_id), None)

    def submits(self, who: Somebody, view: dict[str, Any], **fields: str | list[str] | None) -> dict[str, Any]:
        """A form with these fields, by block id, the others as they were shown; gives what the bot answers."""
        return self.submits_again(self.form_body(who, view, **fields))

    def form_body(self, who: Somebody, view: dict[str, Any], **fields: str | list[str] | None) -> dict[str, Any]:
        values = {
            block["block_id"]: {block["element"]["action_id"]: _filled(block["element"], fields.get(block["block_id"]))}
            for block in view["blocks"]
            if block["type"] == "input"
        }
        unknown = set(fields) - set(values)
        assert not unknown, f"no such fields: {unknown}"
        sent = {**view, "id": self._fresh("V"), "hash": "1", "state": {"values": values}}
        person = {"id": who.slack_id, "team_id": self.workspace}
        return {"type": "view_submission", "team": {"id": self.workspace}, "user": person, "view": sent}

    def submits_again(self, body: dict[str, Any]) -> dict[str, Any]:
        """The very same form, sent (once more)."""
        response = self.dispatch(body)
        assert response.status == 200
        return dict(json.loads(response.body)) if response.body else {}

    def form(self) -> dict[str, Any]:
        """The form that was opened last."""
        return self.slack.forms[-1]

    # what the clock does

    def deliver(self, worker: Worker | None = None) -> list[Seen]:
        """Everything due is sent, at its pace; gives what was posted. What has to wait longer stays."""
        before = len(self.slack.posts)
        for _ in range(MOST_SECONDS):
            while jobs := delivery.look_round(worker or self.worker, planned=16, replies=4):
                for job in (*jobs.replies, *jobs.planned):
                    job()
            self.machine.forward(seconds=1)
        return self.slack.posts[before:]

    def retain(self) -> None:
        retention.let_go(self.tools)

    def now(self) -> datetime:
        return self.clock.now()

    def dispatch(self, body: dict[str, Any]) -> BoltResponse:
        return self.app.dispatch(BoltRequest(body=json.dumps(body), mode="socket_mode"))

    def event_body(self, event: dict[str, Any]) -> dict[str, Any]:
        return {"type": "event_callback", "team_id": self.workspace, "event_id": self._fresh("Ev"), "event": event}

    def _event(self, event: dict[str, Any]) -> str:
        body = self.event_body(event)
        assert self.dispatch(body).status == 200
        return str(body["event_id"])

    def _fresh(self, kind: str) -> str:
        return f"{kind}.{next(self._numbers):06d}"


@contextmanager
def house(**more: str) -> Iterator[Community]:
    """A community on SQLite, for what no kind of database changes. Its rows are the same on every first morning."""
    database, first_morning = _one_house()
    for leftover in ("", "-wal", "-shm"):
        Path(f"{database.url.database}{leftover}").unlink(missing_ok=True)
    shutil.copyfile(first_morning, str(database.url.database))
    try:
        yield Community(database, **more)
    finally:
        database.close()


@functools.cache
def _one_house() -> tuple[Database, Path]:
    """A database that is used again, because it knows its statements by then, and a copy of it on the first morning."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    shutil.copyfile(databases.migrated_file(), folder / "house.db")
    database = Database(f"sqlite:///{folder}/house.db")
    Community(database)
    database.close()
    shutil.copyfile(folder / "house.db", folder / "first_morning.db")
    return database, folder / "first_morning.db"


@functools.cache
def _content_as_rows() -> dict[str, list[dict[str, Any]]]:
    """What content/ becomes in a workspace, worked out once for all tests."""
    database = Database("sqlite://")
    schema.upgrade(database)
    seed.settle_in(database, WORKSPACE, now=MONDAY)
    with database.engine.connect() as connection:
        found = {table.name: connection.execute(table.select()).mappings() for table in Base.metadata.sorted_tables}
        rows = {name: [dict(row) for row in kept] for name, kept in found.items()}
    database.close()
    return rows


def _settle_in(database: Database, workspace: str, *, now: datetime) -> None:
    """As `seed.settle_in` does it, and faster for the first workspace of an empty database."""
    with database.across_workspaces() as session:
        is_empty = session.scalars(select(Workspace.id)).first() is None
        is_known = session.get(Workspace, workspace) is not None
    if is_known:
        return
    if not is_empty:
        seed.settle_in(database, workspace, now=now)
        return
    with database.across_workspaces() as session:
        for table in Base.metadata.sorted_tables:
            own = {"workspace_id": workspace} if "workspace_id" in table.c else {"id": workspace}
            if rows := _content_as_rows()[table.name]:
                session.execute(table.insert(), [row | own for row in rows])
                if not database.on_sqlite and {"workspace_id", "id"} <= set(table.c.keys()):
                    last = select(func.setval(f"{table.name}_id_seq", max(row["id"] for row in rows)))
                    session.execute(last)


def _without_blocks(view: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in view.items() if key != "blocks"}


def find_button(blocks: list[dict[str, Any]], label: str, near: str = "") -> dict[str, Any]:
    """The button with this label, in the block that follows the words `near` when they are given."""
    reached = not near
    for block in _flat(blocks):
        reached = reached or near in words_of([block])
        for element in [*block.get("elements", []), *_beside(block), *block.get("actions", [])]:
            if reached and element.get("type") == "button" and element["text"]["text"] == label:
                return dict(element)
    raise AssertionError(f"no button {label!r} in: {words_of(blocks)}")


def words_of(blocks: list[dict[str, Any]]) -> str:
    """Every word in these blocks, as somebody reads them."""
    found: list[str] = []
    for block in _flat(blocks):
        found += [block["caption"]] if "caption" in block else []
        found += [" | ".join(cell["text"] for cell in row) for row in block.get("rows", [])]
        texts = [block.get(name) for name in ("title", "subtitle", "text", "body", "subtext")]
        parts = [*block.get("fields", []), *block.get("elements", []), *_beside(block), *block.get("actions", [])]
        for part in [*texts, *parts]:
            text = part.get("text") if isinstance(part, dict) else part
            found.append(text["text"] if isinstance(text, dict) else text or "")
    return "\n".join(text for text in found if text)


def _flat(blocks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every block, with those inside a carousel or a container in their own order."""
    for block in blocks:
        inside = {"carousel": "elements", "container": "child_blocks"}.get(block["type"])
        if inside != "elements":
            yield block
        if inside:
            yield from _flat(block[inside])


def _beside(block: dict[str, Any]) -> list[dict[str, Any]]:
    return [block["accessory"]] if "accessory" in block else []


def _reply(response: BoltResponse) -> Reply:
    body = json.loads(response.body) if response.body else {}
    return Reply(response.status, body.get("text", ""), tuple(body.get("blocks", ())))


def _filled(element: dict[str, Any], given: str | list[str] | None) -> dict[str, Any]:
    """An input's state in a form that is sent: what was given, or else what it showed at first."""
    kind = element["type"]
    if kind in {"checkboxes", "multi_static_select"}:
        chosen = given if given is not None else [option["value"] for option in element.get("initial_options", [])]
        return {"type": kind, "selected_options": [{"value": value} for value in chosen]}
    if kind in {"static_select", "radio_buttons"}:
        shown = (element.get("initial_option") or {}).get("value")
        value = given if given is not None else shown
        return {"type": kind, "selected_option": {"value": value} if value else None}
    if kind == "users_select":
        return {"type": kind, "selected_user": given if given is not None else element.get("initial_user")}
    if kind == "datepicker":
        return {"type": kind, "selected_date": element.get("initial_date") if given is None else given or None}
    if kind == "timepicker":
        return {"type": kind, "selected_time": element.get("initial_time") if given is None else given or None}
    return {"type": kind, "value": given if given is not None else element.get("initial_value")}
