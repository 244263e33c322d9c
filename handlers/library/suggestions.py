"""What happens when somebody suggests a resource, and when an organiser decides."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy.orm import Session

from bot.community import characteristics, members
from bot.errors import CommunityError, JoinFirst
from bot.library import suggestions
from bot.rules import addresses, drafts
from bot.rules.drafts import Draft, Typed
from bot.rules.words import ResourceStatus
from bot.tools import Tools
from bot.views.home import Page
from bot.views.library import suggestions as view
from handlers import home, intentions, replies
from handlers.connection.rounds import organiser_of
from handlers.door import Caller, Form, read_form, read_number, read_press, read_shortcut

Ack = Callable[..., Any]


def ask(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Suggest a resource, by a button."""
    press = read_press(body)
    with tools.db.read(press.caller.workspace) as session:
        shown = asking(session, press.caller)
    replies.open_form(tools, press, shown)
    ack()


def ask_by_shortcut(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """The same from anywhere, or with the links of a message; whose message it was is neither read nor kept."""
    shortcut = read_shortcut(body)
    links = addresses.in_message(shortcut.message) if shortcut.message is not None else []
    note = view.from_message(links) if shortcut.message is not None else ""
    with tools.db.read(shortcut.caller.workspace) as session:
        try:
            shown = asking(session, shortcut.caller, links=links, note=note)
        except CommunityError as error:
            shown = view.unfit(error.words)
    tools.slack.open_form(shortcut.caller.workspace, shortcut.trigger, shown)
    ack()


def asking(session: Session, caller: Caller, *, links: Sequence[str] = (), note: str = "") -> dict[str, Any]:
    """The form; raises JoinFirst for a stranger."""
    member = members.find(session, caller.slack_id)
    if not (members.has_joined(member) or members.is_organiser(member)):
        raise JoinFirst
    themes = characteristics.every(session)
    return view.suggest(themes, suggestions.kinds(session), links=links, from_message=note)


def suggest(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """The form is sent."""
    form = read_form(body)
    with intentions.begin(tools, form) as intention:
        session = intention.session
        draft = _draft(session, form)
        member = members.find(session, form.caller.slack_id)
        if intention.is_first:
            shown = view.sent(suggestions.suggest(session, member, draft, now=intention.now))
        else:
            shown = view.sent(suggestions.like(session, draft))
    ack(response_action="update", view=shown)


def show(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """The suggestions that wait, for an organiser."""
    press = read_press(body)
    with tools.db.read(press.caller.workspace) as session:
        organiser_of(session, press.caller)
        card = view.listing(suggestions.waiting(session))
    replies.replace(tools, press, card)
    ack()


def approve(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """From a message, which then says so, or in the list, which goes on with what is left."""
    press = read_press(body)
    which, _, place = press.value.partition(":")
    with intentions.begin(tools, press) as intention:
        organiser = organiser_of(intention.session, press.caller)
        found = suggestions.approve(intention.session, read_number(which), organiser, now=intention.now)
        card, left = view.decided(found), suggestions.waiting(intention.session)
    if place == view.LISTED:
        replies.replace(tools, press, view.listing(left, note=card.text))
    else:
        replies.confirm(tools, press, card)
    ack()


def ask_change(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Change: the form, filled in."""
    press = read_press(body)
    with tools.db.read(press.caller.workspace) as session:
        organiser_of(session, press.caller)
        found = suggestions.to_change(session, read_number(press.value.partition(":")[0]))
        shown = view.change(found, characteristics.every(session), suggestions.kinds(session))
    replies.open_form(tools, press, shown)
    ack()


def change(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """What was changed is kept; a suggestion is approved with it."""
    form = read_form(body)
    with intentions.begin(tools, form) as intention:
        session = intention.session
        organiser = organiser_of(session, form.caller)
        draft = _draft(session, form)
        if intention.is_first:
            decision = suggestions.approve(session, read_number(form.note), organiser, draft, now=intention.now)
        else:
            decision = suggestions.stands(session, read_number(form.note), organiser)
        is_kept = decision.item.resource.status is ResourceStatus.APPROVED and decision.by_you
        shown = view.changed(decision.item) if is_kept else view.too_late(decision)
    ack(response_action="update", view=shown)
    home.refresh(tools, form.caller, page=Page.ORGANISE)


def ask_why_not(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Decline: the form for the reason."""
    press = read_press(body)
    with tools.db.read(press.caller.workspace) as session:
        organiser = organiser_of(session, press.caller)
        which = read_number(press.value.partition(":")[0])
        found = suggestions.find(session, which)
        decision = None if found else suggestions.stands(session, which, organiser)
    if found is None and decision is not None:
        replies.confirm(tools, press, view.decided(decision))
    elif found is not None:
        replies.open_form(tools, press, view.decline(found.item))
    ack()


def decline(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    form = read_form(body)
    with intentions.begin(tools, form) as intention:
        session = intention.session
        organiser = organiser_of(session, form.caller)
        which, reason = read_number(form.note), form.text("reason")
        shown = view.declined(suggestions.decline(session, which, organiser, reason, now=intention.now))
    ack(response_action="update", view=shown)
    home.refresh(tools, form.caller, page=Page.ORGANISE)


def _draft(session: Session, form: Form) -> Draft:
    typed = Typed(
        address=form.text("address"),
        title=form.text("title"),
        about=form.text("about"),
        characteristic=read_number(form.text("characteristic")) or None,
        kind=form.text("kind"),
        length=form.text("length"),
    )
    return drafts.read(typed, kinds=suggestions.kinds(session))
