"""What happens to people: they leave, come back, change their name or zone, and new ones come; the app is told."""

import dataclasses
import secrets
from zoneinfo import available_timezones

from sandbox.api.refusals import Json
from sandbox.api.users import describe
from sandbox.payloads.events import announce
from sandbox.workspace import Workspace, may_enter
from sandbox.world import Person

CHANGES = ("name", "zone", "deactivated")


def change_people(workspace: Workspace, given: Json) -> Json:
    new = given.get("new")
    name = str(given.get("person", ""))
    if isinstance(new, dict):
        words = [str(new.get(field, "")).strip() for field in ("name", "organisation", "email")]
        person = Person("U0" + secrets.token_hex(4).upper(), words[0], words[1], words[2])
    else:
        found = workspace.world.find_person(name)
        person = workspace.refusals.require("person:not_found", found, f"Nobody is called {name}.")
        person = dataclasses.replace(person, **{field: given[field] for field in CHANGES if field in given})
    workspace.refusals.refuse("people:no_name", when=not person.name.strip(), sentence="Give a name.")
    known = person.zone if person.zone in available_timezones() else None
    workspace.refusals.require("people:no_such_zone", known, f"There is no zone called {person.zone}.")
    workspace.world.people[person.id] = person
    event: Json = {"type": "team_join" if new else "user_change", "user": describe(workspace, person)}
    event |= {"cache_ts": int(workspace.clock.now().timestamp()), "event_ts": workspace.clock.stamp()}
    announce(workspace, event["type"], event)
    place_in_channels(workspace, person)
    workspace.changes.bump()
    return {"ok": True, "id": person.id}


def place_in_channels(workspace: Workspace, person: Person) -> None:
    for channel in workspace.world.channels:
        place = workspace.conversations[channel]
        belongs = may_enter(person, place.name)
        if belongs and person.id not in place.members:
            place.members.add(person.id)
            event = {"type": "member_joined_channel", "user": person.id, "channel": channel, "channel_type": "C"}
            event |= {"team": workspace.world.team, "event_ts": workspace.clock.stamp()}
            if workspace.world.bot_user in place.members:
                announce(workspace, "member_joined_channel", event)
        elif not belongs:
            place.members.discard(person.id)
