"""How a member's own things look when they ask for them; the words that they wrote show in forms alone."""

from functools import singledispatch

from bot.desk.own import Goings, Meeting, NextPrompt, Peers, Plans, Reading, Reflections, Settings, Told, Why, Withheld
from bot.rules.commands import Commands
from bot.rules.dates import date_words, moment_words
from bot.rules.words import Answer
from bot.views.community import events, joining, members
from bot.views.community.peers import names
from bot.views.connection import introductions
from bot.views.connection.proposals import propose
from bot.views.library import resources
from bot.views.parts import Block, Card, actions, escape, points, section, spoken
from bot.views.reflection import plans

IN_PRIVATE = "I answer that in a direct message. Write to me there, and nobody else reads it."
NOT_JOINED = "You have not joined, so I keep nothing of your own."
NOBODY_HERE = "I do not know who you are here. Ask me in Slack, in a direct message."
PLANS = "Your words show in a form alone, where nobody else can read them. To read a plan, choose Show."
REFLECTIONS = "They are in my Home tab, under My reflections. Only you can see them there, and no message holds them."

_ANSWERS = {
    Answer.GOING: "You are going to",
    Answer.MAYBE: "You said maybe to",
    Answer.CANNOT_GO: "You are not going to",
    None: "You have not answered yet about",
}


def card(told: Told, commands: Commands) -> Card:
    """What this member reads."""
    return _card(told, commands)


def plain(told: Told) -> str:
    """The same where there is nobody to tell it to."""
    return NOBODY_HERE if isinstance(told, Withheld) else IN_PRIVATE


@singledispatch
def _card(told: object, _commands: Commands) -> Card:
    raise TypeError(f"no words for {type(told).__name__}")


@_card.register
def _withheld(told: Withheld, _commands: Commands) -> Card:
    if told.why is Why.NOT_JOINED:
        invitation = members.invitation()
        return Card(f"{NOT_JOINED} {invitation.text}", (section(NOT_JOINED), *invitation.blocks))
    return _said(IN_PRIVATE if told.why is Why.OTHERS_READ_ALONG else NOBODY_HERE)


@_card.register
def _goings(told: Goings, _commands: Commands) -> Card:
    if not told.occasions:
        words = "That event is not there any more." if told.of_one else "You have not said yes to any event to come."
        return _said(words, actions(events.all_events()))
    lines = [f"{_ANSWERS[one.answer]} *{escape(one.event.title)}*, {events.when(one.event)}." for one in told.occasions]
    if len(lines) == 1 and told.of_one:
        (one,) = told.occasions
        over = ["This event is over."] if one.is_over else []
        return _said(" ".join([*lines, *over]), actions(*events.choices(one), events.all_events()))
    return Card(spoken(" ".join(lines)), (*points(lines), actions(events.all_events())))


@_card.register
def _peers(told: Peers, commands: Commands) -> Card:
    return introductions.standing(told.standing, commands)


@_card.register
def _meeting(told: Meeting, _commands: Commands) -> Card:
    who = names(told.introduction.peers)
    if told.at is None:
        words = f"You and {who} have not agreed on a time yet. To propose one, choose *Propose times*."
        return _said(words, actions(propose(told.introduction)))
    return _said(f"You meet {who} at {moment_words(told.at, told.introduction.zone)}.")


@_card.register
def _plans(told: Plans, _commands: Commands) -> Card:
    shown = plans.own(told.page)
    if not told.page.followups:
        return Card("You have no open plans.", tuple(shown[:-1]))
    return Card(f"My plans. {PLANS}", (*shown[:-1],))


@_card.register
def _reflections(told: Reflections, commands: Commands) -> Card:
    if not told.count:
        return _said(f"You have not written a reflection yet. To start, type `{commands.reflect}`.")
    counted = "1 reflection" if told.count == 1 else f"{told.count} reflections"
    return _said(f"You have {counted}. {REFLECTIONS}")


@_card.register
def _next_prompt(told: NextPrompt, _commands: Commands) -> Card:
    if not told.profile.wants_prompts:
        words = "You get no prompts. To change that, choose Your settings in my Home tab."
    elif told.due is not None:
        words = f"Your next prompt comes at {moment_words(told.due, told.zone)}, {joining.OFTEN[told.profile.rhythm]}."
    else:
        words = f"I do not know yet when your next prompt comes. You get one {joining.OFTEN[told.profile.rhythm]}."
    paused = f"You are paused until {date_words(told.paused_until)}. " if told.paused_until else ""
    return _said(f"{paused}{words}")


@_card.register
def _settings(told: Settings, _commands: Commands) -> Card:
    paused = f"You are paused until {date_words(told.paused_until)}." if told.paused_until else "You are not paused."
    return Card(f"Your choices. {paused}", (*joining.standing(told.profile, told.paused_until), section(paused)))


@_card.register
def _reading(told: Reading, commands: Commands) -> Card:
    reader = resources.Reader(told.today, is_member=True)
    return resources.suggestion(told.suggestion, reader, count=told.count, commands=commands)


def _said(words: str, *more: Block) -> Card:
    return Card(spoken(words), (section(words), *more))
