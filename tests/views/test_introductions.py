"""Each card of introductions and rounds has a golden file. Run with GOLDEN=write to write them anew."""

import json
import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.introductions import Introduced, Standing
from bot.peers import Peer, Why
from bot.rounds import Desk, Preview, Sent
from bot.rules.commands import Commands
from bot.rules.matching import Certificate, Count, Reason
from bot.rules.words import Met, RoundState
from bot.views import help as help_view
from bot.views import introductions as view
from bot.views import rounds as rounds_view
from bot.views.parts import Card
from db.models import Round
from tests.views.limits import faults_of, faults_of_copy

GOLDEN = Path(__file__).parent / "golden" / "introductions"
ENDS = datetime(2022, 7, 25, 8, tzinfo=UTC)
SENT = datetime(2022, 6, 27, 8, tzinfo=UTC)
ZONE = "Europe/London"

ADA = Peer(1, "U0ADA", "Ada Obi", "A Trust & Friends")
DEV = Peer(2, "U0DEV", "Dev <Nair>", "A Council")
GUS = Peer(3, "U0GUS", "Gus Kerr", "A Hospice")

CHALLENGE = Why(Reason.CHALLENGE, "Going green (net zero)")
WORKING_TITLE = Why(Reason.CHARACTERISTIC, "Leading across boundaries", is_working_title=True)
OFFER = Why(Reason.OFFER, "Catalysing and embedding innovation", by="Dev <Nair>", others=("Ada Obi",))
NEW_BRIDGE, TIME, TRIO, SECTOR = (
    Why(reason) for reason in (Reason.NEW_BRIDGE, Reason.TIME, Reason.TRIO, Reason.SECTOR)
)


def introduced(*peers: Peer, reasons: tuple[Why, ...] = (CHALLENGE, NEW_BRIDGE), crosses: bool = True) -> Introduced:
    return Introduced(7, peers, reasons, "What are you each busy with just now?", ENDS, ZONE, crosses)


def standing(present: Introduced | None = None, **more: Any) -> Standing:
    return Standing(**{"present": present, "wants": True, "has_profile": True, "is_paused": False} | more)


def drawn() -> Round:
    return Round(id=4, number=3, state=RoundState.DRAWN, seed=99, drawn_by_id=1, drawn_at=SENT)


def looked_at(*, certificate: Certificate | None, newcomers: tuple[Peer, ...] = (), gone: int = 0) -> Preview:
    groups = (introduced(ADA, DEV), introduced(ADA, DEV, GUS, reasons=(SECTOR, TRIO)))
    return Preview(drawn(), "U0OLIVE", groups, certificate, newcomers, gone)


def home(blocks: list[dict[str, Any]]) -> Card:
    return Card("", tuple(blocks))


WAS_SENT = Sent(3, 5, 2, SENT, ENDS, ZONE)
CLEAN = Certificate(Count(0, unavoidable=True), Count(0, unavoidable=True), Count(0, unavoidable=True))
FORCED = Certificate(Count(1, unavoidable=True), Count(2, unavoidable=False), Count(0, unavoidable=True))
PLAIN = Commands()

CARDS = {
    "pair": view.together(introduced(ADA, DEV)),
    "trio": view.together(introduced(ADA, DEV, GUS, reasons=(WORKING_TITLE, TRIO))),
    "offer": view.together(introduced(ADA, DEV, reasons=(OFFER, SECTOR))),
    "no_reason": view.together(introduced(ADA, DEV, reasons=())),
    "alone": view.alone(introduced(DEV)),
    "alone_trio": view.alone(introduced(DEV, GUS, reasons=(TIME, TRIO))),
    "without_peer": view.without_peer(),
    "did_you_meet": view.did_you_meet(introduced(DEV)),
    "did_you_meet_trio": view.did_you_meet(introduced(DEV, GUS)),
    "thanks_yes": view.thanks(introduced(DEV), Met.YES),
    "thanks_yes_trio": view.thanks(introduced(DEV, GUS), Met.YES),
    "thanks_yes_same_organisation": view.thanks(introduced(DEV, crosses=False), Met.YES),
    "thanks_date": view.thanks(introduced(DEV), Met.DATE_SET),
    "thanks_no": view.thanks(introduced(DEV), Met.NO),
    "standing": view.standing(standing(introduced(DEV)), PLAIN),
    "standing_none": view.standing(standing(), PLAIN),
    "standing_paused": view.standing(standing(is_paused=True), PLAIN),
    "standing_peer_gone": view.standing(standing(introduced()), PLAIN),
    "standing_out": view.standing(standing(wants=False), PLAIN),
    "standing_no_profile": view.standing(standing(has_profile=False), PLAIN),
    "home_part": home(view.part(standing(introduced(DEV, GUS)))),
    "taken_up": view.taken_up(standing()),
    "stopped": view.stopped(),
    "unknown": view.unknown("jion", meant="join", commands=PLAIN),
    "help": help_view.connect(PLAIN),
    "round": rounds_view.preview(looked_at(certificate=CLEAN)),
    "round_forced": rounds_view.preview(looked_at(certificate=FORCED), note="A draw is waiting already. Here it is."),
    "round_changed": rounds_view.preview(looked_at(certificate=None, newcomers=(GUS,), gone=1)),
    "round_sent": rounds_view.sent(WAS_SENT),
    "round_cancelled": rounds_view.cancelled(3),
    "nothing_drawn": rounds_view.nothing_drawn(),
    "desk": home(rounds_view.part(Desk(12, 5, None, None, is_running=False))),
    "desk_nobody": home(rounds_view.part(Desk(0, 0, None, None, is_running=False))),
    "desk_one": home(rounds_view.part(Desk(1, 1, None, None, is_running=False))),
    "desk_drawn": home(rounds_view.part(Desk(12, 5, drawn(), None, is_running=False))),
    "desk_running": home(rounds_view.part(Desk(12, 5, None, WAS_SENT, is_running=True))),
}


@pytest.mark.parametrize("name", CARDS)
def test_a_card_reads_as_it_did(name: str) -> None:
    path = GOLDEN / f"{name}.json"
    told = json.dumps(CARDS[name].as_reply(), indent=2, ensure_ascii=False) + "\n"
    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(told, encoding="utf-8")

    assert path.read_text(encoding="utf-8") == told


@pytest.mark.parametrize("name", CARDS)
def test_a_card_keeps_to_slacks_limits(name: str) -> None:
    payload = CARDS[name].as_reply()

    assert faults_of(payload | {"text": payload["text"] or "Home"}) == []


@pytest.mark.parametrize("name", CARDS)
def test_the_copy_is_plain(name: str) -> None:
    shown = [block["text"]["text"] for block in CARDS[name].blocks if block["type"] == "section"]
    words = re.sub(r"\*[^*]+\*|“[^”]+”|<@\w+>|`[^`]+`", "it", "\n".join(shown))

    assert faults_of_copy(words) == []
    assert [said for said in re.split(r"[.?]\s|\n", words) if len(said.split()) > 20] == []


@pytest.mark.parametrize("name", CARDS)
def test_names_never_become_markup(name: str) -> None:
    assert "<Nair>" not in json.dumps(CARDS[name].as_reply())


def test_a_draw_of_a_thousand_introductions_fits_into_the_home_tab() -> None:
    groups = tuple(introduced(ADA, DEV) for _ in range(1000))

    card = rounds_view.preview(Preview(drawn(), "U0OLIVE", groups, CLEAN, (), 0))

    assert len(card.blocks) < 90
    assert max(len(block["text"]["text"]) for block in card.blocks if block["type"] == "section") <= 3000
    assert "more introductions are not shown." in str(card.blocks)
