"""The one thing of ours that every handler and schedule is handed."""

from dataclasses import dataclass, field

from bot.clock import Clock
from bot.courtesy import Courtesy
from bot.installations import Installations
from bot.settings import Settings
from bot.slack import Slack
from bot.vault import Vault
from bot.views.looks import Look, as_drawn
from db.database import Database


@dataclass(frozen=True)
class Tools:
    db: Database
    slack: Slack
    clock: Clock
    settings: Settings
    vault: Vault
    installations: Installations
    look: Look = as_drawn
    courtesy: Courtesy = field(default_factory=Courtesy)
