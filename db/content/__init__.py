"""What the community knows, as organisers write it in content/."""

from db.content.items import (
    Barrier,
    Challenge,
    Characteristic,
    Community,
    Contact,
    Content,
    Event,
    Fact,
    Opener,
    Organisation,
    Prompt,
    Resource,
    Sector,
    Signpost,
    Source,
)
from db.content.reading import ContentFault, read

__all__ = [
    "Barrier",
    "Challenge",
    "Characteristic",
    "Community",
    "Contact",
    "Content",
    "ContentFault",
    "Event",
    "Fact",
    "Opener",
    "Organisation",
    "Prompt",
    "Resource",
    "Sector",
    "Signpost",
    "Source",
    "read",
]
