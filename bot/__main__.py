"""`python -m bot`: everything in one process, or one of its commands."""

import sys

from bot import terminal

if __name__ == "__main__":
    sys.exit(terminal.run(sys.argv[1:]))
