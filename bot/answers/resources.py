"""Answers what is asked about things to read: all of them, those by one author or on one topic, a detail of one."""

import re
from dataclasses import replace

from bot.answers import lexicon, words
from bot.answers.fields import RESOURCE_FIELDS, first_asked
from bot.answers.findings import Finding, MissingField, ResourceField, ResourcesFound
from bot.answers.index import Index, fact_texts, resource_texts
from bot.answers.knowledge import Knowledge, KnownResource
from bot.answers.question import GATHERING, Question
from bot.answers.reasons import Field, Thing

READING = re.compile(
    r"\b(?:resources?|reading|read|articles?|books?|papers?|reports?|publications?|journals?|references?|bibliography|"
    r"wrote|written|write|authors?|library|literature|listen|hear|watch|podcasts?|long read|study|studies|reads)\b"
)
_SEVERAL = re.compile(
    r"\b(?:any|anything|some|something|all|resources|articles|books|papers|reports|publications|podcasts|studies|reads|"
    r"recommend(?:ed|ation)?s?|suggest(?:ed|ion)?s?|(?:should|can|could|might|shall) (?:i|we) (?:read|watch|listen))\b"
)
"""Words by which somebody asks for all that there is, rather than for one that they know."""

_READING_WORDS = words.stems_of(lexicon.READING)


def read(question: Question, knowledge: Knowledge, index: Index) -> Finding | None:
    """What is asked about resources; None when the question is not about any."""
    found = _read_field(question, knowledge, index) or _read_found(question, knowledge, index)
    return replace(found, today=question.today) if isinstance(found, ResourcesFound) else found


def _read_field(question: Question, knowledge: Knowledge, index: Index) -> Finding | None:
    """A detail of the one resource that the question names."""
    asked = first_asked(RESOURCE_FIELDS, question.text)
    if asked is None:
        return None
    rest = question.without(asked.words, _READING_WORDS, index.community)
    named = _naming(rest, knowledge) or (_on_topic(rest, knowledge) if question.says(READING) else ())
    if not rest or not named or (question.content & GATHERING and not question.says(READING)):
        return None
    return _field_of(named[0], asked.field)


def _read_found(question: Question, knowledge: Knowledge, index: Index) -> Finding | None:
    speaks_of_reading = question.says(READING)
    rest = question.without(_READING_WORDS if speaks_of_reading else frozenset(), index.community)
    rest = frozenset(stem for stem in rest if not stem.isdigit())
    if not rest:
        return _found(_about_the_community(question, knowledge, index), knowledge) if speaks_of_reading else None
    named = _naming(rest, knowledge)
    on_topic = _on_topic(rest, knowledge) if speaks_of_reading else ()
    if question.says(_SEVERAL) and set(named) <= set(on_topic):
        return _found(_of_kind(question, on_topic), knowledge)
    return _found(named or on_topic, knowledge)


def _found(resources: tuple[KnownResource, ...], knowledge: Knowledge) -> ResourcesFound | None:
    if not resources:
        return None
    return ResourcesFound(resources, all_of_them=resources == knowledge.resources)


def _naming(rest: frozenset[str], knowledge: Knowledge) -> tuple[KnownResource, ...]:
    """Resources whose title, author or publisher the question gives, and nothing else; the fullest match alone."""
    fitting = [(_strength(rest, resource), resource) for resource in knowledge.resources]
    best = max((strength for strength, _ in fitting), default=0.0)
    return tuple(resource for strength, resource in fitting if strength == best) if best else ()


def _strength(rest: frozenset[str], resource: KnownResource) -> float:
    title, people = words.content(resource.title), _people_words(resource)
    labels = words.content(f"{resource.publisher or ''} {resource.named_as or ''} {resource.year or ''}")
    if not rest or not rest <= title | people | labels:
        return 0.0
    if rest & people and any(words.stem(_surname(name)) in rest for name in resource.authors):
        return 2.0
    in_title = len(rest & title) / len(title)
    if rest & _short_publisher(resource) and rest & title:
        return 1.0
    whole_label = len(rest & labels) / len(labels) if labels else 0.0
    publisher = words.content(resource.publisher or "")
    if words.stem((*words.tokens(resource.publisher or ""), "")[0]) in rest and rest <= publisher:
        return 1.0
    share = max(in_title, whole_label, len(rest & publisher) / (len(publisher) or 1))
    return share if share >= 0.5 else 0.0


def _short_publisher(resource: KnownResource) -> frozenset[str]:
    """The acronym that a publisher's name begins with: with a word of the title it names the resource."""
    first = (resource.publisher or "").partition(" ")[0]
    return words.content(first) if first.isupper() and len(first) >= 3 else frozenset()


def _on_topic(rest: frozenset[str], knowledge: Knowledge) -> tuple[KnownResource, ...]:
    return tuple(resource for resource in knowledge.resources if rest <= _topic_words(resource, knowledge))


def _about_the_community(question: Question, knowledge: Knowledge, index: Index) -> tuple[KnownResource, ...]:
    """Where the topic is what the whole community is about, those that speak of it themselves; else by kind."""
    topic = question.without(_READING_WORDS) & index.community
    found = _on_topic(topic, knowledge) if topic else ()
    return _of_kind(question, found or knowledge.resources)


def _of_kind(question: Question, resources: tuple[KnownResource, ...]) -> tuple[KnownResource, ...]:
    """Those that the source itself labels as the question does ("key read"), or of the kind asked for; else all."""
    asked = words.stems(question.text)
    return tuple(resource for resource in resources if _is_kind(resource, asked)) or resources


def _is_kind(resource: KnownResource, asked: tuple[str, ...]) -> bool:
    kind = words.stems(resource.kind)
    return any(asked[n : n + len(kind)] == kind for n in range(len(asked)))


def _topic_words(resource: KnownResource, knowledge: Knowledge) -> frozenset[str]:
    """Words of the resource, and of what the facts say in the name of its author or of its title."""
    linked = [fact for fact in knowledge.facts if _surnames(resource) & words.content(fact.said_by or "")]
    texts = (
        *resource_texts(resource),
        resource.characteristic or "",
        *(t for fact in linked for t in fact_texts(fact)),
    )
    return words.content(" ".join(texts))


def _field_of(resource: KnownResource, field: Field) -> Finding:
    values = _values(resource, field)
    if not values:
        return MissingField(field, Thing.RESOURCE, resource.title, resource.source, audience=resource.audience)
    return ResourceField(resource, field, values)


def _values(resource: KnownResource, field: Field) -> tuple[str, ...]:
    if field is Field.AUTHORS:
        return resource.authors
    single = {
        Field.YEAR: resource.year,
        Field.PUBLISHER: resource.publisher,
        Field.LINK: resource.url,
        Field.PRICE: resource.access,
        Field.ISBN: resource.isbn,
        Field.DOI: resource.doi,
    }.get(field)
    return (str(single),) if single else ()


def _surname(name: str) -> str:
    return words.tokens(name)[-1]


def _surnames(resource: KnownResource) -> frozenset[str]:
    return frozenset(words.stem(_surname(name)) for name in resource.authors)


def _people_words(resource: KnownResource) -> frozenset[str]:
    return words.content(" ".join(resource.authors)) | {"prof", "professor", "dr"}
