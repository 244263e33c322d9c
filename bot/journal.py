"""How the bot writes its log: one line an event, no text of members and no tokens."""

import logging
import re
import sys
from typing import Any

import structlog

_TOKEN = re.compile(r"x(ox[abeprs]|app)-[A-Za-z0-9-]+")
_QUIET = ("apscheduler", "slack_bolt", "slack_sdk", "waitress", "werkzeug", "alembic")


def open_journal(*, debug: bool = False) -> None:
    """Write to standard error: readable on a terminal, JSON elsewhere."""
    on_terminal = sys.stderr.isatty()
    shared: list[Any] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    last = structlog.dev.ConsoleRenderer() if on_terminal else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG if debug else logging.INFO),
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last, _hide_tokens],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    for name in _QUIET:
        # Bolt logs whole request bodies below this level, and people confide things
        logging.getLogger(name).setLevel(logging.ERROR)


def _hide_tokens(_logger: Any, _method: str, line: Any) -> Any:
    """Last of all, in the finished line: a token may stand in a field, in an error or deep in a trace."""
    return _TOKEN.sub("[token]", line)
