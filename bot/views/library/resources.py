"""How resources look: the library at a glance, a page of it, and what to read next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.library.readings import Library, Suggestion
from bot.library.resources import PAGE, Filters, Item, Listing, Shelf
from bot.rules import catalogue
from bot.rules.catalogue import Length
from bot.rules.commands import Commands
from bot.rules.dates import date_words
from bot.rules.reading import Why
from bot.rules.text import clean
from bot.rules.words import CharacteristicStatus, Mark
from bot.views.audience import mark
from bot.views.forms import Choice, menu
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
    overflow,
    quote,
    section,
    shorten,
)
from db.models import Characteristic

BROWSE = "resource.browse"
LIST = "resource.list"
ANOTHER = "resource.another"
MARK = "resource.mark"
OWN = "resource.own"
SUGGEST = "resource.suggest"

SHELVES = 30  # on one page: Slack shows 50 blocks, and the suggestion and the way round need the others
MOST_IN_MENU = 100
ONLY_YOU = "Only you can see this."
NO_MARK = "NONE"

LENGTHS = {Length.SHORT: "Up to 10 minutes", Length.MEDIUM: "10 to 30 minutes", Length.LONG: "Longer, or a book"}
MARKS = {Mark.WANTED: "Want to read", Mark.READ: "Read", Mark.TRIED: "Tried it"}
MARKED = {Mark.WANTED: "You want to read this.", Mark.READ: "You have read this.", Mark.TRIED: "You have tried this."}


@dataclass(frozen=True)
class Reader:
    """Who looks, as far as it changes what they see: their day, and whether they are a member, who can keep marks."""

    today: date
    is_member: bool


def library(found: Library, reader: Reader, commands: Commands, *, page: int = 0) -> Card:
    """Something to start with, and every characteristic with how many resources it has."""
    if not any(shelf.count for shelf in found.shelves):
        return _nothing_yet(commands, reader)
    shelves = found.shelves[page * SHELVES : (page + 1) * SHELVES]
    hint = f"To look for words, type them after the command: `{commands.resources} innovation`."
    first = [*_suggested(found.suggestion, reader), *([actions(*more)] if (more := _another(found.suggestion)) else [])]
    by_filter = button("By type and length", f"{LIST}.all", listed(Filters()))
    blocks = [
        *first,
        divider(),
        header("By characteristic"),
        *map(_shelf, shelves),
        *_further(found, page),
        actions(by_filter, *_of_members(reader)),
        context(hint),
    ]
    names = "; ".join(f"{called(shelf.characteristic)}, {_counted(shelf.count)}" for shelf in shelves)
    return Card(f"Resources. {escape(names)}", tuple(blocks))


def suggestion(found: Suggestion | None, reader: Reader, *, count: int, commands: Commands) -> Card:
    """What to read next by itself; `count` is how many resources there are at all."""
    if not count:
        return _nothing_yet(commands, reader)
    blocks = (*_suggested(found, reader), actions(*_another(found), all_resources()))
    title = f"Read next: {escape(found.item.resource.title)}" if found else _ALL_READ
    return Card(title, blocks)


def read_next(found: Suggestion | None, reader: Reader) -> list[Block]:
    """What to read next as a part of the Home tab; nothing when there is nothing to read."""
    if found is None:
        return []
    ways = [*_another(found), all_resources(), *_of_members(reader)]
    return [*_suggested(found, reader), actions(*ways), divider()]


def listing(found: Listing, reader: Reader, commands: Commands, *, note: str = "") -> Card:
    """A page of resources that pass the filters, with the filters above them."""
    title = _title(found)
    blocks: list[Block] = [header(title), *([context(note)] if note else []), *_filters(found)]
    if not found.items:
        return _none_found(found, blocks, commands)
    words = found.filters.words
    if words and found.looked_for != words:
        told = f"Nothing has “{quote(words, 300)}”, so I looked for “{quote(found.looked_for, 300)}”."
        blocks.append(context(told))
    place = f"L{listed(found.filters, found.page)}"
    for item in found.items:
        blocks += [*entry(item, reader, place=place), divider()]
    titles = "; ".join(item.resource.title for item in found.items)
    return Card(f"{escape(title)}: {escape(titles)}", (*blocks, *_paging(found)))


def marked(item: Item) -> Card:
    """What was noted, when the resource stood by itself."""
    title = quote(shorten(_on_one_line(item.resource.title), 300), 450)
    words = f"{MARKED[item.mark]} I have noted that for" if item.mark else "I have taken away your mark on"
    after = "I will not suggest it again." if item.mark in (Mark.READ, Mark.TRIED) else ""
    undo = [button("Undo", f"{MARK}.undo", f"{item.resource.id}:{NO_MARK}:")] if item.mark else []
    mine = button("My reading", OWN, "0")
    told = f"{words} {title}. {after} {ONLY_YOU}".replace("  ", " ")
    return Card(told, (section(told), actions(*undo, mine, all_resources())))


def entry(item: Item, reader: Reader | None = None, *, place: str = "") -> list[Block]:
    """A resource in a list, its source last; a member can mark it, which leads back to `place`."""
    row = item.resource
    title = quote(shorten(_on_one_line(row.title), 300), 450)
    details = ", ".join(str(part) for part in (_capital(row.kind), row.publisher, row.year, row.access) if part)
    lines = [_joined(row.authors), _on_one_line(details), LENGTHS[item.length] if item.length else "", row.about or ""]
    told = [quote(shorten(line, 300), 450) for line in lines if line]
    head = f"*{link(row.url, title) or title}*"
    can_mark = reader is not None and reader.is_member
    beside = _marking(item, place) if can_mark else None
    own = [f"{MARKED[item.mark]} {ONLY_YOU}"] if can_mark and item.mark else []
    due = stale_since(row.review_on, reader.today if reader else None)
    stale = [context(due)] if due else []
    return [section("\n".join([head, *told]), accessory=beside), *stale, context(*own, *_origins(item))]


def stale_words(review_on: date) -> str:
    """What warns of a resource that nobody has looked at in time."""
    return f"This was due for review on {date_words(review_on)}; it may be out of date."


def stale_since(review_on: date | None, today: date | None) -> str:
    """The same warning where it is due on this day, and nothing where it is not."""
    is_due = review_on is not None and today is not None and catalogue.is_stale(review_on, today=today)
    return stale_words(review_on) if is_due and review_on else ""


def all_resources() -> Block:
    return button("All resources", BROWSE, "all")


def listed(filters: Filters, page: int = 0) -> str:
    """A page of a list, for a button."""
    theme = "" if filters.characteristic is None else filters.characteristic
    return f"{page}:{theme}:{filters.kind}:{filters.length or ''}:{filters.words}"


def called(characteristic: Characteristic | None) -> str:
    """A characteristic by its name, with what is said of it while it is not the community's own."""
    if characteristic is None:
        return "On no characteristic in particular"
    is_working = characteristic.status is CharacteristicStatus.WORKING_TITLE
    return f"{characteristic.name} (working title)" if is_working else characteristic.name


_ALL_READ = "You have read all that is here. New resources will show when there are some."


def _suggested(found: Suggestion | None, reader: Reader) -> list[Block]:
    if found is None:
        return [header("Read next"), section(_ALL_READ)]
    return [header("Read next"), *entry(found.item, reader), context(_why(found))]


def _of_members(reader: Reader) -> list[Block]:
    if not reader.is_member:
        return []
    return [button("My reading", OWN, "0"), button("Suggest a resource", SUGGEST, "new")]


def _marking(item: Item, place: str) -> Block:
    """The three dots beside a resource."""
    options = [(f"{item.resource.id}:{mark.name}:{place}", words) for mark, words in MARKS.items()]
    away = [(f"{item.resource.id}:{NO_MARK}:{place}", "Take away my mark")] if item.mark else []
    return overflow(MARK, [*options, *away])


def _filters(found: Listing) -> list[Block]:
    """A menu for each filter; choosing is a press, and each choice holds the others as they are."""
    page = found.filters
    themes = [("", "Any characteristic")] + [
        (str(shelf.characteristic.id if shelf.characteristic else 0), f"{called(shelf.characteristic)} ({shelf.count})")
        for shelf in found.choices.shelves
    ]
    kinds = [("", "Any type")] + [
        (catalogue.key_of(kind), f"{_capital(kind)} ({count})") for kind, count in found.choices.kinds
    ]
    lengths = [("", "Any length")] + [
        (str(length), f"{LENGTHS[length]} ({count})") for length, count in found.choices.lengths
    ]
    theme = "" if page.characteristic is None else str(page.characteristic)
    return [
        actions(
            _menu("characteristic", found, themes, theme),
            _menu("kind", found, kinds, page.kind),
            _menu("length", found, lengths, str(page.length or "")),
        )
    ]


def _menu(name: str, found: Listing, options: Iterable[Choice], chosen: str) -> Block:
    held = dict(enumerate(listed(found.filters).split(":", 4)))
    place = {"characteristic": 1, "kind": 2, "length": 3}[name]

    def value(option: str) -> str:
        return ":".join((held | {place: option}).values())

    all_of_them = [(value(option), shorten(_on_one_line(words), 75)) for option, words in options]
    kept = all_of_them[:MOST_IN_MENU]
    shown = value(chosen)
    kept += [one for one in all_of_them[MOST_IN_MENU:] if one[0] == shown]
    return menu(f"{LIST}.{name}", kept[-MOST_IN_MENU:], chosen=shown)


def _further(found: Library, page: int) -> list[Block]:
    """The way to the shelves that find no room on this page."""
    first, count = page * SHELVES + 1, len(found.shelves)
    steps = [button("Earlier page", f"{BROWSE}.earlier", str(page - 1))] if page else []
    steps += [button("Next page", f"{BROWSE}.next", str(page + 1))] if count > (page + 1) * SHELVES else []
    last = min(first + SHELVES - 1, count)
    return [context(f"Characteristics {first} to {last} of {count}."), actions(*steps)] if steps else []


def _shelf(shelf: Shelf) -> Block:
    words = f"*{escape(called(shelf.characteristic))}*\n{_counted(shelf.count)}"
    if not shelf.count:
        return section(words)
    spoken = f"Show resources: {called(shelf.characteristic)}"
    wanted = Filters(characteristic=shelf.characteristic.id if shelf.characteristic else 0)
    return section(words, accessory=button("Show", f"{LIST}.show", listed(wanted), spoken=spoken))


def _counted(count: int) -> str:
    if not count:
        return "No resources yet"
    return "1 resource" if count == 1 else f"{count} resources"


def _why(found: Suggestion) -> str:
    place = f"Suggestion {found.place} of {found.count}." if found.count > 1 else "It is the only one so far."
    about = escape(called(found.item.characteristic))
    reasons = {
        Why.WANTED: "You said that you want to read this.",
        Why.REFLECTED: f"You last reflected on {about}.",
        Why.CHOSEN: f"You chose {about} as something to work on.",
    }
    return f"{reasons.get(found.why, '')} {place}".strip()


def _another(found: Suggestion | None) -> list[Block]:
    if found is None or found.count == 1:
        return []
    return [button("Another one", ANOTHER, str(found.item.resource.id))]


def _title(found: Listing) -> str:
    if found.filters.words:
        return f"Resources with “{found.looked_for}”"
    if found.filters.characteristic is None:
        return "Resources"
    wanted = (one.characteristic for one in found.choices.shelves if _key(one) == found.filters.characteristic)
    return called(next(wanted, None))


def _key(shelf: Shelf) -> int:
    return shelf.characteristic.id if shelf.characteristic else 0


def _paging(found: Listing) -> list[Block]:
    page, more = found.page, found.more
    steps = [button("Earlier page", f"{LIST}.earlier", listed(found.filters, page - 1))] if page else []
    steps += [button("Next page", f"{LIST}.next", listed(found.filters, page + 1))] if more else []
    first = page * PAGE + 1
    shown = [context(f"Resources {first} to {first + len(found.items) - 1} of {found.count}.")] if steps else []
    return [*shown, actions(*steps, all_resources())]


def _nothing_yet(commands: Commands, reader: Reader) -> Card:
    words = f"There are no resources here yet. Until then, `{commands.ask}` answers from events and facts."
    ways = _of_members(reader)
    return Card(words.replace("`", ""), (header("Resources"), section(words), *([actions(*ways)] if ways else [])))


def _none_found(found: Listing, blocks: list[Block], commands: Commands) -> Card:
    filters = found.filters
    if not filters.words and filters == Filters(characteristic=filters.characteristic):
        words = f"There are no resources on {escape(_title(found))} yet."
    elif filters == Filters(words=filters.words):
        places = "I looked at each title, who wrote it and what it is about."
        words = f"No resource has “{quote(filters.words, 300)}” in it. {places} Try another word."
    else:
        words = "No resource fits all of these. Choose “Any” in one of the menus."
    ask = f"To ask in your own words, type your question after `{commands.ask}`."
    return Card(words, (*blocks, section(words), context(ask), actions(all_resources())))


def _origins(item: Item) -> list[str]:
    """What it is about, and where what we say of it comes from."""
    named = [(label, source) for label, source in (("Source", item.source), ("Details", item.details)) if source]
    told = [f"{label}: {escape(_on_one_line(source.name))}, {date_words(source.as_of)}." for label, source in named]
    about = [f"On {escape(called(item.characteristic))}."] if item.characteristic else []
    return [*mark(item.resource.audience), *about, *told]


def _joined(names: list[str]) -> str:
    """Amina, Ben and Carys."""
    *first, last = [_on_one_line(name) for name in names] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _on_one_line(text: str) -> str:
    return " ".join(clean(text).split())
