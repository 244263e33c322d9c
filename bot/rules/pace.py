"""How fast Slack may be written to: about one message a second in a conversation, and a ceiling for a workspace.

Source: Slack's page on rate limits: 1 message a second in each channel, several hundred a minute in a workspace.
"""

from datetime import timedelta

BETWEEN_TWO = timedelta(seconds=1)
"""Between two messages in the same conversation."""

UNINSTALLED = "app_uninstalled"
"""Why a workspace is closed in which the app was taken away."""

IN_A_ROW = 50
"""How many messages a lane sends in one workspace before it looks where else something is due."""


def gap(per_second: float) -> timedelta:
    """Between two planned messages in one workspace; 0 a second means no ceiling."""
    return timedelta(seconds=1 / per_second) if per_second else timedelta(0)


def stay(per_second: float) -> int:
    """How many messages in a row a lane sends in one workspace: under a ceiling others use the time between two."""
    return 1 if per_second else IN_A_ROW
