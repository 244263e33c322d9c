"""How rounds look to organisers: how many want one, the draw, and that it was sent. Never who met."""

from collections.abc import Iterable, Sequence

from bot.community.peers import Peer
from bot.connection.draws import Preview
from bot.connection.introductions import Introduced
from bot.connection.rounds import Desk, Sent
from bot.connection.waiting import Waiter
from bot.rules.dates import date_words, local, moment_words
from bot.rules.matching import Certificate, Count
from bot.rules.words import Track, Wait
from bot.views.community import apart
from bot.views.community.peers import listed
from bot.views.connection import handmade, programmes
from bot.views.connection.introductions import because
from bot.views.parts import (
    Block,
    Card,
    actions,
    bullets,
    button,
    confirming,
    context,
    escape,
    header,
    points,
    primary,
    section,
    spoken,
)
from bot.views.tables import table, unmarked
from db.models import Round

PREVIEW = "round.preview"
DRAW, LOOK = "draw", "look"
SEND = "round.send"
REDRAW = "round.redraw"
CANCEL = "round.cancel"

MOST_PARAGRAPHS = 30
MOST_NAMED = 5
WAITS_BECAUSE = {
    Wait.LEFT_OUT: "the draw found nobody for them",
    Wait.LEFT_ALONE: "nobody is left in their introduction",
    Wait.LATE: "they asked after the draw",
}
TITLES = {Track.ROUNDS: "Rounds of introductions", Track.SHOES: "Walking in Their Shoes"}


def part(desk: Desk) -> list[Block]:
    """Rounds of one track on the Organise page."""
    lines = [*([_was_sent(desk.last)] if desk.last else []), f"{_wanting(desk)} {programmes.when(desk)}"]
    if desk.drawn:
        lines.append(_drawn(desk.drawn, desk))
    elif desk.is_running:
        lines.append("You can draw the next round when this one has ended.")
    made = actions(*_next_draw(desk), *programmes.controls(desk))
    people = [actions(handmade.control(), *apart.controls())] if desk.track is Track.ROUNDS else []
    return [header(TITLES[desk.track]), section("\n".join(lines)), *_waiters(desk), made, *people]


def drawn(found: Preview) -> Card:
    """What organisers are told on the working day before a round starts by itself."""
    size = f"{_people(found.people)} in {_groups(len(found.groups))}"
    words = f"Round {found.round.number} is drawn: {size}. {_sent_by_itself(found)}"
    look = primary(button("Look at the draw", PREVIEW, _value(LOOK, found.round.track)))
    return Card(spoken(words), (section(words), actions(look)))


def preview(found: Preview, *, note: str = "") -> Card:
    """The draw: who would be introduced to whom and why, who would not, and what could not be avoided."""
    number = found.round.number
    size = f"{_people(found.people)} in {_groups(len(found.groups))}"
    who = f"drawn by <@{found.drawn_by}>" if found.drawn_by else "drawn by the calendar"
    until = _sent_by_itself(found) if found.is_planned else "Nothing is sent until you choose *Send*."
    opening = f"{size}, {who}. {until}"
    blocks = [header(f"Round {number}: the draw"), *([section(note)] if note else []), section(opening)]
    blocks += [*_introductions(found.groups), *_left_out(found), *_outside(found), section(_certain(found))]
    said = f"{note} Round {number}: {size}.".strip()
    return Card(said, (*blocks, actions(*_choices(found))))


def sent(found: Sent) -> Card:
    words = _was_sent(found)
    return Card(words, (section(words),))


def cancelled(number: int) -> Card:
    words = f"The draw of round {number} is cancelled. Nothing was sent."
    return Card(words, (section(words),))


def nothing_drawn() -> Card:
    words = "No draw is waiting. To make one, choose Preview a round on the Organise page of my Home tab."
    return Card(words, (section(words),))


def _waiters(desk: Desk) -> list[Block]:
    """Who waits for a peer in the round that is running."""
    if not desk.waiters:
        return []
    lines = [_waiter(waiter, desk.zone) for waiter in desk.waiters]
    return points(lines, most=1, title="*Waiting for a peer*", hidden="{} more wait.")


def _waiter(waiter: Waiter, zone: str) -> str:
    since = date_words(local(waiter.since, zone).date())
    return f"{_named(waiter.peer)}, since {since}: {WAITS_BECAUSE[waiter.why]}."


def _next_draw(desk: Desk) -> list[Block]:
    called = programmes.CALLED[desk.track]
    if desk.drawn:
        words = f"Look at the draw of {called}"
        look = button("Look at the draw", PREVIEW, _value(LOOK, desk.track), spoken=words)
        return [primary(look) if desk.track is Track.ROUNDS else look]  # a draw of each track may wait
    if desk.is_running or desk.organisations < 2:
        return []
    return [button("Preview a round", PREVIEW, _value(DRAW, desk.track), spoken=f"Preview a round of {called}")]


def _drawn(found: Round, desk: Desk) -> str:
    if desk.next_starts_at == found.starts_at:
        return f"Round {found.number} is drawn and starts by itself."
    return f"Round {found.number} is drawn and waits to be sent."


def _sent_by_itself(found: Preview) -> str:
    return f"It is sent at {moment_words(found.round.starts_at, found.zone)}, unless you cancel it."


def _value(what: str, track: Track) -> str:
    return f"{what}:{track.name}"


def _was_sent(found: Sent) -> str:
    sent_on, until = (date_words(local(at, found.zone).date()) for at in (found.sent_at, found.ends_at))
    size = f"{_people(found.people)} in {_groups(found.groups)}"
    return f"Round {found.number} was sent on {sent_on} to {size}. It runs until {until}."


def _wanting(desk: Desk) -> str:
    if not desk.wanting:
        return "No member wants introductions yet. When somebody does, I will count them here."
    wants = f"{_people(desk.wanting)} {'wants' if desk.wanting == 1 else 'want'} introductions"
    places = "1 organisation" if desk.organisations == 1 else f"{desk.organisations} organisations"
    short = " A round needs members from at least 2." if desk.organisations < 2 else ""
    return f"{wants}, from {places}.{short}"


def _introductions(groups: Sequence[Introduced]) -> list[Block]:
    """Who would meet whom and why: in a table, or where that does not hold them all, in as many lines as fit."""
    told = [(_listed(group.peers), because(group.reasons, you=False)) for group in groups]
    shown = table("Who would meet, and why", ("Who", "Why"), [[unmarked(part) for part in parts] for parts in told])
    lines = (f"{who}. {why}" for who, why in told)
    return [shown] if shown else points(lines, most=MOST_PARAGRAPHS, hidden="{} more introductions do not show.")


def _left_out(found: Preview) -> list[Block]:
    if not found.left_out:
        return [section("*Left out:* nobody.")]
    lines = [f"{_named(peer)}: the draw found nobody for them." for peer in found.left_out]
    later = "When you send this round, they wait for a peer."
    return [*points(lines, title="*Left out*", hidden="{} more are left out."), context(later)]


def _outside(found: Preview) -> list[Block]:
    """What has changed since the draw."""
    lines = [f"{_named(peer)} asked for introductions after this draw." for peer in found.newcomers]
    if found.gone:
        lines.append(f"{_people(found.gone)} of this draw can no longer take part.")
    if not lines:
        return []
    again = "To bring the draw up to date, choose *Draw again*."
    return [*points(lines, title="*Since the draw*", hidden="{} more do not show."), section(again)]


def _certain(found: Preview) -> str:
    if found.certificate is None:
        return "Members have changed since this draw. *Draw again* finds the best one for today."
    return "*What I can promise*\n" + bullets(_promises(found, found.certificate))


def _promises(found: Preview, certificate: Certificate) -> list[str]:
    within = _promise(
        certificate.same_organisation,
        none="Nobody is introduced to somebody from their own organisation.",
        some="work in the same organisation",
    )
    again = _promise(
        certificate.repeats,
        none="Nobody is introduced to somebody from the last 12 months.",
        some="were introduced in the last 12 months",
    )
    seated = [_promise_of_seats(found, certificate.left_out)] if certificate.left_out.found else []
    return [within, again, *seated]


def _promise_of_seats(found: Preview, count: Count) -> str:
    most = [_named(peer) for peer in found.left_out[:MOST_NAMED]]
    hidden = count.found - len(most)
    names = listed([*most, *([f"{hidden} more"] if hidden > 0 else [])])
    why = "No draw could avoid it." if count.unavoidable else "Another draw may leave out fewer."
    return f"{names} {'is' if count.found == 1 else 'are'} left out. {why}"


def _promise(count: Count, *, none: str, some: str) -> str:
    if not count.found:
        return none
    pairs = "1 pair of people" if count.found == 1 else f"{count.found} pairs of people"
    why = "No draw could avoid it." if count.unavoidable else "Another draw may have fewer."
    return f"{pairs} {some}. {why}"


def _choices(found: Preview) -> list[Block]:
    value, number = f"{found.round.id}:{found.round.seed}", found.round.number
    send = confirming(
        primary(button("Send", SEND, value, spoken=f"Send round {number}")),
        title=f"Send round {number}?",
        words=f"{_people(found.people)} will hear of each other now. You cannot take it back.",
        yes="Send",
        no="Not yet",
    )
    return [*([send] if found.groups else []), button("Draw again", REDRAW, value), button("Cancel", CANCEL, value)]


def _named(peer: Peer) -> str:
    return f"*{escape(peer.name)}* ({escape(peer.organisation)})"


def _listed(people: Iterable[Peer]) -> str:
    *most, last = [_named(peer) for peer in people]
    return f"{', '.join(most)} and {last}"


def _people(count: int) -> str:
    return "1 member" if count == 1 else f"{count} members"


def _groups(count: int) -> str:
    return "1 introduction" if count == 1 else f"{count} introductions"
