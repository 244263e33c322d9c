"""What happens with plans: shown to their author, answered, changed and let go, all in forms that nobody else sees."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from bot import workspaces
from bot.community import members
from bot.connection import introductions
from bot.errors import CommunityError, InvalidField, NotFound
from bot.reflection import followups, plans, prompts
from bot.reflection.reflections import Words
from bot.rules.dates import local
from bot.rules.identifying import Detail
from bot.rules.text import clean
from bot.rules.words import Hindrance, Outcome
from bot.tools import Tools
from bot.views import home as home_view
from bot.views.reflection import plans as view
from db.models import Member
from handlers import home, intentions, replies
from handlers.door import Form, Press, read_choice, read_form, read_number, read_press
from handlers.intentions import Intention
from handlers.reflection import authors, reflections
from handlers.reflection.authors import ASKED

Ack = Callable[..., Any]
Modal = dict[str, Any]

_LEFT = "You have left, so I cannot keep this."
_NO_WHEN = "Say when. To let the plan go, close this form and open my Home tab."
_NO_THEN = "Say what you will do. To let the plan go, close this form and open my Home tab."


def show(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Show, on the card that asks and in the Home tab: the member's own words, in a form."""
    press = read_press(body)
    with tools.db.read(press.caller.workspace) as session:
        member = _member(session, press)
        found = followups.mine(session, press.value, member)
        shown = view.showing(followups.words(session, tools.vault, found, member), found)
    tools.slack.open_form(press.caller.workspace, press.trigger, shown)
    ack()


def answer(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Did it, Partly, Not yet, Let it go."""

    def say(intention: Intention, member: Member, press: Press) -> Modal:
        name, _, plan = press.value.partition(":")
        outcome = read_choice(Outcome, name)
        if not intention.is_first:
            found = followups.mine(intention.session, plan, member)
        else:
            found = followups.answer(intention.session, plan, member, outcome, now=intention.now)
        return view.answered(found) if found.is_closed else view.reasons(found)

    _turn_into(tools, read_press(body), say)
    ack()


def explain(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """What got in the way, and what may help."""

    def say(intention: Intention, member: Member, press: Press) -> Modal:
        name, _, plan = press.value.partition(":")
        hindrance = None if name == view.UNSAID else read_choice(Hindrance, name)
        return view.help_with(followups.explain(intention.session, plan, member, hindrance))

    _turn_into(tools, read_press(body), say)
    ack()


def take_up(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """I am in, for introductions, after a plan that had no chance."""

    def say(intention: Intention, member: Member, _press: Press) -> Modal:
        if intention.is_first:
            introductions.take_up(member)
        return view.introduced()

    _turn_into(tools, read_press(body), say)
    ack()


def reflect(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Reflect, on a prompt that may help with a plan: the form takes the place of the prompt."""

    def pose(intention: Intention, member: Member, press: Press) -> Modal:
        prompt, _, characteristic = press.value.partition(":")
        posed = prompts.pose(intention.session, read_number(prompt), read_number(characteristic))
        return reflections.form_on(intention.session, member, posed)

    _turn_into(tools, read_press(body), pose)
    ack()


def ask_to_change(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Change, below a plan that was just saved."""

    def ask(intention: Intention, member: Member, press: Press) -> Modal:
        session = intention.session
        found = followups.mine(session, press.value, member)
        if found.is_closed:
            return view.answered(found)
        tomorrow = _tomorrow(session, member, now=intention.now)
        return view.changing(followups.words(session, tools.vault, found, member), found, tomorrow=tomorrow)

    _turn_into(tools, read_press(body), ask)
    ack()


def change(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    form = read_form(body)
    read = _read_words(form)
    if (details := Words(plan=read).details) and not form.note.endswith(ASKED):
        ack(response_action="update", view=_asked_once(tools, form, read, details))
        return
    plan = form.note.removesuffix(ASKED)
    with intentions.begin(tools, form) as intention:
        session, member = intention.session, members.find(intention.session, form.caller.slack_id)
        if member is None or not members.has_joined(member):
            raise InvalidField("when", _LEFT)
        found = followups.mine(session, plan, member)
        if intention.is_first:
            day = form.text("day")
            found = followups.change(session, tools.vault, plan, member, read, day=day, now=intention.now)
    home.refresh(tools, form.caller)
    ack(response_action="update", view=view.changed(read, found))


def close(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Let it go, in the Home tab."""
    press = read_press(body)
    with intentions.begin(tools, press) as intention:
        member = _member(intention.session, press)
        found = followups.answer(intention.session, press.value, member, Outcome.LET_GO, now=intention.now)
    replies.confirm(tools, press, view.closed(found))
    ack()


def turn_page(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    press = read_press(body)
    with tools.db.read(press.caller.workspace) as session:
        page = followups.open_ones(session, _member(session, press), number=read_number(press.value))
    tools.slack.show_home(press.caller.workspace, press.caller.slack_id, home_view.beside(view.page_card(page)))
    ack()


def _turn_into(tools: Tools, press: Press, say: Callable[[Intention, Member, Press], Modal]) -> None:
    """Do what the press means and show what came of it where the button was; what is gone is said there too."""
    try:
        with intentions.begin(tools, press) as intention:
            shown = say(intention, _member(intention.session, press), press)
    except CommunityError as error:
        if not press.open_form:
            raise
        shown = view.told(error.words)
    tools.slack.turn_form(press.caller.workspace, press.open_form or "", shown)


def _asked_once(tools: Tools, form: Form, read: plans.Intention, details: Sequence[Detail]) -> Modal:
    """The same form with what was typed, and the question whether somebody could work out who it is."""
    with tools.db.read(form.caller.workspace) as session:
        member = authors.author_of(session, form, field="when")
        found = followups.mine(session, form.note, member)
        tomorrow = _tomorrow(session, member, now=tools.clock.now())
        note = f"{form.note}{ASKED}"
        return view.changing(read, found, tomorrow=tomorrow, details=details, day=form.text("day"), note=note)


def _tomorrow(session: Session, member: Member, *, now: datetime) -> date:
    return local(now, workspaces.zone_of(session, member)).date() + timedelta(days=1)


def _read_words(form: Form) -> plans.Intention:
    found = plans.Intention(clean(form.text("when")), clean(form.text("then")))
    if not found.when:
        raise InvalidField("when", _NO_WHEN)
    if not found.then:
        raise InvalidField("then", _NO_THEN)
    return found


def _member(session: Session, press: Press) -> Member:
    found = members.find(session, press.caller.slack_id)
    if found is None or not members.has_joined(found):
        raise NotFound
    return found
