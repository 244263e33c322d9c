"""People whom organisers keep apart: a pair or 300, and one who has left."""

from bot.community.exclusions import KeptApart
from bot.community.peers import Peer
from bot.views.community import apart
from bot.views.parts import actions
from tests.views.worlds.base import STARTS, ZONE, Fill, World
from tests.views.worlds.connection.introductions import ADA, DEV, peer

GONE = Peer(9, "U0GONE", "", "")


def kept(w: World) -> list[KeptApart]:
    return [KeptApart(number, peer(w, ADA), peer(w, DEV), STARTS) for number in w.count(2, 300)]


VIEWS: dict[str, Fill] = {
    "apart.ask": lambda _: apart.ask(),
    "apart.kept": lambda w: apart.kept([peer(w, ADA), peer(w, DEV)]),
    "apart.listing": lambda w: apart.listing(kept(w), ZONE),
    "apart.listing, last page": lambda w: apart.listing(kept(w) * 6, ZONE, page=99, note=apart.LET_TOGETHER),
    "apart.listing, somebody left": lambda w: apart.listing([KeptApart(1, peer(w, ADA), GONE, STARTS)], ZONE),
    "apart.listing, nobody": lambda _: apart.listing([], ZONE),
    "apart.controls": lambda _: [actions(*apart.controls())],
}
