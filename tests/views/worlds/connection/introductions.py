"""Introductions to fill views in with: pairs, trios, and everything that can be said of why."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from bot.community.peers import Peer, Why
from bot.connection.approaches import Looking
from bot.connection.introductions import Introduced, Standing, Wished
from bot.rules.matching import Reason
from bot.rules.words import Began
from bot.views.connection import introductions
from tests.views.worlds.base import ZONE, Fill, World

ENDS = datetime(2022, 7, 25, 8, tzinfo=UTC)

NEW_BRIDGE, TIME, TRIO, SECTOR = (
    Why(reason) for reason in (Reason.NEW_BRIDGE, Reason.TIME, Reason.TRIO, Reason.SECTOR)
)


def peer(w: World, number: int) -> Peer:
    name, slack_id, place = PEOPLE[number - 1]
    return Peer(number, slack_id, w.say(name, 75, number), w.say(place, 120))


PEOPLE = (
    ("Ada Obi", "U0ADA", "A Trust & Friends"),
    ("Dev <Nair>", "U0DEV", "A Council"),
    ("Gus Kerr", "U0GUS", "A Hospice"),
)
ADA, DEV, GUS = 1, 2, 3


def challenge(w: World) -> Why:
    return Why(Reason.CHALLENGE, w.say("Going green (net zero)", 200))


def working_title(w: World) -> Why:
    return Why(Reason.CHARACTERISTIC, w.say("Leading across boundaries", 120), is_working_title=True)


def offer(w: World) -> Why:
    name = w.say("Catalysing and embedding innovation", 120)
    return Why(Reason.OFFER, name, by=w.say("Dev <Nair>", 75), others=(w.say("Ada Obi", 75),) * len(w.count(1, 2)))


def introduced(w: World, *people: int, reasons: tuple[Why, ...] | None = None, crosses: bool = True) -> Introduced:
    told = (challenge(w), NEW_BRIDGE) if reasons is None else reasons
    opener = w.say("What are you each busy with just now?", 200)
    return Introduced(7, tuple(peer(w, number) for number in people), told, opener, ENDS, ZONE, crosses)


def standing(w: World, *people: int, **more: Any) -> Standing:
    found = (introduced(w, *people),) if people else ()
    return replace(Standing(present=found, wants=True, has_profile=True, is_paused=False), **more)


def wished(w: World, *people: int) -> Introduced:
    """An introduction for which Ada looked."""
    found = introduced(w, *people, reasons=())
    return replace(found, opener="", began=Began.ASKED, wish=Wished(ADA, w.say("someone who knows virtual wards", 300)))


def looking(w: World) -> tuple[Looking, ...]:
    words = w.say("anybody from a council", 300)
    return tuple(Looking(number, words, number, ENDS) for number in w.count(1, 2))


VIEWS: dict[str, Fill] = {
    "introductions.together": lambda w: introductions.together(introduced(w, ADA, DEV)),
    "introductions.together, trio": lambda w: introductions.together(
        introduced(w, ADA, DEV, GUS, reasons=(working_title(w), TRIO))
    ),
    "introductions.together, offer": lambda w: introductions.together(
        introduced(w, ADA, DEV, reasons=(offer(w), SECTOR))
    ),
    "introductions.together, every reason": lambda w: introductions.together(
        introduced(w, ADA, DEV, GUS, reasons=(offer(w), working_title(w), TRIO))
    ),
    "introductions.together, no reason": lambda w: introductions.together(introduced(w, ADA, DEV, reasons=())),
    "introductions.alone": lambda w: introductions.alone(introduced(w, DEV)),
    "introductions.alone, trio": lambda w: introductions.alone(introduced(w, DEV, GUS, reasons=(TIME, TRIO))),
    "introductions.standing": lambda w: introductions.standing(standing(w, DEV), w.commands),
    "introductions.standing, none": lambda w: introductions.standing(standing(w), w.commands),
    "introductions.standing, waits": lambda w: introductions.standing(standing(w, waits=True), w.commands),
    "introductions.standing, paused": lambda w: introductions.standing(standing(w, is_paused=True), w.commands),
    "introductions.standing, peer gone": lambda w: introductions.standing(
        standing(w, present=(introduced(w),)), w.commands
    ),
    "introductions.standing, out": lambda w: introductions.standing(standing(w, wants=False), w.commands),
    "introductions.standing, later": lambda w: introductions.standing(
        standing(w, not_before=date(2022, 7, 4)), w.commands
    ),
    "introductions.standing, only shoes": lambda w: introductions.standing(
        standing(w, wants=False, wants_shoes=True), w.commands
    ),
    "introductions.standing, no profile": lambda w: introductions.standing(standing(w, has_profile=False), w.commands),
    "introductions.part": lambda w: introductions.part(standing(w, DEV, GUS)),
    "introductions.taken_up": lambda w: introductions.taken_up(standing(w)),
    "introductions.taken_up, no profile": lambda w: introductions.taken_up(standing(w, has_profile=False)),
    "introductions.stopped": lambda _: introductions.stopped(),
    "introductions.together, wish": lambda w: introductions.together(wished(w, ADA, DEV)),
    "introductions.alone, wish": lambda w: introductions.alone(wished(w, ADA)),
    "introductions.alone, own wish": lambda w: introductions.alone(wished(w, DEV)),
    "introductions.alone, wish forgotten": lambda w: introductions.alone(replace(wished(w, DEV), wish=None)),
    "introductions.peer_has_gone": lambda _: introductions.peer_has_gone(),
    "introductions.standing, wish": lambda w: introductions.standing(
        standing(w, wants=False, present=(wished(w, DEV), wished(w)), looking=looking(w)), w.commands
    ),
    "introductions.unknown": lambda w: introductions.unknown(w.say("jion", 3000), meant="join", commands=w.commands),
}
