"""`python -m db`: bring the tables up to date, load content/, save a copy and put one back."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.exits import guarded
from bot.settings import current_environment, database_address
from db import backup, schema, seed
from db.database import Database


def run(arguments: Sequence[str]) -> int:
    chosen = _parser().parse_args(arguments)
    return guarded(lambda: _with_database(chosen), debug=chosen.debug)


def _with_database(chosen: argparse.Namespace) -> int:
    database = Database(database_address())
    try:
        print(chosen.do(database, chosen))
    finally:
        database.close()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m db", description="Looks after what the community remembers.")
    parser.add_argument("--debug", action="store_true", help="show the whole trace of an error")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    commands.add_parser("upgrade", help="bring the tables up to date").set_defaults(do=_upgrade)
    commands.add_parser("seed", help="load content/ into every workspace").set_defaults(do=_seed)
    for name, words, do in (
        ("backup", "save a copy in FILE", _backup),
        ("restore", "put back the copy in FILE", _restore),
    ):
        command = commands.add_parser(name, help=words)
        command.add_argument("file", type=Path, metavar="FILE")
        command.set_defaults(do=do)
    return parser


def _upgrade(database: Database, _chosen: argparse.Namespace) -> str:
    schema.upgrade(database)
    return "The database is up to date."


def _seed(database: Database, _chosen: argparse.Namespace) -> str:
    schema.check(database)
    reports = seed.seed_all(database)
    if not reports:
        return "No workspace yet. Content is loaded when the bot first meets one. The files in content/ are in order."
    return "\n".join(f"{workspace}: {report.told()}" for workspace, report in reports.items())


def _backup(database: Database, chosen: argparse.Namespace) -> str:
    backup.save(database, chosen.file, environment=current_environment())
    return f"Saved in {chosen.file}. Keep it as safe as the database itself."


def _restore(database: Database, chosen: argparse.Namespace) -> str:
    backup.restore(database, chosen.file, environment=current_environment())
    return f"Restored from {chosen.file}. You can start the bot again."


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
