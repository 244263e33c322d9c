"""What somebody gets who wrote to the bot, and what a channel gets when an answer is shared with it."""

from bot.community import events, members
from bot.desk import asking, feedback, questions, shares
from bot.desk.asking import Asker
from bot.errors import CommunityError
from bot.reflection import prompts
from bot.rules import distress, requests, text
from bot.rules.manners import Manner
from bot.rules.messages import Kind
from bot.rules.requests import Request
from bot.rules.words import Origin
from bot.views import apologies
from bot.views import help as help_view
from bot.views.community import events as events_view
from bot.views.community import members as members_view
from bot.views.desk import asking as asking_view
from bot.views.desk import manners as manners_view
from bot.views.parts import Card
from bot.views.reflection import keeping as keeping_view
from db.models import Question
from schedules.sending.occasions import Occasion, Renderer


def reply(occasion: Occasion) -> Card | None:
    """What somebody gets who wrote in plain words. Stop and delete words come before everything else."""
    question = questions.find(occasion.session, occasion.message.about_id)
    if question is None:
        return None
    prompted = _prompted(occasion, question)
    try:
        asked = text.read_question(question.text)
    except CommunityError as error:
        return keeping_view.too_long(prompted) if prompted else apologies.card(error.words)
    if prompted and requests.may_be_reflection(asked) and not distress.is_told(asked):
        return keeping_view.offer(question.id, prompted)
    return _reply_to(occasion, asked, question.origin)


def too_personal(_occasion: Occasion) -> Card | None:
    """To somebody whose words may show who a patient is; they were not kept."""
    return manners_view.card(Manner.TOO_PERSONAL, question="")


def _prompted(occasion: Occasion, question: Question) -> int | None:
    """The prompt that somebody may be answering who writes in their own direct messages."""
    if question.origin is not Origin.DIRECT_MESSAGE or not members.has_joined(occasion.member):
        return None
    return prompts.waiting_for_words(occasion.session, occasion.member, now=occasion.now)


def shared_answer(occasion: Occasion) -> Card | None:
    """For a channel, if everybody in it may still read it."""
    session, question = occasion.session, questions.find(occasion.session, occasion.message.about_id)
    if question is None:
        return None
    asker = Asker(occasion.member, occasion.message.channel or "")
    found = shares.to_share(session, question.text, asker, now=occasion.now)
    return asking_view.shared(found, question=question.text, by=occasion.member.slack_id) if found else None


def _reply_to(occasion: Occasion, asked: str, origin: Origin) -> Card:
    """In a channel everybody reads the answer, so it holds what every member may read, and nothing of the asker's."""
    session, member, now = occasion.session, occasion.member, occasion.now
    reader = None if origin is Origin.MENTION else member
    match requests.read(asked):
        case Request.HELP:
            is_organiser = members.is_organiser(member)
            return help_view.for_organiser(occasion.commands) if is_organiser else help_view.card(occasion.commands)
        case Request.EVENTS:
            return events_view.listing(events.upcoming(session, reader, now=now))
        case Request.JOIN | Request.PAGE:
            return members_view.already_joined() if members.has_joined(member) else members_view.invitation()
        case Request.LEAVE:
            return members_view.leave_confirm() if members.has_joined(member) else members_view.not_joined()
        case Request.ASK:
            asker = Asker(member, occasion.message.channel or "", is_alone=origin is not Origin.MENTION)
            told = asking.answer(session, asked, asker, now=now)
            asking.note(session, told, asker, now=now)
            if asking.was_unknown(told):
                feedback.note_unknown(session, occasion.vault, member.slack_id, asked, now=now)
            return asking_view.card(told, occasion.commands, question=asked)


RENDERERS: dict[Kind, Renderer] = {
    Kind.REPLY: reply,
    Kind.TOO_PERSONAL: too_personal,
    Kind.SHARED_ANSWER: shared_answer,
}
