"""What an answer is about, so that what members say of it can be counted: the kind and the id of an item."""

from bot.answers import findings
from bot.answers.findings import Finding

Subject = tuple[str, int]
"""The id is 0 for an answer that is drawn from many items."""

MANY: dict[type[Finding], str] = {
    findings.EventsInRange: "events",
    findings.NextEvent: "events",
    findings.LastEvent: "events",
    findings.ResourcesFound: "resources",
    findings.ContactsFound: "contacts",
    findings.CharacteristicsListed: "characteristics",
    findings.PersonFound: "people",
    findings.CommunityNamed: "community",
    findings.OrganisationsListed: "organisations",
    findings.ChallengesListed: "challenges",
}


def subject(finding: Finding) -> Subject:
    """Of an answer in two parts, the first part's."""
    match finding:
        case findings.TwoParts(first=first):
            return subject(first)
        case findings.ResourcesFound(resources=(resource,)):
            return "resource", resource.id
        case findings.ContactsFound(contacts=(contact,)):
            return "contact", contact.id
    for kind in ("fact", "characteristic", "resource", "event"):
        item = getattr(finding, kind, None)
        if item is not None:
            return kind, item.id
    return MANY.get(type(finding), "other"), 0
