"""How what is not for everybody is marked, wherever it is shown."""

from bot.rules.words import Readers

FOR_ORGANISERS = "For organisers only"


def mark(audience: Readers) -> list[str]:
    """A line for what organisers alone may read, and none for the rest."""
    return [f"{FOR_ORGANISERS}."] if audience is Readers.ORGANISERS else []
