"""Files open again, in every kind, with every letter that somebody wrote."""

import csv
import io
import json
import re

import docx
import pytest

from bot.files import markdown, writing
from bot.files.documents import Document
from bot.rules.words import FileKind

TEXTS = (
    "“Curly” quotes, an em dash — and Łódź",
    "Emoji: \N{SEEDLING}\N{FAMILY} and \N{WAVING HAND SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-4}",
    "مرحبا بالعالم",
    "שלום and then English",
    "# no heading, *no bold*, _no_ `code`, <b>no tag</b>, [no](link), a|b, 1 & 2, $x$, ~~no~~",
    "- no list\n+ none\n1. none\n2) none\n=====\n    no code\n\n\nA second paragraph",
    'A "quoted", semi;colon, comma\nand a new line',
    '=HYPERLINK("http://example.com")',
    "long " * 600,
    " spaces at both ends, and a\ttab ",
)


def document(*texts: str) -> Document:
    return Document(
        "My reflections", ("These are yours.",), ("Date", "What"), tuple(("Monday", text) for text in texts)
    )


def words_of(body: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(body)).paragraphs]


def rendered(told: str) -> str:
    """Markdown as somebody reads it who knows only escapes, line breaks and spaces."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", told.replace("\\\n", "\n").replace("&nbsp;", " "))


@pytest.mark.parametrize("text", TEXTS)
def test_a_word_file_opens_again_with_the_same_words(text: str) -> None:
    found = words_of(writing.write(document(text), FileKind.DOCX))

    assert found[:4] == ["My reflections", "These are yours.", "Monday", "What"]
    assert "\n".join(found[4:]) == text


def test_a_word_file_has_headings_and_runs_from_right_to_left_where_it_has_to() -> None:
    made = docx.Document(io.BytesIO(writing.write(document("مرحبا", "Hello"), FileKind.DOCX)))

    assert [one.style.name for one in made.paragraphs if one.style] == [
        "Title",
        "Normal",
        *["Heading 1", "Heading 2", "Normal"] * 2,
    ]
    assert [one.text for one in made.paragraphs if one._p.xpath("./w:pPr/w:bidi")] == ["مرحبا"]


def test_letters_that_no_word_file_may_hold_are_left_out() -> None:
    assert words_of(writing.write(document("a\x00b\x0bc\ufffed"), FileKind.DOCX))[-1] == "abcd"


@pytest.mark.parametrize("text", TEXTS)
def test_json_opens_again_with_the_same_words(text: str) -> None:
    found = json.loads(writing.write(document(text), FileKind.JSON))

    assert found["title"] == "My reflections"
    assert found["reflections"] == [{"Date": "Monday", "What": text}]


def cells(text: str) -> list[list[str]]:
    body = writing.write(document(text), FileKind.CSV)
    assert body.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", [text for text in TEXTS if text[0] not in "=-"])
def test_csv_opens_again_with_the_same_words(text: str) -> None:
    assert cells(text) == [["Date", "What"], ["Monday", text]]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "\n-"])
def test_what_begins_like_a_formula_is_a_text_in_a_spreadsheet(start: str) -> None:
    assert cells(f"{start}1+1")[1] == ["Monday", f"'{start}1+1"]


@pytest.mark.parametrize("text", TEXTS)
def test_markdown_reads_letter_by_letter(text: str) -> None:
    assert rendered(markdown.escape(text)) == text.replace("\n\n\n", "\n\n")


@pytest.mark.parametrize("start", ["-", "+", "=", "#", ">", "1.", "12)", "```", "    x", "<script>", "|"])
def test_no_line_of_markdown_begins_anything(start: str) -> None:
    line = markdown.escape(f"{start} x").split("\n")[0]

    assert line.startswith(("\\", "&nbsp;")) or re.match(r"\d+\\[.)]", line)


def test_markdown_has_a_heading_for_each_reflection() -> None:
    told = writing.write(document("Hello", ""), FileKind.MARKDOWN).decode()

    assert told == "# My reflections\n\nThese are yours.\n\n## Monday\n\n**What**\n\nHello\n\n## Monday\n"


@pytest.mark.parametrize("kind", FileKind)
def test_a_document_without_rows_is_a_file_all_the_same(kind: FileKind) -> None:
    assert writing.write(document(), kind)
