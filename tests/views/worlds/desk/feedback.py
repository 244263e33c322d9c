"""What members said of answers, to fill views in with."""

from bot.answers.findings import FactFound
from bot.desk.feedback import Missed, Unanswered, Unhelpful
from bot.rules.words import Verdict
from bot.views.desk import feedback
from bot.views.parts import actions
from tests.views.worlds.base import Fill, World
from tests.views.worlds.desk.answers import fact
from tests.views.worlds.desk.questions import asked


def unanswered(w: World, number: int) -> Unanswered:
    return Unanswered(f"{number:032}", w.say("who leads the walk?", 200, number), number)


def unhelpful(w: World, number: int) -> Unhelpful:
    reasons = {Verdict.WRONG: 2, Verdict.TOO_LONG: 1} | ({Verdict.NOT_QUITE: 1} if w.is_worst else {})
    title = w.publish("Where the walk begins", 300, number)
    told = w.say("where do we begin?", 200, number)
    return Unhelpful(("fact", number), title, reasons, number - 1, told, is_lesson=number == 1)


def missed(w: World) -> Missed:
    return Missed(
        tuple(unanswered(w, number) for number in w.count(2, 30)),
        tuple(unhelpful(w, number) for number in w.count(2, 30)),
    )


OTHERS = Missed(
    (),
    (
        Unhelpful(("events", 0), None, {Verdict.HARD: 1}, 0, ""),
        Unhelpful(("reply", 0), None, {Verdict.NOT_QUITE: 1}, 0, ""),
        Unhelpful(("fact", 9), None, {Verdict.OUT_OF_DATE: 1}, 0, ""),
    ),
)

VIEWS: dict[str, Fill] = {
    "feedback.choices": lambda w: [actions(*feedback.choices(FactFound(fact(w)), asked(w)))],
    "feedback.ask_a_person": lambda w: [actions(feedback.ask_a_person(asked(w)))],
    "feedback.thanks": lambda _: feedback.thanks(),
    "feedback.why": lambda w: feedback.why(("fact", 1), asked(w)),
    "feedback.noted": lambda w: feedback.noted(asked(w)),
    "feedback.part": lambda w: feedback.part(missed(w)),
    "feedback.weekly": lambda w: feedback.weekly(missed(w)),
    "feedback.listing": lambda w: feedback.listing(missed(w)),
    "feedback.listing, many items": lambda _: feedback.listing(OTHERS),
    "feedback.listing, none": lambda _: feedback.listing(Missed((), ()), note="Off the list."),
}
