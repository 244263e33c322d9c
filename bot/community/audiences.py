"""Audiences: who may be told what, before anything is looked for."""

from bot.rules.words import Readers, Role
from db.models import Member


def of(member: Member | None) -> Readers:
    """What this person may be told when nobody else reads it; strangers are told what members are."""
    is_organiser = member is not None and member.role is Role.ORGANISER and member.deactivated_at is None
    return Readers.ORGANISERS if is_organiser else Readers.MEMBERS
