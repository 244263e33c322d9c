"""How a prompt looks: as a direct message, and when there is none."""

from collections.abc import Sequence

from bot.prompts import Posed
from bot.rules.commands import Commands
from bot.rules.words import CharacteristicStatus
from bot.views.parts import Block, Card, actions, bullets, button, context, escape, points, primary, section
from db.models import Characteristic

REFLECT = "prompt.reflect"

WHO_SEES = "Only you can see what you write."


def card(posed: Posed) -> Card:
    """The message that a member gets when their hour comes."""
    stem, why = escape(posed.stem), escape(posed.why)
    leave_it = "Take 2 minutes, or leave it."
    blocks = (
        section(f"*{stem}*\n{why}"),
        actions(primary(button("Reflect", REFLECT, str(posed.asking or 0)))),
        context(f"{about(posed.characteristic)} {leave_it} {WHO_SEES}"),
    )
    return Card(f"{stem} {why} {leave_it} {WHO_SEES} Choose Reflect.", blocks)


def wording(posed: Posed) -> list[Block]:
    """The prompt at the top of the form."""
    return [section(f"*{escape(posed.stem)}*\n{escape(posed.why)}"), context(about(posed.characteristic))]


def about(characteristic: Characteristic) -> str:
    """Which characteristic this is for; a working title is never shown as the community's own words."""
    return f"About: {called(characteristic)}."


def called(characteristic: Characteristic) -> str:
    name = escape(characteristic.name)
    return name if characteristic.status is CharacteristicStatus.CONFIRMED else f"{name} (a working title)"


def did_you_mean(
    typed: str, *, meant: str | None, characteristics: Sequence[Characteristic], commands: Commands
) -> Card:
    """A word after the command that is no characteristic."""
    guess = f" Did you mean `{commands.reflect} {escape(meant)}`?" if meant else ""
    choose = "You can choose one of these:" if characteristics else "There is none to choose from yet."
    words = f"I know no characteristic called “{escape(typed[:60])}”.{guess} {choose}"
    lines = [f"`{commands.reflect} {escape(one.key)}` for {called(one)}" for one in characteristics]
    plain = f"{words} {'; '.join(lines)}".replace("`", "")
    known = points(lines)
    return Card(plain, (section(words), *known))


def help_card(characteristics: Sequence[Characteristic], commands: Commands) -> Card:
    """What can follow the command."""
    first = characteristics[0].key if characteristics else "innovation"
    lines = [
        f"`{commands.reflect}` gives you a prompt now.",
        f"`{commands.reflect} {escape(first)}` gives you one for that characteristic.",
    ]
    more = f"{WHO_SEES} You find it again under My reflections in my Home tab."
    return Card(" ".join([*lines, more]).replace("`", ""), (section(bullets(lines)), context(more)))
