"""Help to fill in with the commands of a workspace."""

from bot.views import help  # noqa: A004 - its name
from tests.views.worlds.base import Fill

VIEWS: dict[str, Fill] = {
    "help.card": lambda w: help.card(w.commands),
    "help.for_organiser": lambda w: help.for_organiser(w.commands),
    "help.events": lambda w: help.events(w.commands),
    "help.resources": lambda w: help.resources(w.commands),
    "help.connect": lambda w: help.connect(w.commands),
    "help.ask": lambda w: help.ask(w.commands),
    "help.did_you_mean": lambda w: help.did_you_mean(
        w.say("who leads the walk?", 3000), meant="help", commands=w.commands
    ),
    "help.did_you_mean, no idea": lambda w: help.did_you_mean(
        w.say("who leads the walk?", 3000), meant=None, commands=w.commands
    ),
}
