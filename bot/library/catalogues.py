"""Catalogues: all resources as a file for one organiser, made when it leaves and kept nowhere."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.delivery import outbox
from bot.rules.messages import Kind, Priority
from db.models import Member

OF_USE = timedelta(days=1)


@dataclass(frozen=True)
class Catalogue:
    """What is in the file: every resource."""

    file_name: str = "resources.csv"


def order(session: Session, organiser: Member, *, now: datetime) -> None:
    """Owe this organiser the file."""
    key = f"catalogue:{uuid.uuid4().hex}"
    expires = now + OF_USE
    outbox.say(
        session,
        Kind.CATALOGUE,
        organiser,
        about=0,
        key=key,
        due=now,
        expires=expires,
        now=now,
        priority=Priority.REPLY,
    )
