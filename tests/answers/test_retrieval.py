"""Items are found by meaning, by letters and by words; how sure is sure comes from the items themselves."""

from collections.abc import Sequence
from functools import cache

from bot.answers.embedding import Encoder, Vectors
from bot.answers.retrieval.items import PART, Item, digest
from bot.answers.retrieval.shelf import PASSAGE, SHORT, WORDS_ONLY, Shelf
from bot.answers.retrieval.thresholds import FALLBACK, calibrate, judge

ITEMS = (
    Item("fact", 1, "How do I cancel my booking?", "Write to the harbour office at least one day before."),
    Item("fact", 2, "Where can I leave my bicycle?", "There are racks behind the fish market."),
    Item("fact", 3, "Who teaches the knots?", "The old rope makers do, on Thursdays."),
)


@cache
def encoder() -> Encoder:
    return Encoder()


def vectors(items: Sequence[Item], *texts: str) -> dict[str, Vectors]:
    every = [*(text for item in items for text in item.texts), *texts]
    found = encoder().encode(every)
    assert found is not None
    return {digest(text): row for text, row in zip(every, found, strict=True)}


def first(shelf: Shelf, asked: str) -> int:
    found = encoder().encode([asked])
    assert found is not None
    return shelf.rank(asked, found[0])[0].item.id


def test_what_is_asked_in_other_words_is_found_by_its_meaning() -> None:
    shelf = Shelf(ITEMS, vectors(ITEMS))

    assert first(shelf, "I want to call off my reservation") == 1
    assert first(shelf, "somewhere for my bike") == 2


def test_an_item_without_its_vectors_is_still_found_by_words() -> None:
    shelf = Shelf(ITEMS, vectors(ITEMS[1:]))
    found = shelf.rank("cancel booking", None)[0]

    assert not shelf.is_whole
    assert first(shelf, "cancel my booking") == 1
    assert (found.item.id, found.by_meaning) == (1, False)


def test_a_learned_phrasing_brings_its_item_to_the_top() -> None:
    asked = "the thing with the rusty gate"
    learned = (ITEMS[0], Item("fact", 2, ITEMS[1].title, ITEMS[1].text, (asked,)), ITEMS[2])

    assert first(Shelf(learned, vectors(learned)), "that thing about the rusty gate") == 2


def test_slips_of_the_fingers_are_mended_towards_our_own_words_first() -> None:
    speller = Shelf(ITEMS, {}).speller

    assert speller.mend("Wher can I leeve my bicylce?") == "Wher can I leave my bicycle?"
    assert speller.mend("parking for a motorbike, xyzzyx") == "parking for a motorbike, xyzzyx"


def test_the_weights_of_each_kind_add_up_to_one() -> None:
    for weights in (SHORT, PASSAGE, WORDS_ONLY):
        assert round(weights.meaning + weights.letters + weights.words, 9) == 1


def test_a_long_text_is_looked_at_in_parts() -> None:
    item = Item("resource", 1, "The history of the harbour", "word " * (2 * PART + 1))

    assert len(item.parts) == 3
    assert item.is_passage
    assert not Item("fact", 1, "How did it begin?", "word " * 200).is_passage


def test_a_small_community_gets_the_usual_thresholds() -> None:
    assert calibrate(Shelf(ITEMS, vectors(ITEMS)), vectors(ITEMS)) == FALLBACK


def test_no_more_than_the_wanted_share_of_questions_about_missing_items_would_be_answered() -> None:
    things = ("boat", "rope", "gull", "crane", "tide", "net", "lamp", "anchor", "sail", "oar")
    items = [Item("fact", n, f"How do I {verb} a {thing}?") for n, (verb, thing) in enumerate(_pairs(things))]
    known = vectors(items)
    found = calibrate(Shelf(items, known), known)

    false = 0
    for left_out in items:
        others = [item for item in items if item is not left_out]
        judged = judge(Shelf(others, known), left_out.title, known[digest(left_out.title)])
        false += judged.certainty >= found.certain
    assert false / len(items) <= 0.2
    assert found.likely < found.certain


def test_an_empty_shelf_finds_nothing() -> None:
    assert judge(Shelf((), {}), "anything", None).hits == ()


def _pairs(things: Sequence[str]) -> list[tuple[str, str]]:
    return [(verb, thing) for verb in ("mend", "borrow", "paint") for thing in things]
