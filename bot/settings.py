"""What the operator sets, from the environment and `.env`; every problem is told at once, before anything starts."""

import os
import re
from collections.abc import Set
from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import AfterValidator, Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.errors import OperatorError
from bot.vault import Keyring

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
SLACK_HOSTS = frozenset({"slack.com", "slack-gov.com"})
# whole words between dashes: a real token may hold any letters in a row
_PLACEHOLDER = re.compile(
    r"[<>]|\.\.\.|(^|[-_ ])(your|change|changeme|paste|placeholder|token|x{3,})([-_ ]|$)", re.IGNORECASE
)
_NO_WAY_IN = (
    "- SLACK_APP_TOKEN is missing: App-level token for Socket Mode (xapp-). "
    "Without Socket Mode, set SLACK_SIGNING_SECRET instead."
)
_KINDS = {"xoxb-": "a bot token", "xoxp-": "a user token", "xapp-": "an app-level token"}


class SettingsFault(OperatorError):
    """Settings that cannot be used; the words list every problem."""


def _token(prefix: str) -> AfterValidator:
    def check(value: str) -> str:
        if _PLACEHOLDER.search(value):
            raise ValueError("still holds the placeholder of the example. Copy the real one from your app's page.")
        if not value.startswith(prefix):
            found = next((kind for start, kind in _KINDS.items() if value.startswith(start)), "something else")
            raise ValueError(f"must start with {prefix} ({_KINDS[prefix]}), but it holds {found}.")
        return value

    return AfterValidator(check)


class Settings(BaseSettings):
    """The settings of one installation. Names are those of the environment, in capitals."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    slack_bot_token: Annotated[str, _token("xoxb-")] | None = Field(
        None, description="Bot token of the Slack app (xoxb-)"
    )
    slack_app_token: Annotated[str, _token("xapp-")] | None = Field(
        None, description="App-level token for Socket Mode (xapp-)"
    )
    slack_signing_secret: str | None = Field(
        None, min_length=16, description="Signing secret of the Slack app, for requests over HTTP"
    )
    slack_client_id: str | None = Field(
        None, pattern=r"^[0-9]+\.[0-9]+$", description="Client ID of the Slack app, for several workspaces"
    )
    slack_client_secret: str | None = Field(
        None, min_length=16, description="Client secret of the Slack app, for several workspaces"
    )
    public_url: str | None = Field(
        None,
        pattern=r"^https?://[^/\s]+/?$",
        description="Where people reach the bot's pages, like https://bot.example.org",
    )
    encryption_keys: str = Field(description="The keys that private text is sealed under, newest first")
    slack_api_url: str = Field("https://slack.com/api/", description="Where Slack answers; the sandbox sets it")
    database_url: str = Field("sqlite:///.data/community.db", description="SQLite file or PostgreSQL address")
    port: int = Field(3000, ge=0, le=65535, description="Where /health and /metrics are served")
    command_prefix: str = Field("", pattern=r"^[a-z0-9-]{0,12}$", description="Put before each slash command")
    embed_model_path: Path | None = Field(
        None, description="Another sentence model than ours, as an ONNX file with BERT's uncased vocabulary"
    )
    messages_per_second: float = Field(
        4, ge=0, le=100, description="The most planned messages a second in one workspace; 0 for no limit"
    )
    plain_blocks: bool = Field(default=False, description="Keep to blocks that every Slack client knows: yes or no")
    clock_url: str | None = Field(None, description="The sandbox's clock; on this machine only")

    @field_validator("slack_api_url")
    @classmethod
    def _only_slack_or_here(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.hostname in LOOPBACK and parts.scheme in {"http", "https"}:
            return value
        host = parts.hostname or ""
        if parts.scheme == "https" and any(host == name or host.endswith("." + name) for name in SLACK_HOSTS):
            return value
        raise ValueError("may only be https://slack.com, https://slack-gov.com or this machine: tokens are sent there.")

    @field_validator("encryption_keys")
    @classmethod
    def _keys_that_open(cls, value: str) -> str:
        try:
            Keyring.read(value)
        except ValueError as error:
            raise ValueError(f"{error}. To make one, run: python -m bot key") from error
        return value

    @field_validator("clock_url")
    @classmethod
    def _only_here(cls, value: str | None) -> str | None:
        if value and urlsplit(value).hostname not in LOOPBACK:
            raise ValueError("may only be an address on this machine.")
        return value or None

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if not value.startswith(("sqlite:///", "postgres://", "postgresql://", "postgresql+psycopg://")):
            raise ValueError("must start with sqlite:/// or postgresql://")
        try:
            urlsplit(value).port  # noqa: B018 - reading it is the check
        except ValueError:
            raise ValueError("must be an address like postgresql://name:password@host:5432/database.") from None
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)  # read() hands over exactly what counts, so that tests can too

    @classmethod
    def read(cls, environment: dict[str, str] | None = None) -> Self:
        """The settings, or SettingsFault with every problem in its words."""
        found = current_environment() if environment is None else environment
        values: dict[str, Any] = {
            name: found[name.upper()] for name in cls.model_fields if found.get(name.upper(), "").strip()
        }
        no_way_in = _what_is_missing(values.keys())
        try:
            read = cls(**values)
        except ValidationError as error:
            raise SettingsFault(_told([*no_way_in, *map(_fault_line, error.errors())])) from None
        if no_way_in:
            raise SettingsFault(_told(no_way_in))
        return read


def _what_is_missing(given: Set[str]) -> list[str]:
    """What the operator has yet to set, one line each, as far as one setting asks for another."""
    wanted = {"slack_bot_token"} if "slack_client_id" not in given else {"slack_client_secret", "public_url"}
    missing = [_fault_line({"loc": (name,), "type": "missing"}) for name in sorted(wanted - given)]
    if {"slack_bot_token", "slack_client_id"} <= given:
        missing.append("- SLACK_BOT_TOKEN is for one workspace and SLACK_CLIENT_ID for several. Remove one of them.")
    return missing if given & {"slack_app_token", "slack_signing_secret"} else [_NO_WAY_IN, *missing]


def current_environment() -> dict[str, str]:
    """`.env` in the current folder, overruled by the process's environment."""
    from_file = {name: value or "" for name, value in dotenv_values(Path(".env")).items()}
    return from_file | dict(os.environ)


def database_address() -> str:
    """DATABASE_URL alone, for commands that need no Slack; raises SettingsFault when it cannot be used."""
    found = current_environment().get("DATABASE_URL", "").strip()
    default: str = Settings.model_fields["database_url"].default
    try:
        return Settings._known_database(found or default)  # noqa: SLF001 - the same rule, for one setting
    except ValueError as error:
        raise SettingsFault(f"DATABASE_URL {error}") from None


def model_path() -> Path | None:
    """EMBED_MODEL_PATH alone, for commands that need no Slack."""
    found = current_environment().get("EMBED_MODEL_PATH", "").strip()
    return Path(found) if found else None


def _told(problems: list[str]) -> str:
    count = "1 setting needs" if len(problems) == 1 else f"{len(problems)} settings need"
    return "\n".join([f"The bot did not start: {count} your attention.", *problems, "See .env.example."])


def _fault_line(fault: Any) -> str:
    return f"- {str(fault['loc'][0]).upper()} {_fault_words(fault)}"


def _fault_words(fault: Any) -> str:
    if fault["type"] == "missing":
        return f"is missing: {Settings.model_fields[fault['loc'][0]].description}."
    if fault["type"] == "bool_parsing":
        return "must be yes or no."
    if fault["type"] == "value_error":
        return str(fault["ctx"]["error"])
    return f"cannot be used: {fault['msg'].lower()}."
