"""What is for organisers only is found by nobody else: not by name, by meaning, by likeness, or in a list."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update

from bot.answers.findings import Choice, Finding, is_for_organisers
from bot.community import events, members
from bot.desk import meanings, questions, shelves
from bot.errors import NotFound
from bot.library import readings, resources
from bot.library.resources import Filters
from bot.rules.words import Readers, Role
from bot.views.desk import answers
from db import schema, seed
from db.database import Database
from db.models import Contact, Embedding, Event, Fact, KnowledgeState, Member, Resource, Source, Told
from tests.answers.communities import FOLDERS
from tests.community import Community, words_of
from tests.people import AMINA, OLIVE

HARBOUR = "T0HARBOUR"
NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
SECRET = (
    "shells",
    "Keel notes",
    "Quill",
    "harbourmaster",
    "Stewards' supper",
    "cellar",
    "Settling the berths",
    "storm fund",
)


@pytest.fixture(scope="module")
def harbour() -> Iterator[Database]:
    database = Database("sqlite://")
    schema.upgrade(database)
    seed.settle_in(database, HARBOUR, now=NOW, folder=FOLDERS["harbour"])
    meanings.settle(database, HARBOUR)
    yield database
    database.close()


def ask(database: Database, text: str, readers: Readers = Readers.MEMBERS) -> Finding:
    with database.read(HARBOUR) as session:
        return questions.answer(session, text, now=NOW, readers=readers)


ASKED = (
    ("how much is in the storm fund", "900 shells"),
    ("who pays for the rescue boat each year", "The storm fund"),
    ("who wrote Keel notes for stewards", "Zephyrine Quill"),
    ("anything to read by Quill", "Keel notes"),
    ("who settles quarrels about berths", "harbourmaster@"),
    ("where is the stewards' supper", "Custom house cellar"),
    ("what is on 2 December 2026", "supper"),
    ("when is the next event", "supper"),
    ("who is Zephyrine Quill", "Quill"),
    ("what is the agenda of the stewards' supper", "Settling the berths"),
)


@pytest.mark.parametrize(("text", "told"), ASKED)
def test_organisers_are_told_what_is_for_them_and_that_it_is(harbour: Database, text: str, told: str) -> None:
    words = answers.plain(ask(harbour, text, Readers.ORGANISERS))

    assert told in words
    assert "For organisers only" in words


@pytest.mark.parametrize("text", [text for text, _ in ASKED])
def test_members_are_told_none_of_it(harbour: Database, text: str) -> None:
    words = answers.plain(ask(harbour, text))

    assert [secret for secret in SECRET if secret.lower() in words.lower()] == []
    assert "organisers only" not in words


def test_nothing_of_it_is_read_for_members(harbour: Database) -> None:
    with harbour.read(HARBOUR) as session:
        ours, theirs = (shelves.read(session, readers) for readers in Readers)

    assert not is_for_organisers(ours.knowledge)
    told = repr((ours.knowledge, ours.shelf.items, sorted(ours.known)))
    assert [secret for secret in SECRET if secret in told] == []
    hidden = {item.title for item in theirs.shelf.items} - {item.title for item in ours.shelf.items}
    assert len(hidden) == 5  # one of them is what happens at their event


def test_a_choice_that_is_for_others_is_no_more_there_than_nothing(harbour: Database) -> None:
    with harbour.read(HARBOUR) as session:
        fact = session.scalar(select(Fact.id).where(Fact.key == "storm-fund")) or 0
        with pytest.raises(NotFound):
            questions.answer_from(session, Choice("fact", fact, ""), now=NOW)
        found = questions.answer_from(session, Choice("fact", fact, ""), now=NOW, readers=Readers.ORGANISERS)
    assert "900 shells" in answers.plain(found)


def test_members_see_none_of_it_in_any_list(harbour: Database) -> None:
    with harbour.read(HARBOUR) as session:
        member = Member(id=1, slack_id="U1", role=Role.MEMBER, wants=[])
        shown = repr(
            [
                [
                    item.resource.title
                    for item in resources.look(session, Filters(words="keel notes quill berths")).items
                ],
                [one.resource.title for one in resources.items(session)],
                repr(readings.suggest(session, None, after=3)),
                [shelf.count for shelf in readings.browse(session, None).shelves],
                [occasion.event.title for occasion in events.upcoming(session, member, now=NOW).occasions],
            ]
        )
    assert [secret for secret in SECRET if secret in shown] == []


def test_how_sure_is_sure_is_found_without_it(harbour: Database) -> None:
    def thresholds() -> tuple[object, ...]:
        with harbour.read(HARBOUR) as session:
            return tuple(session.execute(select(KnowledgeState.certain_at, KnowledgeState.likely_at)).one())

    before = thresholds()
    with harbour.begin(HARBOUR) as session:
        session.execute(
            update(Fact).where(Fact.key == "storm-fund").values(asks=["quite another question about boats"])
        )
    meanings.settle(harbour, HARBOUR)

    assert thresholds() == before


def test_its_vectors_are_kept_for_organisers(harbour: Database) -> None:
    meanings.settle(harbour, HARBOUR)
    with harbour.read(HARBOUR) as session:
        wanted = session.scalar(select(Fact.id).where(Fact.key == "storm-fund"))
        kept = session.scalars(select(Embedding).where(Embedding.kind == "fact", Embedding.item_id == wanted)).all()
    assert kept


def test_everything_that_answers_are_made_from_has_an_audience() -> None:
    assert {Event, Resource, Fact, Contact} == set(Told.__subclasses__())


def seal(community: Community, title: str, *, audience: Readers = Readers.ORGANISERS) -> None:
    with community.db.begin(community.workspace) as session:
        source = session.scalars(select(Source)).first()
        assert source is not None
        session.add(
            Fact(
                key="sealed",
                kind="claim",
                title=title,
                statement="The spare key hangs behind the clock.",
                items=[],
                columns=[],
                rows=[],
                quote=[],
                asks=["where does the spare key hang"],
                source_id=source.id,
                audience=audience,
            )
        )


def told(community: Community) -> str:
    """What was said last."""
    shown = community.deliver()[-1]
    return f"{shown.text}\n{words_of(list(shown.blocks))}"


QUESTION = "where does the spare key hang"


def test_who_asks_and_where_decides(community: Community) -> None:
    seal(community, "The spare key")

    assert "behind the clock" in community.types(OLIVE, f"/ask {QUESTION}").words()
    assert "For organisers only" in community.types(OLIVE, f"/ask {QUESTION}").words()
    assert "clock" not in community.types(AMINA, f"/ask {QUESTION}").words()
    community.says(OLIVE, QUESTION)
    assert "behind the clock" in told(community)
    community.mentions(OLIVE, QUESTION)
    assert "clock" not in told(community)
    community.says(AMINA, QUESTION)
    assert "clock" not in told(community)


def test_whoever_organises_no_more_is_told_no_more(community: Community) -> None:
    seal(community, "The spare key")
    with community.db.begin(community.workspace) as session:
        members.meet(session, OLIVE.slack_id).role = Role.MEMBER

    assert "clock" not in community.types(OLIVE, f"/ask {QUESTION}").words()


def test_an_event_for_organisers_shows_to_them_alone(community: Community) -> None:
    community.joins(AMINA, OLIVE)
    event = community.plans("Planning supper", audience=Readers.ORGANISERS)

    assert "Planning supper" not in community.types(AMINA, "/events").words()
    shown = community.types(OLIVE, "/events")
    assert "Planning supper" in shown.words()
    assert "For organisers only" in shown.words()
    assert "Planning supper" not in str(community.opens_home(AMINA))
    press = community.press_body(OLIVE, "Going", shown, near="Planning supper")
    forged = press | {"user": {"id": AMINA.slack_id, "team_id": community.workspace}}
    assert "Planning supper" not in community.presses_again(forged).words()
    community.mentions(OLIVE, "events")
    assert "Planning supper" not in told(community)
    assert event.audience is Readers.ORGANISERS


def test_an_answer_in_a_channel_does_not_say_who_is_going(community: Community) -> None:
    community.joins(AMINA)
    community.plans("Open evening")
    community.presses(AMINA, "Going", community.types(AMINA, "/events"), near="Open evening")
    community.deliver()
    community.mentions(AMINA, "events")

    assert "You are going" not in told(community)


def test_private_text_of_members_is_never_in_the_index(community: Community) -> None:
    words = {"what": "A quokka came by.", "when": "the quokka sleeps", "then": "I will tiptoe"}
    community.joins(AMINA)
    community.types(AMINA, "/reflect")
    community.submits(AMINA, community.form(), **words)
    community.says(AMINA, "what does a quokka eat")
    community.deliver()
    meanings.settle(community.db, community.workspace)

    with community.db.read(community.workspace) as session:
        known = shelves.read(session, Readers.ORGANISERS)
    assert "quokka" not in repr((known.knowledge, known.shelf.items)).lower()
    assert known.knowledge.facts
