"""What the community remembers, one class a table."""

from db.models import installations as installations
from db.models.answers import Embedding, KnowledgeState, Opinion, Phrasing
from db.models.base import Base, Owned, Sealed, Seeded, Sourced, Told
from db.models.content import (
    Barrier,
    Challenge,
    Characteristic,
    Contact,
    Fact,
    Opener,
    Prompt,
    Resource,
    Signpost,
    Source,
)
from db.models.delivery import Heartbeat, Message, Pace, Receipt
from db.models.events import AgendaItem, Event, Rsvp
from db.models.introductions import (
    Acceptance,
    Concern,
    Exclusion,
    Introduction,
    Meeting,
    Programme,
    Proposal,
    Remark,
    Round,
    Seat,
    Turnout,
    Waiting,
)
from db.models.people import Member, MemberKey, Organisation, Sector, Workspace
from db.models.questions import Question
from db.models.readings import Reading
from db.models.reflections import Asking, Aversion, Plan, Reflection, Sharing
from db.models.topics import Topic
from db.models.wishes import Approach, Wish

__all__ = [
    "Acceptance",
    "AgendaItem",
    "Approach",
    "Asking",
    "Aversion",
    "Barrier",
    "Base",
    "Challenge",
    "Characteristic",
    "Concern",
    "Contact",
    "Embedding",
    "Event",
    "Exclusion",
    "Fact",
    "Heartbeat",
    "Introduction",
    "KnowledgeState",
    "Meeting",
    "Member",
    "MemberKey",
    "Message",
    "Opener",
    "Opinion",
    "Organisation",
    "Owned",
    "Pace",
    "Phrasing",
    "Plan",
    "Programme",
    "Prompt",
    "Proposal",
    "Question",
    "Reading",
    "Receipt",
    "Reflection",
    "Remark",
    "Resource",
    "Round",
    "Rsvp",
    "Sealed",
    "Seat",
    "Sector",
    "Seeded",
    "Sharing",
    "Signpost",
    "Source",
    "Sourced",
    "Told",
    "Topic",
    "Turnout",
    "Waiting",
    "Wish",
    "Workspace",
]
