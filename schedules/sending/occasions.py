"""The occasion of a message: what may be looked at to find its words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.rules.commands import Commands
from bot.vault import Vault
from bot.views.parts import Card
from db.models import Member, Message


@dataclass(frozen=True)
class Occasion:
    """What a renderer may look at: the message, who gets it, the moment, and what opens what they shared."""

    session: Session
    message: Message
    member: Member
    now: datetime
    commands: Commands
    vault: Vault


Renderer = Callable[[Occasion], Card | None]
