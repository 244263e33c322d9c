"""What happens in My reflections: a member turns pages, deletes, and adds what came of talking it over."""

from collections.abc import Callable
from typing import Any

from bot import workspaces
from bot.community import characteristics, signposts
from bot.errors import NotFound
from bot.reflection import reflections
from bot.reflection.reflections import Sought, Words
from bot.rules import identifying
from bot.tools import Tools
from bot.views import home as home_view
from bot.views.reflection import kept as view
from handlers import home, intentions, replies
from handlers.door import Form, Press, read_form, read_number, read_press
from handlers.intentions import Intention
from handlers.reflection import sharing
from handlers.reflection.authors import ASKED, ID_LENGTH, author, author_of

Ack = Callable[..., Any]

_STILL_SHOWS = "I could not take down what you shared, so nothing is deleted. Try again in a minute."


def turn_page(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Older or newer ones; they are only ever shown in their author's own Home tab."""
    press = read_press(body)
    with tools.db.read(press.caller.workspace) as session:
        member = author(session, press.caller)
        page = reflections.page(session, tools.vault, member, _sought(press.value))
        blocks = view.listing(page, characteristics.every(session), workspaces.zone_of(session, member))
    tools.slack.show_home(press.caller.workspace, press.caller.slack_id, home_view.beside(blocks))
    ack()


def delete(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """For good: what was shared of it is taken down first, so that nothing is left of which nobody knows."""
    press = read_press(body)
    with tools.db.read(press.caller.workspace) as session:
        is_shared = reflections.is_shared(session, author(session, press.caller), press.value)
    if is_shared and not sharing.withdraw(tools, press, press.value):
        raise NotFound(_STILL_SHOWS)
    with intentions.begin(tools, press, once=f"erase:{press.value[:ID_LENGTH]}") as intention:
        if intention.is_first:
            _erase(intention, press)
    replies.confirm(tools, press, view.deleted())
    ack()


def ask_what_came(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    """Discussed with a peer: a small form, with what is in it."""
    press = read_press(body)
    with tools.db.read(press.caller.workspace) as session:
        entry = reflections.read(session, tools.vault, author(session, press.caller), press.value)
        text = entry.words.discussed if entry.words else ""
        shown = view.discussing(entry, text, signposts.every(session), note=press.value)
    tools.slack.open_form(press.caller.workspace, press.trigger, shown)
    ack()


def keep_what_came(ack: Ack, body: dict[str, Any], tools: Tools) -> None:
    form = read_form(body)
    words = Words(discussed=form.text("discussed"))
    if words.details and not form.note.endswith(ASKED):
        ack(response_action="update", view=_asked_once(tools, form))
        return
    with intentions.begin(tools, form) as intention:
        member = author_of(intention.session, form, field="discussed")
        if intention.is_first:
            reflection = form.note.removesuffix(ASKED)
            reflections.discuss(intention.session, tools.vault, member, reflection, words.discussed)
        posts = signposts.every(intention.session) if words.tells_of_distress else None
    home.refresh(tools, form.caller)
    ack(response_action="update", view=view.discussed(posts))


def _asked_once(tools: Tools, form: Form) -> dict[str, Any]:
    text = form.text("discussed")
    with tools.db.read(form.caller.workspace) as session:
        member = author_of(session, form, field="discussed")
        entry = reflections.read(session, tools.vault, member, form.note)
        found = identifying.details(text)
        return view.discussing(entry, text, signposts.every(session), details=found, note=f"{form.note}{ASKED}")


def _erase(intention: Intention, press: Press) -> None:
    """Raises NotFound for what this member has not written: somebody else's is no more to be found than nothing."""
    member = author(intention.session, press.caller)
    if not reflections.erase(intention.session, member, press.value):
        raise NotFound


def _sought(value: str) -> Sought:
    characteristic, oldest_first, number = f"{value}::".split(":")[:3]
    return Sought(read_number(characteristic), oldest_first == "1", read_number(number))
