"""Plans: when this happens, then I will do that. A member's own words, sealed like their reflections."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import workspaces
from bot.community.keys import Lock
from bot.errors import InvalidField
from bot.reflection import turns
from bot.rules import followups
from bot.rules.dates import local
from db.models import Member, Plan, Reflection

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
    if found is None:
        session.add(_new(session, lock, reflection, intention, now=now))
    else:
        reword(found, lock, intention)
    session.flush()


def reword(plan: Plan, lock: Lock, intention: Intention) -> None:
    """Put these words in the place of the plan's earlier ones."""
    plan.when = lock.seal(intention.when, table="plan", row=plan.id, column="when")
    plan.then = lock.seal(intention.then, table="plan", row=plan.id, column="then")


def of(session: Session, lock: Lock, reflection: Reflection) -> Intention | None:
    """The plan of this reflection, opened; raises Unreadable."""
    found = _find(session, reflection)
    return words(lock, found) if found else None


def words(lock: Lock, plan: Plan) -> Intention:
    """The plan in its author's words; raises Unreadable."""
    when = lock.open(plan.when, table="plan", row=plan.id, column="when")
    return Intention(when, lock.open(plan.then, table="plan", row=plan.id, column="then"))


def _new(session: Session, lock: Lock, reflection: Reflection, intention: Intention, *, now: datetime) -> Plan:
    member = session.scalars(select(Member).where(Member.id == reflection.member_id)).one()
    day = local(now, workspaces.zone_of(session, member)).date()
    found = Plan(
        id=str(uuid.uuid4()),
        member_id=member.id,
        reflection_id=reflection.id,
        made_at=now,
        ask_at=turns.hour_from(session, member, followups.first_ask(day)),
    )
    reword(found, lock, intention)
    return found


def _find(session: Session, reflection: Reflection) -> Plan | None:
    return session.scalar(select(Plan).where(Plan.reflection_id == reflection.id))
