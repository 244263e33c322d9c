"""How a member's own reading looks: what they want to read, have read and have tried, for them alone."""

from collections.abc import Sequence

from bot.library.resources import PAGE, Item
from bot.views.library.resources import ONLY_YOU, OWN, Reader, all_resources, entry
from bot.views.parts import Block, Card, actions, button, context, divider, escape, header, section


def own(found: Sequence[Item], reader: Reader, *, page: int = 0, note: str = "") -> Card:
    """A page of what they marked, what they want to read first."""
    page = max(0, min(page, (len(found) - 1) // PAGE))
    opening: list[Block] = [header("My reading"), context(ONLY_YOU), *([section(note)] if note else [])]
    if not found:
        words = "You have not marked anything. Beside a resource, open the three dots and choose Want to read."
        return Card(f"{note} {words}".strip(), (*opening, section(words), actions(all_resources())))
    blocks = opening
    for item in found[page * PAGE : (page + 1) * PAGE]:
        blocks = [*blocks, *entry(item, reader, place=f"M{page}"), divider()]
    titles = "; ".join(item.resource.title for item in found)
    return Card(f"My reading: {escape(titles)}", (*blocks, *_paging(len(found), page)))


def _paging(count: int, page: int) -> list[Block]:
    first, last = page * PAGE + 1, min((page + 1) * PAGE, count)
    steps = [button("Earlier page", f"{OWN}.earlier", str(page - 1))] if page else []
    steps += [button("Next page", f"{OWN}.next", str(page + 1))] if last < count else []
    shown = [context(f"Resources {first} to {last} of {count}.")] if steps else []
    return [*shown, actions(*steps, all_resources())]
