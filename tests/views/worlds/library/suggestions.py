"""Suggestions to fill views in with: one that waits, and what became of others."""

from dataclasses import replace

from bot.library.resources import Item
from bot.library.suggestions import Decision, Suggested
from bot.rules.catalogue import KINDS
from bot.rules.words import ResourceStatus
from bot.views.library import suggestions
from db.models import Characteristic
from tests.views.worlds.base import Fill, World
from tests.views.worlds.library.resources import characteristic, item


def themes(w: World) -> list[Characteristic]:
    return [characteristic(w, number) for number in w.count(3, 300)]


def kinds(w: World) -> list[str]:
    return [*KINDS, *(w.say(f"walk {number}", 60, number) for number in w.count(1, 300))]


def suggested(w: World, number: int = 1, status: ResourceStatus = ResourceStatus.SUGGESTED) -> Item:
    found = item(w, number)
    found.resource.status = status
    return replace(found, mark=None)


def decision(w: World, status: ResourceStatus, *, by_you: bool = True) -> Decision:
    return Decision(suggested(w, 1, status), by_you)


def every(w: World) -> list[Suggested]:
    return [Suggested(suggested(w, number), "U0ASKER" if number % 2 else None) for number in w.count(2, 300)]


def not_this_time(w: World) -> Item:
    found = suggested(w, 1, ResourceStatus.DECLINED)
    found.resource.reason = w.say("A walk A walk", 500)
    return found


APPROVED, DECLINED = ResourceStatus.APPROVED, ResourceStatus.DECLINED

VIEWS: dict[str, Fill] = {
    "suggestions.suggest": lambda w: suggestions.suggest(themes(w), kinds(w)),
    "suggestions.suggest, without characteristics": lambda w: suggestions.suggest([], kinds(w)),
    "suggestions.suggest, from a message": lambda w: suggestions.suggest(
        themes(w),
        kinds(w),
        links=["https://example.org/read"],
        from_message=suggestions.from_message(["https://example.org/read", "https://example.org/watch"]),
    ),
    "suggestions.change": lambda w: suggestions.change(suggested(w), themes(w), kinds(w)),
    "suggestions.change, approved": lambda w: suggestions.change(suggested(w, 1, APPROVED), themes(w), kinds(w)),
    "suggestions.sent": lambda w: suggestions.sent(suggested(w).resource),
    "suggestions.sent, by an organiser": lambda w: suggestions.sent(suggested(w, 1, APPROVED).resource),
    "suggestions.changed": lambda w: suggestions.changed(suggested(w)),
    "suggestions.too_late": lambda w: suggestions.too_late(decision(w, DECLINED, by_you=False)),
    "suggestions.unfit": lambda _: suggestions.unfit("That is for members. Choose Join in my Home tab."),
    "suggestions.waiting": lambda w: suggestions.waiting(Suggested(suggested(w), "U0ASKER")),
    "suggestions.waiting, has left": lambda w: suggestions.waiting(Suggested(suggested(w), None)),
    "suggestions.listing": lambda w: suggestions.listing(every(w), note="You have approved one."),
    "suggestions.listing, nothing waits": lambda _: suggestions.listing([]),
    "suggestions.decline": lambda w: suggestions.decline(suggested(w)),
    "suggestions.declined": lambda w: suggestions.declined(decision(w, DECLINED)),
    "suggestions.decided": lambda w: suggestions.decided(decision(w, APPROVED, by_you=False)),
    "suggestions.decided, taken away": lambda w: suggestions.decided(decision(w, ResourceStatus.WITHDRAWN)),
    "suggestions.thanks": lambda w: suggestions.thanks(suggested(w, 1, APPROVED)),
    "suggestions.not_this_time": lambda w: suggestions.not_this_time(not_this_time(w)),
    "suggestions.not_this_time, no reason": lambda w: suggestions.not_this_time(suggested(w, 1, DECLINED)),
}
