"""What each kind of message says, worked out at the moment that it leaves; one line a kind."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot import (
    asking,
    concerns,
    draws,
    events,
    excerpts,
    exports,
    followups,
    introductions,
    meetings,
    members,
    programmes,
    prompts,
    proposals,
    questions,
    repairs,
    resources,
    restraints,
    reviews,
    rounds,
    suggestions,
    wishes,
    workspaces,
)
from bot.asking import Asker
from bot.errors import CommunityError
from bot.rules import distress, requests, text
from bot.rules.commands import Commands
from bot.rules.manners import Manner
from bot.rules.messages import Kind
from bot.rules.requests import Request
from bot.rules.restraint import Restraint
from bot.rules.words import Origin, Readers, ResourceStatus, Standing
from bot.vault import Vault
from bot.views import apologies
from bot.views import asking as asking_view
from bot.views import concerns as concerns_view
from bot.views import events as events_view
from bot.views import exports as exports_view
from bot.views import help as help_view
from bot.views import imports as imports_view
from bot.views import introductions as introductions_view
from bot.views import keeping as keeping_view
from bot.views import manners as manners_view
from bot.views import meetings as meetings_view
from bot.views import members as members_view
from bot.views import plans as plans_view
from bot.views import programmes as programmes_view
from bot.views import prompts as prompts_view
from bot.views import proposals as proposals_view
from bot.views import questions as questions_view
from bot.views import repairs as repairs_view
from bot.views import reviews as reviews_view
from bot.views import rhythms as rhythms_view
from bot.views import rounds as rounds_view
from bot.views import sharing as sharing_view
from bot.views import suggestions as suggestions_view
from bot.views import wishes as wishes_view
from bot.views.parts import Card
from db.models import Member, Message, Question


@dataclass(frozen=True)
class Occasion:
    """What a renderer may look at: the message, who gets it, the moment, and what opens what they shared."""

    session: Session
    message: Message
    member: Member
    now: datetime
    commands: Commands
    vault: Vault


Renderer = Callable[[Occasion], Card | None]


def render(occasion: Occasion) -> Card | None:
    """The card of this message as things stand now, or None when there is nothing to say any more."""
    return RENDERERS[Kind(occasion.message.kind)](occasion)


def reminder(occasion: Occasion) -> Card | None:
    if not members.has_joined(occasion.member):
        return None
    seen = events.to_remind(occasion.session, occasion.message.about_id, occasion.member, now=occasion.now)
    return events_view.reminder(seen, now=occasion.now) if seen else None


def question_waiting(occasion: Occasion) -> Card | None:
    question = questions.find(occasion.session, occasion.message.about_id)
    if question is None or question.standing is not Standing.WAITING or not members.is_organiser(occasion.member):
        return None
    asker = members.by_id(occasion.session, question.member_id)
    return questions_view.waiting(question, asker=asker.slack_id) if asker else None


def resources_due(occasion: Occasion) -> Card | None:
    """For an organiser, while something is due for review."""
    found = reviews.due(occasion.session, now=occasion.now)
    return reviews_view.reminder(found) if found and members.is_organiser(occasion.member) else None


def catalogue(occasion: Occasion) -> Card | None:
    """The words beside the file with all resources, for an organiser."""
    is_organiser = members.is_organiser(occasion.member)
    every = resources.visible(occasion.session, Readers.ORGANISERS)
    return imports_view.beside_file(len(every)) if is_organiser else None


def suggestion_waiting(occasion: Occasion) -> Card | None:
    """For an organiser, until one of them has decided."""
    found = suggestions.find(occasion.session, occasion.message.about_id)
    return suggestions_view.waiting(found) if found and members.is_organiser(occasion.member) else None


def suggestion_decided(occasion: Occasion) -> Card | None:
    """For whoever suggested it: thanks, or why not."""
    item = suggestions.decided(occasion.session, occasion.message.about_id, occasion.member)
    if item is None or not members.has_joined(occasion.member):
        return None
    is_here = item.resource.status is ResourceStatus.APPROVED
    return suggestions_view.thanks(item) if is_here else suggestions_view.not_this_time(item)


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


def introduction(occasion: Occasion) -> Card | None:
    """For all of them at once. Who cannot take part any more is left out; who is left alone is told so."""
    found = introductions.gather(occasion.session, occasion.message.about_id, now=occasion.now)
    return introductions_view.together(found) if found else None


def introduction_alone(occasion: Occasion) -> Card | None:
    session, about = occasion.session, occasion.message.about_id
    found = introductions.to_tell_alone(session, about, occasion.member, now=occasion.now)
    if found is None:
        return None
    return introductions_view.alone(found) if found.peers else None


def peer_gone(occasion: Occasion) -> Card | None:
    """To whoever is left alone, while somebody else is looked for."""
    session, about = occasion.session, occasion.message.about_id
    until = repairs.to_tell(session, about, occasion.member, now=occasion.now)
    found = introductions.find(session, about)
    if found is not None and found.round_id is None:
        return introductions_view.peer_has_gone()
    if until is None or found is None or found.round_id is None:
        return None
    zone = occasion.member.zone or workspaces.zone(session)
    return repairs_view.peer_gone(until, zone, found.round_id)


def trio_goes_on(occasion: Occasion) -> Card | None:
    found = meetings.to_ask(occasion.session, occasion.message.about_id, occasion.member, now=occasion.now)
    return repairs_view.trio_goes_on(found) if found else None


def next_time(occasion: Occasion) -> Card | None:
    return repairs_view.next_time() if members.has_joined(occasion.member) else None


def did_you_meet(occasion: Occasion) -> Card | None:
    found = meetings.to_ask(occasion.session, occasion.message.about_id, occasion.member, now=occasion.now)
    return meetings_view.did_you_meet(found) if found else None


def reminder_to_meet(occasion: Occasion) -> Card | None:
    found = meetings.to_remind(occasion.session, occasion.message.about_id, occasion.member, now=occasion.now)
    return meetings_view.reminder(found) if found else None


def turnout(occasion: Occasion) -> Card | None:
    """Nobody is asked who has said it already: a button of an earlier message still holds."""
    found = programmes.coming(occasion.session, occasion.message.about_id, occasion.member, now=occasion.now)
    return programmes_view.turnout(found) if found and found.comes is None else None


def round_drawn(occasion: Occasion) -> Card | None:
    """For an organiser, while the draw waits for its start."""
    if not members.is_organiser(occasion.member):
        return None
    track = rounds.track_of_drawn(occasion.session, occasion.message.about_id)
    found = draws.preview(occasion.session, track, now=occasion.now) if track else None
    return rounds_view.drawn(found) if found else None


def concern(occasion: Occasion) -> Card | None:
    """For an organiser, until it is closed; its words are opened now, and kept nowhere."""
    if not members.is_organiser(occasion.member):
        return None
    session, key = occasion.session, occasion.message.dedupe_key
    found = concerns.to_tell(session, occasion.vault, key, occasion.member)
    return concerns_view.told(found, occasion.member.zone or workspaces.zone(session)) if found else None


def prompt(occasion: Occasion) -> Card | None:
    posed = prompts.to_send(occasion.session, occasion.message.about_id, occasion.member, now=occasion.now)
    return prompts_view.card(posed) if posed else None


def approach(occasion: Occasion) -> Card | None:
    found = wishes.to_ask(occasion.session, occasion.message.about_id, occasion.member, now=occasion.now)
    return wishes_view.approach(found) if found else None


def wish_ended(occasion: Occasion) -> Card | None:
    words = wishes.ended(occasion.session, occasion.message.about_id, now=occasion.now)
    is_here = members.has_joined(occasion.member)
    return wishes_view.ended(words, occasion.commands) if words is not None and is_here else None


def proposal(occasion: Occasion) -> Card | None:
    found = proposals.to_group(occasion.session, occasion.message.about_id, now=occasion.now)
    return proposals_view.proposed(found) if found else None


def proposal_alone(occasion: Occasion) -> Card | None:
    found = proposals.to_one(occasion.session, occasion.message.about_id, occasion.member, now=occasion.now)
    return proposals_view.proposed(found) if found else None


def date_set(occasion: Occasion) -> Card | None:
    found = proposals.set_for_group(occasion.session, occasion.message.about_id, now=occasion.now)
    return proposals_view.date_set(found) if found else None


def date_set_alone(occasion: Occasion) -> Card | None:
    found = proposals.set_for_one(occasion.session, occasion.message.about_id, occasion.member, now=occasion.now)
    return proposals_view.date_set(found) if found else None


def follow_up(occasion: Occasion) -> Card | None:
    found = followups.to_ask(occasion.session, occasion.message, occasion.member, now=occasion.now)
    return plans_view.card(found) if found else None


def export(occasion: Occasion) -> Card | None:
    """The words beside the file; the file itself is made outside this transaction, in which others wait."""
    if not members.has_joined(occasion.member):
        return None
    count = exports.count(occasion.session, occasion.member, exports.wanted_of(occasion.message))
    return exports_view.beside_file(count) if count else None


def export_in_doubt(occasion: Occasion) -> Card | None:
    return exports_view.in_doubt() if members.has_joined(occasion.member) else None


def quieter(occasion: Occasion) -> Card | None:
    return rhythms_view.quieter() if _is_held(occasion, Restraint.HALVED) else None


def resting(occasion: Occasion) -> Card | None:
    return rhythms_view.resting() if _is_held(occasion, Restraint.SILENT) else None


def _is_held(occasion: Occasion, wanted: Restraint) -> bool:
    """Whether prompts are still held back so from somebody who wants them."""
    return prompts.are_wanted(occasion.session, occasion.member, now=occasion.now) and restraints.is_held(
        occasion.session, occasion.member, wanted, now=occasion.now
    )


def shared_reflection(occasion: Occasion) -> Card | None:
    """What its author chose to share, while they still do."""
    found = excerpts.to_send(occasion.session, occasion.vault, occasion.message, occasion.member)
    return sharing_view.card(found) if found else None


def shared_answer(occasion: Occasion) -> Card | None:
    """For a channel, if everybody in it may still read it."""
    session, question = occasion.session, questions.find(occasion.session, occasion.message.about_id)
    if question is None:
        return None
    asker = Asker(occasion.member, occasion.message.channel or "")
    found = asking.to_share(session, question.text, asker, now=occasion.now)
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
            return asking_view.card(told, occasion.commands, question=asked)


RENDERERS: dict[Kind, Renderer] = {
    Kind.EVENT_REMINDER: reminder,
    Kind.QUESTION_WAITING: question_waiting,
    Kind.RESOURCES_DUE: resources_due,
    Kind.CATALOGUE: catalogue,
    Kind.SUGGESTION_WAITING: suggestion_waiting,
    Kind.SUGGESTION_DECIDED: suggestion_decided,
    Kind.REPLY: reply,
    Kind.TOO_PERSONAL: too_personal,
    Kind.INTRODUCTION: introduction,
    Kind.INTRODUCTION_ALONE: introduction_alone,
    Kind.DID_YOU_MEET: did_you_meet,
    Kind.REMINDER_TO_MEET: reminder_to_meet,
    Kind.PEER_GONE: peer_gone,
    Kind.TRIO_GOES_ON: trio_goes_on,
    Kind.NEXT_TIME: next_time,
    Kind.TURNOUT: turnout,
    Kind.ROUND_DRAWN: round_drawn,
    Kind.PROMPT: prompt,
    Kind.APPROACH: approach,
    Kind.WISH_ENDED: wish_ended,
    Kind.PROPOSAL: proposal,
    Kind.PROPOSAL_ALONE: proposal_alone,
    Kind.DATE_SET: date_set,
    Kind.DATE_SET_ALONE: date_set_alone,
    Kind.CONCERN: concern,
    Kind.FOLLOW_UP: follow_up,
    Kind.EXPORT: export,
    Kind.EXPORT_IN_DOUBT: export_in_doubt,
    Kind.QUIETER: quieter,
    Kind.RESTING: resting,
    Kind.SHARED_REFLECTION: shared_reflection,
    Kind.SHARED_REFLECTION_ALONE: shared_reflection,
    Kind.SHARED_ANSWER: shared_answer,
}
