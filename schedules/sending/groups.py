"""When Slack will not have a group's message: what each of them is told alone instead, one line a kind."""

from datetime import datetime
from typing import Protocol

from sqlalchemy.orm import Session

from bot.connection import introductions, proposals
from bot.rules.messages import Kind


class TellAlone(Protocol):
    def __call__(self, session: Session, introduction: int, *, now: datetime) -> None: ...


ALONE: dict[Kind, TellAlone] = {
    Kind.INTRODUCTION: introductions.introduce_alone,
    Kind.PROPOSAL: proposals.propose_alone,
    Kind.DATE_SET: proposals.announce_alone,
}
