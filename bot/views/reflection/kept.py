"""How a member's own reflections look to them: the newest in their Home tab, and all of them in pages beside it."""

from collections.abc import Sequence
from typing import Any

from bot.reflection.barriers import ELSE
from bot.reflection.reflections import Entry, Page, Sought, Words
from bot.reflection.sharing import Reach, Shared
from bot.rules.dates import date_words, local
from bot.rules.identifying import Detail
from bot.views import care
from bot.views.community.peers import names
from bot.views.details import nudge
from bot.views.forms import MOST_IN_LIST, alert, form, menu, text_input
from bot.views.parts import (
    Block,
    Card,
    actions,
    button,
    confirming,
    context,
    divider,
    escape,
    header,
    paragraphs,
    quote,
    section,
    shorten,
)
from bot.views.reflection import exports, plans, prompts
from bot.views.reflection.reflections import ASKED, LOCKED, MOST, SOMETHING_ELSE, TAKE_CARE
from db.models import Characteristic, Signpost

NEW = "reflection.new"
EDIT = "reflection.edit"
DELETE = "reflection.delete"
TURN = "reflection.page"
DISCUSS = "reflection.discuss"
DISCUSS_FORM = "reflection.discussed"
SHARE = "reflection.share"
STOP = "reflection.stop"

SHOWN = 300  # so much of each answer shows in a list
YOURS = "Only you can see this, unless you share it."
ALL = "All characteristics"


def own(page: Page, zone: str) -> list[Block]:
    """The newest of a member's own reflections, in their Home tab."""
    title, now = header("My reflections"), button("Reflect now", NEW, "now")
    if not page.entries:
        words = "You have not written a reflection yet. You can start with a prompt now."
        return [title, section(words), actions(now), divider()]
    everything = button("All my reflections", f"{TURN}.all", _value(Sought()))
    return [title, context(YOURS), *_entries(page, zone), actions(now, everything, exports.open_choice()), divider()]


def listing(page: Page, characteristics: Sequence[Characteristic], zone: str) -> list[Block]:
    """A page of all of them, which takes the place of the Home tab."""
    title = header("My reflections")
    nothing = [] if page.entries else [section("There is nothing here.")]
    paging = _paging(page)
    turning = [actions(*paging)] if paging else []
    return [title, context(YOURS), _seeking(page, characteristics), *nothing, *_entries(page, zone), *turning]


def deleted() -> Card:
    words = "That is gone for good, and its plan with it."
    return Card(words, (section(words),))


def discussing(
    entry: Entry, text: str, signposts: Sequence[Signpost], *, details: Sequence[Detail] = (), note: str
) -> dict[str, Any]:
    """A small form: what came of talking it over."""
    stem = section(f"*{escape(entry.reflection.stem)}*")
    hint = "Say what role they have, not who they are."
    box = text_input(
        "discussed", "What came of talking it over with a peer?", shown=text, hint=hint, lines=True, most=MOST
    )
    blocks = [
        *nudge(details),
        alert(TAKE_CARE),
        stem,
        context(LOCKED),
        box,
        divider(),
        *care.beside_text_box(signposts),
    ]
    return form(DISCUSS_FORM, title="Discussed with a peer", submit="Save", blocks=blocks, note=note)


def discussed(signposts: Sequence[Signpost] | None = None) -> dict[str, Any]:
    """After that, with signposts for who told of distress."""
    more = list(care.card(signposts).blocks) if signposts is not None else []
    blocks = [section(f"Saved. {prompts.WHO_SEES} You find it under My reflections in my Home tab."), *more]
    return form(DISCUSS_FORM, title="Saved", close="Close", blocks=blocks)


def _entries(page: Page, zone: str) -> list[Block]:
    return [block for entry in page.entries for block in _shown(entry, zone)]


def _shown(entry: Entry, zone: str) -> list[Block]:
    reflection = entry.reflection
    day = date_words(local(reflection.written_at, zone).date())
    top = f"*{day}*. {prompts.called(entry.characteristic)}.\n_{quote(reflection.stem, 400)}_"
    shared = [context(_reach(entry.shared))] if entry.shared else []
    return [*paragraphs(f"{top}\n{_told(entry)}"), *shared, actions(*_buttons(entry, day))]


def _told(entry: Entry) -> str:
    words = entry.words
    if words is None:
        return "I cannot open what you wrote here. The key that it was locked with is gone."
    asked = ASKED[entry.reflection.form]
    lines = [f"*{asked[box]}* {quote(shorten(text, SHOWN), 450)}" for box, text in words.told.items()]
    return "\n".join([*lines, *_more(words, entry.barriers)])


def _more(words: Words, barriers: Sequence[str]) -> list[str]:
    ticked = [*(escape(name) for name in barriers), *([SOMETHING_ELSE] if ELSE in words.tags else [])]
    plan = [f"*Plan.* {plans.sentence(words.plan)}"] if words.plan else []
    way = [f"*In the way.* {'; '.join(ticked)}"] if ticked else []
    talk = [f"*Discussed with a peer.* {quote(shorten(words.discussed, SHOWN), 450)}"] if words.discussed else []
    return [*plan, *way, *talk]


def _reach(shared: Shared) -> str:
    place = f"in #{escape(shared.channel_name)}" if shared.channel_name else f"with {names(shared.peers)}"
    if shared.is_stopped:
        return f"You stopped sharing this {place}, but some of it may still show there. Choose Stop sharing again."
    match shared.reach:
        case Reach.THERE:
            return f"Shared {place}."
        case Reach.ON_ITS_WAY:
            return f"On its way: you shared this {place}."
        case Reach.NOT_THERE:
            return f"You shared this {place}, but it did not get there. Stop sharing, then share it again."


def _buttons(entry: Entry, day: str) -> list[Block]:
    row = entry.reflection.id
    can_change = entry.words is not None
    share = button("Share", SHARE, row, spoken=f"Share what you wrote on {day}")
    stop = button("Stop sharing", STOP, row, spoken=f"Stop sharing what you wrote on {day}")
    change = [
        button("Edit", EDIT, row, spoken=f"Edit what you wrote on {day}"),
        button("Discussed with a peer", DISCUSS, row, spoken=f"Say what came of talking over {day}"),
        *([] if entry.shared else [share]),
    ]
    return [*(change if can_change else []), *([stop] if entry.shared else []), _delete(entry, day)]


def _delete(entry: Entry, day: str) -> Block:
    made = button("Delete", DELETE, entry.reflection.id, spoken=f"Delete what you wrote on {day}")
    words = "What you wrote and its plan are deleted for good. What you shared is taken down. We cannot undo this."
    return confirming(made, title="Delete this reflection?", words=words, yes="Delete", no="Keep it")


def _seeking(page: Page, characteristics: Sequence[Characteristic]) -> Block:
    """Which characteristic, and the newest or the oldest first."""
    sought = page.sought
    first = characteristics[: MOST_IN_LIST - 1]
    choices = [
        (_value(Sought(oldest_first=sought.oldest_first)), ALL),
        *((_value(Sought(one.id, sought.oldest_first)), one.name) for one in first),
    ]
    chosen = _value(Sought(sought.characteristic, sought.oldest_first))
    turned = Sought(sought.characteristic, not sought.oldest_first)
    label = "Newest first" if sought.oldest_first else "Oldest first"
    return actions(menu(f"{TURN}.about", choices, chosen=chosen), button(label, f"{TURN}.order", _value(turned)))


def _paging(page: Page) -> list[Block]:
    sought, number = page.sought, page.sought.number
    before = Sought(sought.characteristic, sought.oldest_first, number - 1)
    after = Sought(sought.characteristic, sought.oldest_first, number + 1)
    labels = ("Newer", "Older") if not sought.oldest_first else ("Older", "Newer")
    back = [button(labels[0], f"{TURN}.back", _value(before))] if number else []
    return back + ([button(labels[1], f"{TURN}.on", _value(after))] if page.more else [])


def _value(sought: Sought) -> str:
    return f"{sought.characteristic}:{int(sought.oldest_first)}:{sought.number}"
