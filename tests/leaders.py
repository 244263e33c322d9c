"""Leaders who have joined and want introductions, each with a profile: the cast of rounds."""

from typing import Any

from sqlalchemy import select

from bot.community import members
from db.models import Member, Organisation, Round
from tests.community import Community, Reply, words_of
from tests.fakes import Seen
from tests.people import OLIVE, Somebody

HOSPITAL, COUNCIL, MENTAL_HEALTH = "gstt", "kch", "slam"

ADA = Somebody("U0ADA", "Ada Obi", HOSPITAL)
BILL = Somebody("U0BILL", "Bill Rees", HOSPITAL)
CLEO = Somebody("U0CLEO", "Cleo Shah", HOSPITAL)
DEV = Somebody("U0DEV", "Dev Nair", COUNCIL)
EVE = Somebody("U0EVE", "Eve Lund", COUNCIL)
FIN = Somebody("U0FIN", "Fin Daly", COUNCIL)
GUS = Somebody("U0GUS", "Gus Kerr", MENTAL_HEALTH)
HANA = Somebody("U0HANA", "Hana Mori", MENTAL_HEALTH)

EIGHT = (ADA, BILL, CLEO, DEV, EVE, FIN, GUS, HANA)


def arrive(community: Community, *everybody: Somebody, **fields: Any) -> None:
    """These people have joined, work where the cast says, and want introductions."""
    with community.db.begin(community.workspace) as session:
        places = {row.key: row for row in session.scalars(select(Organisation))}
        for who in everybody:
            place, member = places[who.organisation], members.meet(session, who.slack_id)
            member.name, member.organisation_id, member.sector_id = who.name, place.id, place.sector_id
            member.joined_at, member.zone, member.wants_introductions = community.now(), who.zone, True
            for name, value in fields.items():
                setattr(member, name, value)


def change(community: Community, who: Somebody, **fields: Any) -> None:
    community.changes(community.person(who), **fields)


def preview(community: Community, organiser: Somebody = OLIVE) -> Reply:
    """What an organiser sees who draws a round, or looks at the one that waits."""
    home = community.opens_organise(organiser)
    label = "Look at the draw" if "waits to be sent" in words_of(home["blocks"]) else "Preview a round"
    return community.presses(organiser, label, home)


def send(community: Community) -> Reply:
    return community.presses(OLIVE, "Send", {"blocks": preview(community).blocks})


def hold(community: Community) -> list[Seen]:
    """A whole round: drawn, sent and delivered; gives what was posted."""
    send(community)
    return community.deliver()


def round_of(community: Community) -> Round:
    return community.rows(Round)[-1]


def somebody(community: Community, member: int) -> Somebody:
    slack_id = next(row.slack_id for row in community.rows(Member) if row.id == member)
    return next(who for who in EIGHT if who.slack_id == slack_id)


def read(seen: Seen | Reply) -> str:
    return f"{seen.text}\n{words_of(list(seen.blocks))}"
