"""Why a member got a prompt, with what a sentence about it needs to know."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot import workspaces
from bot.reflection import situations
from bot.rules.dates import local
from bot.rules.prompting import Why
from bot.rules.words import Hindrance
from db.models import Asking, Event, Member, Reflection


@dataclass(frozen=True)
class Ground:
    """The reason, and what is known of it: when they last reflected on this, the event, or what got in the way."""

    why: Why
    last: date | None = None
    event: str | None = None
    event_day: date | None = None
    has_theme: bool = False  # the event was about this characteristic
    hindrance: Hindrance | None = None


def of(session: Session, asking: Asking, member: Member) -> Ground | None:
    """Why this prompt was chosen; None for one of an earlier version, of which nobody knows."""
    if asking.why not in set(Why):
        return None
    why = Why(asking.why)
    match why:
        case Why.EVENT:
            return _after_event(session, asking)
        case Why.HINDRANCE:
            return Ground(why, hindrance=situations.last_hindrance(session, member.id))
        case Why.LEAST:
            return Ground(why, last=_last_reflection(session, asking, member))
    return Ground(why)


def _after_event(session: Session, asking: Asking) -> Ground | None:
    event = session.scalar(select(Event).where(Event.id == (asking.event_id or 0)))
    if event is None:
        return None
    day = local(event.starts_at, event.zone).date()
    has_theme = event.characteristic_id == asking.characteristic_id
    return Ground(Why.EVENT, event=event.title, event_day=day, has_theme=has_theme)


def _last_reflection(session: Session, asking: Asking, member: Member) -> date | None:
    """When they last wrote about this characteristic, as far as that is still kept."""
    own = (Reflection.member_id == member.id, Reflection.characteristic_id == asking.characteristic_id)
    latest = session.scalar(select(func.max(Reflection.written_at)).where(*own))
    return local(latest, workspaces.zone_of(session, member)).date() if latest else None
