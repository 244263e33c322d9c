"""The prompt bank reads well, asks nothing that it should not, and is large enough."""

import re
from collections import Counter

import pytest

from db.content import Prompt
from tests.answers.communities import FOLDERS, content_of
from tests.views import reading

BANK = content_of("content").prompts
NAMES = {row.key: row.name for row in content_of("content").characteristics}
LONGEST_NAME = max(NAMES.values(), key=len)
YES_OR_NO = re.compile(
    r"^(do|does|did|is|are|was|were|have|has|had|can|could|will|would|should|may|might) (you|your|it|there|they|we)\b"
)
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
    assert [question for question in questions if YES_OR_NO.match(question)] == []


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


def test_no_two_prompts_ask_the_same() -> None:
    assert len({prompt.stem for prompt in BANK}) == len(BANK)


@pytest.mark.parametrize("key", NAMES)
def test_each_characteristic_has_enough_of_its_own(key: str) -> None:
    own = [prompt for prompt in BANK if prompt.characteristic == key and not prompt.retired]

    assert len(own) >= 12
    assert {prompt.kind for prompt in own} == {"notice", "learn", "try", "peer"}
    assert any(prompt.tone == "strength" for prompt in own)


def test_one_prompt_in_six_is_about_strengths() -> None:
    assert sum(prompt.tone == "strength" for prompt in BANK) * 6 >= len(BANK)


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
