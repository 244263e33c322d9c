"""What each kind of message says, worked out at the moment that it leaves; one line a kind."""

from bot import workspaces
from bot.community import events, members
from bot.connection import concerns, draws, introductions, meetings, programmes, proposals, repairs, rounds, wishes
from bot.reflection import excerpts, exports, followups, prompts, restraints
from bot.rules.messages import Kind
from bot.rules.restraint import Restraint
from bot.views.community import events as events_view
from bot.views.connection import concerns as concerns_view
from bot.views.connection import introductions as introductions_view
from bot.views.connection import meetings as meetings_view
from bot.views.connection import programmes as programmes_view
from bot.views.connection import proposals as proposals_view
from bot.views.connection import repairs as repairs_view
from bot.views.connection import rounds as rounds_view
from bot.views.connection import wishes as wishes_view
from bot.views.parts import Card
from bot.views.reflection import exports as exports_view
from bot.views.reflection import plans as plans_view
from bot.views.reflection import prompts as prompts_view
from bot.views.reflection import rhythms as rhythms_view
from bot.views.reflection import sharing as sharing_view
from schedules.sending import escalations, library, replies
from schedules.sending.occasions import Occasion, Renderer


def render(occasion: Occasion) -> Card | None:
    """The card of this message as things stand now, or None when there is nothing to say any more."""
    return RENDERERS[Kind(occasion.message.kind)](occasion)


def reminder(occasion: Occasion) -> Card | None:
    if not members.has_joined(occasion.member):
        return None
    seen = events.to_remind(occasion.session, occasion.message.about_id, occasion.member, now=occasion.now)
    return events_view.reminder(seen, now=occasion.now) if seen else None


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


RENDERERS: dict[Kind, Renderer] = {
    **escalations.RENDERERS,
    **library.RENDERERS,
    **replies.RENDERERS,
    Kind.EVENT_REMINDER: reminder,
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
}
