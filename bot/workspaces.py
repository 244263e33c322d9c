"""The workspace that a session belongs to, and the community in it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.rules.zones import is_zone
from db.models import Member, Workspace


def find(session: Session) -> Workspace | None:
    """The session's workspace, or None when we have not met it."""
    return session.get(Workspace, session.info["workspace"])


def community(session: Session) -> str:
    """The community's name."""
    found = find(session)
    return found.community if found else "your community"


def zone(session: Session) -> str:
    """The community's own time zone."""
    found = find(session)
    return found.zone if found else "UTC"


def zone_of(session: Session, member: Member) -> str:
    """The member's zone, or else the community's."""
    return member.zone if member.zone and is_zone(member.zone) else zone(session)


def holidays(session: Session) -> str | None:
    """Whose bank holidays the community keeps, as GB-ENG."""
    found = find(session)
    return found.holidays if found else None


def every(session: Session) -> list[str]:
    """All that we have met. Needs a session across workspaces."""
    return list(session.scalars(select(Workspace.id).order_by(Workspace.id)))


def take_turns(session: Session) -> None:
    """Organisers who act at the same moment come one after the other, and the second sees what the first did."""
    session.execute(
        select(Workspace.id).where(Workspace.id == session.info["workspace"]).with_for_update(key_share=True)
    )
