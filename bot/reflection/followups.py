"""Follow-ups: members are asked how their plans went, twice at most, and led to what may help."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot import workspaces
from bot.community import keys, members
from bot.delivery import outbox
from bot.errors import InvalidField, NotFound
from bot.library import resources
from bot.library.resources import Item
from bot.reflection import plans, prompts, turns
from bot.reflection.plans import Intention
from bot.reflection.prompts import Posed
from bot.rules import followups
from bot.rules.dates import local
from bot.rules.followups import ASKS, OF_USE, Lead
from bot.rules.messages import Kind, Priority
from bot.rules.words import Hindrance, Outcome
from bot.vault import Unreadable, Vault
from db.models import Characteristic, Member, Message, Plan, Reflection

PAGE = 5
_KEY = "follow-up:"
_GONE = "That plan is not here any more. Your Home tab shows the plans that you have."
_ENDS = frozenset({Outcome.DONE, Outcome.LET_GO})


@dataclass(frozen=True)
class Followup:
    """A plan without its words: when and after which prompt it was made, and the day on which we ask, if we do."""

    plan: Plan
    characteristic: Characteristic
    made_on: date
    asks_on: date | None

    @property
    def is_closed(self) -> bool:
        return self.plan.closed_at is not None


@dataclass(frozen=True)
class Page:
    """Some of a member's open plans, the newest first."""

    followups: tuple[Followup, ...]
    number: int
    more: bool


@dataclass(frozen=True)
class Help:
    """What may help with a plan: something to read, or a prompt, or neither."""

    lead: Lead
    characteristic: Characteristic
    item: Item | None = None
    posed: Posed | None = None


def due(session: Session, *, now: datetime) -> list[str]:
    """The plans that are to be asked about now."""
    return list(session.scalars(select(Plan.id).where(*_waiting(), Plan.ask_at <= now).order_by(Plan.ask_at, Plan.id)))


def next_due(session: Session) -> datetime | None:
    """When the next plan is to be asked about; None when none is."""
    return session.scalar(select(func.min(Plan.ask_at)).where(*_waiting()))


def ask(session: Session, wanted: Sequence[str], *, now: datetime) -> int:
    """Owe a question about each of these plans; gives how many. On a day off or in a pause it waits."""
    chosen = select(Plan, Member).join(Member, Plan.member_id == Member.id)
    rows = session.execute(chosen.where(*_waiting(), Plan.ask_at <= now, Plan.id.in_(wanted)).with_for_update(of=Plan))
    return sum(_ask(session, plan, member, now=now) for plan, member in rows.all())


def to_ask(session: Session, message: Message, member: Member, *, now: datetime) -> Followup | None:
    """The plan that a message asks about, or None when there is nothing to ask, or not today: then it waits."""
    found = _find(session, message.dedupe_key.removeprefix(_KEY).partition(":")[0], member)
    if found is None or found.closed_at is not None or not (members.has_joined(member) and member.wants_prompts):
        return None
    today = local(now, workspaces.zone_of(session, member)).date()
    hour = turns.hour_from(session, member, today)
    if hour is None or local(hour, workspaces.zone_of(session, member)).date() != today:
        found.ask_at, found.asked = hour, found.asked - 1
        return None
    return _seen(session, found, member)


def mine(session: Session, plan: str, member: Member) -> Followup:
    """A plan of this member; raises NotFound for what is gone, or somebody else's."""
    found = _find(session, plan, member)
    if found is None:
        raise NotFound(_GONE)
    return _seen(session, found, member)


def of_reflection(session: Session, reflection: str, member: Member) -> Followup | None:
    """The plan that came of this reflection of theirs, if one did."""
    own = (Plan.reflection_id == reflection, Plan.member_id == member.id)
    found = session.scalar(select(Plan).where(*own))
    return _seen(session, found, member) if found else None


def newest(session: Session, member: Member) -> Followup | None:
    """The plan that this member made last."""
    latest = select(Plan).where(Plan.member_id == member.id).order_by(Plan.made_at.desc(), Plan.id).limit(1)
    found = session.scalar(latest)
    return _seen(session, found, member) if found else None


def words(session: Session, vault: Vault, followup: Followup, member: Member) -> Intention:
    """The plan in the member's own words; raises NotFound when the key is gone that it was sealed with."""
    lock = keys.find(session, vault, member)
    if lock is None:
        raise NotFound(_GONE)
    try:
        return plans.words(lock, followup.plan)
    except Unreadable:
        raise NotFound(_GONE) from None


def open_ones(session: Session, member: Member, *, number: int = 0) -> Page:
    """The plans of this member that are neither done nor let go."""
    chosen = select(Plan).where(Plan.member_id == member.id, Plan.closed_at.is_(None))
    in_order = chosen.order_by(Plan.made_at.desc(), Plan.id).offset(number * PAGE).limit(PAGE + 1)
    found = session.scalars(in_order).all()
    seen = tuple(_seen(session, plan, member) for plan in found[:PAGE])
    return Page(seen, number, more=len(found) > PAGE)


def answer(session: Session, plan: str, member: Member, outcome: Outcome, *, now: datetime) -> Followup:
    """Keep what became of a plan. One that is closed stays as it is. Raises NotFound."""
    seen = mine(session, plan, member)
    if not seen.is_closed:
        seen.plan.outcome = outcome
        if outcome in _ENDS:
            seen.plan.closed_at, seen.plan.ask_at = now, None
    return seen


def explain(session: Session, plan: str, member: Member, hindrance: Hindrance | None) -> Help:
    """Keep what got in the way, and find what may help. Raises NotFound."""
    seen = mine(session, plan, member)
    if not seen.is_closed:
        seen.plan.hindrance = hindrance
    return _help(session, seen, member, hindrance)


def change(
    session: Session, vault: Vault, plan: str, member: Member, intention: Intention, *, day: str, now: datetime
) -> Followup:
    """Other words for a plan, and another day on which to ask. Raises NotFound, or InvalidField for a day of no use."""
    seen = mine(session, plan, member)
    if seen.is_closed:
        raise NotFound(_GONE)
    plans.reword(seen.plan, keys.find_or_make(session, vault, member), intention)
    if seen.plan.asked < ASKS and day != (seen.asks_on.isoformat() if seen.asks_on else ""):
        today = local(now, workspaces.zone_of(session, member)).date()
        seen.plan.ask_at = turns.hour_from(session, member, _read_day(day, today=today))
    session.flush()
    return _seen(session, seen.plan, member)


def _read_day(day: str, *, today: date) -> date:
    try:
        found = date.fromisoformat(day)
    except ValueError:
        raise InvalidField("day", "Choose a date from the calendar.") from None
    if not today < found <= today + members.A_YEAR:
        raise InvalidField("day", "Choose a date after today and within a year.")
    return found


def _waiting() -> tuple[Any, ...]:
    """Open plans of members who get prompts, about which we have not asked often enough."""
    theirs = select(Member.id).where(
        Member.joined_at.is_not(None), Member.deactivated_at.is_(None), Member.wants_prompts.is_(True)
    )
    return (Plan.closed_at.is_(None), Plan.ask_at.is_not(None), Plan.asked < ASKS, Plan.member_id.in_(theirs))


def _ask(session: Session, plan: Plan, member: Member, *, now: datetime) -> int:
    due_at, zone = plan.ask_at, workspaces.zone_of(session, member)
    if due_at is None:
        return 0
    working = turns.hour_from(session, member, local(due_at, zone).date())
    if working is not None and working > now:
        plan.ask_at = working
        return 0
    is_late = now - due_at >= OF_USE
    plan.asked += 1
    made, last = (local(moment, zone).date() for moment in (plan.made_at, due_at))
    plan.ask_at = turns.hour_from(session, member, followups.next_ask(made, last)) if plan.asked < ASKS else None
    if is_late:
        return 0
    key, expires = f"{_KEY}{plan.id}:{plan.asked}", due_at + OF_USE
    outbox.say(
        session,
        Kind.FOLLOW_UP,
        member,
        about=0,
        key=key,
        due=due_at,
        expires=expires,
        now=now,
        priority=Priority.FOLLOW_UP,
    )
    return 1


def _seen(session: Session, plan: Plan, member: Member) -> Followup:
    reflection = session.scalars(select(Reflection).where(Reflection.id == plan.reflection_id)).one()
    about = session.scalars(select(Characteristic).where(Characteristic.id == reflection.characteristic_id)).one()
    zone = workspaces.zone_of(session, member)
    asks_at = plan.ask_at if member.wants_prompts and plan.closed_at is None else None
    return Followup(plan, about, local(plan.made_at, zone).date(), local(asks_at, zone).date() if asks_at else None)


def _help(session: Session, seen: Followup, member: Member, hindrance: Hindrance | None) -> Help:
    about = seen.characteristic
    item = resources.first_on(session, about.id)
    lead = followups.lead(hindrance, can_read=item is not None, is_introduced=member.wants_introductions)
    match lead:
        case Lead.READING:
            return Help(lead, about, item=item)
        case Lead.PEER | Lead.PURPOSE:
            prompt = followups.fitting(prompts.bank(session).prompts, about.id, lead)
            return Help(lead, about, posed=prompts.pose(session, prompt, about.id) if prompt else None)
    return Help(lead, about)


def _find(session: Session, plan: str, member: Member) -> Plan | None:
    return session.scalar(select(Plan).where(Plan.id == plan, Plan.member_id == member.id))
