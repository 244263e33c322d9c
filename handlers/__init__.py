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
from bot.views import introductions as introductions_view
from bot.views import joining as joining_view
from bot.views import meetings as meetings_view
from bot.views import members as members_view
from bot.views import programmes as programmes_view
from bot.views import prompts as prompts_view
from bot.views import questions as questions_view
from bot.views import reflections as reflections_view
from bot.views import repairs as repairs_view
from bot.views import resources as resources_view
from bot.views import rounds as rounds_view
from bot.views import troubles as troubles_view
from handlers import (
    arrivals,
    errors,
    events,
    home,
    installations,
    introductions,
    joining,
    meetings,
    members,
    people,
    programmes,
    questions,
    reflections,
    repairs,
    resources,
    rounds,
    troubles,
    unknown,
)

ANYTHING = re.compile(".*")


def register(app: App, tools: Tools) -> None:
    """Hand `tools` to every listener and say which listener answers what. The first that fits wins."""
    app.middleware(_hand_over(tools))
    app.middleware(arrivals.turn_away)
    app.middleware(arrivals.Welcome())
    app.error(errors.explain)

    commands = Commands(tools.settings.command_prefix)
    app.command(commands.community)(members.page)
    app.command(commands.events)(events.list_upcoming)
    app.command(commands.ask)(questions.ask)
    app.command(commands.resources)(resources.look)
    app.command(commands.reflect)(reflections.reflect)
    app.command(commands.connect)(introductions.connect)

    app.event("app_home_opened")(home.opened)
    app.event("app_mention")(questions.mentioned)
    app.event("message")(questions.told)
    app.event("user_change")(people.changed)
    app.event("app_uninstalled")(installations.taken_away)
    app.event("tokens_revoked")(installations.revoked)

    app.action(_any_of(events_view.RSVP))(events.answer)
    app.action(_any_of(events_view.LIST))(events.turn_page)
    app.action(_any_of(events_view.LIST_PAST))(events.turn_back)
    app.action(events_view.SHOW)(events.show)
    app.action(events_view.REST)(events.show_rest)
    app.action(members_view.JOIN)(joining.ask)
    app.action(joining_view.SETTINGS)(joining.ask)
    app.view(joining_view.FORM)(joining.save)
    app.action(joining_view.ASK_TO_PAUSE)(joining.ask_to_pause)
    app.view(joining_view.PAUSE_FORM)(joining.pause)
    app.action(joining_view.RESUME)(joining.resume)
    app.action(members_view.JOIN_AND_ANSWER)(joining.ask_and_answer)
    app.action(members_view.ASK_TO_LEAVE)(members.ask_to_leave)
    app.action(members_view.LEAVE)(members.leave)
    app.action(members_view.STAY)(members.stay)
    _register_questions(app)
    _register_reflections(app)
    app.action(resources_view.BROWSE)(resources.browse)
    app.action(_any_of(resources_view.BROWSE))(resources.turn_library)
    app.action(resources_view.ANOTHER)(resources.suggest_another)
    app.action(_any_of(resources_view.SEARCH))(resources.turn_page)
    app.action(_any_of(resources_view.SHELF))(resources.open_shelf)
    app.action(introductions_view.JOIN)(introductions.join)
    app.action(introductions_view.STOP)(introductions.stop)
    _register_meetings(app)
    _register_organisers(app)
    app.action(home_view.BACK)(home.back)

    app.command(ANYTHING)(unknown.command)
    app.action(ANYTHING)(unknown.press)
    app.view(ANYTHING)(unknown.form)
    app.shortcut(ANYTHING)(unknown.shortcut)
    app.event(ANYTHING)(unknown.event)


def _register_questions(app: App) -> None:
    app.action(answers.ASK_A_PERSON)(questions.ask_a_person)
    app.action(_any_of(answers.MEANT))(questions.choose)


def _register_reflections(app: App) -> None:
    app.action(prompts_view.REFLECT)(reflections.reflect_on)
    app.action(reflections_view.NEW)(reflections.reflect_now)
    app.action(reflections_view.EDIT)(reflections.edit)
    app.action(reflections_view.DELETE)(reflections.delete)
    app.action(_any_of(reflections_view.TURN))(reflections.turn_page)
    app.view(reflections_view.FORM)(reflections.save)


def _register_meetings(app: App) -> None:
    app.action(_any_of(programmes_view.TURNOUT))(programmes.turn_out)
    app.action(_any_of(meetings_view.MET))(meetings.answer)
    app.action(_any_of(meetings_view.USEFUL))(meetings.rate)
    app.action(repairs_view.CANNOT)(repairs.ask)
    app.view(repairs_view.CANNOT_FORM)(repairs.withdraw)
    app.action(repairs_view.ANOTHER)(repairs.find_another)
    app.action(repairs_view.GIVE_UP)(repairs.give_up)
    app.action(meetings_view.REMARK)(meetings.remark)
    app.view(meetings_view.REMARK_FORM)(meetings.save_remark)


def _register_organisers(app: App) -> None:
    app.action(questions_view.CLOSE)(questions.close)
    app.action(troubles_view.AGAIN)(troubles.send_again)
    app.action(troubles_view.DISCARD)(troubles.discard)
    app.action(troubles_view.ALL_AGAIN)(troubles.send_all_again)
    app.action(troubles_view.DISCARD_ALL)(troubles.discard_all)
    app.action(rounds_view.PREVIEW)(rounds.preview)
    app.action(rounds_view.REDRAW)(rounds.redraw)
    app.action(rounds_view.SEND)(rounds.send)
    app.action(rounds_view.CANCEL)(rounds.cancel)
    app.action(programmes_view.RHYTHM)(programmes.ask_rhythm)
    app.view(programmes_view.RHYTHM_FORM)(programmes.keep_rhythm)
    app.action(programmes_view.STOP)(programmes.stop_rhythm)


def _any_of(family: str) -> re.Pattern[str]:
    """Buttons that differ only in a last word, because Slack wants each in a row to have a name of its own."""
    return re.compile(rf"^{re.escape(family)}\.\w+$")


def _hand_over(tools: Tools) -> Callable[..., Any]:
    def hand_over(context: dict[str, Any], next: Callable[[], Any]) -> None:  # noqa: A002 - Bolt's own name
        context["tools"] = tools
        next()

    return hand_over
