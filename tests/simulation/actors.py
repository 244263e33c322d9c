"""Who acts in a simulation: workers that send, clocks that tick, members who change their minds, and organisers."""

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.community import events, members, profiles
from bot.connection import draws, rounds
from bot.connection.rounds import Shown
from bot.delivery import outbox
from bot.desk import questions
from bot.errors import CommunityError
from bot.rules.messages import State
from bot.rules.words import Answer, Origin, Role, RoundState
from bot.slack import Person
from db.models import Event, Member, Message, Round
from schedules import planner, retention
from schedules.sending import delivery
from schedules.sending.worker import Worker
from tests.simulation import mornings
from tests.simulation.ledger import Ledger
from tests.simulation.turns import SimulatedClock, Turns

LONGEST_REST = 40.0  # seconds between two looks of a worker that finds nothing


@dataclass(frozen=True)
class Cast:
    """What all actors share."""

    turns: Turns
    clock: SimulatedClock
    ledger: Ledger
    new_worker: Callable[[str], Worker]

    @property
    def rng(self) -> random.Random:
        return self.turns.rng


def work(cast: Cast, name: str, *, takes_over: bool) -> None:
    """A worker with one lane of each sort."""
    worker, rest = cast.new_worker(name), 0.3
    if takes_over:
        delivery.take_over(worker)
    while True:
        jobs = delivery.look_round(worker, planned=2, replies=1)
        for job in (*jobs.replies, *jobs.planned):
            job()
        rest = 0.3 if jobs else min(rest * 2, LONGEST_REST)
        cast.turns.wait(cast.rng.uniform(0, rest))


def plan(cast: Cast) -> None:
    """The ticks beside delivery."""
    tools = cast.new_worker("planner").tools
    while True:
        planner.plan(tools)
        if cast.rng.random() < 0.2:
            retention.let_go(tools)
        cast.turns.wait(cast.rng.uniform(10, 120))


def pass_time(cast: Cast) -> None:
    """Domain time jumps: mostly some hours forward, at times some days, and now and then a little back."""
    while True:
        cast.turns.wait(cast.rng.uniform(5, 40))
        hours = cast.rng.choice((0.5, 2, 5, 9, 9, 14, 30, 72, -0.1, -2))
        cast.clock.jumped += timedelta(hours=hours)


def live(cast: Cast, workspace: str) -> None:
    """Members do one thing after the other, in one workspace."""
    db = cast.new_worker("members").tools.db
    deeds = (_write, _write, _mention, _answer, _answer, _move, _pause, _resume, _stop, _leave, _come_back, _go, _ask)
    while True:
        cast.turns.wait(cast.rng.uniform(1, 40))
        deed, number = cast.rng.choice(deeds), cast.rng.randrange(len(mornings.PEOPLE))
        with suppress(CommunityError), db.begin(workspace) as session:
            deed(cast, session, members.meet(session, mornings.PEOPLE[number]), number)


def organise(cast: Cast, workspace: str) -> None:
    """An organiser sends rounds, and decides about what is in trouble."""
    db = cast.new_worker("organiser").tools.db
    while True:
        cast.turns.wait(cast.rng.uniform(20, 90))
        with suppress(CommunityError), db.begin(workspace) as session:
            if cast.rng.random() < 0.6:
                _decide(cast, session)
            else:
                _introduce(cast, session)


def _decide(cast: Cast, session: Session) -> None:
    found = outbox.in_trouble(session, most=1)
    for message, _ in found:
        key = message.workspace_id, message.dedupe_key
        cast.ledger.decided.add(key)
        if cast.rng.random() < 0.3:
            outbox.discard(session, message.id)
            continue
        cast.ledger.again[key] += message.state is State.HELD
        outbox.send_again(session, message.id, now=cast.clock.now())


def _introduce(cast: Cast, session: Session) -> None:
    waiting = session.scalar(select(Round).where(Round.state == RoundState.DRAWN))
    if waiting is not None:
        rounds.send(session, Shown(waiting.id, waiting.seed), now=cast.clock.now())
        return
    organiser = members.meet(session, mornings.ORGANISER)
    draws.draw(session, organiser, now=cast.clock.now(), seed=cast.rng.randrange(1000))


def _write(cast: Cast, session: Session, member: Member, number: int) -> None:
    _owe_reply(cast, session, member, Origin.DIRECT_MESSAGE, channel=f"D{member.slack_id}", thread=None)


def _mention(cast: Cast, session: Session, member: Member, number: int) -> None:
    thread = f"{cast.rng.randrange(3)}.0"
    _owe_reply(cast, session, member, Origin.MENTION, channel="C0GENERAL", thread=thread)


def _owe_reply(
    cast: Cast, session: Session, member: Member, origin: Origin, *, channel: str, thread: str | None
) -> None:
    said = cast.rng.choice(("help", "events", "leave"))
    question = questions.owe_reply(session, member, said, origin, channel=channel, thread=thread, now=cast.clock.now())
    session.flush()
    owed = select(Message).where(Message.about_id == question.id, Message.dedupe_key == f"reply:{question.id}")
    found = session.scalars(owed).one()
    if found.state is not State.READY or found.member_id != member.id:
        cast.ledger.complain(f"{member.slack_id} wrote, and no reply is owed: {found.dedupe_key} is {found.state}")


def _ask(cast: Cast, session: Session, member: Member, number: int) -> None:
    questions.put_to_organisers(session, member, f"Question {cast.rng.randrange(3)}", now=cast.clock.now())


def _answer(cast: Cast, session: Session, member: Member, number: int) -> None:
    if members.has_joined(member):
        event = cast.rng.choice(session.scalars(select(Event).order_by(Event.id)).all())
        events.rsvp(session, event.id, member, cast.rng.choice(list(Answer)), now=cast.clock.now())


def _move(cast: Cast, session: Session, member: Member, number: int) -> None:
    _follow(cast, session, member, cast.rng.choice(mornings.ZONES), is_deactivated=False)


def _go(cast: Cast, session: Session, member: Member, number: int) -> None:
    if cast.rng.random() < 0.3:
        _follow(cast, session, member, mornings.ZONES[number], is_deactivated=True)


def _follow(cast: Cast, session: Session, member: Member, zone: str, *, is_deactivated: bool) -> None:
    is_organiser = member.role is Role.ORGANISER
    person = Person(member.slack_id, member.name or "", zone, None, is_organiser, is_deactivated)
    members.follow(session, person, now=cast.clock.now())


def _pause(cast: Cast, session: Session, member: Member, number: int) -> None:
    if members.has_joined(member):
        today = cast.clock.now().astimezone(ZoneInfo(member.zone or "UTC")).date()
        until = today + timedelta(days=cast.rng.randrange(1, 9))
        members.pause(session, member, until.isoformat(), today=today)


def _resume(cast: Cast, session: Session, member: Member, number: int) -> None:
    if members.has_joined(member):
        members.resume(session, member, now=cast.clock.now())


def _stop(cast: Cast, session: Session, member: Member, number: int) -> None:
    if members.has_joined(member):
        wanted = not member.wants_prompts
        profiles.write(session, member, replace(profiles.of(member), wants_prompts=wanted), now=cast.clock.now())


def _leave(cast: Cast, session: Session, member: Member, number: int) -> None:
    if cast.rng.random() < 0.5:
        members.leave(session, member)


def _come_back(cast: Cast, session: Session, member: Member, number: int) -> None:
    if not members.has_joined(member):
        mornings.move_in(session, member, number, now=cast.clock.now())
