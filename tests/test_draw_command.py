"""`python -m benchmarks draw`: any community, checked from outside, and every mistake in a file answered."""

import json
import os
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from benchmarks import communities, draw
from benchmarks.matching.oracle import somewhere

Found = dict[str, Any]


def drawn(found: Any) -> Found:
    return draw.answer(communities.understand(found))


def people(*ids: Any, **fields: Any) -> list[dict[str, Any]]:
    return [{"id": own, **fields} for own in ids]


def met(found: Found) -> list[list[Any]]:
    return [group["members"] for group in found["groups"]]


@pytest.mark.parametrize("seed", range(40))
def test_an_outsider_comes_to_the_same_weight(seed: int) -> None:
    community = somewhere(seed)

    found = drawn(community)

    weights = {frozenset(map(repr, pair)): weight for *pair, weight in found["pairs"]}
    couples = [frozenset(map(repr, pair)) for group in met(found) for pair in combinations(group, 2)]
    assert found["weight"] == sum(weights[pair] for pair in couples)
    seated = [*(one for group in met(found) for one in group), *found["left_out"]]
    assert sorted(map(repr, seated)) == sorted(repr(person["id"]) for person in community["people"])
    forbidden = [set(map(repr, pair)) for pair in community["exclusions"]]
    forbidden += [{repr(one["id"]), repr(one.get("line_manager"))} for one in community["people"]]
    assert [pair for pair in couples if pair in forbidden] == []


def test_a_repeat_counts_for_twelve_months() -> None:
    def repeats(days: float) -> int:
        history = [{"age_days": 2000, "group": ["a", "b", "gone"]}, {"age_days": days, "group": ["b", "a"]}]
        return int(drawn({"people": people("a", "b"), "history": history})["certificate"]["repeats"])

    assert [repeats(days) for days in (0, 365, 365.5, 366, 800, 10**30)] == [1, 1, 1, 0, 0, 0]


def test_what_is_missing_or_null_is_unknown() -> None:
    nothing = dict.fromkeys(
        ("organisation", "sector", "interests", "slots", "offers", "wants", "line_manager", "prefers_three", "debt")
    )

    found = drawn({"seed": None, "people": people(1, 2, **nothing), "exclusions": None, "history": [{"group": None}]})

    assert met(found) == [[1, 2]]
    assert found["certificate"] == {"repeats": 0, "same_organisation": 0, "left_out": 0, "proved": True}


def test_nobody_at_all_can_be_drawn() -> None:
    found = drawn({"people": []})

    assert (found["groups"], found["left_out"], found["weight"], found["pairs"]) == ([], [], 0, [])


def test_numbers_and_texts_are_different_people_but_a_text_finds_a_number() -> None:
    assert met(drawn({"people": people(1, "1")})) == [[1, "1"]]
    assert drawn({"people": people(1, 2), "exclusions": [["1", "2"]]})["left_out"] == [1, 2]


def test_the_same_person_twice_is_one_and_nobody_is_their_own_manager() -> None:
    assert drawn({"people": people("a", "a", "b", line_manager="a", debt=2)})["left_out"] == ["a", "b"]
    assert met(drawn({"people": [{"id": "a", "line_manager": "a"}, {"id": "b"}]})) == [["a", "b"]]


def test_exclusions_and_history_of_people_who_are_not_here_change_nothing() -> None:
    plain = {"people": people(1, 2, 3, 4), "seed": 3}
    beside = {"exclusions": [[1, 9], ["x", "y"], [1, 1]], "history": [{"age_days": 1, "group": [1, 9]}]}

    assert drawn(plain) == drawn(plain | beside)


def test_the_order_of_the_file_changes_nothing() -> None:
    community = somewhere(11)
    turned = community | {key: community[key][::-1] for key in ("people", "exclusions", "history")}

    assert json.dumps(drawn(turned)) == json.dumps(drawn(community))


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ([], "The file must hold an object"),
        ({}, 'The file needs "people"'),
        ({"people": {}}, 'The file needs "people"'),
        ({"people": [7]}, "Person 1 must be an object"),
        ({"people": [{}]}, 'Person 1 needs an "id"'),
        ({"people": [{"id": True}]}, 'Person 1 needs an "id"'),
        ({"people": people("a", [1])}, 'Person 2 needs an "id"'),
        ({"people": [{"id": "a"}, {"id": "a", "organisation": "b"}]}, "Two people who are not the same"),
        ({"people": people("a", organisation=["b"])}, '"organisation"'),
        ({"people": people("a", interests="sleep")}, 'needs a list for "interests"'),
        ({"people": people("a", slots=[{}])}, '"slots"'),
        ({"people": people("a", debt="much")}, 'needs a number for "debt"'),
        ({"people": people("a", prefers_three=1)}, "true or false"),
        ({"people": people("a", line_manager=[])}, '"line_manager"'),
        ({"people": [], "seed": "x"}, '"seed"'),
        ({"people": [], "seed": 1.5}, '"seed"'),
        ({"people": [], "exclusions": [["a"]]}, "Exclusion 1 must be a list of two ids"),
        ({"people": [], "exclusions": [[None, "a"]]}, "Exclusion 1 must name people"),
        ({"people": [], "history": ["a"]}, "Meeting 1 of the history"),
        ({"people": [], "history": [{"age_days": -1}]}, "lies in the future"),
        ({"people": [], "history": [{"age_days": "1"}]}, 'needs a number for "age_days"'),
        ({"people": [], "history": {}}, 'needs a list for "history"'),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(found: Any, told: str) -> None:
    with pytest.raises(communities.NotACommunityError, match=r"\.$") as refused:
        communities.understand(found)

    assert told in str(refused.value)


def command(folder: Path, text: bytes, *more: str, hashing: str = "0") -> subprocess.CompletedProcess[str]:
    (folder / "in.json").write_bytes(text)
    files = ["--input", str(folder / "in.json"), "--output", str(folder / "out.json")]
    return subprocess.run(
        [sys.executable, "-m", "benchmarks", "draw", *files, *more],
        cwd=Path(__file__).parents[1],
        env={**os.environ, "PYTHONHASHSEED": hashing},
        check=False,
        capture_output=True,
        text=True,
    )


def test_every_process_writes_the_same_bytes(tmp_path: Path) -> None:
    text = json.dumps(somewhere(12)).encode()
    written = []
    for hashing in ("1", "2", "random"):
        assert command(tmp_path, text, "--edges", hashing=hashing).returncode == 0
        written.append((tmp_path / "out.json").read_bytes())

    assert len(set(written)) == 1
    assert "pairs" in json.loads(written[0])


@pytest.mark.parametrize("text", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"people": NaN}', b'{"people": 7}'])
def test_a_file_that_holds_no_community_is_answered_without_a_trace(tmp_path: Path, text: bytes) -> None:
    found = command(tmp_path, text)

    assert found.returncode == draw.BAD_INPUT
    assert found.stderr.startswith(("The file", str(tmp_path)))
    assert len(found.stderr.splitlines()) == 1
    assert not (tmp_path / "out.json").exists()


def test_pairs_are_written_only_when_asked_for(tmp_path: Path) -> None:
    assert command(tmp_path, b'{"people": [{"id": "a"}, {"id": "b"}]}').returncode == 0

    assert set(json.loads((tmp_path / "out.json").read_text())) == {"groups", "left_out", "certificate", "weight"}


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "out.json").mkdir()

    found = command(tmp_path, b'{"people": []}')

    assert (found.returncode, len(found.stderr.splitlines())) == (draw.BAD_INPUT, 2)
