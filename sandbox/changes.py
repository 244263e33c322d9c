"""A counter of changes that the page and the client wait for, so that nobody has to poll."""

import asyncio
from dataclasses import dataclass, field


@dataclass
class Changes:
    """Counts up whenever something that a person could see has changed."""

    version: int = 1
    waiting: set[asyncio.Future[None]] = field(default_factory=set)

    def bump(self) -> None:
        self.version += 1
        for future in self.waiting:
            if not future.done():
                future.set_result(None)

    async def wait(self, since: int, seconds: float) -> int:
        """Wait until the version differs from the one given, at most so long; give the version."""
        if self.version != since:
            return self.version
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.waiting.add(future)
        try:
            await asyncio.wait({future}, timeout=seconds)
        finally:
            self.waiting.discard(future)
        return self.version
