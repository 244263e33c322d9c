"""The slash commands by name; a prefix keeps them apart from those of other apps."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Commands:
    """The names as people type them."""

    prefix: str = ""

    @property
    def community(self) -> str:
        return f"/{self.prefix}community"

    @property
    def events(self) -> str:
        return f"/{self.prefix}events"

    @property
    def ask(self) -> str:
        return f"/{self.prefix}ask"

    @property
    def reflect(self) -> str:
        return f"/{self.prefix}reflect"

    @property
    def connect(self) -> str:
        return f"/{self.prefix}connect"

    @property
    def resources(self) -> str:
        return f"/{self.prefix}resources"

    @property
    def all(self) -> tuple[str, ...]:
        return (self.community, self.events, self.ask, self.reflect, self.connect, self.resources)
