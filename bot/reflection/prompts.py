"""Prompts: which one a member gets, and each time that one is put to them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot import workspaces
from bot.community import characteristics, members
from bot.delivery import outbox
from bot.errors import NotFound
from bot.reflection import grounds, situations, turns
from bot.reflection.grounds import Ground
from bot.reflection.turns import Turn
from bot.rules import prompting
from bot.rules.messages import Kind, State
from bot.rules.prompting import Asked, Candidate, Choice, Situation, Why
from bot.rules.words import Tone
from db.models import Asking, Characteristic, Member, Message, Prompt

GRACE = turns.GRACE
A_DAY = timedelta(days=1)
LONGEST_STEM = 200

_NO_PROMPT = "There is no prompt for that yet. Organisers can add one."
_GONE = "That prompt is not here any more. For another one, choose Reflect now in my Home tab."
_ANSWERED = "You have answered this prompt. To read or change what you wrote, open my Home tab."


@dataclass(frozen=True)
class Posed:
    """A prompt as it is put to one member, with its characteristic filled in."""

    prompt: Prompt
    characteristic: Characteristic
    asking: int | None = None
    ground: Ground | None = None

    @property
    def stem(self) -> str:
        return self.prompt.stem.replace("{characteristic}", self.characteristic.name)[:LONGEST_STEM]

    @property
    def why(self) -> str:
        return self.prompt.why.replace("{characteristic}", self.characteristic.name)


@dataclass(frozen=True)
class Bank:
    """What there is to choose from in this community."""

    prompts: tuple[Candidate, ...]
    characteristics: tuple[int, ...]


def bank(session: Session) -> Bank:
    """Every prompt that is not retired, and every characteristic in the community's own order."""
    rows = session.scalars(select(Prompt).where(Prompt.retired.is_(False)).order_by(Prompt.id))
    return Bank(
        prompts=tuple(Candidate(row.id, row.characteristic_id, row.kind, row.tone) for row in rows),
        characteristics=tuple(row.id for row in characteristics.every(session)),
    )


def choose(session: Session, member: Member, *, now: datetime, about: Characteristic | None = None) -> Posed:
    """The prompt that this member gets now, of one characteristic or of the one whose turn it is.

    Nothing is noted: until they answer, the same one comes again. Raises NotFound when there is none.
    """
    there, past = bank(session), histories(session, [member.id])
    situation = situations.around(session, {member.id: now}, past)[member.id]
    wanted = [about.id] if about else there.characteristics
    own = past[member.id]
    seed = f"{member.id}:{len(own)}"
    choice = prompting.choose_at_once(there.prompts, wanted, own, situation, seed=seed)
    if choice is None:
        raise NotFound(_NO_PROMPT)
    return pose(session, choice.prompt, choice.characteristic)


def pose(session: Session, prompt: int, characteristic: int, *, asking: int | None = None) -> Posed:
    """This prompt for this characteristic; raises NotFound when either is not there."""
    found = session.scalar(select(Prompt).where(Prompt.id == prompt))
    about = characteristics.by_id(session, characteristic)
    if found is None or about is None:
        raise NotFound(_GONE)
    return Posed(found, about, asking)


def histories(session: Session, wanted: Sequence[int]) -> dict[int, list[Asked]]:
    """What was put to each of these members so far, the oldest first."""
    rows = session.execute(
        select(Asking, Prompt.tone)
        .join(Prompt, Asking.prompt_id == Prompt.id)
        .where(Asking.member_id.in_(wanted))
        .order_by(Asking.due_at, Asking.id)
    )
    found: dict[int, list[Asked]] = defaultdict(list)
    for asking, tone in rows:
        found[asking.member_id].append(_asked(asking, tone))
    return found


def _asked(asking: Asking, tone: Tone) -> Asked:
    return Asked(
        asking.prompt_id,
        asking.characteristic_id,
        tone,
        answered=asking.answered_at is not None,
        at=asking.due_at,
        why=Why(asking.why) if asking.why in set(Why) else None,
        swapped=asking.swapped_at is not None,
        after_event=asking.event_id is not None,
    )


def choose_for(session: Session, found: Sequence[Turn]) -> list[tuple[Turn, Choice]]:
    """The prompt for each of these turns; a turn for which there is none is left out."""
    there, past = bank(session), histories(session, [turn.member for turn in found])
    around = situations.around(session, {turn.member: turn.slot.due for turn in found}, past)
    choices = [(turn, _choose(there, turn, past[turn.member], around[turn.member])) for turn in found]
    return [(turn, choice) for turn, choice in choices if choice]


def _choose(there: Bank, turn: Turn, past: Sequence[Asked], situation: Situation) -> Choice | None:
    seed = f"{turn.member}:{turn.slot.name}"
    return prompting.choose(there.prompts, there.characteristics, past, situation, seed=seed)


def plan(session: Session, planned: Sequence[tuple[Turn, Choice]], *, now: datetime) -> int:
    """Each of these prompts will be put to its member in their slot; too late is not at all. Gives how many."""
    askings = {
        turn.member: Asking(
            member_id=turn.member,
            prompt_id=choice.prompt,
            characteristic_id=choice.characteristic,
            slot=turn.slot.name,
            due_at=turn.slot.due,
            why=choice.why,
            event_id=choice.event,
        )
        for turn, choice in planned
    }
    session.add_all(askings.values())
    session.flush()
    for member in session.scalars(select(Member).where(Member.id.in_(askings))).all():
        asking = askings[member.id]
        key, expires = turns.key(member.id, asking.slot), asking.due_at + GRACE
        message = outbox.say(
            session, Kind.PROMPT, member, about=asking.id, key=key, due=asking.due_at, expires=expires, now=now
        )
        message.about_id = asking.id  # a message that was taken back comes to life again with the new prompt
    return len(askings)


def to_send(session: Session, asking: int, member: Member, *, now: datetime) -> Posed | None:
    """The prompt of a message as things stand now, or None when it is not wanted any more."""
    found = _asking(session, asking, member)
    if found is None or found.answered_at is not None or not are_wanted(session, member, now=now):
        return None
    return _still_there(session, found, member)


def are_wanted(session: Session, member: Member, *, now: datetime) -> bool:
    """Whether this member wants prompts at this moment."""
    today = now.astimezone(ZoneInfo(workspaces.zone_of(session, member))).date()
    return members.has_joined(member) and member.wants_prompts and not members.is_paused(member, today=today)


def waiting_for_words(session: Session, member: Member, *, now: datetime) -> int | None:
    """The asking that this member got within a day and has not answered, if any."""
    lately = (Message.kind == Kind.PROMPT, Message.state == State.SENT, Message.sent_at > now - A_DAY)
    return session.scalar(
        select(Asking.id)
        .join(Message, Message.about_id == Asking.id)
        .where(*lately, Message.member_id == member.id)
        .where(Asking.member_id == member.id, Asking.answered_at.is_(None))
        .order_by(Message.sent_at.desc())
        .limit(1)
    )


def asked_of(session: Session, asking: int, member: Member) -> Posed:
    """The prompt of a card that this member pressed; raises NotFound when it is gone or answered."""
    found = open_asking(session, asking, member)
    posed = _still_there(session, found, member)
    if posed is None:
        raise NotFound(_GONE)
    return posed


def open_asking(session: Session, asking: int, member: Member) -> Asking:
    """One of this member's own that is not answered; raises NotFound."""
    found = _asking(session, asking, member)
    if found is None:
        raise NotFound(_GONE)
    if found.answered_at is not None:
        raise NotFound(_ANSWERED)
    return found


def answer(session: Session, posed: Posed, member: Member, *, key: str, now: datetime) -> Asking:
    """Note that the member answered: a prompt that was sent, or (under `key`) one that they asked for themselves."""
    found = _asking(session, posed.asking, member) if posed.asking else None
    if found is None:
        found = Asking(
            member_id=member.id,
            prompt_id=posed.prompt.id,
            characteristic_id=posed.characteristic.id,
            slot=key,
            due_at=now,
        )
        session.add(found)
    found.answered_at = found.answered_at or now
    session.flush()
    turns.look_again(session, member)  # prompts that were held back come as ever
    return found


def forget_unsent(session: Session, *, before: datetime) -> None:
    """What was planned and never left was put to nobody; to be called while its message is still there."""
    never_left = select(Message.about_id).where(
        Message.kind == Kind.PROMPT, Message.state.in_((State.CANCELLED, State.EXPIRED)), Message.due_at < before
    )
    open_ones = (Asking.answered_at.is_(None), Asking.swapped_at.is_(None))
    session.execute(delete(Asking).where(*open_ones, Asking.id.in_(never_left)))


def _still_there(session: Session, asking: Asking, member: Member) -> Posed | None:
    try:
        posed = pose(session, asking.prompt_id, asking.characteristic_id, asking=asking.id)
        posed = replace(posed, ground=grounds.of(session, asking, member))
    except NotFound:
        return None
    return None if posed.prompt.retired else posed


def _asking(session: Session, asking: int, member: Member) -> Asking | None:
    return session.scalar(select(Asking).where(Asking.id == asking, Asking.member_id == member.id))
