"""Wishes: a member looks for somebody in particular; those who fit are asked first, and only a yes opens anything."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot import workspaces
from bot.community.peers import Directory, Peer
from bot.connection import approaches, candidates, introductions
from bot.connection.approaches import Looking
from bot.delivery import outbox
from bot.errors import InvalidText, NobodyFits, NotFound, TooManyWishes
from bot.rules import cadence, identifying, rhythm
from bot.rules.dates import local
from bot.rules.identifying import Detail
from bot.rules.messages import Kind
from bot.rules.text import clean
from bot.rules.words import Began, Reply, WishState
from db.models import Approach, Introduction, Member, Seat, Wish

LONGEST = 300
MOST_ASKED, MOST_OPEN, MOST_A_MONTH = 3, 2, 5
A_MONTH = timedelta(days=30)
DAYS, HOUR = 5, time(16)
"""Whoever is asked has so many working days, and the one who looks hears at this hour of the last."""

OF_USE = timedelta(days=7)


@dataclass(frozen=True)
class Draft:
    """What would be asked, before anybody is: how many would read it, and how many agreed to be asked at all."""

    words: str
    found: int
    open_to: int
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True)
class Asked:
    """The question to one of those who fit: who looks, and what they wrote."""

    id: int
    seeker: Peer
    words: str
    until: date


class Outcome(Enum):
    """What came of pressing yes or no."""

    INTRODUCED = "introduced"
    DECLINED = "declined"
    FOUND = "found"  # somebody else said yes first
    OVER = "over"  # nobody is looked for any more
    AWAY = "away"  # whoever says yes has paused


def draft(session: Session, seeker: Member, typed: str, *, now: datetime) -> Draft:
    """Who would be asked. Nothing is kept. Raises InvalidText, and TooManyWishes when it could not be asked anyway."""
    wish = read(typed)
    _refuse_too_many(session, seeker, now=now)
    found = candidates.find(session, seeker, wish, now=now, most=MOST_ASKED)
    return Draft(wish, len(found.chosen), found.open_to, identifying.details(wish))


def ask(session: Session, seeker: Member, typed: str, *, now: datetime) -> Looking:
    """Ask up to three who fit, each alone. The same wish while it is open is asked once.

    Raises InvalidText, TooManyWishes and NobodyFits.
    """
    words = read(typed)
    if already := looking_for(session, seeker, words, now=now):
        return already
    _refuse_too_many(session, seeker, now=now)
    chosen = candidates.find(session, seeker, words, now=now, most=MOST_ASKED).chosen
    if not chosen:
        raise NobodyFits
    until = ends_at(session, seeker, now=now)
    wish = Wish(member_id=seeker.id, words=words, state=WishState.OPEN, asked_at=now, expires_at=until)
    session.add(wish)
    session.flush()
    approaches.ask(session, wish, chosen, now=now)
    _owe_end(session, wish, seeker, due=until, now=now)
    return Looking(wish.id, words, len(chosen), until)


def looking_for(session: Session, seeker: Member, words: str, *, now: datetime) -> Looking | None:
    """The open wish with these words."""
    return next((one for one in approaches.looking(session, seeker, now=now) if one.words == words), None)


def withdraw(session: Session, wish: int, seeker: Member, *, now: datetime) -> None:
    """Ask nobody any more; who was asked already is told when they answer. Raises NotFound for another's wish."""
    found = session.scalar(select(Wish).where(Wish.id == wish, Wish.member_id == seeker.id).with_for_update())
    if found is None:
        raise NotFound
    if is_open(found, now=now):
        _end(session, found, WishState.WITHDRAWN, now=now)


def reply(session: Session, approach: int, member: Member, given: Reply, *, now: datetime) -> Outcome:
    """Keep what somebody says who was asked; what they said first holds."""
    row = session.execute(
        select(Approach, Wish)
        .join(Wish, Approach.wish_id == Wish.id)
        .where(Approach.id == approach, Approach.member_id == member.id)
        .with_for_update()
    ).first()
    if row is None:
        return Outcome.OVER
    found, wish = row
    if found.reply is not None:
        return Outcome.INTRODUCED if found.reply is Reply.YES else Outcome.DECLINED
    if not is_open(wish, now=now):
        return Outcome.FOUND if wish.state is WishState.MET_WITH_YES else Outcome.OVER
    return _say_no(session, wish, found, now=now) if given is Reply.NO else _say_yes(session, wish, found, now=now)


def to_ask(session: Session, approach: int, member: Member, *, now: datetime) -> Asked | None:
    """The question as it stands now, or None when there is nothing to ask this member any more."""
    row = session.execute(
        select(Approach, Wish, Member)
        .join(Wish, Approach.wish_id == Wish.id)
        .join(Member, Wish.member_id == Member.id)
        .where(Approach.id == approach, Approach.member_id == member.id)
    ).first()
    if row is None:
        return None
    found, wish, seeker = row
    is_wanted = found.reply is None and is_open(wish, now=now) and member.open_to_wishes
    if not is_wanted or not candidates.may_meet(session, seeker, member, now=now):
        return None
    until = local(wish.expires_at, workspaces.zone_of(session, member)).date()
    return Asked(approach, Directory.read(session).peer(seeker), wish.words, until)


def ended(session: Session, wish: int, *, now: datetime) -> str | None:
    """The words of a wish to which nobody said yes, or None when there is nothing to say of it."""
    found = session.scalar(select(Wish).where(Wish.id == wish))
    if found is None or is_open(found, now=now):
        return None
    if found.state is WishState.OPEN:
        found.state = WishState.NOBODY
    return found.words if found.state is WishState.NOBODY else None


def is_open(wish: Wish, *, now: datetime) -> bool:
    return wish.state is WishState.OPEN and now < wish.expires_at


def ends_at(session: Session, seeker: Member, *, now: datetime) -> datetime:
    """When the one who looks hears that nobody said yes."""
    place = rhythm.Calendar(workspaces.zone_of(session, seeker), workspaces.holidays(session))
    return cadence.at_local(place.after_working_days(local(now, place.zone).date(), DAYS), HOUR, place.zone)


def read(typed: str) -> str:
    """What somebody looks for, in one line. Raises InvalidText when there is nothing, or too much."""
    wish = " ".join(clean(typed).split())
    if not wish:
        raise InvalidText("Write in a few words whom you look for. For example: someone who knows virtual wards.")
    if len(wish) > LONGEST:
        raise InvalidText(f"That is longer than others want to read. Write {LONGEST} characters or fewer.")
    return wish


def _refuse_too_many(session: Session, seeker: Member, *, now: datetime) -> None:
    if len(approaches.looking(session, seeker, now=now)) >= MOST_OPEN:
        raise TooManyWishes
    lately = (Wish.member_id == seeker.id, Wish.asked_at > now - A_MONTH)
    if session.scalars(select(func.count()).select_from(Wish).where(*lately)).one() >= MOST_A_MONTH:
        raise TooManyWishes(
            f"I have looked for {MOST_A_MONTH} people for you in the last 30 days, and that is the most that I can do. "
            "An organiser may know somebody."
        )


def _say_no(session: Session, wish: Wish, approach: Approach, *, now: datetime) -> Outcome:
    approach.reply, approach.replied_at = Reply.NO, now
    session.flush()
    silent = (Approach.wish_id == wish.id, Approach.reply.is_(None))
    if session.scalar(select(Approach.id).where(*silent).limit(1)) is None:
        _end(session, wish, WishState.NOBODY, now=now)
    return Outcome.DECLINED


def _say_yes(session: Session, wish: Wish, approach: Approach, *, now: datetime) -> Outcome:
    both = session.scalars(select(Member).where(Member.id.in_([wish.member_id, approach.member_id]))).all()
    seeker, member = sorted(both, key=lambda one: one.id != wish.member_id)
    if not candidates.can_meet(session, member, now=now):
        return Outcome.AWAY
    if not candidates.may_meet(session, seeker, member, now=now):
        return Outcome.OVER
    introduction = Introduction(began=Began.ASKED, reasons=[], opener="")
    session.add(introduction)
    session.flush()
    for one in (seeker, member):
        session.add(Seat(introduction_id=introduction.id, member_id=one.id))
        session.flush()
    approach.reply, approach.replied_at, approach.introduction_id = Reply.YES, now, introduction.id
    _end(session, wish, WishState.MET_WITH_YES, now=now)
    introductions.owe(session, introduction, ends_at=now + rhythm.LENGTH, now=now)
    return Outcome.INTRODUCED


def _end(session: Session, wish: Wish, state: WishState, *, now: datetime) -> None:
    """From here on nobody is asked; the one who looks hears of it only when nobody said yes."""
    wish.state, wish.expires_at = state, now
    approaches.call_off(session, [wish.id])
    if state is not WishState.NOBODY:
        outbox.cancel(session, key=_key(wish.id))
        return
    seeker = session.scalar(select(Member).where(Member.id == wish.member_id))
    if seeker is not None:
        _owe_end(session, wish, seeker, due=now, now=now)


def _owe_end(session: Session, wish: Wish, seeker: Member, *, due: datetime, now: datetime) -> None:
    key = _key(wish.id)
    outbox.say(session, Kind.WISH_ENDED, seeker, about=wish.id, key=key, due=due, expires=due + OF_USE, now=now)


def _key(wish: int) -> str:
    return f"wish ended:{wish}"
