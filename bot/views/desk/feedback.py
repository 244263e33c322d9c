"""What members can say of an answer, and what organisers read of it."""

from bot.answers.findings import Finding
from bot.answers.reasons import Outcome
from bot.answers.subjects import Subject, subject
from bot.desk.feedback import Missed, Unanswered, Unhelpful
from bot.rules.text import clean
from bot.rules.words import Verdict
from bot.views.community.peers import listed
from bot.views.parts import Block, Card, actions, button, context, escape, header, quote, section, shorten

ASK_A_PERSON = "question.ask_a_person"
HELPFUL = "feedback.helpful"
NOT_QUITE = "feedback.not_quite"
REASON = "feedback.reason"
LIST = "feedback.list"
ADD = "feedback.add"
CHANGE = "feedback.change"
LEAVE = "feedback.leave"

MOST = 5
_LABELS = {
    Verdict.WRONG: "It is wrong",
    Verdict.OUT_OF_DATE: "Out of date",
    Verdict.NOT_ASKED: "Not what I asked",
    Verdict.HARD: "Hard to understand",
    Verdict.TOO_LONG: "Too long",
}
_COUNTED = {
    Verdict.WRONG: "wrong",
    Verdict.OUT_OF_DATE: "out of date",
    Verdict.NOT_ASKED: "not what was asked",
    Verdict.HARD: "hard to understand",
    Verdict.TOO_LONG: "too long",
    Verdict.NOT_QUITE: "no reason given",
}
_MANY = {
    "events": "Lists of events",
    "resources": "Lists of resources",
    "contacts": "Whom to write to",
    "characteristics": "The list of characteristics",
    "people": "People who are named",
    "community": "What the community is",
    "organisations": "Lists of organisations",
    "challenges": "The list of challenges",
    "reply": "Answers that organisers sent to one person",
}
_GONE = "An answer that is not here any more"


def choices(finding: Finding, question: str) -> list[Block]:
    """For the last row of an answer: whether it helped. There is nothing to say where nothing was found."""
    if finding.outcome is not Outcome.ANSWERED:
        return []
    value = _value(subject(finding), question)
    return [button("Helpful", HELPFUL, value), button("Not quite", NOT_QUITE, value)]


def ask_a_person(question: str) -> Block:
    return button("Ask a person", ASK_A_PERSON, _asked(question) or "?")


def thanks() -> Card:
    words = "Thank you. That tells us that this answer is of use."
    return Card(words, (section(words),))


def why(about: Subject, question: str) -> Card:
    """One press says what was not right."""
    words = "Thank you for saying so. What was not right? I keep what you choose, and not who chose it."
    value = _value(about, question)
    reasons = [button(label, f"{REASON}.{verdict.name.lower()}", value) for verdict, label in _LABELS.items()]
    return Card(words, (section(words), actions(*reasons)))


def noted(question: str) -> Card:
    """After the reason: that organisers will see it, and the way to a person."""
    words = "Thank you. Organisers see once a week which answers did not help. A person can answer this for you."
    return Card(words, (section(words), actions(ask_a_person(question))))


def part(found: Missed) -> list[Block]:
    """On the Organise page: how much was missed, and the way to the list."""
    if not found.count:
        return []
    return [header("What was missed"), section(_counts(found)), actions(button("See what was missed", LIST, "0"))]


def weekly(found: Missed) -> Card:
    """For one organiser on a Monday: what was missed in the last week."""
    words = f"In the last week: {_counts(found)}"
    title = header("What members could not find")
    return Card(words, (title, section(words), *_rows(found)))


def listing(found: Missed, *, note: str = "") -> Card:
    """All that was missed in 90 days, the most asked first."""
    words = _counts(found) if found.count else "Nothing was missed. What I do not know will show here."
    opening = [section(note)] if note else []
    return Card(f"{note} {words}".strip(), (header("What was missed"), *opening, section(words), *_rows(found)))


def _rows(found: Missed) -> list[Block]:
    rows = [block for number, one in enumerate(found.unanswered[:MOST], start=1) for block in _unknown(one, number)]
    rows += [block for number, one in enumerate(found.unhelpful[:MOST], start=1) for block in _bad(one, number)]
    hidden = max(0, len(found.unanswered) - MOST) + max(0, len(found.unhelpful) - MOST)
    told = f"{hidden} more {'does' if hidden == 1 else 'do'} not show. They show as these are dealt with."
    return [*rows, context("I keep no names of who asked, and clear this after 90 days."), *_more(hidden, told)]


def _more(hidden: int, told: str) -> list[Block]:
    return [context(told)] if hidden else []


def _unknown(found: Unanswered, number: int) -> list[Block]:
    times = "" if found.count == 1 else f" {found.count} members asked this."
    called = f"question {number}: {found.text}"
    add = button("Add an answer", ADD, f"nothing 0 {found.topic}", spoken=f"Add an answer to {called}")
    leave = button("Leave it", LEAVE, f"nothing 0 {found.topic}", spoken=f"Leave {called}")
    return [section(f"I did not know: “{quote(found.text, 900)}”{times}"), actions(add, leave)]


def _bad(found: Unhelpful, number: int) -> list[Block]:
    kind, item = found.subject
    title = escape(found.title) if found.title else _MANY.get(kind, _GONE)
    reasons = listed([f"{count} {_COUNTED[verdict]}" for verdict, count in found.reasons.items()])
    helped = f" It helped {found.helpful}." if found.helpful else ""
    asked = f" Asked last: “{quote(found.asked, 900)}”" if found.asked else ""
    called, value = f"answer {number}: {found.title or _MANY.get(kind, _GONE)}", f"{kind} {item} -"
    change = button("Change the answer", CHANGE, value, spoken=f"Change {called}")
    add = button("Add an answer", ADD, value, spoken=f"Add one beside {called}")
    leave = button("Leave it", LEAVE, value, spoken=f"Leave {called}")
    told = f"*{shorten(title, 900)}* did not help: {reasons}.{helped}{asked}"
    return [section(told), actions(change if found.is_lesson else add, leave)]


def _counts(found: Missed) -> str:
    told = [
        _counted(len(found.unanswered), "question had", "questions had", "no answer"),
        _counted(len(found.unhelpful), "answer did", "answers did", "not help"),
    ]
    return f"{listed([words for words in told if words])}."


def _counted(count: int, one: str, many: str, what: str) -> str:
    return f"{count} {one if count == 1 else many} {what}" if count else ""


def _value(about: Subject, question: str) -> str:
    return f"{about[0]} {about[1]} {_asked(question)}"


def _asked(question: str) -> str:
    return shorten(clean(question), 1_000)
