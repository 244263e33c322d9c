"""What people type is made fit to keep and to show, and is otherwise left as it is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import InvalidText
from bot.rules.text import LONGEST_QUESTION, clean, read_question, unescape, without_mention


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  hello \n", "hello"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("nul\x00 bell\x07 escape\x1b[31m", "nul bell escape[31m"),
        ("\u202eturned\u202c round\u2066\u2069", "turned round"),
        ("un\u200bseen\ufeff", "unseen"),
        ("half \ud83d letter", "half  letter"),
        ("Żółć 你好 مرحبا 🙂", "Żółć 你好 مرحبا 🙂"),
    ],
)
def test_what_hides_or_turns_text_is_taken_out(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(st.text())
def test_cleaning_leaves_nothing_to_clean(text: str) -> None:
    once = clean(text)

    assert clean(once) == once
    assert [c for c in once if unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t"] == []


def test_a_question_is_read_in_the_letters_that_were_typed() -> None:
    assert read_question(" R&D <what?> &lt;\x00 ") == "R&D <what?> &lt;"


def test_a_question_may_be_as_long_as_the_limit_and_no_longer() -> None:
    assert len(read_question("x" * LONGEST_QUESTION)) == LONGEST_QUESTION
    with pytest.raises(InvalidText, match="1,000 characters or fewer"):
        read_question("x" * (LONGEST_QUESTION + 1))


@given(st.text(alphabet="&<>ampltg; "))
def test_what_slack_puts_in_disguise_comes_back_as_it_was_typed(typed: str) -> None:
    disguised = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    assert unescape(disguised) == typed


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("<@U0BOT> when is it?", "when is it?"),
        ("hello <@U0BOT|leaders>", "hello"),
        ("<@U0BOT> ask <@U0BEN>", "ask <@U0BEN>"),
        ("no mention", "no mention"),
        ("<@U0BOT>", ""),
    ],
)
def test_the_mention_that_called_us_is_left_out(said: str, left: str) -> None:
    assert without_mention(said) == left
