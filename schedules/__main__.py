"""`python -m schedules`: the worker, which holds the clock and sends what is due."""

import sys

from bot import terminal
from bot.exits import guarded

if __name__ == "__main__":
    debug = "--debug" in sys.argv[1:]
    sys.exit(guarded(lambda: terminal.start(frozenset({"clock"}), debug=debug), debug=debug))
