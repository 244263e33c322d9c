"""Looks at everything that the bot needs, and says in plain sentences what is well and what to mend."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from bot import health, manifest
from bot.answers import embedding
from bot.clock import SystemClock, machine_now
from bot.errors import OperatorError
from bot.rules.messages import State
from bot.settings import Settings, SettingsFault, database_address, model_path
from bot.slack import Refused, Slack, SlackFault
from bot.web.installing import SET_OFF
from db import content, schema, seed
from db.database import Database


@dataclass(frozen=True)
class Remark:
    is_well: bool
    words: str


def _well(words: str) -> Remark:
    return Remark(is_well=True, words=words)


def _mend(words: str) -> Remark:
    return Remark(is_well=False, words=words)


def examine() -> Iterator[Remark]:
    """One remark after the other, each as soon as it is known."""
    settings = None
    try:
        settings = Settings.read()
        yield _well("Settings: all there.")
    except SettingsFault as fault:
        yield _mend(f"Settings: {fault.words}")
    yield from _content()
    yield search(embedding.Encoder(model_path()))
    yield from _database()
    if settings is not None:
        yield from _slack(settings)


def _content() -> Iterator[Remark]:
    try:
        found = content.read(seed.CONTENT)
    except content.ContentFault as fault:
        yield _mend(f"Content: mend these lines, then run: python -m db seed\n{fault}")
        return
    yield _well(
        f"Content: {len(found.events)} events, {len(found.resources)} resources and {len(found.facts)} facts.",
    )


def _database() -> Iterator[Remark]:
    try:
        database = Database(database_address())
        schema.check(database)
    except OperatorError as error:
        yield _mend(f"Database: {error.words}")
        return
    kind = "SQLite, so run everything as one process: python -m bot" if database.on_sqlite else "PostgreSQL"
    yield _well(f"Database: {kind}.")
    with database.across_workspaces() as session:
        found = health.look(session, now=SystemClock().now(), machine_now=machine_now())
    yield _clock(found)
    if database.on_sqlite and found.processes > 1:
        yield _mend(
            f"Clock: {found.processes} processes share one SQLite file. Stop all but one, or move to PostgreSQL."
        )
    yield delivery(found)
    yield from _refusing(found)
    database.close()


def search(encoder: embedding.Encoder) -> Remark:
    """How questions are searched for."""
    if encoder.open() is embedding.Mode.MEANING:
        return _well(f"Search: by meaning, with the model {encoder.name}.")
    return _mend(
        f"Search: by words only, because the model cannot be used ({encoder.fault}). "
        "Install the packages of requirements.txt again, or look at EMBED_MODEL_PATH.",
    )


def _clock(found: health.Health) -> Remark:
    if found.seconds_since_tick is None:
        return _well("Clock: it has not ticked yet. It starts with the bot.")
    if found.is_well:
        return _well("Clock: it ticks.")
    minutes = round(found.seconds_since_tick / 60)
    return _mend(
        f"Clock: it last ticked {minutes} minutes ago, so nothing is being sent. "
        "Start the worker with python -m schedules, or everything with python -m bot.",
    )


def delivery(found: health.Health) -> Remark:
    """How messages stand."""
    dead, held = found.outbox[State.DEAD], found.outbox[State.HELD]
    if dead or held:
        messages = "1 message" if dead == 1 else f"{dead} messages"
        decides = "An organiser decides on the Organise page."
        return _mend(f"Delivery: Slack refused {messages}, and {held} may not have arrived. {decides}")
    return _well(f"Delivery: {found.outbox[State.SENT]} messages sent, none in trouble.")


def _refusing(found: health.Health) -> Iterator[Remark]:
    for workspace, why in found.refusing:
        mend = "Put its new token into SLACK_BOT_TOKEN, or install the app there again."
        yield _mend(f"Slack: the workspace {workspace} refuses us ({why}). {mend}")


def _slack(settings: Settings) -> Iterator[Remark]:
    token = settings.slack_bot_token
    if token is None:
        yield _well(f"Slack: workspaces install the app at {urljoin(settings.public_url or '', SET_OFF)}")
        return
    slack = Slack(token_of=lambda _workspace: token, address=settings.slack_api_url)
    try:
        found = slack.who_we_are(token)
    except Refused:
        yield _mend(
            "Slack: it did not accept the bot token. Copy the token from your app's page into SLACK_BOT_TOKEN.",
        )
        return
    except SlackFault:
        yield _mend("Slack: it cannot be reached. Check this machine's network and try again.")
        return
    yield _well(f"Slack: the bot token belongs to the workspace {found.name}.")
    for scope in sorted(manifest.scopes() - found.scopes):
        yield _mend(f"Slack: the app lacks the scope {scope}. Add it on your app's page and install it again.")
    if settings.slack_app_token:
        yield _socket(slack, settings.slack_app_token)


def _socket(slack: Slack, token: str) -> Remark:
    try:
        slack.open_socket(token)
    except SlackFault as fault:
        return _mend(
            f"Slack: it did not accept the app-level token ({fault}). Make one with the scope connections:write "
            "on your app's page and put it into SLACK_APP_TOKEN.",
        )
    return _well("Slack: the app-level token opens a socket.")
