"""How joining and leaving look: what is kept, for whom, and the way in and out."""

from bot.community.events import Occasion
from bot.rules.commands import Commands
from bot.rules.words import Answer
from bot.views.community import events
from bot.views.parts import Block, Card, actions, button, context, escape, header, primary, section

JOIN = "member.join"
JOIN_AND_ANSWER = "member.join_and_answer"
ASK_TO_LEAVE = "member.ask_to_leave"
LEAVE = "member.leave"
STAY = "member.stay"

WELCOME = (
    "I help leaders here meet each other and find answers. You can ask me about events and resources at any time. "
    "I write first only to people who join."
)
FIRST = "Joining takes 2 minutes. You read what we keep and who can see it, and you choose what you want."
STAYS = "I only keep whom I must not introduce you to, in case you come back."


def invitation() -> Card:
    """For somebody who has not joined: what joining means, and the way in."""
    blocks = (section(WELCOME), section(FIRST), actions(primary(button("Join", JOIN, "join"))))
    return Card(f"{WELCOME} {FIRST}", blocks)


def join_first(occasion: Occasion, answer: Answer) -> Card:
    """An answer to an event from somebody who has not joined: one more press does both."""
    label = events.LABELS[answer]
    words = f"Before I keep your answer to *{escape(occasion.event.title)}*, you need to join."
    both = primary(button(f"Join and answer {label}", JOIN_AND_ANSWER, f"{occasion.event.id}:{answer.name}"))
    blocks = (section(words), section(FIRST), actions(both, button("Not now", events.SHOW, str(occasion.event.id))))
    return Card(f"{words.replace('*', '')} {FIRST}", blocks)


def own_page(coming: Card, commands: Commands) -> Card:
    """A member's page as a reply: what is coming up, and the way out."""
    words = f"You are a member. Ask me anything with `{commands.ask}`. My Home tab shows all of this too."
    way_out = actions(leave())
    return Card(f"{words.replace('`', '')} {coming.text}", (section(words), *coming.blocks, way_out))


def leave() -> Block:
    """The way out, which asks once more."""
    return button("Leave", ASK_TO_LEAVE, "leave", spoken="Leave: read first what it means")


def already_joined() -> Card:
    words = "You have joined already. My Home tab shows what is coming up."
    return Card(words, (section(words), actions(events.all_events())))


def leave_confirm() -> Card:
    """Before leaving: what it means, and two ways to go on."""
    words = (
        "If you leave, I will not write to you again. We clear what you wrote, your choices and your replies to "
        f"events, and we cannot undo that. {STAYS}"
    )
    blocks = (
        header("Do you want to leave?"),
        section(words),
        actions(button("Leave", LEAVE, "leave", spoken="Leave now"), primary(button("Stay", STAY, "stay"))),
    )
    return Card(f"Do you want to leave? {words}", blocks)


def left() -> Card:
    words = "You have left. I will not write to you again. What you wrote, your choices and your replies are cleared."
    again = context(f"{STAYS} You can still ask me anything. Slack keeps the messages between us.")
    return Card(words, (section(words), again, actions(button("Join again", JOIN, "join"))))


def stayed() -> Card:
    words = "Nothing has changed. You are still a member."
    return Card(words, (section(words),))


def not_joined() -> Card:
    """Leaving what one never joined."""
    words = "You have not joined, so I never write to you first and keep nothing beyond your Slack member number."
    return Card(words, (section(words), actions(button("Join", JOIN, "join"))))
