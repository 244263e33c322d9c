"""What the slides of the first event get wrong, leave out or say twice, and how the bot stays honest about it."""

from datetime import UTC, datetime

from bot.answers import engine
from bot.answers.findings import NextEvent, ResourcesFound
from tests.answers.cases import answer_text
from tests.answers.communities import content_of, knowledge_of

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
BEFORE = datetime(2022, 6, 27, 8, tzinfo=UTC)


def _told(question: str, now: datetime = NOW) -> str:
    return answer_text(question, now, "content")[0]


def test_the_clock_time_wins_over_this_afternoon() -> None:
    told = _told("Is the event this afternoon or in the morning?", BEFORE)

    assert "9am to 10.45am" in told
    assert "I go by the clock times" in told


def test_nine_in_london_in_july_is_eight_in_utc() -> None:
    (event,) = content_of("content").events

    assert event.starts_at == datetime(2022, 7, 5, 8, tzinfo=UTC)
    assert event.ends_at == datetime(2022, 7, 5, 9, 45, tzinfo=UTC)


def test_an_event_that_is_over_is_never_the_next_one() -> None:
    finding = engine.answer("what is the next event?", knowledge_of("content"), now=NOW)

    assert isinstance(finding, NextEvent)
    assert finding.event is None
    assert "Tuesday 5 July 2022" in _told("what is the next event?")
    assert "It is over" in _told("what is the next event?")


def test_the_list_of_five_is_never_invented() -> None:
    told = _told("What are the five characteristics?")

    assert "name one: Catalysing and embedding innovation" in told
    assert "was a picture, and I do not have it" in told
    assert told.index("working titles") < told.index("Leading across boundaries")


def test_a_heading_without_text_is_said_to_be_one() -> None:
    assert "has a heading and no text" in _told("What is the difference between innovation and improvement?")


def test_a_picture_of_the_characteristics_is_said_to_be_lost() -> None:
    assert "was a picture" in _told("what does the emerging characteristics slide say")


def test_help_and_comments_go_to_different_people() -> None:
    assert "support@kscopehealth.org.uk" in _told("I need help")
    assert "james@" not in _told("I need help")
    assert "james@kscopehealth.org.uk" in _told("where do my comments go?")
    assert "support@" not in _told("where do my comments go?")


def test_both_contacts_are_given_when_the_purpose_is_open() -> None:
    told = _told("who do I contact?")

    assert "support@" in told
    assert "james@" in told


def test_a_garbled_heading_is_not_mended_by_guessing() -> None:
    assert "I do not know which words are missing" in _told("what does developing our community over the next mean?")


def test_layout_noise_is_no_title() -> None:
    told = _told("what resources are there?")

    assert "The social determinants of action" not in told
    assert "Ideas that change health care" not in told


def test_resources_from_all_three_places_are_listed() -> None:
    finding = engine.answer("list the resources", knowledge_of("content"), now=NOW)

    assert isinstance(finding, ResourcesFound)
    assert len(finding.resources) == 5
    assert "Diffusion of Innovations" in _told("list the resources")
    assert "Exceptional Leadership" in _told("list the resources")


def test_what_dixon_woods_wrote_is_known_though_the_slide_does_not_say() -> None:
    assert "Problems and promises of innovation" in _told("what did Dixon-Woods write?")


def test_one_name_for_two_things_is_kept_apart() -> None:
    told = _told("When does Catalysing and embedding innovation start?")

    assert "9am on Tuesday 5 July 2022" in told
    assert "The part with that name is from 9.25am to 10.25am" in told


def test_each_figure_stays_with_its_own_heading() -> None:
    assert "£1.2 billion" in _told("how much is spent on invention?")
    assert "£50 million" not in _told("how much is spent on invention?")
    assert "£50 million" in _told("how much is spent on diffusion?")
    assert "£1.2 billion" not in _told("how much is spent on diffusion?")


def test_no_figure_for_adoption_is_made_up() -> None:
    assert "none for adoption" in _told("how much does the NHS spend on adoption?")


def test_lists_of_six_that_look_alike_are_not_mixed() -> None:
    assert "Fail fast" in _told("what is the innovation mindset?")
    assert "Fear of failure" not in _told("what is the innovation mindset?")
    assert "Fear of failure" in _told("what is stopping us?")
    assert "Transactional" in _told("what is traditional leadership?")


def test_where_the_slides_soften_their_source_both_are_told() -> None:
    assert "5 pairs" in _told("what are the tensions?")
    assert "may struggle to keep up" in _told("what are the three paradoxes?")


def test_a_claim_is_told_as_the_slides_own() -> None:
    assert "As stated in the July 2022 deck" in _told("what is the 80% claim?")


def test_an_old_word_on_a_person_is_dated() -> None:
    assert "That was so on Tuesday 5 July 2022. It may have changed since." in _told("who is the joint CMO?")


def test_the_panel_is_not_made_up_of_names_nearby() -> None:
    told = _told("who was on the panel?")

    assert told.startswith("I do not know the people on the panel")
    assert "Pisano" not in told
    assert "Heaversedge" not in told
