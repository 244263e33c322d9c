"""Whoever reflects: a member who has joined, what they typed into a form, and what that form carries unseen."""

from dataclasses import dataclass
from typing import Self

from sqlalchemy.orm import Session

from bot.community import members
from bot.errors import InvalidField, NotFound
from bot.reflection import reflections
from bot.reflection.plans import Intention
from bot.reflection.reflections import Words
from bot.rules.words import Form as Way
from db.models import Member
from handlers.door import Caller, Form, read_choice, read_number

NEW, EDIT = "new", "edit"
ASKED = ":asked"
ID_LENGTH = 36
BOXES = reflections.BOXES[Way.GIBBS]

_LEFT = "You have left, so I cannot keep this. Copy your text, then join again from my Home tab."


@dataclass(frozen=True)
class Note:
    """A new reflection on this prompt, in this way; or one that is changed. `was_asked` once the nudge was shown."""

    prompt: int = 0
    characteristic: int = 0
    asking: int = 0
    way: Way = Way.WHAT
    reflection: str = ""
    was_asked: bool = False

    @classmethod
    def read(cls, text: str) -> Self:
        what, _, about = text.removesuffix(ASKED).partition(":")
        if what == EDIT:
            return cls(reflection=about, was_asked=text.endswith(ASKED))
        prompt, characteristic, asking, way = f"{about}:::".split(":")[:4]
        found = read_choice(Way, way or Way.WHAT.name)
        numbers = (read_number(prompt), read_number(characteristic), read_number(asking))
        return cls(*numbers, way=found, was_asked=text.endswith(ASKED))

    def __str__(self) -> str:
        new = f"{NEW}:{self.prompt}:{self.characteristic}:{self.asking}:{self.way.name}"
        return (f"{EDIT}:{self.reflection}" if self.reflection else new) + (ASKED if self.was_asked else "")


def author(session: Session, caller: Caller) -> Member:
    """The member who presses; raises NotFound for who has not joined, as if there were nothing."""
    found = members.find(session, caller.slack_id)
    if found is None or not members.has_joined(found):
        raise NotFound
    return found


def author_of(session: Session, form: Form, *, field: str = "what") -> Member:
    """The member who sends a form; who has left keeps their text, and is told beside this field."""
    found = members.find(session, form.caller.slack_id)
    if found is None or not members.has_joined(found):
        raise InvalidField(field, _LEFT)
    return found


def typed(form: Form) -> Words:
    """What stands in the form, letter by letter, whether or not it could be kept."""
    when, then = form.text("when"), form.text("then")
    plan = Intention(when, then) if when or then else None
    return Words.of({box: form.text(box) for box in BOXES}, plan)


def read_words(form: Form) -> Words:
    """What is to be kept; raises InvalidField when that is nothing, or half a plan."""
    boxes = {box: form.text(box) for box in BOXES}
    return reflections.read_words(when=form.text("when"), then=form.text("then"), **boxes)
