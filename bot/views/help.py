"""What the bot can do, in as few words as possible."""

from collections.abc import Sequence

from bot.rules.commands import Commands
from bot.views.parts import Card, bullets, context, escape, header, section


def card(commands: Commands) -> Card:
    """All that can be asked of the bot, and how."""
    return _card(_lines(commands))


def for_organiser(commands: Commands) -> Card:
    """The same and what only organisers can ask."""
    own = f"`{commands.community} organise` shows what waits for you as an organiser."
    return _card([*_lines(commands), own])


def _lines(commands: Commands) -> list[str]:
    return [
        f"`{commands.events}` shows what is coming up. Say whether you are going.",
        f"`{commands.ask} when is the next event?` answers from the community's own events, resources and facts.",
        f"`{commands.resources}` shows what to read, by characteristic or by word.",
        f"`{commands.reflect}` gives you a prompt to reflect on. Only you can see what you write.",
        f"`{commands.connect}` shows who you are in touch with, and takes you into introductions or out of them.",
        f"`{commands.community}` shows your page. `{commands.community} join` and `{commands.community} leave` "
        "do what they say.",
    ]


def _card(lines: Sequence[str]) -> Card:
    more = "Slash commands do not work in threads. There, mention me, or write to me in a direct message."
    blocks = (header("What I can do"), section(bullets(lines)), context(more))
    return Card("What I can do: " + " ".join(lines).replace("`", ""), blocks)


def events(commands: Commands) -> Card:
    lines = [
        f"`{commands.events}` lists what is coming up.",
        f"`{commands.events} past` lists what is over.",
        f"`{commands.events} innovation` lists events with that word in the title.",
    ]
    return Card(" ".join(lines).replace("`", ""), (section(bullets(lines)),))


def resources(commands: Commands) -> Card:
    lines = [
        f"`{commands.resources}` lists what there is for each characteristic.",
        f"`{commands.resources} next` suggests one to read next.",
        f"`{commands.resources} mine` shows what you want to read and have read. Only you see that list.",
        f"`{commands.resources} suggest` lets you suggest one. An organiser looks at it first.",
        f"`{commands.resources} innovation` looks for that word in what there is.",
    ]
    return Card(" ".join(lines).replace("`", ""), (section(bullets(lines)),))


def connect(commands: Commands) -> Card:
    lines = [
        f"`{commands.connect}` shows where introductions stand for you.",
        f"`{commands.connect} join` takes you into the next round.",
        f"`{commands.connect} stop` takes you out again.",
        f"`{commands.connect} someone who knows virtual wards` looks for somebody. You see first what they would read.",
        f"`{commands.connect} later` lets you skip rounds until a date, and say when you are free.",
        f"`{commands.connect} private` shows people you are not introduced to. Only you see that list.",
    ]
    words = "In each round I put you in touch with 1 or 2 peers, from other organisations whenever that is possible."
    more = (
        "They see your name, where you work, and what you chose to share. Organisers see the groups, but not who met."
    )
    blocks = (section(f"{words}\n{bullets(lines)}"), context(more))
    return Card(" ".join([words, *lines, more]).replace("`", ""), blocks)


def ask(commands: Commands) -> Card:
    lines = [
        f"`{commands.ask} when does it start?`",
        f"`{commands.ask} what should I read?`",
        f"`{commands.ask} whom do I contact for help?`",
    ]
    words = "Ask me about events, resources, people to contact and what the community stands for."
    more = "Each answer names its source. If I do not know, I say so and bring in a person."
    blocks = (section(f"{words} Try one of these:\n{bullets(lines)}"), context(more))
    return Card(f"{words} {more}", blocks)


def did_you_mean(typed: str, *, meant: str | None, commands: Commands) -> Card:
    """A word after a command that we do not know."""
    guess = f" Did you mean `{commands.community} {meant}`?" if meant else ""
    more = f"For all that I can do, type `{commands.community} help`."
    words = f"I do not know the word “{escape(typed[:60])}”.{guess} {more}"
    return Card(words.replace("`", ""), (section(words),))
