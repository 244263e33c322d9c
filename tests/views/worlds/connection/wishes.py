"""Looking for somebody, as the one who looks and those who are asked see it."""

from dataclasses import replace
from datetime import date

from bot.connection.wishes import MOST_ASKED, Asked, Draft, Outcome
from bot.rules.identifying import Detail
from bot.views.connection import wishes
from tests.views.worlds.base import ZONE, Fill, World
from tests.views.worlds.connection.introductions import ADA, looking, peer


def words(w: World) -> str:
    return w.say("someone who knows virtual wards", 300)


def draft(w: World) -> Draft:
    details = tuple(Detail) if w.is_worst else ()
    return Draft(words(w), found=MOST_ASKED, open_to=12, details=details)


def nobody(w: World, open_to: int) -> Draft:
    return replace(draft(w), found=0, open_to=open_to)


VIEWS: dict[str, Fill] = {
    "wishes.look": lambda _: wishes.look(""),
    "wishes.look, again": lambda w: wishes.look(words(w)),
    "wishes.draft": lambda w: wishes.draft(draft(w), w.commands),
    "wishes.draft, one": lambda w: wishes.draft(replace(draft(w), found=1), w.commands),
    "wishes.draft, personal": lambda w: wishes.draft(
        replace(draft(w), details=(Detail.EMAIL, Detail.PHONE)), w.commands
    ),
    "wishes.draft, nobody": lambda w: wishes.draft(nobody(w, 12), w.commands),
    "wishes.draft, nobody open": lambda w: wishes.draft(nobody(w, 0), w.commands),
    "wishes.draft_form": lambda w: wishes.draft_form(draft(w), w.commands),
    "wishes.draft_form, nobody": lambda w: wishes.draft_form(nobody(w, 1), w.commands),
    "wishes.asking": lambda w: wishes.asking(looking(w)[-1], ZONE),
    "wishes.asking_form": lambda w: wishes.asking_form(looking(w)[-1], ZONE),
    "wishes.problem_form": lambda _: wishes.problem_form("Nobody who fits can be asked just now."),
    "wishes.looking_part": lambda w: wishes.looking_part(looking(w), ZONE),
    "wishes.not_now": lambda _: wishes.not_now(),
    "wishes.withdrawn": lambda _: wishes.withdrawn(),
    "wishes.where_you_work": lambda _: wishes.where_you_work(),
    "wishes.paused": lambda _: wishes.paused(),
    "wishes.approach": lambda w: wishes.approach(Asked(3, peer(w, ADA), words(w), date(2022, 7, 4))),
    "wishes.replied, introduced": lambda _: wishes.replied(Outcome.INTRODUCED),
    "wishes.replied, declined": lambda _: wishes.replied(Outcome.DECLINED),
    "wishes.replied, found": lambda _: wishes.replied(Outcome.FOUND),
    "wishes.replied, over": lambda _: wishes.replied(Outcome.OVER),
    "wishes.replied, away": lambda _: wishes.replied(Outcome.AWAY),
    "wishes.ended": lambda w: wishes.ended(words(w), w.commands),
}
