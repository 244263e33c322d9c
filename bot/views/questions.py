"""How a question looks on its way to a person: what the asker is told, and what organisers see."""

from bot.rules.text import clean
from bot.views.answers import ASK_A_PERSON
from bot.views.parts import PARAGRAPH, Block, Card, actions, button, context, escape, paragraphs, quote, section
from db.models import Question

CLOSE = "question.close"

__all__ = ["ASK_A_PERSON", "CLOSE", "closed", "handed_over", "waiting", "waiting_blocks"]


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
    return Card(plain, (*paragraphs(words), context(hint), actions(_close(question))))


def waiting_blocks(question: Question, *, asker: str) -> list[Block]:
    """The same in the Home tab."""
    return [section(f"<@{asker}> asked: “{quote(question.text, PARAGRAPH)}”", accessory=_close(question))]


def closed(*, by_you: bool) -> Card:
    words = "Closed. Thank you for replying." if by_you else "Another organiser has replied and closed this question."
    return Card(words, (section(words),))


def _close(question: Question) -> Block:
    return button("I have replied", CLOSE, str(question.id), spoken=f"I have replied: {clean(question.text)}")
