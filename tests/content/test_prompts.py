"""The prompt bank reads well, asks nothing that it should not, and is large enough."""

import re
from collections import Counter
from itertools import combinations

import pytest

from db.content import Prompt
from tests.answers.communities import FOLDERS, content_of
from tests.views import reading

BANK = content_of("content").prompts
NAMES = {row.key: row.name for row in content_of("content").characteristics}
VERSIONS = {row.key: row.definition_version for row in content_of("content").characteristics}
SAME_WORDS = 6
FULL = {
    "What is the innovation mindset?": 6,
    "What do leaders need to pay attention to?": 7,
    "What are the tensions?": 4,
    "3 paradoxes of innovation": 3,
    "What's stopping us?": 6,
}
LONGEST_NAME = max(NAMES.values(), key=len)
YES_OR_NO = re.compile(
    r"^(do|does|did|is|are|was|were|have|has|had|can|could|will|would|should|may|might) (you|your|it|there|they|we)\b"
)
OPEN = re.compile(r"\b(how|what|when|where|which|who|why)\b")
ASKS_TOO_MUCH = re.compile(
    r"\b(patients?|service users?|diagnos\w+|whose name|name (a|the|your) (person|colleague|peer|member|manager|boss)"
    r"|who (is|was) (he|she|it)|nhs number|cases?)\b"
)


def filled(prompt: Prompt) -> str:
    return prompt.stem.replace("{characteristic}", LONGEST_NAME)


@pytest.mark.parametrize("prompt", BANK, ids=lambda prompt: prompt.key)
def test_a_stem_is_short_and_asks_one_or_two_open_questions(prompt: Prompt) -> None:
    questions = [part.strip().lower() for part in re.split(r"(?<=[.?])\s+", prompt.stem) if part.endswith("?")]

    assert len(filled(prompt)) <= 160
    assert 1 <= prompt.stem.count("?") <= 2
    assert [question for question in questions if YES_OR_NO.match(question) or not OPEN.search(question)] == []


@pytest.mark.parametrize("prompt", BANK, ids=lambda prompt: prompt.key)
def test_a_prompt_asks_for_no_patient_and_nobodys_name(prompt: Prompt) -> None:
    told = " ".join((prompt.stem, prompt.why, prompt.when_example or "", prompt.then_example or "")).lower()

    assert ASKS_TOO_MUCH.findall(told) == []


@pytest.mark.parametrize("prompt", BANK, ids=lambda prompt: prompt.key)
def test_a_prompt_keeps_to_our_copy(prompt: Prompt) -> None:
    told = f"{prompt.stem} {prompt.why}"

    assert "!" not in told
    assert max(len(words) for words in reading.sentences(reading.prose(told))) <= 22
    assert (prompt.when_example is None) is (prompt.then_example is None)


def test_the_bank_is_easy_to_read() -> None:
    told = "\n".join(f"{prompt.stem}\n{prompt.why}" for prompt in BANK)

    assert reading.smog(reading.prose(told, "{characteristic}")) <= 8.5


@pytest.mark.parametrize("community", FOLDERS)
def test_every_key_is_used_once_and_every_basis_is_in_its_source(community: str) -> None:
    content = content_of(community)
    files = {source.key: source.file for source in content.sources if source.file}

    assert [key for key, count in Counter(prompt.key for prompt in content.prompts).items() if count > 1] == []
    for prompt in content.prompts:
        source = (FOLDERS[community] / "source" / files[prompt.source]).read_text(encoding="utf-8")
        assert " ".join(prompt.basis.split()) in " ".join(source.replace("*", "").split()), prompt.key


def runs(stem: str) -> set[tuple[str, ...]]:
    """Every six words in a row, without the characteristic's name."""
    bare = stem.lower().replace("{characteristic}", " ")
    for name in NAMES.values():
        bare = bare.replace(name.lower(), " ")
    words = re.findall(r"[a-z0-9']+", bare)
    return {tuple(words[start : start + SAME_WORDS]) for start in range(len(words) - SAME_WORDS + 1)}


def test_no_two_prompts_share_six_words_in_a_row() -> None:
    found = {prompt.key: runs(prompt.stem) for prompt in BANK}

    assert [pair for pair in combinations(found, 2) if found[pair[0]] & found[pair[1]]] == []


def test_planted_stems_that_differ_only_in_the_name_are_caught() -> None:
    one, other = (f"When did you last see '{name}' at work?" for name in ("{characteristic}", LONGEST_NAME))

    assert runs(one) & runs(other) == runs(one)


@pytest.mark.parametrize("key", NAMES)
def test_each_of_a_characteristics_own_prompts_rests_on_another_line(key: str) -> None:
    own = [prompt.basis for prompt in BANK if prompt.characteristic == key]

    assert [basis for basis, count in Counter(own).items() if count > 1] == []


def test_the_characteristic_that_the_source_names_has_a_prompt_for_each_line_of_its_lists() -> None:
    own = [prompt.basis for prompt in BANK if prompt.characteristic == "innovation"]
    named = {title: lines_under(title) for title in FULL}

    assert {title: len(lines) for title, lines in named.items()} == FULL
    assert [line for lines in named.values() for line in lines if not any(basis in line for basis in own)] == []


def lines_under(title: str) -> list[str]:
    """The points of the list below this heading of the source."""
    source = (FOLDERS["content"] / "source" / "inspiration-event-2022-07-05.txt").read_text(encoding="utf-8")
    below = source.split(title, 1)[1].split("\n- ", 1)[1]
    return [line.removeprefix("- ").strip() for line in below.split("\n\n", 1)[0].split("\n")]


def test_a_prompt_says_for_which_version_of_its_definition_it_was_written() -> None:
    versions = {prompt.key: prompt.definition_version for prompt in BANK}
    newest = {prompt.key: VERSIONS.get(prompt.characteristic or "", 1) for prompt in BANK}

    assert [key for key, version in versions.items() if version > newest[key]] == []


@pytest.mark.parametrize("key", NAMES)
def test_each_characteristic_has_enough_of_its_own(key: str) -> None:
    own = [prompt for prompt in BANK if prompt.characteristic == key and not prompt.retired]

    assert len(own) >= 12
    assert {prompt.kind for prompt in own} == {"notice", "learn", "try", "peer"}
    assert any(prompt.tone == "strength" for prompt in own)


def test_about_one_prompt_in_six_is_about_strengths() -> None:
    live = [prompt for prompt in BANK if not prompt.retired]
    strengths = sum(prompt.tone == "strength" for prompt in live)

    assert 5 * strengths <= len(live) <= 6 * strengths


def test_what_fits_any_characteristic_names_it_and_the_others_do_not() -> None:
    assert [
        prompt.key for prompt in BANK if ("{characteristic}" in prompt.stem) is not (prompt.characteristic is None)
    ] == []


@pytest.mark.parametrize("words", ["did you meet", "are you sure", "have you tried it"])
def test_a_planted_yes_or_no_question_is_caught(words: str) -> None:
    assert YES_OR_NO.match(words)


@pytest.mark.parametrize("words", ["think of a patient", "name a colleague", "which case was it"])
def test_a_planted_question_for_a_person_is_caught(words: str) -> None:
    assert ASKS_TOO_MUCH.search(words)
