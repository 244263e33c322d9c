"""Plans: when this happens, then I will do that. A member's own words, sealed like their reflections."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import InvalidField
from bot.keys import Lock
from db.models import Plan, Reflection

LONGEST = 300

_NO_WHEN = "Say when, or leave both parts of the plan empty."
_NO_THEN = "Say what you will do, or leave both parts of the plan empty."


@dataclass(frozen=True)
class Intention:
    """A plan in its author's words."""

    when: str = field(repr=False)
    then: str = field(repr=False)


def read_intention(when: str, then: str) -> Intention | None:
    """Both parts or neither; raises InvalidField for half a plan."""
    if not when and not then:
        return None
    if not when:
        raise InvalidField("when", _NO_WHEN)
    if not then:
        raise InvalidField("then", _NO_THEN)
    return Intention(when, then)


def keep(session: Session, lock: Lock, reflection: Reflection, intention: Intention | None, *, now: datetime) -> None:
    """Make this the one plan of the reflection, or drop the one that it had."""
    found = _find(session, reflection)
    if intention is None:
        if found is not None:
            session.delete(found)
        return
    row = found.id if found else str(uuid.uuid4())
    when = lock.seal(intention.when, table="plan", row=row, column="when")
    then = lock.seal(intention.then, table="plan", row=row, column="then")
    if found is None:
        session.add(
            Plan(id=row, member_id=reflection.member_id, reflection_id=reflection.id, when=when, then=then, made_at=now)
        )
    else:
        found.when, found.then = when, then
    session.flush()


def of(session: Session, lock: Lock, reflection: Reflection) -> Intention | None:
    """The plan of this reflection, opened; raises Unreadable."""
    found = _find(session, reflection)
    if found is None:
        return None
    when = lock.open(found.when, table="plan", row=found.id, column="when")
    return Intention(when, lock.open(found.then, table="plan", row=found.id, column="then"))


def _find(session: Session, reflection: Reflection) -> Plan | None:
    return session.scalar(select(Plan).where(Plan.reflection_id == reflection.id))
