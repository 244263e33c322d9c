"""Suggestions: what members think others should read, looked at by an organiser before anybody else sees it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot import workspaces
from bot.community import members
from bot.delivery import outbox
from bot.errors import InvalidField, JoinFirst, NobodyToAsk, NotFound
from bot.library import resources
from bot.library.resources import Item
from bot.rules import addresses, catalogue, drafts
from bot.rules.dates import local
from bot.rules.drafts import Draft
from bot.rules.messages import Kind, Priority
from bot.rules.text import clean
from bot.rules.words import ResourceStatus
from db.models import Characteristic, Member, Resource, Source

OPEN_FOR, OF_USE = timedelta(days=14), timedelta(days=7)
DECLINED_KEPT = timedelta(days=30)
LONGEST_REASON = 500


@dataclass(frozen=True)
class Suggested:
    """A suggestion that waits, with its suggester's Slack id while they are here."""

    item: Item
    by: str | None


@dataclass(frozen=True)
class Decision:
    """How a suggestion stands after somebody pressed, and whether it was they who decided."""

    item: Item
    by_you: bool


def suggest(session: Session, member: Member | None, draft: Draft, *, now: datetime) -> Resource:
    """Keep it until an organiser has looked; what an organiser suggests is approved at once.

    Raises JoinFirst for a stranger, InvalidField when it is there already, NobodyToAsk without organisers.
    """
    if member is None or not (members.has_joined(member) or members.is_organiser(member)):
        raise JoinFirst
    workspaces.take_turns(session)
    refuse_twice(session, draft)
    organisers = members.organisers(session)
    if not organisers:
        raise NobodyToAsk
    is_own = members.is_organiser(member)
    row = add(session, draft, _source(session, is_own=is_own, now=now))
    row.suggested_by_id, row.suggested_at = (None if is_own else member.id), now
    if is_own:
        row.decided_by_id, row.decided_at = member.id, now
        _look_again(session, row, now=now)
        return row
    row.status = ResourceStatus.SUGGESTED
    for organiser in organisers:
        key, expires = f"suggestion waiting:{row.id}:{organiser.id}", now + OPEN_FOR
        outbox.say(
            session, Kind.SUGGESTION_WAITING, organiser, about=row.id, key=key, due=now, expires=expires, now=now
        )
    return row


def approve(
    session: Session, resource: int, organiser: Member, draft: Draft | None = None, *, now: datetime
) -> Decision:
    """Show it to everybody, with what the organiser changed, and thank whoever suggested it. The first one decides."""
    row = _to_decide(session, resource)
    if draft is not None and row.status in (ResourceStatus.SUGGESTED, ResourceStatus.APPROVED):
        change(session, row, draft)
    if row.status is ResourceStatus.SUGGESTED:
        _decide(session, row, organiser, ResourceStatus.APPROVED, now=now)
    elif draft is not None and row.status is ResourceStatus.APPROVED:
        row.decided_by_id, row.decided_at = organiser.id, now
        _look_again(session, row, now=now)
    return _decision(session, row, organiser)


def stands(session: Session, resource: int, organiser: Member) -> Decision:
    """How it stands now, for this organiser. Raises NotFound when it is gone."""
    row = session.scalar(select(Resource).where(Resource.id == resource))
    if row is None:
        raise NotFound
    return _decision(session, row, organiser)


def to_change(session: Session, resource: int) -> Item:
    """What is here or waits, for an organiser to change. Raises NotFound for anything else."""
    row = next((row for row in known(session) if row.id == resource), None)
    if row is None:
        raise NotFound
    return resources.as_items(session, [row])[0]


def decline(session: Session, resource: int, organiser: Member, reason: str, *, now: datetime) -> Decision:
    """Do not show it, and tell whoever suggested it why. The first decision holds."""
    row = _to_decide(session, resource)
    if row.status is ResourceStatus.SUGGESTED:
        row.reason = clean(reason)[:LONGEST_REASON] or None
        _decide(session, row, organiser, ResourceStatus.DECLINED, now=now)
    return _decision(session, row, organiser)


def waiting(session: Session) -> list[Suggested]:
    """Suggestions that nobody has decided on, the oldest first."""
    rows = session.execute(
        select(Resource, Member.slack_id)
        .outerjoin(Member, Resource.suggested_by_id == Member.id)
        .where(Resource.status == ResourceStatus.SUGGESTED)
        .order_by(Resource.suggested_at, Resource.id)
    ).all()
    items = resources.as_items(session, [row for row, _ in rows])
    return [Suggested(item, slack_id) for item, (_, slack_id) in zip(items, rows, strict=True)]


def find(session: Session, resource: int) -> Suggested | None:
    """A suggestion that waits, or None when it is decided or gone."""
    return next((one for one in waiting(session) if one.item.resource.id == resource), None)


def decided(session: Session, resource: int, suggester: Member) -> Item | None:
    """What became of this member's suggestion; None while it waits, and when it was taken away since."""
    told = (ResourceStatus.APPROVED, ResourceStatus.DECLINED)
    row = session.scalar(
        select(Resource).where(
            Resource.id == resource, Resource.suggested_by_id == suggester.id, Resource.status.in_(told)
        )
    )
    return resources.as_items(session, [row])[0] if row else None


def like(session: Session, draft: Draft) -> Resource:
    """The resource that this draft is; raises NotFound when there is none."""
    found = next((row for row in known(session) if draft.identities & identities(row)), None)
    if found is None:
        raise NotFound
    return found


def refuse_twice(session: Session, draft: Draft, *, but: int = 0) -> None:
    """Raises InvalidField when there is such a resource already, or one that waits; `but` is the one being changed."""
    for row in known(session):
        if row.id != but and draft.identities & identities(row):
            title = " ".join(row.title.split())[:200]
            if row.status is ResourceStatus.SUGGESTED:
                raise InvalidField("address", f"This waits for an organiser already: “{title}”.")
            raise InvalidField("address", f"This is here already: “{title}”.")


def known(session: Session) -> Sequence[Resource]:
    """What is here or waits to be: a resource like one of these is a second one."""
    held = (ResourceStatus.APPROVED, ResourceStatus.SUGGESTED)
    return session.scalars(select(Resource).where(Resource.status.in_(held)).order_by(Resource.id)).all()


def identities(row: Resource) -> set[str]:
    return addresses.identities(address=row.url, doi=row.doi, isbn=row.isbn, title=row.title, authors=row.authors)


def add(session: Session, draft: Draft, source: Source) -> Resource:
    """A new resource of this community, approved."""
    row = Resource(
        key=new_key(),
        title=draft.title,
        authors=list(draft.authors),
        kind=draft.kind,
        source_id=source.id,
        status=ResourceStatus.APPROVED,
    )
    change(session, row, draft)
    session.add(row)
    session.flush()
    return row


def new_key() -> str:
    """What a resource is found by again that did not come from content/."""
    return f"added-{uuid.uuid4().hex}"


def change(session: Session, row: Resource, draft: Draft) -> None:
    """Take over what a form holds. Raises InvalidField when it is another resource that is here already."""
    if draft.characteristic is not None:
        found = session.scalar(select(Characteristic.id).where(Characteristic.id == draft.characteristic))
        if found is None:
            raise InvalidField("characteristic", "That characteristic is not there any more. Choose another one.")
    refuse_twice(session, draft, but=row.id or 0)
    row.minutes = drafts.minutes_after(row.kind, row.minutes, draft)
    row.title, row.kind, row.url, row.about = draft.title, draft.kind, draft.address, draft.about
    row.characteristic_id, row.doi = draft.characteristic, draft.doi or row.doi


def kinds(session: Session) -> list[str]:
    """The types that can be chosen: the usual ones, and those that resources here have."""
    held = {row.kind for row in known(session)}
    return [*catalogue.KINDS, *sorted(held - set(catalogue.KINDS))]


def source_of_organisers(session: Session, *, now: datetime) -> Source:
    return _source(session, is_own=True, now=now)


def let_go(session: Session, *, now: datetime) -> int:
    """What was declined is not kept; gives how many went."""
    old = (Resource.status == ResourceStatus.DECLINED, Resource.decided_at < now - DECLINED_KEPT)
    return len(session.scalars(delete(Resource).where(*old).returning(Resource.id)).all())


def _source(session: Session, *, is_own: bool, now: datetime) -> Source:
    """Where it comes from, with the day; one source a day."""
    day: date = local(now, workspaces.zone(session)).date()
    who, name = ("organisers", "Added by an organiser") if is_own else ("members", "Suggested by a member")
    key = f"{who}-{day.isoformat()}"
    found = session.scalar(select(Source).where(Source.key == key))
    if found is None:
        found = Source(key=key, name=name, as_of=day)
        session.add(found)
        session.flush()
    return found


def _to_decide(session: Session, resource: int) -> Resource:
    workspaces.take_turns(session)
    row = session.scalar(select(Resource).where(Resource.id == resource).with_for_update())
    if row is None:
        raise NotFound
    return row


def _decide(session: Session, row: Resource, organiser: Member, status: ResourceStatus, *, now: datetime) -> None:
    row.status, row.decided_by_id, row.decided_at = status, organiser.id, now
    if status is ResourceStatus.APPROVED:
        _look_again(session, row, now=now)
    suggester = members.by_id(session, row.suggested_by_id) if row.suggested_by_id else None
    if suggester is None:
        return
    key, expires = f"suggestion decided:{row.id}", now + OF_USE
    outbox.say(
        session,
        Kind.SUGGESTION_DECIDED,
        suggester,
        about=row.id,
        key=key,
        due=now,
        expires=expires,
        now=now,
        priority=Priority.FOLLOW_UP,
    )


def _look_again(session: Session, row: Resource, *, now: datetime) -> None:
    """An organiser has just looked: in a year somebody looks again, unless another day in the future is set."""
    today = local(now, workspaces.zone(session)).date()
    if row.review_on is None or catalogue.is_stale(row.review_on, today=today):
        row.review_on = catalogue.in_a_year(today)


def _decision(session: Session, row: Resource, organiser: Member) -> Decision:
    return Decision(resources.as_items(session, [row])[0], row.decided_by_id == organiser.id)
