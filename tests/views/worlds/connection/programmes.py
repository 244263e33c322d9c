"""Rounds that start by themselves, as members and organisers see them."""

from dataclasses import replace
from datetime import date

from bot.connection.programmes import Coming
from bot.rules.words import Rhythm, Track
from bot.views.connection import programmes
from bot.views.parts import actions
from tests.views.worlds.base import STARTS, ZONE, Fill
from tests.views.worlds.connection.introductions import ENDS
from tests.views.worlds.connection.rounds import desk

COMING = Coming(3, Track.ROUNDS, STARTS, ENDS, ZONE, comes=None)
SET = replace(desk(12, 5), rhythm=Rhythm.MONTHLY, next_starts_at=STARTS)

VIEWS: dict[str, Fill] = {
    "programmes.turnout": lambda _: programmes.turnout(COMING),
    "programmes.turnout, shoes": lambda _: programmes.turnout(replace(COMING, track=Track.SHOES)),
    "programmes.answered, in": lambda _: programmes.answered(replace(COMING, comes=True)),
    "programmes.answered, skips": lambda _: programmes.answered(replace(COMING, comes=False)),
    "programmes.too_late": lambda _: programmes.too_late(),
    "programmes.rhythm": lambda _: programmes.rhythm(Track.ROUNDS, Rhythm.MONTHLY, date(2022, 7, 5)),
    "programmes.rhythm_kept": lambda _: programmes.rhythm_kept(SET),
    "programmes.stopped": lambda _: programmes.stopped(),
    "programmes.controls": lambda _: [actions(*programmes.controls(SET))],
}
