"""The app's tokens: made anew each run, and checked as strictly as Slack does."""

import secrets
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Tokens:
    bot: str = field(default_factory=lambda: f"xoxb-sandbox-{secrets.token_hex(12)}")
    app: str = field(default_factory=lambda: f"xapp-1-A06SANDAPP-{secrets.token_hex(12)}")
    signing_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    verification: str = field(default_factory=lambda: secrets.token_hex(12))

    def recognise(self, token: str) -> str | None:
        """Say whether a token is the bot's or the app's; None for one that was never given out."""
        return {self.bot: "bot", self.app: "app"}.get(token)
