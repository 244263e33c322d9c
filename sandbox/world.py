"""The people and places of the sandbox, as the world file lists them."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

WORLD = Path(__file__).with_name("world.toml")
SLACKBOT = "USLACKBOT"


@dataclass(frozen=True)
class Person:
    id: str
    name: str
    organisation: str
    email: str
    title: str = ""
    zone: str = "Europe/London"
    organiser: bool = False
    guest: bool = False
    deactivated: bool = False
    do_not_disturb: bool = False
    external_team: str = ""
    channels: tuple[str, ...] = ()

    @property
    def user_name(self) -> str:
        return self.name.lower().replace(" ", ".")

    def flags(self) -> list[str]:
        named = {"organiser": self.organiser, "guest": self.guest, "external": bool(self.external_team)}
        named |= {"deactivated": self.deactivated, "do not disturb": self.do_not_disturb}
        named[self.zone.rsplit("/", 1)[-1] + " time"] = self.zone != "Europe/London"
        return [words for words, holds in named.items() if holds]


@dataclass(frozen=True)
class Channel:
    id: str
    name: str
    bot_is_member: bool


@dataclass(frozen=True)
class World:
    team: str
    name: str
    domain: str
    app: str
    bot: str
    bot_user: str
    people: dict[str, Person]
    channels: dict[str, Channel]
    examples: tuple[str, ...] = ()
    groups_with_external: bool = True

    def find_person(self, name: str) -> Person | None:
        sought = name.casefold()
        known = ((one, f"{one.id}|{one.name}|{one.name.split()[0]}".casefold()) for one in self.people.values())
        return next((one for one, names in known if sought in names.split("|")), None)


def read_world(path: Path = WORLD) -> World:
    document = tomllib.loads(path.read_text("utf-8"))
    people = [Person(**{**entry, "channels": tuple(entry.get("channels", ()))}) for entry in document["people"]]
    channels = [Channel(**entry) for entry in document["channels"]]
    found: dict[str, Any] = {"people": {one.id: one for one in people}, "channels": {one.id: one for one in channels}}
    return World(**document["workspace"], **found)


def describe_user(world: World, person: Person, *, at: datetime, with_email: bool) -> dict[str, Any]:
    """Give a person as Slack's user object; a deactivated or external one is thinner, as in Slack."""
    first, _, last = person.name.partition(" ")
    profile = {"real_name": person.name, "display_name": first, "title": person.title, "first_name": first}
    profile |= {"last_name": last, "team": person.external_team or world.team}
    if with_email and not person.external_team:
        profile["email"] = person.email
    user: dict[str, Any] = {"id": person.id, "team_id": person.external_team or world.team, "name": person.user_name}
    user |= {"deleted": person.deactivated, "is_bot": False, "is_app_user": False, "profile": profile}
    user["updated"] = 1656000000
    if person.deactivated:
        return user
    offset = at.astimezone(ZoneInfo(person.zone)).utcoffset()
    user |= {"real_name": person.name, "tz": person.zone, "tz_label": person.zone, "is_email_confirmed": True}
    user |= {"tz_offset": int(offset.total_seconds()) if offset else 0, "color": "4bbe2e"}
    user |= {"is_admin": person.organiser, "is_owner": False, "is_primary_owner": False}
    user |= {"is_restricted": person.guest, "is_ultra_restricted": False}
    return user | {"is_stranger": True} if person.external_team else user


def describe_bot_user(world: World, user: str, name: str) -> dict[str, Any]:
    """Give the app's own user, or Slackbot, which Slack does not call a bot."""
    profile = {"real_name": name, "display_name": name, "team": world.team}
    if user == world.bot_user:
        profile |= {"bot_id": world.bot, "api_app_id": world.app}
    user_object: dict[str, Any] = {"id": user, "team_id": world.team, "name": name.lower(), "real_name": name}
    user_object |= {"deleted": False, "is_bot": user == world.bot_user, "is_app_user": False, "profile": profile}
    user_object |= {"is_admin": False, "is_owner": False, "is_restricted": False, "tz": "Europe/London"}
    return user_object | {"tz_label": "Europe/London", "tz_offset": 3600, "updated": 1656000000}
