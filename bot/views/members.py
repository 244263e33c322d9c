"""How joining and leaving look: what is kept, for whom, and the way in and out."""

from bot.events import Occasion
from bot.rules.commands import Commands
from bot.rules.words import Answer
from bot.views import events
from bot.views.parts import Card, actions, button, context, escape, header, primary, section

JOIN = "member.join"
JOIN_AND_ANSWER = "member.join_and_answer"
ASK_TO_LEAVE = "member.ask_to_leave"
LEAVE = "member.leave"
STAY = "member.stay"

WELCOME = (
    "I help leaders here meet each other and find answers. You can ask me about events and resources at any time. "
    "I write first only to people who join."
)
KEPT = (
    "If you join, we keep your Slack member number, the day that you joined and your replies to events. "
    "Organisers see how many people come to an event, but not who. "
    "The people who run the server could read what is stored. "
    "You can leave at any time. Then we clear your replies."
)


def invitation() -> Card:
    """For somebody who has not joined: what joining means, and the way in."""
    blocks = (section(WELCOME), section(KEPT), actions(primary(button("Join", JOIN, "join"))))
    return Card(f"{WELCOME} {KEPT}", blocks)


def join_first(occasion: Occasion, answer: Answer) -> Card:
    """An answer to an event from somebody who has not joined: one more press does both."""
    label = events.LABELS[answer]
    words = f"Before I keep your answer to *{escape(occasion.event.title)}*, you need to join."
    both = primary(button(f"Join and Answer {label}", JOIN_AND_ANSWER, f"{occasion.event.id}:{answer.name}"))
    blocks = (section(words), section(KEPT), actions(both, button("Not Now", events.SHOW, str(occasion.event.id))))
    return Card(f"{words.replace('*', '')} {KEPT}", blocks)


def joined() -> Card:
    words = "You have joined. To see what is coming up or to change anything, open my Home tab."
    return Card(words, (section(words), actions(events.all_events())))


def own_page(coming: Card, commands: Commands) -> Card:
    """A member's page as a reply: what is coming up, and the way out."""
    words = f"You are a member. Ask me anything with `{commands.ask}`. My Home tab shows all of this too."
    way_out = actions(button("Leave", ASK_TO_LEAVE, "leave"))
    return Card(f"{words.replace('`', '')} {coming.text}", (section(words), *coming.blocks, way_out))


def already_joined() -> Card:
    words = "You have joined already. My Home tab shows what is coming up."
    return Card(words, (section(words), actions(events.all_events())))


def leave_confirm() -> Card:
    """Before leaving: what it means, and two ways to go on."""
    words = "If you leave, I will not write to you again. Your replies to events are cleared, and we cannot undo that."
    blocks = (
        header("Do you want to leave?"),
        section(words),
        actions(button("Leave", LEAVE, "leave"), primary(button("Stay", STAY, "stay"))),
    )
    return Card(f"Do you want to leave? {words}", blocks)


def left() -> Card:
    words = "You have left. I will not write to you again, and your replies to events are cleared."
    again = context("You can still ask me anything. Slack keeps the messages between us.")
    return Card(words, (section(words), again, actions(button("Join Again", JOIN, "join"))))


def stayed() -> Card:
    words = "Nothing has changed. You are still a member."
    return Card(words, (section(words),))


def not_joined() -> Card:
    """Leaving what one never joined."""
    words = "You have not joined, so I never write to you first and keep nothing beyond your Slack member number."
    return Card(words, (section(words), actions(button("Join", JOIN, "join"))))
