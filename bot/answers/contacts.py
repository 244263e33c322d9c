"""Answers whom to write to, by purpose, and says what is not held about a contact."""

import re

from bot.answers import lexicon, words
from bot.answers.fields import CONTACT_FIELDS, first_asked
from bot.answers.findings import ContactsFound, Finding, MissingField
from bot.answers.index import Index
from bot.answers.knowledge import Knowledge, KnownContact
from bot.answers.question import GATHERING, Question
from bot.answers.reasons import Thing

_CONTACT = re.compile(
    r"\b(?:contacts?|emails?|in touch|reach|write to|message|speak to|talk to|send|address(?:es)?|mailbox|inbox|"
    r"who (?:do|can|should|could|would) (?:i|we)|"
    r"who (?:handles?|deals? with|looks? after|sorts?(?: out)?|is responsible for|is in charge of))\b"
)
_CONTACT_WORDS = words.stems_of(lexicon.CONTACT)


def read(question: Question, knowledge: Knowledge, index: Index) -> Finding | None:
    """The contact for a purpose, all of them when the purpose is open, or a detail that is not held."""
    return _read_field(question, knowledge, index) or _read_contact(question, knowledge, index)


def _read_field(question: Question, knowledge: Knowledge, index: Index) -> Finding | None:
    asked = first_asked(CONTACT_FIELDS, question.text)
    if asked is None or not knowledge.contacts:
        return None
    rest = question.without(asked.words, _CONTACT_WORDS, index.community)
    named = [contact for contact in knowledge.contacts if rest & _names(contact)]
    if rest and not (named and rest <= _own_words(named[0])):
        return None
    contact = named[0] if named else knowledge.contacts[0]
    name = contact.name or contact.email if named else ""
    return MissingField(asked.field, Thing.CONTACT, name, contact.source, audience=contact.audience)


def _read_contact(question: Question, knowledge: Knowledge, index: Index) -> Finding | None:
    speaks_of_contact = question.says(_CONTACT)
    accounted = _CONTACT_WORDS | GATHERING if speaks_of_contact else frozenset[str]()
    rest = question.without(accounted, index.community)
    if not rest:
        return _found(knowledge.contacts, question) if speaks_of_contact else None
    telling = rest - question.asking or rest
    fitting = [contact for contact in knowledge.contacts if _fits(telling, contact, lenient=speaks_of_contact)]
    return _found(tuple(fitting), question)


def _found(contacts: tuple[KnownContact, ...], question: Question) -> ContactsFound | None:
    if not contacts:
        return None
    return ContactsFound(contacts, stale=any(question.is_stale(contact.source) for contact in contacts))


def _fits(rest: frozenset[str], contact: KnownContact, *, lenient: bool) -> bool:
    """Words that speak of contact need only the purpose; without them the question must be a known way of asking."""
    if lenient or rest <= _names(contact):
        return rest <= _own_words(contact)
    phrasings = (words.content(text) for text in (contact.purpose, *contact.asks))
    return any(_alike(rest, phrasing) >= 0.8 for phrasing in phrasings)


def _alike(first: frozenset[str], second: frozenset[str]) -> float:
    return 2 * len(first & second) / (len(first) + len(second) or 1)


def _names(contact: KnownContact) -> frozenset[str]:
    return words.content(f"{contact.name or ''} {contact.email}")


def _own_words(contact: KnownContact) -> frozenset[str]:
    return _names(contact) | words.content(" ".join((contact.purpose, *contact.asks)))
