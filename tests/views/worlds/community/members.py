"""Ways in and out, for members and those who may become some."""

from bot.rules.words import Answer
from bot.views.community import events as events_view
from bot.views.community import members
from tests.views.worlds.base import Fill
from tests.views.worlds.community.events import listing, occasion

VIEWS: dict[str, Fill] = {
    "members.invitation": lambda _: members.invitation(),
    "members.join_first": lambda w: members.join_first(occasion(w), Answer.CANNOT_GO),
    "members.own_page": lambda w: members.own_page(events_view.listing(listing(w)), w.commands),
    "members.already_joined": lambda _: members.already_joined(),
    "members.leave_confirm": lambda _: members.leave_confirm(),
    "members.left": lambda _: members.left(),
    "members.stayed": lambda _: members.stayed(),
    "members.not_joined": lambda _: members.not_joined(),
}
