"""The app's tokens: made anew each run, and checked as strictly as Slack does."""

import secrets
from dataclasses import dataclass, field


def make_bot_token() -> str:
    return f"xoxb-sandbox-{secrets.token_hex(12)}"


@dataclass
class Tokens:
    bot: str = field(default_factory=make_bot_token)
    app: str = field(default_factory=lambda: f"xapp-1-A06SANDAPP-{secrets.token_hex(12)}")
    signing_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    verification: str = field(default_factory=lambda: secrets.token_hex(12))

    revoked: set[str] = field(default_factory=set)

    @property
    def is_installed(self) -> bool:
        return self.bot not in self.revoked

    def revoke(self) -> None:
        """Take the app's token back: it is known, and good for nothing."""
        self.revoked.add(self.bot)

    def restore(self) -> None:
        """Let the token work again."""
        self.revoked.discard(self.bot)

    def give(self) -> str:
        """Give the app its token; it keeps the one it has until that is taken back."""
        self.bot = self.bot if self.is_installed else make_bot_token()
        return self.bot

    def recognise(self, token: str) -> str | None:
        """Say whether a token is the bot's or the app's; None for one that was never given out."""
        return {self.bot: "bot", self.app: "app"}.get(token)
