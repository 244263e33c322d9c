"""`python -m tests.simulation SEED ...`: play simulations again and tell what happens in them."""

import sys

from tests.simulation import world

if __name__ == "__main__":
    sys.exit(world.replay(sys.argv[1:]))
