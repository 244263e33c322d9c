"""How a question looks on its way to a person and back: to the asker, and to the organisers who answer."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.desk.overdue import Delay
from bot.desk.questions import LONGEST_REPLY, Asked, Handover
from bot.rules.dates import date_words, local
from bot.rules.text import clean
from bot.views.community.peers import listed
from bot.views.desk.answers import ASK_A_PERSON
from bot.views.forms import form, radio, text_input
from bot.views.parts import (
    PARAGRAPH,
    Block,
    Card,
    actions,
    button,
    context,
    escape,
    header,
    linked,
    paragraphs,
    primary,
    quote,
    section,
)

CLOSE = "question.close"
TAKE = "question.take"
ANSWER = "question.answer"
FORM = "question.form"
KEEP = "question.keep"
REPLY = "question.reply"
WITHDRAW = "question.withdraw"

MOST = 10
TITLE = "Answer a question"
YES, NO = "yes", "no"

__all__ = [
    "ANSWER",
    "ASK_A_PERSON",
    "CLOSE",
    "FORM",
    "KEEP",
    "REPLY",
    "TAKE",
    "WITHDRAW",
    "answered",
    "closed",
    "closed_for",
    "form_to_answer",
    "handed_over",
    "not_helped",
    "overdue",
    "part",
    "sent",
    "still_waiting",
    "taken",
    "thanks",
    "waiting",
    "withdrawn",
]


def handed_over(text: str, found: Handover) -> Card:
    """For the asker: who has the question now, and when they hear."""
    who = "the organiser" if found.organisers == 1 else f"the {found.organisers} organisers"
    words = f"I have passed your question to {who}, with your name. You asked: “{escape(text)}”"
    told = f"I will send you the answer. If nobody has answered by {date_words(found.by)}, I will tell you."
    return Card(f"{words} {told}", (*paragraphs(words), context(told)))


def waiting(found: Asked) -> Card:
    """For one organiser: somebody waits for an answer."""
    words = f"<@{found.asker}> asked a question that I could not answer: “{escape(found.question.text)}”"
    hint = "Choose Answer, and I send them your words. It will close for all organisers."
    plain = f"A member asked a question that I could not answer: “{escape(found.question.text)}” {hint}"
    owned = [context(_owned(found.owner))] if found.owner else []
    return Card(plain, (*paragraphs(words), *owned, context(hint), _choices(found)))


def taken(found: Asked, *, by_you: bool) -> Card:
    """For the organiser who wanted to take it: whose it is, and the way to answer."""
    if by_you:
        words = "You have taken this question. I will remind you if it waits for 2 working days."
    else:
        words = f"{_owned(found.owner)} You can still answer it."
    told = f"<@{found.asker}> asked: “{escape(found.question.text)}”"
    blocks = (section(words), *paragraphs(told), _choices(found))
    return Card(words if by_you else "Another organiser has taken this question. You can still answer it.", blocks)


def part(found: Sequence[Asked], zone: str) -> list[Block]:
    """On the Organise page: the questions that wait, the oldest first, each with who asked, since when and whose."""
    blocks: list[Block] = [header("Questions that wait")]
    for number, asked in enumerate(found[:MOST], start=1):
        blocks += [section(_line(asked, zone)), _choices(asked, number)]
    hidden = len(found) - MOST
    if hidden > 0:
        words = "1 more question waits. It shows" if hidden == 1 else f"{hidden} more questions wait. They show"
        blocks.append(context(f"{words} as these are closed."))
    if not found:
        blocks.append(section("No question is waiting. Questions from members will show here."))
    return blocks


def closed_for(asked_on: date) -> Card:
    """For whoever asked: it was closed without an answer from us. Its words are gone by then."""
    words = (
        f"An organiser has closed your question of {date_words(asked_on)} without an answer here. "
        "They may have written to you themselves. You can ask again at any time."
    )
    return Card(words, (section(words),))


def closed(*, by_you: bool) -> Card:
    words = "Closed for all organisers." if by_you else "Somebody else has answered or closed this question."
    return Card(words, (section(words),))


def form_to_answer(found: Asked, note: str) -> dict[str, Any]:
    """The question, a box for the answer, and whether everybody is to have it."""
    told = f"<@{found.asker}> asked: “{escape(found.question.text)}”"
    goes = "I send it to them in a direct message, with your name."
    choices = ((NO, "No, it is for them alone"), (YES, "Yes. Let me check it first, without their name"))
    blocks = [
        *paragraphs(told),
        text_input("reply", "Your answer", lines=True, most=LONGEST_REPLY, hint=goes, optional=False),
        text_input("link", "A link to read more", most=1000, example="https://"),
        radio("keep", "Keep this answer for everybody?", choices, chosen=NO),
    ]
    return form(FORM, title=TITLE, submit="Send", blocks=blocks, note=note)


def sent(found: Asked, note: str) -> dict[str, Any]:
    """After sending: the answer can still be kept for everybody."""
    words = f"Thank you. Your answer is on its way to <@{found.asker}>."
    more = "Would it help others too? You can keep it for everybody. You check the words first."
    keep = [context(more), actions(button("Keep for everybody", KEEP, note))] if not found.question.kept_at else []
    return form(FORM, title=TITLE, close="Close", blocks=[section(words), *keep])


def answered(found: Asked) -> Card:
    """For the asker: an organiser's answer, in the organiser's words."""
    question, who = found.question, f"<@{found.owner}>" if found.owner else "An organiser"
    plain = f"An organiser has answered your question. You asked: “{escape(question.text)}”"
    told = f"{who} has answered your question. You asked: “{escape(question.text)}”"
    link = paragraphs(f"To read more: {linked(question.link)}") if question.link else []
    choices = actions(
        button("That helped", f"{REPLY}.helped", str(question.id)),
        button("Not quite", f"{REPLY}.not_quite", str(question.id)),
    )
    blocks = (*paragraphs(told), *paragraphs(linked(question.reply)), *link, choices)
    return Card(f"{plain} The answer: {escape(question.reply)}", blocks)


def overdue(found: Asked, zone: str) -> Card:
    """For its owner, or an organiser while nobody owns it: it has waited for 2 working days."""
    since = date_words(local(found.question.asked_at, zone).date())
    words = f"<@{found.asker}> has waited for an answer since {since}. They asked: “{escape(found.question.text)}”"
    whose = "You have taken it." if found.owner else "Nobody has taken it yet."
    told = f"{whose} I have told them that nobody has answered yet."
    plain = f"A question has waited since {since}: “{escape(found.question.text)}” {told}"
    return Card(plain, (*paragraphs(words), context(told), _choices(found)))


def still_waiting(found: Delay) -> Card:
    """For the asker: that nobody has answered, whom they can write to, and the way to stop waiting."""
    words = f"Nobody has answered your question yet. You asked: “{escape(found.asked.question.text)}”"
    who = f"<@{found.asked.owner}> has it." if found.asked.owner else "I have reminded the organisers."
    others = [slack_id for slack_id in found.organisers if slack_id != found.asked.owner][:3]
    write = listed([f"<@{slack_id}>" for slack_id in others])
    told = f"{who} I will send you the answer when there is one." + (
        f" You can also write to {write}." if write else ""
    )
    done = button("I no longer need it", WITHDRAW, str(found.asked.question.id))
    plain = f"{words} I will send you the answer when there is one."
    return Card(plain, (*paragraphs(words), section(told), actions(done)))


def withdrawn() -> Card:
    words = "Your question is closed, and its words are cleared. You can ask again at any time."
    return Card(words, (section(words),))


def thanks() -> Card:
    words = "Thank you. It is good to know that this helped."
    return Card(words, (section(words),))


def not_helped(text: str) -> Card:
    """For the asker of an answer that did not do: ask once more, in the same words or others."""
    words = "Thank you for saying so. You can ask a person once more, or write to me in other words."
    ask = [actions(button("Ask a person", ASK_A_PERSON, clean(text)))] if text else []
    return Card(words, (section(words), *ask))


def _line(found: Asked, zone: str) -> str:
    since = date_words(local(found.question.asked_at, zone).date())
    words = quote(found.question.text, PARAGRAPH - 200)
    return f"<@{found.asker}> asked on {since}: “{words}”\n{_owned(found.owner)}"


def _owned(owner: str | None) -> str:
    return f"<@{owner}> has taken it." if owner else "Nobody has taken it yet."


def _choices(found: Asked, number: int | None = None) -> Block:
    """Answer it, take it unless somebody has, or close it; the main button stands out where it is the only one."""
    which, text = str(found.question.id), clean(found.question.text)
    called = "this question" if number is None else f"question {number}"
    answer = button("Answer", ANSWER, which, spoken=f"Answer {called}: {text}")
    take = [] if found.owner else [button("I'll take it", TAKE, which, spoken=f"I'll take {called}: {text}")]
    close = button("Close without an answer", CLOSE, which, spoken=f"Close without an answer {called}: {text}")
    return actions(primary(answer) if number is None else answer, *take, close)
