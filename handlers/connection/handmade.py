"""What happens when an organiser introduces people by hand."""

import secrets
from collections.abc import Callable
from typing import Any

from bot.connection import handmade
from bot.connection.handmade import FIELDS, Asked, Doubtful
from bot.tools import Tools
from bot.views.connection import handmade as view
from bot.views.home import Page
from handlers import home, intentions
from handlers.connection.rounds import SEEDS, organiser_of
from handlers.door import Form, read_form, read_press

Ack = Callable[..., Any]


def ask(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Open the form."""
    press = read_press(body)
    with tools.db.read(press.caller.workspace) as session:
        organiser_of(session, press.caller)
    tools.slack.open_form(press.caller.workspace, press.trigger, view.ask(Asked(())))
    ack()


def introduce(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Introduce them, or show the same form with what to think of first; that leaves no trace."""
    form = read_form(body)
    asked = _read(form)
    try:
        shown = _introduce(tools, form, asked)
    except Doubtful as doubtful:
        ack(response_action="update", view=view.ask(asked, doubtful.doubts, doubtful.zone))
        return
    home.refresh(tools, form.caller, page=Page.ORGANISE)
    ack(response_action="update", view=shown)


def _introduce(tools: Tools, form: Form, asked: Asked) -> dict[str, Any]:
    with intentions.begin(tools, form) as intention:
        organiser_of(intention.session, form.caller)
        if intention.is_first:
            seed = secrets.randbelow(SEEDS)
            handmade.introduce(intention.session, asked, now=intention.now, seed=seed)
        return view.done(handmade.named(intention.session, asked))


def _read(form: Form) -> Asked:
    people = tuple(chosen for field in FIELDS if (chosen := form.text(field)))
    return Asked(people, form.text("question"), accepted=frozenset(form.note.split(",")))
