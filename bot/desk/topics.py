"""Topics: what an answer named, kept for half an hour as kinds and ids, so that the next question can lean on it."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.answers import findings
from bot.answers.findings import Choice, Finding
from bot.answers.knowledge import Knowledge
from bot.answers.retrieval import items
from bot.answers.retrieval.items import Known
from bot.rules.words import Readers
from db.models import Member, Topic

KEPT = timedelta(minutes=30)
MOST = 5

Key = tuple[str, int]

_ONE = (("event", "event"), ("resource", "resource"), ("fact", "fact"), ("characteristic", "characteristic"))
_SEVERAL = (("events", "event"), ("resources", "resource"), ("contacts", "contact"))


def named(found: Finding) -> tuple[Key, ...]:
    """What this finding is about, in its own order; nothing when it names nothing."""
    if isinstance(found, findings.DidYouMean):
        return tuple((choice.kind, choice.id) for choice in found.choices)
    if isinstance(found, findings.TwoParts):
        return tuple(dict.fromkeys((*named(found.first), *named(found.second))))
    one = [(kind, getattr(found, name).id) for name, kind in _ONE if getattr(found, name, None) is not None]
    several = [(kind, thing.id) for name, kind in _SEVERAL for thing in getattr(found, name, ())]
    return tuple(one or several)[:MOST]


def keep(session: Session, member: Member, place: str, keys: Sequence[Key], *, now: datetime) -> None:
    """From now on this is what was talked of here; an answer that names nothing leaves what was."""
    if not keys:
        return
    session.execute(delete(Topic).where(Topic.member_id == member.id, Topic.place == place))
    until = now + KEPT
    for position, (kind, item) in enumerate(keys[:MOST], start=1):
        session.add(Topic(member_id=member.id, place=place, position=position, kind=kind, item_id=item, until=until))
    session.flush()


def find(session: Session, member: Member, place: str, *, now: datetime) -> tuple[Key, ...]:
    """What was talked of here within the half hour."""
    chosen = select(Topic.kind, Topic.item_id).where(Topic.member_id == member.id, Topic.place == place)
    rows = session.execute(chosen.where(Topic.until > now).order_by(Topic.position))
    return tuple((kind, item) for kind, item in rows)


def there(keys: Iterable[Key], knowledge: Knowledge) -> list[tuple[Choice, Known]]:
    """Those of them that are known; what is gone, or for others, is left out."""
    known = {item.key: (item, thing) for item, thing in items.every(knowledge)}
    found = [known[key] for key in keys if key in known]
    return [
        (Choice(item.kind, item.id, item.title, getattr(thing, "audience", Readers.MEMBERS)), thing)
        for item, thing in found
    ]


def let_go(session: Session, *, now: datetime) -> None:
    """Drop what nobody can lean on any more."""
    session.execute(delete(Topic).where(Topic.until <= now))
