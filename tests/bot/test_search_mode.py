"""Whoever looks after the bot sees how questions are searched for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import web
from bot.answers import embedding
from bot.answers.embedding import Encoder
from tests.community import Community
from tests.people import AMINA


@pytest.fixture(autouse=True)
def own_encoder() -> Iterator[None]:
    before = embedding.current()
    yield
    embedding.use(before)


@pytest.mark.parametrize(("path", "told"), [(None, "by meaning"), (Path("nowhere.onnx"), "by words only")])
def test_health_names_the_search_mode(community: Community, path: Path | None, told: str) -> None:
    embedding.use(Encoder(path)).open()

    assert web.build(community.tools).test_client().get("/health").get_json()["search"] == told


def test_without_a_model_a_question_is_still_answered(community: Community) -> None:
    embedding.use(Encoder(Path("nowhere.onnx")))

    assert "9am" in community.types(AMINA, "/ask when does it start?").text
