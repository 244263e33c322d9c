"""How everything looks: every view is filled in, looks as it was agreed, and is told in plain words."""

import json
import os
import re
from pathlib import Path

import pytest

from bot.answers import findings
from bot.answers.findings import Finding
from bot.reflection.plans import Intention
from bot.views.community import events
from bot.views.desk import answers
from bot.views.parts import escape, linked, paragraphs, points, section, shorten
from bot.views.reflection import plans
from tests.views import copy, reading
from tests.views.examples import ORDINARY, VIEWS, WORST, file_of, fill, view_functions
from tests.views.payloads import marked, prose
from tests.views.worlds.community import events as events_world
from tests.views.worlds.community import joining as joining_world
from tests.views.worlds.connection import rounds as rounds_world
from tests.views.worlds.desk import answers as answers_world

GOLDEN = Path(__file__).with_name("golden")


def test_every_view_of_every_module_is_filled_in() -> None:
    filled_in = {name.partition(",")[0] for name in VIEWS}

    assert set(view_functions()) - filled_in == set()
    assert filled_in - set(view_functions()) == set()


@pytest.mark.parametrize("name", [name for name in VIEWS if not name.startswith("apologies.")])
def test_a_view_is_filled_in_by_itself(name: str) -> None:
    assert name.partition(",")[0].partition(".")[2] in VIEWS[name].__code__.co_names


def test_every_kind_of_finding_is_told() -> None:
    kinds = {kind for kind in vars(findings).values() if isinstance(kind, type) and issubclass(kind, Finding)}
    told = {type(find(ORDINARY)) for find in answers_world.FINDINGS.values()}

    assert {kind.__name__ for kind in kinds - told if not kind.__name__.startswith("_")} == {"Finding"}


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_looks_as_agreed(name: str) -> None:
    file = GOLDEN / file_of(name)
    shown = json.dumps(fill(name, ORDINARY), indent=1, ensure_ascii=False) + "\n"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(shown, encoding="utf-8")

    assert file.read_text(encoding="utf-8") == shown, "UPDATE_GOLDEN=1 writes it anew"


def test_no_agreed_look_is_left_over() -> None:
    assert {str(path.relative_to(GOLDEN)) for path in GOLDEN.rglob("*.json")} == set(map(file_of, VIEWS))


@pytest.mark.parametrize("name", VIEWS)
def test_our_words_are_plain(name: str) -> None:
    assert list(copy.faults_of(fill(name, ORDINARY), ORDINARY.names)) == []


# SMOG says nothing of a text with one or two sentences, so short views are judged with their neighbours
@pytest.mark.parametrize("module", sorted({name.partition(".")[0] for name in VIEWS}))
def test_the_copy_of_a_module_can_be_read_without_effort(module: str) -> None:
    told = [fill(name, ORDINARY) for name in VIEWS if name.startswith(f"{module}.")]
    names = sorted(ORDINARY.names, key=len, reverse=True)
    lines = {line for payload in told for line in reading.prose(prose(payload), *names).splitlines()}

    assert reading.smog("\n".join(sorted(lines))) <= copy.HARDEST


def all_of(*names: str) -> str:
    return "\n".join(text for name in names for text in marked(fill(name, WORST)))


def test_a_long_agenda_goes_on_to_the_next_page() -> None:
    long = events_world.occasion(WORST)
    first, last = events.detail(long).as_reply(), events.detail(long, page=9).as_reply()

    assert "Items 1 to 30 of 300." in str(first)
    assert "event.show.rest" in str(first)
    assert "Items 271 to 300 of 300." in str(last)
    assert "event.show.rest" not in str(last)


def test_a_long_library_goes_on_to_the_next_page() -> None:
    assert "Characteristics 1 to 30 of 301." in all_of("resources.library")
    assert "resource.browse.next" in str(fill("resources.library", WORST))


@pytest.mark.parametrize("name", ["answers.card, resources", "answers.card, organisations", "prompts.did_you_mean"])
def test_what_finds_no_room_in_a_list_is_counted(name: str) -> None:
    assert re.search(r"\d+ more do not show\.", all_of(name))


def test_all_of_a_large_draw_shows_or_is_counted() -> None:
    assert re.search(r"\d+ more introductions do not show\.", all_of("rounds.preview"))
    assert "are left out." in all_of("rounds.preview, left out")
    assert rounds_world.looked_at(WORST, None).people > 700


@pytest.mark.parametrize("name", ["joining.joining", "joining.settings"])
def test_a_list_with_more_than_slack_takes_says_so_and_takes_what_is_typed(name: str) -> None:
    found = {block["block_id"]: block for block in fill(name, WORST)["blocks"] if block["type"] == "input"}

    assert "This list shows 99 of 300. If yours is not there, choose Another organisation" in str(found["organisation"])
    assert "other_organisation" in found
    assert found["borough"]["hint"]["text"] == "This list shows 100 of 300."
    assert found["wants"]["hint"]["text"] == "This list shows 100 of 300."


def test_settings_hold_what_was_chosen_wherever_it_stands_in_a_long_list() -> None:
    found = {block["block_id"]: block for block in fill("joining.settings", WORST)["blocks"] if "element" in block}
    own = joining_world.profile(WORST)

    assert found["organisation"]["element"]["initial_option"]["value"] == str(own.organisation)
    assert found["borough"]["element"]["initial_option"]["value"] == own.borough
    assert [one["value"] for one in found["challenges"]["element"]["initial_options"]] == list(own.challenges)


def test_a_list_that_is_full_and_no_more_says_nothing_of_others() -> None:
    assert "This list shows" not in str(fill("joining.joining, full lists", WORST)["blocks"][:9])


def test_a_long_question_reaches_an_organiser_whole() -> None:
    told = "".join(block["text"]["text"] for block in fill("questions.waiting", WORST)["blocks"] if "text" in block)

    assert told.count("&amp;") + told.count("&lt;") + told.count("&gt;") > 900
    assert "…" not in told


def test_members_cannot_have_their_organisation_followed_as_a_link() -> None:
    assert "<http" not in all_of("answers.card, organisations")
    assert "<http" in all_of("answers.card, link")


def test_a_working_title_is_never_the_communitys_own_words() -> None:
    assert "(a working title)" in "\n".join(marked(fill("prompts.card", ORDINARY)))
    assert "(a working title)" not in "\n".join(marked(fill("prompts.card, confirmed", ORDINARY)))


def test_a_plan_reads_as_one_sentence_however_it_was_typed() -> None:
    typed = Intention("When we next meet", "I will listen")

    assert plans.sentence(typed) == "When we next meet, then I will listen"


def test_the_answer_says_where_to_find_what_can_be_followed() -> None:
    found = answers.card(answers_world.FINDINGS["link"](ORDINARY), question="where?")

    assert "<https://example.org/read?page=1&amp;name=>" in str(found.blocks)


@pytest.mark.parametrize("limit", range(2, 12))
def test_shortening_never_leaves_half_of_an_escaped_letter(limit: int) -> None:
    assert re.search(r"&(?!amp;|lt;|gt;)", shorten("a&amp;b&lt;c&gt;", limit)) is None
    assert len(shorten("a&amp;b&lt;c&gt;", limit)) <= limit


def test_a_section_that_is_cut_says_so() -> None:
    assert section("x" * 4000)["text"]["text"].endswith("x…")


def test_a_long_text_takes_as_many_paragraphs_as_it_needs() -> None:
    told = " ".join(["walking"] * 1000)

    assert " ".join(block["text"]["text"] for block in paragraphs(told)) == told


def test_points_that_find_no_room_are_counted() -> None:
    *shown, last = points(["x" * 1000] * 10, most=2, hidden="{} more.")

    assert len(shown) == 2
    assert last["elements"][0]["text"] == "6 more."


@pytest.mark.parametrize("typed", ["*bold*", "_slanted_", "~struck~", "`code`", "a * b"])
def test_nobodys_text_is_set_in_bold_or_otherwise(typed: str) -> None:
    assert not set("*_~`") & set(escape(typed))


def test_marks_within_words_stay_as_they_are() -> None:
    assert escape("first_last") == "first_last"


def test_addresses_of_organisers_can_be_followed_and_nothing_else() -> None:
    told = linked("See https://a.example/x?a=1&b=2. Or write to b@c.example, <!here>")

    assert told == "See <https://a.example/x?a=1&amp;b=2>. Or write to <mailto:b@c.example|b@c.example>, &lt;!here&gt;"
