"""The engine knows no community by name: every proper noun comes from content that organisers can edit."""

import re
from collections.abc import Iterator

import pytest

from tests.answers.communities import ROOT, content_of

# Capitalised words of titles that are also everyday English or Slack's own words.
_EVERYDAY = {"The", "And", "For", "Next", "Who", "What", "Why", "Where", "Key", "Paper", "Times", "Truth", "Hard"}


def _names(community: str) -> Iterator[str]:
    content = content_of(community)
    yield from (content.community.name, content.community.short_name)
    yield from (event.title for event in content.events)
    yield from (name for event in content.events for name in event.speakers)
    yield from (item.title for event in content.events for item in event.agenda)
    yield from (part for event in content.events for item in event.agenda for part in _people(item.speaker or ""))
    yield from (resource.title for resource in content.resources)
    yield from (part for resource in content.resources for name in resource.authors for part in _people(name))
    yield from (resource.publisher for resource in content.resources if resource.publisher)
    yield from (contact.email for contact in content.contacts)
    yield from (item.name for item in content.characteristics)
    yield from (part for fact in content.facts for part in _people(fact.said_by or ""))
    yield from (organisation.name for organisation in content.organisations)
    yield from (borough for organisation in content.organisations for borough in organisation.boroughs)
    yield from (challenge.name for challenge in content.challenges)


def _people(name: str) -> list[str]:
    return [word for word in re.findall(r"[A-Z][a-z]{3,}", name.partition(",")[0]) if word not in _EVERYDAY | {"Prof"}]


@pytest.mark.parametrize("community", ["content", "harbour"])
def test_no_name_from_the_content_occurs_in_the_bot(community: str) -> None:
    code = {path: path.read_text(encoding="utf-8") for path in (ROOT / "bot").rglob("*.py")}

    found = {
        (name, path.name)
        for name in _names(community)
        for path, text in code.items()
        if re.search(rf"\b{re.escape(name)}\b", text)
    }

    assert found == set()
