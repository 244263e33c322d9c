"""Answers what the community is called, who is in it and which challenges it shares, or says what is not held."""

import re

from bot.answers import lexicon, words
from bot.answers.fields import COMMUNITY_FIELDS, first_asked
from bot.answers.findings import ChallengesListed, CommunityNamed, Finding, MissingField, OrganisationsListed
from bot.answers.index import Index
from bot.answers.knowledge import Knowledge, KnownOrganisation
from bot.answers.question import Question
from bot.answers.reasons import Thing

_NAMED = re.compile(r"\b(?:called|name of|full name|whats the name|stand for|stands for)\b")
_NAMED_WORDS = words.stems_of(lexicon.NAMED)
_OF_IT = re.compile(r"\bcommunity\b")
_ORGANISATION = re.compile(r"\b(?:organisations?|trusts?|councils?|sectors?|partners?|members organisations)\b")
_ORGANISATION_WORDS = words.stems_of(lexicon.ORGANISATION)
_CHALLENGE = re.compile(r"\b(?:challenges?)\b")
_CHALLENGE_WORDS = words.stems_of(lexicon.CHALLENGE)


def read(question: Question, knowledge: Knowledge, index: Index) -> Finding | None:
    """What is asked about the community as such."""
    return (
        _read_field(question, knowledge, index)
        or _read_name(question, knowledge, index)
        or _read_organisations(question, knowledge, index)
        or _read_challenges(question, knowledge, index)
    )


def _read_field(question: Question, knowledge: Knowledge, index: Index) -> Finding | None:
    asked = first_asked(COMMUNITY_FIELDS, question.text)
    if asked is None or not question.says(_OF_IT):
        return None
    if question.without(asked.words, index.community):
        return None
    return MissingField(asked.field, Thing.COMMUNITY, knowledge.community)


def _read_name(question: Question, knowledge: Knowledge, index: Index) -> Finding | None:
    if not question.says(_NAMED) or question.without(_NAMED_WORDS, index.community):
        return None
    return CommunityNamed(knowledge.community, knowledge.place)


def _read_organisations(question: Question, knowledge: Knowledge, index: Index) -> Finding | None:
    if not question.says(_ORGANISATION):
        return None
    rest = question.without(_ORGANISATION_WORDS, index.community)
    if not rest and knowledge.organisations:
        return OrganisationsListed(knowledge.organisations, None)
    for label in dict.fromkeys(label for o in knowledge.organisations for label in (o.sector, *o.boroughs)):
        within = tuple(o for o in knowledge.organisations if label in (o.sector, *o.boroughs))
        if rest <= words.content(label) or rest <= _shared(within):
            return OrganisationsListed(within, label)
    return None


def _shared(organisations: tuple[KnownOrganisation, ...]) -> frozenset[str]:
    """Words that the names of all these have in common ("council")."""
    return frozenset.intersection(*(words.content(organisation.name) for organisation in organisations))


def _read_challenges(question: Question, knowledge: Knowledge, index: Index) -> Finding | None:
    if not knowledge.challenges or not question.says(_CHALLENGE):
        return None
    if question.without(_CHALLENGE_WORDS, index.community):
        return None
    return ChallengesListed(knowledge.challenges)
