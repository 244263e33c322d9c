"""Prompts that members put off: the same message comes again when they said."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.delivery import outbox
from bot.errors import NotFound, SnoozedEnough
from bot.reflection import prompts, turns
from bot.rules import snoozing
from bot.rules.messages import State
from bot.rules.snoozing import Later
from db.models import Asking, Member, Message

_DAY = 10  # letters of the day that names a slot

_LONG_AGO = "That prompt came too long ago to put off. You can still answer it: choose Reflect."
_NO_DAY = "I know no day on which you work. Set your days in Your settings, in my Home tab."


def snooze(session: Session, asking: int, member: Member, later: Later, *, now: datetime) -> datetime:
    """Let this prompt come again; gives when. One that waits already keeps its moment.

    Raises SnoozedEnough, and NotFound for a prompt that is gone or answered.
    """
    found = prompts.open_asking(session, asking, member)
    message = _message(session, found, member)
    if message.state is State.READY:
        return message.due_at
    if found.snoozed >= snoozing.MOST:
        raise SnoozedEnough
    back = snoozing.back_at(later, turns.habit_of(session, member), now=now)
    if back is None:
        raise NotFound(_NO_DAY)
    found.snoozed += 1
    outbox.bring_back(message, due=back, expires=back + turns.GRACE)
    return back


def comes_back_at(session: Session, asking: int, member: Member) -> datetime:
    """When a prompt that was put off comes again; raises NotFound when it does not."""
    return _message(session, prompts.open_asking(session, asking, member), member).due_at


def _message(session: Session, asking: Asking, member: Member) -> Message:
    found = outbox.find_by_key(session, turns.key(member.id, asking.slot[:_DAY]))
    if found is None or found.state not in (State.SENT, State.READY):
        raise NotFound(_LONG_AGO)
    return found
