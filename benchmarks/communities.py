"""A community to draw a round for, read from JSON; what cannot be meant is refused in a sentence."""

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from bot.rules.matching import Pair, Past, Person

Id = str | int | float
_Key = tuple[bool, Id]  # numbers first

_MOST = 1_000_000  # of days or debt: what is more is the same


class NotACommunityError(Exception):
    """What is wrong with the file, in a sentence."""


@dataclass(frozen=True)
class Community:
    """`ids`: what the file calls each person, whose own id here is the place in this list."""

    seed: int
    people: tuple[Person, ...]
    past: Past
    ids: tuple[Id, ...]


def read(text: str) -> Community:
    """Raises NotACommunityError."""
    try:
        found = json.loads(text, parse_constant=_no_number)
    except RecursionError as error:
        raise NotACommunityError("The file is nested too deeply to be a community.") from error
    except ValueError as error:
        raise NotACommunityError(f"The file is not JSON: {error}.") from error
    return understand(found)


def understand(found: Any) -> Community:
    """Raises NotACommunityError."""
    if not isinstance(found, dict):
        raise NotACommunityError('The file must hold an object with a list of "people".')
    if not isinstance(found.get("people"), list):
        raise NotACommunityError('The file needs "people", a list. It may be empty.')
    rows = _rows(found["people"])
    names, words = _Names(rows), _Words()
    people = sorted((_person(names.place(row["id"]), row, words) for row in rows.values()), key=lambda one: one.id)
    apart = {*_exclusions(found, names), *_line_managers(rows.values(), names)}
    days = _days_since(found, names)
    return Community(_seed(found), tuple(people), Past(days, _bridged(days, people), frozenset(apart)), names.ids)


class _Names:
    """Who is meant by an id. "7" also means 7, and 7 means "7", as long as only one of them is somebody's id."""

    def __init__(self, keys: Iterable[_Key]) -> None:
        ordered = sorted(keys)
        self.ids = tuple(own for _, own in ordered)
        self._places = {key: place for place, key in enumerate(ordered)}
        self._by_text: dict[str, list[int]] = {}
        for place, own in enumerate(self.ids):
            self._by_text.setdefault(_text(own), []).append(place)

    def place(self, named: Id) -> int:
        return self._places[_key(named)]

    def find(self, named: Any, where: str) -> int | None:
        """None for somebody who is not in the file."""
        if not _is_id(named):
            raise NotACommunityError(f"{where} must name people by a text or a number, not {_shown(named)}.")
        alike = self._by_text.get(_text(named), [])
        return self._places.get(_key(named), alike[0] if len(alike) == 1 else None)

    def pairs(self, some: Iterable[Any], where: str) -> Iterator[Pair]:
        places = {place for named in some if (place := self.find(named, where)) is not None}
        return (frozenset(pair) for pair in combinations(sorted(places), 2))


class _Words:
    """A number for each organisation or sector."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}

    def number(self, row: dict[str, Any], field: str, who: str) -> int | None:
        """None where it is not known."""
        word = row.get(field)
        if word is None or word == "":
            return None
        if not _is_id(word):
            raise NotACommunityError(f'{who} needs a text or a number for "{field}", not {_shown(word)}.')
        return self._numbers.setdefault((field, _text(word)), len(self._numbers))


def _rows(people: list[Any]) -> dict[_Key, dict[str, Any]]:
    """Each person once; the same row again adds nothing."""
    found: dict[_Key, dict[str, Any]] = {}
    for number, row in enumerate(people, start=1):
        if not isinstance(row, dict):
            raise NotACommunityError(f'Person {number} must be an object with an "id", not {_shown(row)}.')
        if not _is_id(row.get("id")):
            raise NotACommunityError(f'Person {number} needs an "id", a text or a number.')
        if found.setdefault(_key(row["id"]), row) != row:
            raise NotACommunityError(f"Two people who are not the same have the id {_shown(row['id'])}.")
    return found


def _person(place: int, row: dict[str, Any], words: _Words) -> Person:
    who = f"The person {_shown(row['id'])}"
    challenges, slots, offers, wants = (_texts(row, field, who) for field in ("interests", "slots", "offers", "wants"))
    prefers_three = row.get("prefers_three")
    if prefers_three is not None and not isinstance(prefers_three, bool):
        raise NotACommunityError(f'{who} needs true or false for "prefers_three", not {_shown(prefers_three)}.')
    return Person(
        place,
        organisation=words.number(row, "organisation", who),
        sector=words.number(row, "sector", who),
        borough=None,
        challenges=challenges,
        offers=offers,
        wants=wants,
        slots=slots,
        prefers_three=bool(prefers_three),
        debt=_number(row, "debt", who),
    )


def _texts(row: dict[str, Any], field: str, who: str) -> frozenset[str]:
    found = [each for each in _list(row, field, who) if each is not None]
    for each in found:
        if not _is_id(each):
            raise NotACommunityError(f'{who} has {_shown(each)} in "{field}". Only texts and numbers can be there.')
    return frozenset(map(_text, found))


def _exclusions(found: dict[str, Any], names: _Names) -> Iterator[Pair]:
    for number, pair in enumerate(_list(found, "exclusions", "The file"), start=1):
        if not isinstance(pair, list) or len(pair) != 2:
            raise NotACommunityError(f"Exclusion {number} must be a list of two ids, not {_shown(pair)}.")
        yield from names.pairs(pair, f"Exclusion {number}")


def _line_managers(rows: Iterable[dict[str, Any]], names: _Names) -> Iterator[Pair]:
    for row in rows:
        if row.get("line_manager") is not None:
            where = f'The "line_manager" of the person {_shown(row["id"])}'
            yield from names.pairs([row["id"], row["line_manager"]], where)


def _days_since(found: dict[str, Any], names: _Names) -> dict[Pair, int]:
    """The last time counts. A meeting of which nobody knows the day was today."""
    days: dict[Pair, int] = {}
    for number, meeting in enumerate(_list(found, "history", "The file"), start=1):
        where = f"Meeting {number} of the history"
        if not isinstance(meeting, dict):
            raise NotACommunityError(f'{where} must be an object with "age_days" and "group", not {_shown(meeting)}.')
        age = _number(meeting, "age_days", where)
        if age < 0:
            raise NotACommunityError(f"{where} lies in the future: its age is {_shown(meeting['age_days'])} days.")
        for pair in names.pairs(_list(meeting, "group", where), where):
            days[pair] = min(int(age), days.get(pair, int(age)))
    return days


def _bridged(met: Iterable[Pair], people: Sequence[Person]) -> frozenset[Pair]:
    """Organisations whose people have met."""
    met_by = [{people[place].organisation for place in pair} for pair in met]
    return frozenset(frozenset(pair) for pair in map(_known, met_by) if len(pair) == 2)


def _known(organisations: Iterable[int | None]) -> set[int]:
    return {one for one in organisations if one is not None}


def _seed(found: dict[str, Any]) -> int:
    seed = found.get("seed")
    if seed is not None and (isinstance(seed, bool) or not isinstance(seed, int)):
        raise NotACommunityError(f'The "seed" must be a whole number, not {_shown(seed)}.')
    return seed or 0


def _list(row: dict[str, Any], field: str, who: str) -> list[Any]:
    found = row.get(field)
    if found is not None and not isinstance(found, list):
        raise NotACommunityError(f'{who} needs a list for "{field}", not {_shown(found)}.')
    return found or []


def _number(row: dict[str, Any], field: str, who: str) -> float:
    """0 where it is not known; however large, it is no more than a million."""
    found = row.get(field)
    if found is None:
        return 0
    if isinstance(found, bool) or not isinstance(found, int | float) or found in (math.inf, -math.inf):
        raise NotACommunityError(f'{who} needs a number for "{field}", not {_shown(found)}.')
    return float(min(max(found, -_MOST), _MOST))


def _is_id(found: Any) -> bool:
    if isinstance(found, float):
        return math.isfinite(found)
    return isinstance(found, str | int) and not isinstance(found, bool) and found != ""


def _key(own: Id) -> _Key:
    return isinstance(own, str), own


def _text(found: Id) -> str:
    """7, 7.0 and "7" are one word."""
    return str(int(found) if isinstance(found, float) and found.is_integer() else found)


def _shown(found: Any) -> str:
    text = json.dumps(found)
    return text if len(text) <= 40 else f"{text[:37]}..."


def _no_number(found: str) -> float:
    raise ValueError(f"{found} is no number")
