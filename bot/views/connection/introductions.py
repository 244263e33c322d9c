"""How introductions look to members: the introduction itself, and where things stand."""

from collections.abc import Sequence

from bot.community.peers import Why
from bot.connection.introductions import Introduced, Standing
from bot.rules.commands import Commands
from bot.rules.dates import date_words, local
from bot.rules.matching import Reason
from bot.rules.words import Began, Track
from bot.views.community import joining, preferences
from bot.views.community.peers import listed, mentioned, named, named_all, names
from bot.views.connection import partings, proposals, safety, wishes
from bot.views.connection.repairs import cannot_make_it
from bot.views.parts import Block, Card, actions, button, context, divider, escape, header, primary, section, spoken

JOIN = "introduction.join"
STOP = "introduction.stop"

WAITS = "I am looking for somebody for you in this round. You do not need to do anything."
TAKES_NO_PART = "You take no part in introductions. To be in the next round, choose *I am in*."
ONLY_SHOES = "You take part in Walking in Their Shoes. To be in the next round of introductions, choose *I am in*."
ENOUGH = 2  # reasons in one message
UNREAD = "I do not see what you write here, unless you mention me."


def together(found: Introduced) -> Card:
    """What two or three members read in their own group conversation."""
    first, *others = found.peers
    pair = f"{named(first)}, meet {named_all(others)}."
    opening = pair if len(others) == 1 else f"Meet each other: {named_all(found.peers)}."
    return _introduction(found, opening, size=len(found.peers), more=UNREAD)


def alone(found: Introduced) -> Card:
    """The same to one of them, when Slack does not put them into one conversation."""
    everybody = "both" if len(found.peers) == 1 else "all"
    first = f"To write first, choose the name: {mentioned(found.peers)}"
    more = f"I could not put you {everybody} in one conversation. {first}"
    return _introduction(found, f"Meet {named_all(found.peers)}.", size=len(found.peers) + 1, more=more)


def peer_has_gone() -> Card:
    """The same when no round brought them together."""
    words = "Your peer can no longer take part, so this introduction has ended. You can look for somebody else."
    return Card(words, (section(words), actions(wishes.find())))


def standing(found: Standing, commands: Commands) -> Card:
    """Where introductions stand for a member, as a reply to the command."""
    blocks = _standing(found)
    change = f"To stop, type `{commands.connect} stop`." if found.wants else f"Or type `{commands.connect} join`."
    more = f"{change} For help, type `{commands.connect} help`."
    words = "\n".join(block["text"]["text"] for block in blocks if block["type"] == "section")
    return Card(spoken(f"{words} {more}"), (*blocks, context(more)))


def part(found: Standing) -> list[Block]:
    """The same in the Home tab."""
    return [header("Introductions"), *_standing(found), divider()]


def taken_up(found: Standing) -> Card:
    """After "I am in"."""
    if not found.has_profile:
        return _where_you_work()
    late = "If a round is running and it is not too late, I look for somebody for you now."
    words = f"You will be in the next round of introductions, and I will write to you then. {late}"
    return Card(words, (section(words), actions(button("Stop introductions", STOP, "stop"))))


def stopped() -> Card:
    words = "I will not introduce you to anybody from now on. If that changes, choose *I am in*."
    return Card(spoken(words), (section(words), actions(button("I am in", JOIN, "join"))))


def unknown(word: str, *, meant: str, commands: Commands) -> Card:
    """A word after the command that is a slip of one that we know."""
    guess = f" Did you mean `{commands.connect} {meant}`?"
    look = f"To look for somebody, write it out: `{commands.connect} someone who knows {escape(word[:60])}`."
    words = f"I do not know the word “{escape(word[:60])}”.{guess} {look}"
    return Card(spoken(words), (section(words),))


def because(reasons: Sequence[Why], *, you: bool = True) -> str:
    """The reasons of an introduction in a few sentences, to its members or (without `you`) about them."""
    who = "You" if you else "They"
    kinds = {why.reason: why for why in reversed(reasons)}  # one of a kind, the first
    order = (Reason.CHALLENGE, Reason.CHARACTERISTIC, Reason.OFFER, Reason.NEW_BRIDGE, Reason.TIME, Reason.SECTOR)
    chosen = [kinds[reason] for reason in order if reason in kinds][:ENOUGH]
    said = [_sentence(why, who) for why in chosen] or [f"{who} each asked for introductions."]
    if Reason.TRIO in kinds:
        said.append(f"There are 3 of {'you' if you else 'them'} because an odd number took part.")
    return " ".join(said)


def _sentence(why: Why, who: str) -> str:
    name = f"“{escape(why.name)}”" + (" (a working title)" if why.is_working_title else "")
    match why.reason:
        case Reason.CHALLENGE:
            return f"{who} each care about {name}."
        case Reason.CHARACTERISTIC:
            return f"{who} each chose {name} as something to work on."
        case Reason.OFFER:
            others = listed([escape(other) for other in why.others])
            return f"{escape(why.by)} offers help with {name}. {others} chose it as something to work on."
        case Reason.TIME:
            return f"{who} are often free at the same times."
        case Reason.SECTOR:
            return f"{who} work in different sectors."
    return (
        f"{who}r organisations have no bridge here yet." if who == "You" else "Their organisations have no bridge yet."
    )


def _introduction(found: Introduced, opening: str, *, size: int, more: str) -> Card:
    free = f" when all {size} of you are free" if size > 2 else ""
    asked = f" You could start with this: {escape(found.opener)}" if found.opener else ""
    words = f"{_why(found)} {_find_time(found)}{free}.{asked}"
    choices = actions(primary(proposals.propose(found)), cannot_make_it(found.id), *safety.buttons(found.id))
    return Card(spoken(f"{opening} {words} {more}"), (section(opening), section(words), choices, context(more)))


def _why(found: Introduced) -> str:
    return _wished(found) if found.began is Began.ASKED else because(found.reasons)


def _wished(found: Introduced) -> str:
    """Who looked for whom, to all of them or to one alone, who is not among the peers."""
    if found.wish is None:
        return "One of you looked for a peer, and the other said yes."
    seekers = [peer for peer in found.peers if peer.member_id == found.wish.seeker]
    others = [peer for peer in found.peers if peer not in seekers]
    who, whom = names(seekers) if seekers else "You", names(others) if others else "you"
    return f"{who} looked for “{escape(found.wish.words)}”, and {whom} said yes."


def _find_time(found: Introduced) -> str:
    until = f" before {day(found)}" if found.ends_at else ""
    if found.track is Track.SHOES:
        return f"Spend at least a day together, where each of you works,{until}"
    return f"Find 30 minutes{until}"


def _standing(found: Standing) -> list[Block]:
    present = [block for one in found.present for block in _present(one)]
    waits = [section(WAITS)] if found.waits else []
    looking = wishes.looking_part(found.looking, found.zone)
    *said, ways = _next_round(found)
    return [*present, *waits, *looking, *said, actions(*ways["elements"], preferences.door(), partings.door())]


def _present(found: Introduced) -> list[Block]:
    where = "In this round you" if found.began is not Began.ASKED else "You"
    if not found.peers:
        whose = "Your peer in this round" if found.began is not Began.ASKED else "The peer whom I found for you"
        return [section(f"{whose} can no longer take part.")]
    places = listed([f"{named(peer)} (<@{peer.slack_id}>)" for peer in found.peers])
    asked = f" You could start with this: {escape(found.opener)}" if found.opener else ""
    words = f"{where} are in touch with {places}. {_find_time(found)}.{asked}"
    return [section(words), actions(proposals.propose(found), cannot_make_it(found.id), *safety.buttons(found.id))]


def _next_round(found: Standing) -> list[Block]:
    stop = button("Stop introductions", STOP, "stop")
    if not found.wants:
        ways = [button("I am in", JOIN, "join"), *([stop] if found.wants_shoes else []), wishes.find()]
        return [section(ONLY_SHOES if found.wants_shoes else TAKES_NO_PART), actions(*ways)]
    if not found.has_profile:
        return list(_where_you_work().blocks)
    if found.present or found.waits:
        return [actions(stop, wishes.find())]
    quiet = " You have paused, so you are left out until that ends." if found.is_paused else ""
    later = f" I leave you out before {date_words(found.not_before)}, as you asked." if found.not_before else ""
    words = (
        f"You have no introduction just now. Organisers start each round, and I will write to you then.{quiet}{later}"
    )
    return [section(words), actions(stop, wishes.find())]


def _where_you_work() -> Card:
    words = "To introduce you, I need to know where you work. Choose *Settings* and fill that in."
    settings = primary(button("Settings", joining.SETTINGS, "settings"))
    return Card(spoken(words), (section(words), actions(settings, button("Stop introductions", STOP, "stop"))))


def day(found: Introduced) -> str:
    """Until when they should meet."""
    return date_words(local(found.ends_at, found.zone).date()) if found.ends_at else "the round ends"
