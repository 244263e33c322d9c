"""Pools: who may be in a round today."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.community import peers
from bot.rules.words import Track
from db.models import Member, Turnout


def read(session: Session, track: Track, *, now: datetime, starts_at: datetime | None = None) -> list[Member]:
    """Everybody who wants this track and can be introduced, but for those who skip the round that starts then."""
    wanted = Member.wants_introductions if track is Track.ROUNDS else Member.wants_shoes
    asked = (Member.joined_at.is_not(None), wanted, Member.deactivated_at.is_(None))
    found = session.scalars(select(Member).where(*asked).order_by(Member.id))
    zone, skipping = peers.community_zone(session), _skipping(session, track, starts_at)
    return [
        member for member in found if member.id not in skipping and peers.takes_part(member, track, now=now, zone=zone)
    ]


def _skipping(session: Session, track: Track, starts_at: datetime | None) -> set[int]:
    if starts_at is None:
        return set()
    skip = (Turnout.track == track, Turnout.starts_at == starts_at, Turnout.comes.is_(False))
    return set(session.scalars(select(Turnout.member_id).where(*skip)))
