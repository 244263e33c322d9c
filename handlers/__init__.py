"""What happens when a person does something in Slack: this table is the map of everything that they can do."""

import re
from collections.abc import Callable
from typing import Any

from slack_bolt import App

from bot.rules.commands import Commands
from bot.tools import Tools
from bot.views import home as home_view
from bot.views import troubles as troubles_view
from bot.views.community import apart as apart_view
from bot.views.community import events as events_view
from bot.views.community import joining as joining_view
from bot.views.community import members as members_view
from bot.views.community import organisers as organisers_view
from bot.views.community import preferences as preferences_view
from bot.views.connection import bridges as bridges_view
from bot.views.connection import concerns as concerns_view
from bot.views.connection import handmade as handmade_view
from bot.views.connection import introductions as introductions_view
from bot.views.connection import meetings as meetings_view
from bot.views.connection import partings as partings_view
from bot.views.connection import programmes as programmes_view
from bot.views.connection import proposals as proposals_view
from bot.views.connection import repairs as repairs_view
from bot.views.connection import rounds as rounds_view
from bot.views.connection import safety
from bot.views.connection import wishes as wishes_view
from bot.views.desk import answers
from bot.views.desk import asking as asking_view
from bot.views.desk import feedback as feedback_view
from bot.views.desk import lessons as lessons_view
from bot.views.desk import questions as questions_view
from bot.views.library import imports as imports_view
from bot.views.library import resources as resources_view
from bot.views.library import reviews as reviews_view
from bot.views.library import suggestions as suggestions_view
from bot.views.reflection import exports as exports_view
from bot.views.reflection import keeping as keeping_view
from bot.views.reflection import kept as kept_view
from bot.views.reflection import plans as plans_view
from bot.views.reflection import prompts as prompts_view
from bot.views.reflection import reflections as reflections_view
from bot.views.reflection import rhythms as rhythms_view
from bot.views.reflection import sharing as sharing_view
from handlers import errors, home, installations, troubles, unknown
from handlers.acknowledgements import Ack
from handlers.community import apart, arrivals, events, joining, members, people, preferences
from handlers.connection import (
    bridges,
    concerns,
    handmade,
    introductions,
    meetings,
    partings,
    programmes,
    proposals,
    repairs,
    rounds,
    wishes,
)
from handlers.desk import escalations, feedback, lessons, questions, shares
from handlers.library import imports, resources, reviews, suggestions
from handlers.reflection import exports, keeping, kept, plans, prompts, reflections, sharing

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
    _register_resources(app)
    _register_meetings(app)
    _register_wishes(app)
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
    app.action(_any_of(questions_view.REPLY))(escalations.say_whether_it_helped)
    app.action(questions_view.WITHDRAW)(escalations.withdraw)
    app.action(feedback_view.HELPFUL)(feedback.helpful)
    app.action(feedback_view.NOT_QUITE)(feedback.not_quite)
    app.action(_any_of(feedback_view.REASON))(feedback.explain)
    app.action(asking_view.SHARE)(shares.share)
    app.action(asking_view.TAKE_BACK)(shares.take_back)
    app.action(home_view.ASK)(questions.open_form)
    app.view(asking_view.FORM)(questions.ask_in_form)


def _register_reflections(app: App) -> None:
    app.action(prompts_view.SWAP)(prompts.swap)
    app.action(prompts_view.LATER)(prompts.put_off)
    app.action(prompts_view.MORE)(prompts.choose_more)
    app.action(rhythms_view.START_AGAIN)(prompts.start_again)
    app.action(keeping_view.KEEP)(keeping.keep)
    app.action(keeping_view.QUESTION)(keeping.answer)
    app.action(prompts_view.REFLECT)(reflections.reflect_on)
    app.action(_any_of(reflections_view.ANOTHER_WAY))(reflections.write_another_way)
    app.view(reflections_view.FORM)(reflections.save)
    app.action(exports_view.EXPORT)(exports.choose)
    app.view(exports_view.FORM)(exports.order)
    _register_plans(app)
    app.view(reflections_view.FURTHER)(reflections.add)
    _register_kept(app)


def _register_plans(app: App) -> None:
    app.action(plans_view.SHOW)(plans.show)
    app.action(_any_of(plans_view.ANSWER))(plans.answer)
    app.action(_any_of(plans_view.REASON))(plans.explain)
    app.action(plans_view.TAKE_UP)(plans.take_up)
    app.action(plans_view.REFLECT)(plans.reflect)
    app.action(plans_view.CHANGE)(plans.ask_to_change)
    app.view(plans_view.FORM)(plans.change)
    app.action(plans_view.CLOSE)(plans.close)
    app.action(_any_of(plans_view.TURN))(plans.turn_page)


def _register_kept(app: App) -> None:
    app.action(kept_view.NEW)(reflections.reflect_now)
    app.action(kept_view.EDIT)(reflections.edit)
    app.action(kept_view.DELETE)(kept.delete)
    app.action(_any_of(kept_view.TURN))(kept.turn_page)
    app.action(kept_view.DISCUSS)(kept.ask_what_came)
    app.view(kept_view.DISCUSS_FORM)(kept.keep_what_came)
    app.action(kept_view.SHARE)(sharing.ask)
    app.view(sharing_view.FORM)(sharing.preview)
    app.view(sharing_view.PREVIEW)(sharing.share)
    app.action(kept_view.STOP)(sharing.stop)


def _register_resources(app: App) -> None:
    app.action(resources_view.BROWSE)(resources.browse)
    app.action(_any_of(resources_view.BROWSE))(resources.turn_library)
    app.action(resources_view.ANOTHER)(resources.suggest_another)
    app.action(_any_of(resources_view.LIST))(resources.choose)
    app.action(resources_view.MARK)(resources.mark)
    app.action(_any_of(resources_view.MARK))(resources.mark)
    app.action(resources_view.OWN)(resources.own)
    app.action(_any_of(resources_view.OWN))(resources.own)
    app.shortcut(suggestions_view.SAVE)(suggestions.ask_by_shortcut)
    app.shortcut(suggestions_view.SAVE_MESSAGE)(suggestions.ask_by_shortcut)
    app.action(resources_view.SUGGEST)(suggestions.ask)
    app.view(suggestions_view.FORM)(suggestions.suggest)
    app.action(suggestions_view.APPROVE)(suggestions.approve)
    app.action(suggestions_view.CHANGE)(suggestions.ask_change)
    app.view(suggestions_view.CHANGE_FORM)(suggestions.change)
    app.action(suggestions_view.DECLINE)(suggestions.ask_why_not)
    app.view(suggestions_view.DECLINE_FORM)(suggestions.decline)


def _register_meetings(app: App) -> None:
    app.action(introductions_view.JOIN)(introductions.join)
    app.action(introductions_view.STOP)(introductions.stop)
    app.action(_any_of(programmes_view.TURNOUT))(programmes.turn_out)
    app.action(_any_of(meetings_view.MET))(meetings.answer)
    app.action(_any_of(meetings_view.USEFUL))(meetings.rate)
    app.action(repairs_view.CANNOT)(repairs.ask)
    app.view(repairs_view.CANNOT_FORM)(repairs.withdraw)
    app.action(repairs_view.ANOTHER)(repairs.find_another)
    app.action(repairs_view.GIVE_UP)(repairs.give_up)
    app.action(meetings_view.REMARK)(meetings.remark)
    app.view(meetings_view.REMARK_FORM)(meetings.save_remark)
    app.action(proposals_view.PROPOSE)(proposals.ask)
    app.view(proposals_view.FORM)(proposals.propose)
    app.action(_any_of(proposals_view.SUITS))(proposals.suits)
    app.action(proposals_view.NONE)(proposals.none)
    _register_partings(app)


def _register_wishes(app: App) -> None:
    app.action(wishes_view.FIND)(wishes.find)
    app.action(wishes_view.CHANGE)(wishes.change)
    app.view(wishes_view.FORM)(wishes.look)
    app.view(wishes_view.ASK_FORM)(wishes.ask_in_form)
    app.action(wishes_view.ASK)(wishes.ask)
    app.action(wishes_view.NOT_NOW)(wishes.not_now)
    app.action(wishes_view.WITHDRAW)(wishes.withdraw)
    app.action(_any_of(wishes_view.REPLY))(wishes.reply)


def _register_partings(app: App) -> None:
    app.action(safety.NOT_THEM)(partings.ask)
    app.view(partings_view.NOT_THEM_FORM)(partings.part)
    app.action(partings_view.LIST)(partings.show)
    app.action(_any_of(partings_view.TURN))(partings.show)
    app.action(partings_view.ALLOW)(partings.allow)
    app.action(partings_view.ADD)(partings.ask_whom)
    app.view(partings_view.ADD_FORM)(partings.add)
    app.action(partings_view.MANAGER)(partings.ask_manager)
    app.view(partings_view.MANAGER_FORM)(partings.keep_manager)
    app.action(partings_view.NO_MANAGER)(partings.drop_manager)
    app.action(safety.REPORT)(concerns.ask)
    app.view(concerns_view.FORM)(concerns.report)
    app.action(preferences_view.CHOICES)(preferences.ask)
    app.view(preferences_view.FORM)(preferences.save)


def _register_organisers(app: App) -> None:
    app.action(organisers_view.OPEN)(home.organise)
    app.action(concerns_view.SHOW)(concerns.show)
    app.action(concerns_view.CLOSE)(concerns.close)
    _register_lessons(app)
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
    app.action(handmade_view.ASK)(handmade.ask)
    app.view(handmade_view.FORM)(handmade.introduce)
    app.action(apart_view.ASK)(apart.ask)
    app.view(apart_view.FORM)(apart.keep)
    app.action(_any_of(apart_view.LIST))(apart.look)
    app.action(apart_view.LET)(apart.let)
    app.action(suggestions_view.SHOW)(suggestions.show)
    app.action(reviews_view.SHOW)(reviews.show)
    app.action(reviews_view.KEEP)(reviews.keep)
    app.action(reviews_view.TAKE_AWAY)(reviews.take_away)
    app.action(reviews_view.BRING_BACK)(reviews.bring_back)
    app.action(imports_view.ASK)(imports.ask)
    app.view(imports_view.FORM)(imports.look)
    app.view(imports_view.CONFIRM)(imports.carry_out)
    app.action(imports_view.EXPORT)(imports.export)
    app.action(bridges_view.SHOW)(bridges.show)


def _register_lessons(app: App) -> None:
    app.action(questions_view.ANSWER)(escalations.ask)
    app.view(questions_view.FORM)(escalations.answer)
    app.action(questions_view.TAKE)(escalations.take)
    app.action(questions_view.CLOSE)(escalations.close)
    app.action(questions_view.KEEP)(lessons.check_reply)
    app.action(lessons_view.ADD)(lessons.ask)
    app.action(lessons_view.EDIT)(lessons.ask_to_change)
    app.action(lessons_view.AWAY)(lessons.take_away)
    app.action(_any_of(lessons_view.LIST))(lessons.look)
    app.view(lessons_view.FORM)(lessons.keep)
    app.action(feedback_view.LIST)(feedback.look)
    app.action(feedback_view.ADD)(feedback.add)
    app.action(feedback_view.CHANGE)(feedback.change)
    app.action(feedback_view.LEAVE)(feedback.leave)


def _any_of(family: str) -> re.Pattern[str]:
    """Buttons that differ only in a last word, because Slack wants each in a row to have a name of its own."""
    return re.compile(rf"^{re.escape(family)}\.\w+$")


def _hand_over(tools: Tools) -> Callable[..., Any]:
    def hand_over(context: dict[str, Any], next: Callable[[], Any]) -> None:  # noqa: A002 - Bolt's own name
        context["tools"] = tools
        context["ack"] = Ack(tools.look)
        next()

    return hand_over
