"""The bot's commands on the terminal: start it, examine it, print its manifest, ask it something."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from bot import app, doctor, journal, manifest, workspaces
from bot.answers import embedding
from bot.answers.findings import Finding
from bot.clock import SystemClock
from bot.desk import asking, meanings
from bot.desk.asking import Asker
from bot.errors import OperatorError
from bot.exits import guarded, when_told_to
from bot.rules.text import read_question
from bot.settings import Settings, current_environment, database_address, model_path
from bot.vault import Keyring
from bot.views.desk import asking as asking_view
from db import schema, seed
from db.database import Database

ALL = frozenset({"slack", "clock", "pages"})


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments say; gives the exit code. Problems are sentences, unless --debug asks for the trace."""
    chosen = _parser().parse_args(arguments)
    return guarded(lambda: chosen.do(chosen), debug=chosen.debug)


def start(parts: frozenset[str], *, debug: bool) -> int:
    """Run these parts until SIGTERM or Ctrl+C."""
    journal.open_journal(debug=debug)
    process = app.Process(app.assemble(Settings.read()), parts=parts)
    when_told_to(process.stop)
    process.run()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="A bot for a community of leaders, in Slack.")
    parser.add_argument("--debug", action="store_true", help="show the whole trace of an error")
    parser.set_defaults(do=lambda chosen: start(ALL, debug=chosen.debug))
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    web = commands.add_parser("web", help="only Slack and the pages; the clock runs elsewhere")
    web.set_defaults(do=lambda chosen: start(frozenset({"slack", "pages"}), debug=chosen.debug))

    commands.add_parser("doctor", help="examine settings, Slack, database and content").set_defaults(do=_doctor)
    made = commands.add_parser("manifest", help="the Slack app's manifest and a link that makes it")
    made.add_argument("--url", help="where the bot is served, for requests over HTTP instead of Socket Mode")
    made.set_defaults(do=_manifest)

    commands.add_parser("key", help="a new key for ENCRYPTION_KEYS").set_defaults(do=_key)

    ask = commands.add_parser("ask", help="an answer on the terminal")
    ask.add_argument("question", nargs="+")
    ask.add_argument("--json", action="store_true", help="the answer as JSON")
    ask.add_argument("--now", type=_moment, default=None, metavar="ISO", help="answer as if it were this moment")
    ask.set_defaults(do=_ask)
    return parser


def _doctor(_chosen: argparse.Namespace) -> int:
    is_well = True
    for remark in doctor.examine():
        print(f"{'well' if remark.is_well else 'MEND'}  {remark.words}", flush=True)
        is_well = is_well and remark.is_well
    return 0 if is_well else 1


def _key(_chosen: argparse.Namespace) -> int:
    print(Keyring.invent(f"k{SystemClock().now():%Y%m%d}"))
    return 0


def _manifest(chosen: argparse.Namespace) -> int:
    made = manifest.build(current_environment().get("COMMAND_PREFIX", ""), url=chosen.url)
    print(json.dumps(made, indent=2, ensure_ascii=False))
    print(f"\nMake the app in Slack: {manifest.creation_link(made)}", file=sys.stderr)
    return 0


def _ask(chosen: argparse.Namespace) -> int:
    asked = read_question(" ".join(chosen.question))
    now = chosen.now or SystemClock().now()
    embedding.use(embedding.Encoder(model_path()))
    with _knowing_database(now) as (database, workspace), database.read(workspace) as session:
        told = asking.answer(session, asked, Asker(None, ""), now=now)
        text = asking_view.plain(told)
    if chosen.json:
        sources = told.sources if isinstance(told, Finding) else ()
        text = json.dumps(
            {
                "question": asked,
                "outcome": told.outcome.value if isinstance(told, Finding) else "unknown",
                "answer": text,
                "sources": [{"name": source.name, "as_of": source.as_of.isoformat()} for source in sources],
            },
            ensure_ascii=False,
        )
    print(text)
    return 0


@contextmanager
def _knowing_database(now: datetime) -> Iterator[tuple[Database, str]]:
    """The operator's database when it is ready and has one workspace, else one in memory with content/ in it."""
    database = Database(database_address())
    try:
        workspace = _only_workspace(database)
        if workspace is None:
            database.close()
            database = Database("sqlite://")
            schema.upgrade(database)
            workspace = "content"
            seed.settle_in(database, workspace, now=now)
            meanings.settle(database, workspace)
        yield database, workspace
    finally:
        database.close()


def _only_workspace(database: Database) -> str | None:
    try:
        schema.check(database)
    except OperatorError:
        return None
    with database.across_workspaces() as session:
        found = workspaces.every(session)
    return found[0] if len(found) == 1 else None


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a moment; write it like 2022-06-27T09:00+01:00") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
