"""What happens when a person does something in Slack: this table is the map of everything that they can do."""

import re
from collections.abc import Callable
from typing import Any

from slack_bolt import App

from bot.rules.commands import Commands
from bot.tools import Tools
from bot.views import answers
from bot.views import events as events_view
from bot.views import home as home_view
from bot.views import members as members_view
from bot.views import questions as questions_view
from handlers import arrivals, errors, events, home, members, questions, unknown

ANYTHING = re.compile(".*")


def register(app: App, tools: Tools) -> None:
    """Hand `tools` to every listener and say which listener answers what. The first that fits wins."""
    app.middleware(_hand_over(tools))
    app.middleware(arrivals.welcome)
    app.error(errors.explain)

    commands = Commands(tools.settings.command_prefix)
    app.command(commands.community)(members.page)
    app.command(commands.events)(events.list_upcoming)
    app.command(commands.ask)(questions.ask)

    app.event("app_home_opened")(home.opened)
    app.event("app_mention")(questions.mentioned)
    app.event("message")(questions.told)

    app.action(_any_of(events_view.RSVP))(events.answer)
    app.action(_any_of(events_view.LIST))(events.turn_page)
    app.action(_any_of(events_view.LIST_PAST))(events.turn_back)
    app.action(events_view.SHOW)(events.show)
    app.action(members_view.JOIN)(members.join)
    app.action(members_view.JOIN_AND_ANSWER)(events.join_and_answer)
    app.action(members_view.ASK_TO_LEAVE)(members.ask_to_leave)
    app.action(members_view.LEAVE)(members.leave)
    app.action(members_view.STAY)(members.stay)
    app.action(answers.ASK_A_PERSON)(questions.ask_a_person)
    app.action(questions_view.CLOSE)(questions.close)
    app.action(home_view.BACK)(home.back)

    app.command(ANYTHING)(unknown.command)
    app.action(ANYTHING)(unknown.press)
    app.view(ANYTHING)(unknown.form)
    app.shortcut(ANYTHING)(unknown.shortcut)
    app.event(ANYTHING)(unknown.event)


def _any_of(family: str) -> re.Pattern[str]:
    """Buttons that differ only in a last word, because Slack wants each in a row to have a name of its own."""
    return re.compile(rf"^{re.escape(family)}\.\w+$")


def _hand_over(tools: Tools) -> Callable[..., Any]:
    def hand_over(context: dict[str, Any], next: Callable[[], Any]) -> None:  # noqa: A002 - Bolt's own name
        context["tools"] = tools
        next()

    return hand_over
