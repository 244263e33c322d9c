"""The app's tokens: made anew each run, and checked as strictly as Slack does."""

import secrets
from dataclasses import dataclass, field
from enum import Enum


class Kind(Enum):
    """What a token is for."""

    BOT = "bot"
    APP = "app"


def make_bot_token() -> str:
    """Make a token of the bot's kind."""
    return f"xoxb-sandbox-{secrets.token_hex(12)}"


def make_app_token() -> str:
    """Make a token of the kind that opens a socket."""
    return f"xapp-1-A06SANDAPP-{secrets.token_hex(12)}"


@dataclass(frozen=True)
class Tokens:
    """The two tokens and the signing secret of one run."""

    bot: str = field(default_factory=make_bot_token)
    app: str = field(default_factory=make_app_token)
    signing_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    verification: str = field(default_factory=lambda: secrets.token_hex(12))

    def recognise(self, token: str) -> Kind | None:
        """Say what a token is for; None for one that was never given out."""
        return {self.bot: Kind.BOT, self.app: Kind.APP}.get(token)
