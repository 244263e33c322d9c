"""The workspaces that have the app, and the tokens that Slack gave us for them, kept sealed."""

from copy import copy
from dataclasses import dataclass
from typing import Protocol

from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore

from bot.rules.pace import UNINSTALLED
from bot.slack import Refused
from bot.vault import Unreadable, Vault
from db import tenancy
from db.database import Database


@dataclass(frozen=True)
class Us:
    """Who we are in a workspace, and the token that we speak with there."""

    workspace: str
    bot_id: str
    bot_slack_id: str
    token: str


class Installations(Protocol):
    """Where the app is installed."""

    def us(self, workspace: str) -> Us | None:
        """Who we are there, or None when the app is not installed."""

    def token(self, workspace: str) -> str:
        """The token for that workspace; raises Refused when the app is not installed there."""

    def forget(self, workspace: str) -> None:
        """The app was taken away there: its token is worth nothing any more."""


class OneWorkspace:
    """The simple path: one workspace, whose token the operator has set."""

    def __init__(self, token: str, us: Us | None = None) -> None:
        self._token, self._us = token, us

    def introduce(self, us: Us) -> None:
        """Slack has told us who we are."""
        self._us = us

    def us(self, workspace: str) -> Us | None:
        return self._us if self._us and self._us.workspace == workspace else None

    def token(self, _workspace: str) -> str:
        return self._token

    def forget(self, _workspace: str) -> None:
        """The setting stays until the operator changes it; Slack refuses it meanwhile."""


class ManyWorkspaces(SQLAlchemyInstallationStore):
    """Any number of workspaces, each installed through Slack's own page. Slack's library keeps them in its own tables.

    Tokens are sealed before they reach the database and bound to their workspace: a copied row opens nowhere else.
    """

    def __init__(self, database: Database, vault: Vault, *, client_id: str) -> None:
        super().__init__(client_id=client_id, engine=database.engine)
        reading = database.engine.execution_options(**{tenancy.READING: True})
        self._reader = SQLAlchemyInstallationStore(client_id=client_id, engine=reading)
        self._vault = vault

    def us(self, workspace: str) -> Us | None:
        """None, too, where the token was sealed under a key that is gone: it has to be installed again."""
        try:
            return self._us(workspace)
        except Unreadable:
            return None

    def _us(self, workspace: str) -> Us | None:
        found = self.find_bot(enterprise_id=None, team_id=workspace)
        return Us(workspace, found.bot_id, found.bot_user_id, found.bot_token) if found else None

    def token(self, workspace: str) -> str:
        try:
            found = self._us(workspace)
        except Unreadable as error:
            raise Refused("token_unreadable") from error
        if found is None:
            raise Refused(UNINSTALLED)
        return found.token

    def forget(self, workspace: str) -> None:
        self.delete_all(enterprise_id=None, team_id=workspace)

    def save(self, installation: Installation) -> None:
        """Keep what Slack gave us for one workspace, in the place of what it gave us before."""
        workspace = installation.team_id or ""
        sealed = copy(installation)
        sealed.enterprise_id = None  # what belongs to an organisation is a workspace like any other
        sealed.bot_token = self._vault.seal_token(workspace, installation.bot_token or "")
        sealed.user_token = sealed.user_refresh_token = sealed.bot_refresh_token = None
        self.forget(workspace)
        super().save(sealed)

    def find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        found = self._reader.find_bot(enterprise_id=None, team_id=team_id, is_enterprise_install=is_enterprise_install)
        if found is not None:
            found.bot_token = self._vault.open_token(team_id or "", found.bot_token)
        return found
