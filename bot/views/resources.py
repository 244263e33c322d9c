"""How resources look: the library at a glance, a page of it, and what to read next."""

from bot.resources import PAGE, Item, Library, Listing, Shelf, Suggestion
from bot.rules.commands import Commands
from bot.rules.dates import date_words
from bot.rules.text import clean
from bot.rules.words import CharacteristicStatus
from bot.views.audience import mark
from bot.views.parts import (
    Block,
    Card,
    actions,
    button,
    context,
    divider,
    escape,
    header,
    link,
    quote,
    section,
    shorten,
)
from db.models import Characteristic

BROWSE = "resource.browse"
SEARCH = "resource.search"
SHELF = "resource.shelf"
ANOTHER = "resource.another"

SHELVES = 30  # on one page: Slack shows 50 blocks, and the suggestion and the way round need the others


def library(found: Library, commands: Commands, *, page: int = 0) -> Card:
    """Something to start with, and every characteristic with how many resources it has."""
    if found.suggestion is None:
        return _nothing_yet(commands)
    shelves = found.shelves[page * SHELVES : (page + 1) * SHELVES]
    hint = f"To look for words, type them after the command: `{commands.resources} trust`."
    first = [*_suggested(found.suggestion), *([actions(*more)] if (more := _another(found.suggestion)) else [])]
    blocks = [
        *first,
        divider(),
        header("By characteristic"),
        *map(_shelf, shelves),
        *_further(found, page),
        context(hint),
    ]
    names = "; ".join(f"{_called(shelf.characteristic)}, {_counted(shelf.count)}" for shelf in shelves)
    return Card(f"Resources. {escape(names)}", tuple(blocks))


def suggestion(found: Suggestion | None, commands: Commands) -> Card:
    """What to read next by itself."""
    if found is None:
        return _nothing_yet(commands)
    blocks = (*_suggested(found), actions(*_another(found), all_resources()))
    return Card(f"Read next: {escape(found.item.resource.title)}", blocks)


def read_next(found: Suggestion | None) -> list[Block]:
    """What to read next as a part of the Home tab; nothing when there is nothing to read."""
    return [*_suggested(found), actions(*_another(found), all_resources()), divider()] if found else []


def listing(found: Listing, commands: Commands) -> Card:
    """A page of resources: on one characteristic, or with some words in them."""
    title = _title(found)
    if not found.items:
        return _none_found(found, title, commands)
    blocks: list[Block] = [header(title)]
    if found.looked_for != found.words:
        words = f"Nothing has “{quote(found.words, 300)}”, so I looked for “{quote(found.looked_for, 300)}”."
        blocks.append(context(words))
    for item in found.items:
        blocks += [*entry(item), divider()]
    titles = "; ".join(item.resource.title for item in found.items)
    return Card(f"{escape(title)}: {escape(titles)}", (*blocks, *_paging(found)))


def entry(item: Item) -> list[Block]:
    """A resource in a list, its source last."""
    row = item.resource
    title = quote(shorten(_on_one_line(row.title), 300), 450)
    kind = row.kind[:1].upper() + row.kind[1:]
    details = ", ".join(str(part) for part in (kind, row.publisher, row.year, row.access) if part)
    lines = [_joined(row.authors), _on_one_line(details), row.about or ""]
    told = [quote(shorten(line, 300), 450) for line in lines if line]
    head = f"*{link(row.url, title) or title}*"
    return [section("\n".join([head, *told])), context(*_origins(item))]


def all_resources() -> Block:
    return button("All resources", BROWSE, "all")


def _suggested(found: Suggestion) -> list[Block]:
    return [header("Read next"), *entry(found.item), context(_why(found))]


def _further(found: Library, page: int) -> list[Block]:
    """The way to the shelves that find no room on this page."""
    first, count = page * SHELVES + 1, len(found.shelves)
    steps = [button("Earlier page", f"{BROWSE}.earlier", str(page - 1))] if page else []
    steps += [button("Next page", f"{BROWSE}.next", str(page + 1))] if count > (page + 1) * SHELVES else []
    last = min(first + SHELVES - 1, count)
    return [context(f"Characteristics {first} to {last} of {count}."), actions(*steps)] if steps else []


def _shelf(shelf: Shelf) -> Block:
    words = f"*{escape(_called(shelf.characteristic))}*\n{_counted(shelf.count)}"
    if not shelf.count:
        return section(words)
    spoken = f"Show resources: {_called(shelf.characteristic)}"
    return section(words, accessory=button("Show", f"{SHELF}.show", f"0:{_key(shelf)}", spoken=spoken))


def _called(characteristic: Characteristic | None) -> str:
    if characteristic is None:
        return "On no characteristic in particular"
    is_working = characteristic.status is CharacteristicStatus.WORKING_TITLE
    return f"{characteristic.name} (working title)" if is_working else characteristic.name


def _counted(count: int) -> str:
    if not count:
        return "No resources yet"
    return "1 resource" if count == 1 else f"{count} resources"


def _key(shelf: Shelf) -> int:
    return shelf.characteristic.id if shelf.characteristic else 0


def _why(found: Suggestion) -> str:
    place = f"Suggestion {found.place} of {found.count}." if found.count > 1 else "It is the only one so far."
    chosen = found.item.characteristic
    if not found.is_wanted or chosen is None:
        return place
    return f"You chose {escape(_called(chosen))} as something to work on. {place}"


def _another(found: Suggestion) -> list[Block]:
    return [button("Another one", ANOTHER, str(found.item.resource.id))] if found.count > 1 else []


def _title(found: Listing) -> str:
    if found.shelf is not None:
        return _called(found.shelf.characteristic)
    return f"Resources with “{found.looked_for}”"


def _paging(found: Listing) -> list[Block]:
    turn = SEARCH if found.shelf is None else SHELF
    kept = found.words if found.shelf is None else str(_key(found.shelf))
    steps = [button("Earlier page", f"{turn}.earlier", f"{found.page - 1}:{kept}")] if found.page else []
    steps += [button("Next page", f"{turn}.next", f"{found.page + 1}:{kept}")] if found.more else []
    first = found.page * PAGE + 1
    shown = [context(f"Resources {first} to {first + len(found.items) - 1} of {found.count}.")] if steps else []
    return [*shown, actions(*steps, all_resources())]


def _nothing_yet(commands: Commands) -> Card:
    words = f"There are no resources here yet. Until then, `{commands.ask}` answers from events and facts."
    return Card(words.replace("`", ""), (header("Resources"), section(words)))


def _none_found(found: Listing, title: str, commands: Commands) -> Card:
    if found.shelf is not None:
        words = f"There are no resources on {escape(title)} yet."
    else:
        places = "I looked at each title, who wrote it and what it is about."
        words = f"No resource has “{quote(found.words, 300)}” in it. {places} Try another word."
    ask = f"To ask in your own words, type your question after `{commands.ask}`."
    return Card(words, (header("Resources"), section(words), context(ask), actions(all_resources())))


def _origins(item: Item) -> list[str]:
    """What it is about, and where what we say of it comes from."""
    named = [(label, source) for label, source in (("Source", item.source), ("Details", item.details)) if source]
    told = [f"{label}: {escape(_on_one_line(source.name))}, {date_words(source.as_of)}." for label, source in named]
    about = [f"On {escape(_called(item.characteristic))}."] if item.characteristic else []
    return [*mark(item.resource.audience), *about, *told]


def _joined(names: list[str]) -> str:
    """Amina, Ben and Carys."""
    *first, last = [_on_one_line(name) for name in names] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def _on_one_line(text: str) -> str:
    return " ".join(clean(text).split())
