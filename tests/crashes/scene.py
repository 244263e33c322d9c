"""Nine o'clock on the day before an event: everything that the bot says is due at once, and Slack has a bad day."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table

from bot.delivery import outbox
from bot.reflection import exports
from bot.rules.messages import ATTEMPTS, Kind, State
from db.database import Database
from db.models import Base, Event, Member, Message
from schedules import planner
from schedules.sending import letters
from tests.community import Community
from tests.crashes.wire import Wire
from tests.leaders import ADA, DEV, arrive, send
from tests.people import AMINA, BEN, CARYS, OLIVE, OMAR, Somebody

SATURDAY, NINE = "2022-07-02T10:00+01:00", "2022-07-04T09:00+01:00"
INNOVATION, LOST_PLACE = "Catalysing and embedding innovation", "A gathering in a place that is gone"


@dataclass(frozen=True)
class Scene:
    """What stood in every table before a worker came, to be put back as often as one is killed."""

    database: Database
    community: Community
    rows: dict[str, list[dict[str, Any]]]

    def put_back(self, wire: Wire) -> None:
        """The same morning again, with the same bad luck."""
        wire.stood.clear()
        wire.asked.clear()
        wire.files.clear()
        wire.loses_the_reply = {f"D{CARYS.slack_id}"}
        wire.fails_to_look = {f"D{CARYS.slack_id}"}
        wire.loses_the_request = {f"D{OLIVE.slack_id}"}
        with self.database.engine.begin() as connection:
            for table in Base.metadata.sorted_tables:
                if _read(connection, table) != self.rows[table.name]:
                    _rewrite(connection, table, self.rows[table.name])

    def wrongs(self, wire: Wire) -> list[str]:
        """What is lost, doubled or left lying, in words; nothing when all is well."""
        kept = self.community.rows(Message)
        found = [wrong for message in kept if (wrong := self._wrong(message, wire))]
        if len(kept) != len(self.rows["message"]):
            found.append(f"there were {len(self.rows['message'])} messages, and there are {len(kept)}")
        return found

    def _wrong(self, message: Message, wire: Wire) -> str | None:
        ends = message.state, self._times(message, wire)
        return None if ends in _good_ends(message) else f"{message.dedupe_key} is {ends[0].value}, posted {ends[1]} x"

    def _times(self, message: Message, wire: Wire) -> int:
        """How often its people see it."""
        if message.kind == Kind.EXPORT:
            return wire.files.count(exports.wanted_of(message).file_name)
        return wire.times(self.community.tools.vault.mark(message.workspace_id, message.dedupe_key))


def _good_ends(message: Message) -> set[tuple[State, int]]:
    """The ends that a message may come to: its state, and how often it was posted."""
    if message.kind in {Kind.DID_YOU_MEET, Kind.REMINDER_TO_MEET}:
        return {(State.READY, 0)}  # in two weeks
    if message.attempts >= ATTEMPTS:
        return {(State.DEAD, 0)}  # the one that cannot be put into words
    if outbox.can_be_found(message):
        return {(State.SENT, 1)}
    return {(State.SENT, 1), (State.HELD, 0), (State.HELD, 1)}


def set_up(community: Community) -> Scene:
    """Replies, reminders, prompts, an introduction and a file are owed; a worker died, and one message has no words."""
    lost = _join(community)
    community.clock.move_to(SATURDAY)
    planner.plan(community.tools)
    community.clock.move_to(NINE)
    arrive(community, ADA, DEV)
    send(community)
    community.mentions(BEN, "help")
    _die_while_sending(community)
    for who in (CARYS, OLIVE):
        community.says(who, "help")
    _wants_a_file(community, OMAR)
    _lose_the_words(community, lost)
    with community.db.engine.connect() as connection:
        rows = {table.name: _read(connection, table) for table in Base.metadata.sorted_tables}
    return Scene(community.db, community, rows)


def _read(connection: Connection, table: Table) -> list[dict[str, Any]]:
    return [{**row} for row in connection.execute(table.select().order_by(*table.primary_key)).mappings()]


def _rewrite(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Rows that were added go, and those that were changed become what they were: much faster than all of them anew."""
    (key,) = table.primary_key
    connection.execute(table.delete().where(key.not_in([row[key.name] for row in rows])))
    for row in rows:
        connection.execute(table.update().where(key == row[key.name]).values(row))
    assert _read(connection, table) == rows, f"a row of {table.name} was deleted"


def _join(community: Community) -> Event:
    choices = {"prompts": "yes", "weekday": "0", "hour": "9", "zone": "Europe/London"}
    community.joins(CARYS, **choices)
    community.joins(AMINA, BEN, OMAR)
    community.changes(community.person(BEN), dm_channel=f"D{BEN.slack_id}")
    lost = community.plans(LOST_PLACE, "2022-07-05T09:00+01:00")
    for who in (AMINA, BEN):
        _goes(community, who, INNOVATION)
    _goes(community, OMAR, LOST_PLACE)
    return lost


def _goes(community: Community, who: Somebody, title: str) -> None:
    community.presses(who, "Going", community.types(who, "/events"), near=title)


def _wants_a_file(community: Community, who: Somebody) -> None:
    community.types(who, "/reflect innovation")
    community.submits(who, community.form(), what="We met.")
    community.presses(who, "Export", community.opens_home(who), near="My reflections")
    community.submits(who, community.form(), kind="CSV")


def _die_while_sending(community: Community) -> None:
    """A worker committed to Amina's reminder, had not opened the conversation, and was never heard of again."""
    amina = community.person(AMINA)
    assert amina is not None
    reminder = next(row.id for row in community.rows(Message) if row.member_id == amina.id)
    with community.db.begin(community.workspace) as session:
        message, member = session.get_one(Message, reminder), session.get_one(Member, amina.id)
        assert letters.write(session, community.new_worker("the dead"), message, member)


def _lose_the_words(community: Community, event: Event) -> None:
    """The reminder of this event cannot be put into words, and it was tried before."""
    community.changes(event, zone="Nowhere/Gone")
    for message in community.rows(Message):
        if (message.kind, message.about_id) == (Kind.EVENT_REMINDER, event.id):
            community.changes(message, attempts=ATTEMPTS - 1)
