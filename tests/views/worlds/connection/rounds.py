"""Rounds as organisers look at them, with a draw of 2 introductions or of 300."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.connection.draws import Preview
from bot.connection.rounds import Desk, Sent
from bot.connection.waiting import Waiter
from bot.rules.matching import Certificate, Count
from bot.rules.words import Rhythm, RoundState, Track, Wait
from bot.views.connection import rounds
from db.models import Round
from tests.views.worlds.base import STARTS, ZONE, Fill, World
from tests.views.worlds.connection.introductions import ADA, DEV, ENDS, GUS, SECTOR, TRIO, introduced, peer

SENT = datetime(2022, 6, 27, 8, tzinfo=UTC)
NONE = Count(0, unavoidable=True)
CLEAN = Certificate(NONE, NONE, NONE)
FORCED = Certificate(Count(1, unavoidable=True), Count(2, unavoidable=False), NONE)
WAS_SENT = Sent(3, 5, 2, SENT, ENDS, ZONE)
WAITING = "A draw is waiting already. Here it is."


def drawn() -> Round:
    return Round(
        id=4,
        track=Track.ROUNDS,
        number=3,
        state=RoundState.DRAWN,
        seed=99,
        drawn_by_id=1,
        drawn_at=SENT,
        starts_at=STARTS,
    )


def planned(w: World) -> Preview:
    """A draw of the calendar's."""
    return replace(looked_at(w, CLEAN), drawn_by=None, is_planned=True)


def leaving_out(w: World, *, unavoidable: bool) -> Preview:
    """A draw that found nobody for somebody, or for 300."""
    count = len(w.count(2, 300))
    certificate = replace(CLEAN, left_out=Count(count, unavoidable=unavoidable))
    people = [peer(w, number) for number in (GUS, DEV)]
    return replace(looked_at(w, certificate), left_out=tuple((people * count)[:count]))


def waiters(w: World) -> tuple[Waiter, ...]:
    return tuple(Waiter(peer(w, 1 + number % 3), why, SENT) for number in w.count(1, 100) for why in Wait)


def looked_at(w: World, certificate: Certificate | None, *, newcomers: int = 0, gone: int = 0) -> Preview:
    groups = [introduced(w, ADA, DEV), introduced(w, ADA, DEV, GUS, reasons=(SECTOR, TRIO))]
    more = groups * (150 if w.is_worst else 1)
    return Preview(drawn(), "U0OLIVE", tuple(more), certificate, (peer(w, GUS),) * newcomers, gone)


def desk(wanting: int, organisations: int, *, waits: bool = False, is_running: bool = False) -> Desk:
    last = WAS_SENT if is_running else None
    return Desk(wanting, organisations, drawn() if waits else None, last, is_running=is_running)


VIEWS: dict[str, Fill] = {
    "rounds.preview": lambda w: rounds.preview(looked_at(w, CLEAN)),
    "rounds.preview, forced": lambda w: rounds.preview(looked_at(w, FORCED), note=WAITING),
    "rounds.preview, changed": lambda w: rounds.preview(
        looked_at(w, None, newcomers=len(w.count(1, 300)), gone=len(w.count(1, 300)))
    ),
    "rounds.preview, left out": lambda w: rounds.preview(leaving_out(w, unavoidable=True)),
    "rounds.preview, left out and perhaps avoidable": lambda w: rounds.preview(leaving_out(w, unavoidable=False)),
    "rounds.preview, planned": lambda w: rounds.preview(planned(w)),
    "rounds.drawn": lambda w: rounds.drawn(planned(w)),
    "rounds.sent": lambda _: rounds.sent(WAS_SENT),
    "rounds.cancelled": lambda _: rounds.cancelled(3),
    "rounds.nothing_drawn": lambda _: rounds.nothing_drawn(),
    "rounds.part": lambda _: rounds.part(desk(12, 5)),
    "rounds.part, nobody": lambda _: rounds.part(desk(0, 0)),
    "rounds.part, one": lambda _: rounds.part(desk(1, 1)),
    "rounds.part, drawn": lambda _: rounds.part(desk(12, 5, waits=True)),
    "rounds.part, running": lambda _: rounds.part(desk(12, 5, is_running=True)),
    "rounds.part, some wait": lambda w: rounds.part(replace(desk(12, 5, is_running=True), waiters=waiters(w))),
    "rounds.part, by the calendar": lambda _: rounds.part(
        replace(desk(12, 5), rhythm=Rhythm.MONTHLY, next_starts_at=STARTS)
    ),
    "rounds.part, drawn by the calendar": lambda _: rounds.part(
        replace(desk(12, 5, waits=True), rhythm=Rhythm.MONTHLY, next_starts_at=STARTS)
    ),
    "rounds.part, shoes": lambda _: rounds.part(replace(desk(12, 5), track=Track.SHOES)),
}
