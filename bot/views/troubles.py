"""How a message in trouble looks to organisers: for whom it is and why, and never what it says."""

from collections.abc import Sequence

from bot.rules.dates import date_words, local
from bot.rules.messages import BUDGETED, TO_GROUPS, Kind, State
from bot.views.parts import Block, Card, actions, button, confirming, context, escape, header, section
from db.models import Member, Message

AGAIN = "trouble.again"
DISCARD = "trouble.discard"
ALL_AGAIN = "trouble.all_again"
DISCARD_ALL = "trouble.discard_all"

MOST = 10
NOTHING_SURE = "There is nothing that I can send again without asking. Decide about each message alone."

_WHAT = {
    Kind.EVENT_REMINDER: "A reminder of an event",
    Kind.REPLY: "A reply",
    Kind.TOO_PERSONAL: "A reply",
    Kind.SHARED_ANSWER: "A shared answer",
    Kind.QUESTION_WAITING: "A question that waits for an organiser,",
    Kind.INTRODUCTION_ALONE: "An introduction",
    Kind.CONCERN: "A concern that waits for an organiser,",
}
_WHY = {
    "cannot_dm_bot": "Slack says that this is a bot.",
    "channel_not_found": "Slack cannot find the conversation.",
    "invalid_blocks": "Slack could not read the message. Tell who runs the server.",
    "is_archived": "The channel is archived.",
    "missing_scope": "The app lacks a permission in Slack. Tell who runs the server.",
    "no words for it": "I could not put it into words. Tell who runs the server.",
    "not reached": "I could not reach Slack for a long time.",
    "not_in_channel": "I am not in that channel. Invite me there first.",
    "restricted_action": "A setting of your Slack workspace does not allow it.",
}


def part(found: Sequence[tuple[Message, Member]], *, count: int, late: int, zone: str) -> list[Block]:
    """What organisers decide about on the Organise page, and what came too late; nothing when there is nothing."""
    return [*_to_decide(found, count, zone), *_too_late(late)]


def _too_late(late: int) -> list[Block]:
    if not late:
        return []
    subject = "1 message was" if late == 1 else f"{late} messages were"
    return [context(f"In the last 7 days {subject} not sent: it was too late by the time that I could.")]


def _to_decide(found: Sequence[tuple[Message, Member]], count: int, zone: str) -> list[Block]:
    if not count:
        return []
    blocks: list[Block] = [header("Messages that may not have arrived")]
    if count > 1:
        blocks.append(actions(_all_again(), _discard_all()))
    for number, (message, member) in enumerate(found[:MOST], start=1):
        blocks += [section(_told(message, member, zone)), actions(_again(message, number), _discard(message, number))]
    hidden = count - min(len(found), MOST)
    if hidden > 0:
        more = "1 more shows" if hidden == 1 else f"{hidden} more show"
        blocks.append(context(f"{more} here when you have decided about these."))
    return blocks


def sent_again() -> Card:
    words = "I will send it again now."
    return Card(words, (section(words),))


def all_sent_again(count: int) -> Card:
    words = f"I will send {_messages(count)} again now." if count else NOTHING_SURE
    return Card(words, (section(words),))


def all_discarded(count: int) -> Card:
    words = f"Discarded {_messages(count)}. Nobody is told." if count else "There is nothing left to discard."
    return Card(words, (section(words),))


def discarded() -> Card:
    words = "Discarded. Nobody is told."
    return Card(words, (section(words),))


def _told(message: Message, member: Member, zone: str) -> str:
    since = date_words(local(message.due_at, zone).date())
    if message.kind in TO_GROUPS:
        what = "An introduction" if message.kind == Kind.INTRODUCTION else "A message"
        return f"{what} for a group, due on {since}. {_why(message)}"
    return f"{_what(message)} for <@{member.slack_id}>, due on {since}. {_why(message)}"


def _what(message: Message) -> str:
    """Who reflects, or who is asked whether they met, is nobody's business."""
    if message.kind in BUDGETED:
        return "A message"
    return next((words for kind, words in _WHAT.items() if kind == message.kind), "A message")


def _why(message: Message) -> str:
    if message.state is State.HELD:
        return "It may have arrived. I cannot look there to find out."
    code = message.last_error or ""
    return _WHY.get(code, f"Slack did not take it: `{escape(code)}`." if code else "Slack did not take it.")


def _again(message: Message, number: int) -> Block:
    made = button("Send again", AGAIN, str(message.id), spoken=f"Send message {number} again")
    if message.state is not State.HELD:
        return made
    words = "It may have arrived already. If it has, they get it twice."
    return confirming(made, title="Send it again?", words=words, yes="Send again", no="Go back")


def _all_again() -> Block:
    made = button("Send all again", ALL_AGAIN, "all")
    words = "Only those that surely did not arrive. Those that may have arrived stay here for you to decide about."
    return confirming(made, title="Send all again?", words=words, yes="Send again", no="Go back")


def _discard_all() -> Block:
    made = button("Discard all", DISCARD_ALL, "all")
    words = "None of them is sent, also those that do not show here yet. Nobody is told."
    return confirming(made, title="Discard all?", words=words, yes="Discard all", no="Go back")


def _messages(count: int) -> str:
    return "1 message" if count == 1 else f"{count} messages"


def _discard(message: Message, number: int) -> Block:
    words = "It is not sent, and nobody is told."
    made = button("Discard", DISCARD, str(message.id), spoken=f"Discard message {number}")
    return confirming(made, title="Discard this message?", words=words, yes="Discard", no="Go back")
