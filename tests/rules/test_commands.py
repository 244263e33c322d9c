"""Slash commands bear the prefix of the installation, each a name of its own."""

import pytest

from bot.rules.commands import Commands


@pytest.mark.parametrize("prefix", ["", "sel-", "a1"])
def test_every_command_bears_the_prefix(prefix: str) -> None:
    names = Commands(prefix).all

    assert [name for name in names if not name.startswith(f"/{prefix}")] == []
    assert len(set(names)) == len(names)


def test_every_command_that_has_a_name_is_in_the_list_of_all() -> None:
    named = [name for name, value in vars(Commands).items() if isinstance(value, property) and name != "all"]

    assert sorted(getattr(Commands(), name) for name in named) == sorted(Commands().all)
