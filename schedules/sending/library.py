"""What messages say about resources: suggested, decided, due for review, or all of them in a file."""

from bot.community import members
from bot.library import resources, reviews, suggestions
from bot.rules.messages import Kind
from bot.rules.words import Readers, ResourceStatus
from bot.views.library import imports as imports_view
from bot.views.library import reviews as reviews_view
from bot.views.library import suggestions as suggestions_view
from bot.views.parts import Card
from schedules.sending.occasions import Occasion, Renderer


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


RENDERERS: dict[Kind, Renderer] = {
    Kind.RESOURCES_DUE: resources_due,
    Kind.CATALOGUE: catalogue,
    Kind.SUGGESTION_WAITING: suggestion_waiting,
    Kind.SUGGESTION_DECIDED: suggestion_decided,
}
