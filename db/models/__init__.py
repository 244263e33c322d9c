"""What the community remembers, one class a table."""

from db.models import installations as installations
from db.models.base import Base, Owned, Sealed, Seeded, Sourced
from db.models.content import Challenge, Characteristic, Contact, Fact, Opener, Prompt, Resource, Signpost, Source
from db.models.delivery import Heartbeat, Message, Pace, Receipt
from db.models.events import AgendaItem, Event, Rsvp
from db.models.introductions import Introduction, Round, Seat
from db.models.people import Member, MemberKey, Organisation, Sector, Workspace
from db.models.questions import Question
from db.models.reflections import Asking, Plan, Reflection

__all__ = [
    "AgendaItem",
    "Asking",
    "Base",
    "Challenge",
    "Characteristic",
    "Contact",
    "Event",
    "Fact",
    "Heartbeat",
    "Introduction",
    "Member",
    "MemberKey",
    "Message",
    "Opener",
    "Organisation",
    "Owned",
    "Pace",
    "Plan",
    "Prompt",
    "Question",
    "Receipt",
    "Reflection",
    "Resource",
    "Round",
    "Rsvp",
    "Sealed",
    "Seat",
    "Sector",
    "Seeded",
    "Signpost",
    "Source",
    "Sourced",
    "Workspace",
]
