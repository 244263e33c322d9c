"""How a question looks on its way to a person: what the asker is told, and what organisers see."""

from collections.abc import Sequence

from bot.rules.text import clean
from bot.views.answers import ASK_A_PERSON
from bot.views.parts import PARAGRAPH, Block, Card, actions, button, context, escape, header, paragraphs, quote, section
from db.models import Question

CLOSE = "question.close"

MOST = 10

__all__ = ["ASK_A_PERSON", "CLOSE", "closed", "handed_over", "part", "waiting"]


def handed_over(text: str, *, organisers: int) -> Card:
    """For the asker: who has the question now."""
    who = "the organiser" if organisers == 1 else f"the {organisers} organisers"
    words = f"I have passed your question to {who}, with your name. You asked: “{escape(text)}”"
    note = context("An organiser will write to you in Slack.")
    return Card(f"{words} An organiser will write to you in Slack.", (*paragraphs(words), note))


def waiting(question: Question, *, asker: str) -> Card:
    """For one organiser: somebody waits for an answer."""
    words = f"<@{asker}> asked a question that I could not answer: “{escape(question.text)}”"
    hint = "Write to them in Slack, then choose I have replied. It will close for all organisers."
    plain = f"A member asked a question that I could not answer: “{escape(question.text)}” {hint}"
    return Card(plain, (*paragraphs(words), context(hint), actions(_close(question, "this question"))))


def part(found: Sequence[tuple[Question, str]]) -> list[Block]:
    """On the Organise page: the questions that wait, the oldest first, each with its asker's Slack id."""
    blocks: list[Block] = [header("Questions that wait")]
    blocks += [
        section(
            f"<@{asker}> asked: “{quote(question.text, PARAGRAPH)}”", accessory=_close(question, f"question {number}")
        )
        for number, (question, asker) in enumerate(found[:MOST], start=1)
    ]
    hidden = len(found) - MOST
    if hidden > 0:
        words = "1 more question waits. It shows" if hidden == 1 else f"{hidden} more questions wait. They show"
        blocks.append(context(f"{words} as these are closed."))
    if not found:
        blocks.append(section("No question is waiting. Questions from members will show here."))
    return blocks


def closed(*, by_you: bool) -> Card:
    words = "Closed. Thank you for replying." if by_you else "Another organiser has replied and closed this question."
    return Card(words, (section(words),))


def _close(question: Question, called: str) -> Block:
    return button(
        "I have replied", CLOSE, str(question.id), spoken=f"I have replied to {called}: {clean(question.text)}"
    )
