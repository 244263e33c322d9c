"""Answers who somebody is, from the places where the sources name them."""

import re

from bot.answers import lexicon, words
from bot.answers.calendar import shown
from bot.answers.findings import Finding, Mention, PersonFound
from bot.answers.index import Index
from bot.answers.knowledge import Knowledge
from bot.answers.question import Question
from bot.answers.resources import READING

_ASKING_WORDS = words.stems_of(lexicon.PERSON)
_WHO_IS = re.compile(r"^who (?:is|was|are) ")
_TALKS_OF = re.compile(
    r"^what (?:is|was|will|does|did)\b(?!.*\b(?:time|day|date|say|said)\b).*\b(?:talk|speak|present|cover)"
)
_TALKING_WORDS = words.stems_of(("talk", "speak", "present", "presentation", "cover", "through"))
_ROLE = re.compile(r"\b(?:job|role|position|title)\b")
_TITLES = frozenset(("prof", "professor", "dr", "mr", "mrs", "ms"))


def read_who(question: Question, knowledge: Knowledge, index: Index) -> Finding | None:
    """Whoever a question that begins with "who is" asks for."""
    return read(question, knowledge, index) if question.says(_WHO_IS) else None


def read(question: Question, knowledge: Knowledge, index: Index) -> Finding | None:
    """Whoever the question names, by name or by the role that a source gives them."""
    talking = _TALKING_WORDS if question.says(_TALKS_OF) else frozenset[str]()
    rest = question.without(_ASKING_WORDS, talking, index.community)
    if not rest or question.says(READING):
        return None
    fitting = [mention for mention in _mentions(knowledge) if rest <= words.content(mention.words)]
    if not fitting:
        return None
    name = _name(fitting[0].words)
    same = [m for m in _mentions(knowledge) if _surname(m.words) == _surname(fitting[0].words)]
    if question.says(_ROLE) and not any("," in mention.words for mention in same):
        return None
    return PersonFound(name, tuple(same), stale=any(question.is_stale(mention.source) for mention in same))


def _mentions(knowledge: Knowledge) -> list[Mention]:
    spoken = [
        Mention(item, item.speaker, event.source) for event in shown(knowledge) for item in event.agenda if item.speaker
    ]
    speaking = [
        Mention(event, name, event.source)
        for event in shown(knowledge)
        for name in (*event.speakers, *_host(event.host))
    ]
    written = [
        Mention(resource, name, resource.source) for resource in knowledge.resources for name in resource.authors
    ]
    said = [Mention(fact, fact.said_by, fact.source) for fact in knowledge.facts if fact.said_by]
    reached = [Mention(contact, contact.name, contact.source) for contact in knowledge.contacts if contact.name]
    return [*spoken, *speaking, *written, *said, *reached]


def _host(host: str | None) -> tuple[str, ...]:
    return (host,) if host else ()


def _name(told: str) -> str:
    """The name before the role: "Ada Moss, chair" is Ada Moss."""
    return told.split(",", maxsplit=1)[0].strip()


def _surname(told: str) -> str:
    parts = [token for token in words.tokens(_name(told)) if token not in _TITLES]
    return parts[-1] if parts else told
