"""Plans, and what may help with them, to fill views in with."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.reflection.followups import Followup, Help, Page
from bot.rules.followups import Lead
from bot.rules.identifying import Detail
from bot.rules.words import CharacteristicStatus, Outcome
from bot.views.reflection import plans
from tests.views.worlds.base import Fill, World
from tests.views.worlds.library.resources import item
from tests.views.worlds.reflection.reflections import MADE_ON, WRITTEN_AT, characteristic, followup, plan, posed

TOMORROW = MADE_ON + timedelta(days=1)


def ended(w: World, outcome: Outcome) -> Followup:
    return followup(w, outcome=outcome, closed_at=WRITTEN_AT, ask_at=None)


def last(w: World, **fields: Any) -> Followup:
    """One about which nobody asks any more."""
    return followup(w, asked=2, ask_at=None, **fields)


def unasked(w: World) -> Followup:
    """One of a member who has turned prompts off."""
    return replace(followup(w), asks_on=None)


def page(w: World, number: int = 0) -> Page:
    found = [followup(w), last(w), unasked(w), followup(w, asked=1), followup(w)]
    return Page(tuple(found), number, more=True)


def helping(w: World, lead: Lead) -> Help:
    return Help(lead, characteristic(w), item=item(w), posed=posed(w))


VIEWS: dict[str, Fill] = {
    "plans.card": lambda w: plans.card(followup(w)),
    "plans.card, confirmed": lambda w: plans.card(
        replace(followup(w), characteristic=characteristic(w, CharacteristicStatus.CONFIRMED))
    ),
    "plans.confirmed": lambda w: plans.confirmed(plan(w), followup(w)),
    "plans.confirmed, no prompts": lambda w: plans.confirmed(plan(w), unasked(w)),
    "plans.changing": lambda w: plans.changing(plan(w), followup(w), tomorrow=TOMORROW),
    "plans.changing, asked about a detail": lambda w: plans.changing(
        plan(w), followup(w), tomorrow=TOMORROW, details=[Detail.NAME], day="2022-09-01", note="x"
    ),
    "plans.changing, not asked any more": lambda w: plans.changing(plan(w), last(w), tomorrow=TOMORROW),
    "plans.changed": lambda w: plans.changed(plan(w), followup(w)),
    "plans.showing": lambda w: plans.showing(plan(w), followup(w)),
    "plans.showing, answered before": lambda w: plans.showing(plan(w), last(w, outcome=Outcome.NOT_YET)),
    "plans.showing, let go": lambda w: plans.showing(plan(w), ended(w, Outcome.LET_GO)),
    "plans.answered": lambda w: plans.answered(ended(w, Outcome.DONE)),
    "plans.reasons": lambda w: plans.reasons(followup(w, asked=1, outcome=Outcome.PARTLY)),
    "plans.reasons, last": lambda w: plans.reasons(last(w, outcome=Outcome.PARTLY)),
    "plans.help_with, reading": lambda w: plans.help_with(helping(w, Lead.READING)),
    "plans.help_with, introduction": lambda w: plans.help_with(helping(w, Lead.INTRODUCTION)),
    "plans.help_with, peer": lambda w: plans.help_with(helping(w, Lead.PEER)),
    "plans.help_with, purpose": lambda w: plans.help_with(helping(w, Lead.PURPOSE)),
    "plans.help_with, unsaid": lambda w: plans.help_with(helping(w, Lead.NONE)),
    "plans.introduced": lambda _: plans.introduced(),
    "plans.told": lambda _: plans.told("That plan is not here any more. Your Home tab shows the plans that you have."),
    "plans.own": lambda w: plans.own(page(w)),
    "plans.own, none": lambda _: plans.own(Page((), 0, more=False)),
    "plans.page_card": lambda w: plans.page_card(page(w, 1)),
    "plans.page_card, none": lambda _: plans.page_card(Page((), 1, more=False)),
    "plans.closed": lambda w: plans.closed(ended(w, Outcome.LET_GO)),
}
