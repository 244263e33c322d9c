"""What people do in the sandbox and what they see there, as one would say it; for tests. Standard library only."""

import base64
import time
from collections.abc import Callable
from typing import Any, cast

from sandbox.client_parts import Clock, Message, Wire, describe, find_field, list_parts, read_messages

__all__ = ["Client", "Clock", "Message", "Person"]


class Person:
    """One person of the sandbox: what they do, and what they see."""

    def __init__(self, wire: Wire, name: str) -> None:
        """Act as the person with this first or full name."""
        self.wire = wire
        self.name = str(wire.get("/sandbox/view", person=name)["person"]["name"])
        self.place = "general"
        self.at_home = False

    def types(self, words: str, *, place: str | None = None, thread: str | None = None) -> None:
        """Type words where the person is, or in a place; a slash command is answered before this returns."""
        self.at_home = False
        self.place = place or self.current_place()
        self.wire.post("/sandbox/say", person=self.name, place=self.place, text=words, thread=thread)

    def current_place(self) -> str:
        """Give the place where the person is: the last one used, else a channel they are in."""
        places = [("bot" if one["kind"] == "bot" else str(one["name"])) for one in self.look()["places"]]
        return self.place if self.place in places else places[0]

    def says(self, words: str, *, place: str = "bot", thread: str | None = None) -> None:
        """Write to the bot, or in a channel."""
        self.at_home = False
        self.wire.post("/sandbox/say", person=self.name, place=place, text=words, thread=thread)

    def mentions(self, words: str, *, place: str = "general", thread: str | None = None) -> None:
        """Write in a channel with a mention of the bot in front."""
        app = self.wire.get("/sandbox/world")["app"]
        self.says(f"@{app} {words}", place=place, thread=thread)

    def edits(self, words: str, new: str) -> None:
        """Change the newest message of one's own that holds the words; without new words it is taken away."""
        mine = [one for one in self.messages() if one.author == self.name and words in one.text]
        if not mine:
            raise AssertionError(f"{self.name} has not written {words!r}. {describe(self.messages())}")
        self.wire.post("/sandbox/edit", person=self.name, place=mine[-1].place, ts=mine[-1].ts, text=new)

    def reloads(self) -> None:
        """Load their window again: what they alone saw is gone."""
        self.wire.post("/sandbox/reload", person=self.name)

    def deletes(self, words: str) -> None:
        self.edits(words, "")

    def opens_home(self) -> None:
        """Open the app's Home."""
        self.at_home = True
        self.wire.post("/sandbox/open", person=self.name, tab="home")

    def opens_messages(self) -> None:
        """Open the app's direct messages."""
        self.at_home = False
        self.wire.post("/sandbox/open", person=self.name, tab="messages")

    def look(self) -> Any:
        """Give all that the person sees."""
        return self.wire.get("/sandbox/view", person=self.name)

    def home_text(self) -> str:
        """Give the words of the person's Home; empty before the app published one."""
        home = self.look()["home"]
        return str(home["text"]) if home else ""

    def messages(self, place: str | None = None) -> list[Message]:
        """Give the messages that the person sees, oldest first, everywhere or in one place."""
        return read_messages(self.look(), place)

    def wait(self, within: float, look: Callable[[Any], tuple[Any, str]]) -> Any:
        """Look until there is something; else fail with the sentence that tells what there is."""
        until = time.monotonic() + within
        while True:
            view = self.look()
            found, sentence = look(view)
            left = until - time.monotonic()
            if found:
                return found
            if left <= 0:
                raise AssertionError(sentence)
            self.wire.get("/sandbox/changes", since=view["version"], wait=left)

    def sees(self, words: str, *, within: float = 15.0, place: str | None = None) -> Message:
        """Give the newest message that holds the words, waiting for it so long; else fail with what is seen."""

        def look(view: Any) -> tuple[Message | None, str]:
            seen = read_messages(view, place)
            found = [message for message in seen if words in message.text]
            return found[-1] if found else None, f"{self.name} does not see {words!r}. {describe(seen)}"

        return cast(Message, self.wait(within, look))

    def does_not_see(self, words: str, *, place: str | None = None) -> None:
        """Fail when a message holds the words now."""
        found = [message for message in self.messages(place) if words in message.text]
        if found:
            raise AssertionError(f"{self.name} sees {words!r}: {found[-1].text}")

    def sees_home(self, words: str, *, within: float = 15.0) -> str:
        """Give the Home's words once they hold these, waiting so long; else fail with what is there."""

        def look(view: Any) -> tuple[str | None, str]:
            text = str(view["home"]["text"]) if view["home"] else ""
            sentence = f"{self.name} does not see {words!r} at Home, which says:\n{text or '(nothing yet)'}"
            return text if words in text else None, sentence

        return str(self.wait(within, look))

    def sees_form(self, words: str, *, within: float = 15.0) -> str:
        """Give the words of the form on top once they hold these, problems included; else fail with what is there."""

        def look(view: Any) -> tuple[str | None, str]:
            text = str(view["modals"][-1]["text"]) if view["modals"] else ""
            sentence = f"{self.name} does not see {words!r} in a form. There is:\n{text or '(no form)'}"
            return text if words in text else None, sentence

        return str(self.wait(within, look))

    def form_text(self) -> str:
        """Give the words of the form on top, with what is wrong in it; empty without a form."""
        modals = self.look()["modals"]
        return str(modals[-1]["text"]) if modals else ""

    def fills(self, label: str, value: str) -> None:
        """Write into the field with this label: words, a date (2022-07-05), a time (09:30) or a person's name."""
        self.put(self.form(), label, value)

    def fills_at_home(self, label: str, value: str) -> None:
        """Write into a field at Home; the app learns of it with the next press there."""
        self.put(self.look()["home"], label, value)

    def enters(self, label: str, value: str) -> None:
        """Write into a field of a form whose use is told at once, and press Enter."""
        form = self.form()
        block, part, slot = find_field(form, label)
        ids = {"block_id": block["block_id"], "action_id": part["action_id"]}
        self.wire.post("/sandbox/press", person=self.name, view_id=form["id"], state={slot: value}, **ids)

    def chooses_in_form(self, label: str, *options: str) -> None:
        """Choose in the field with this label, by the options' own words; several where the field takes several."""
        self.put(self.form(), label, *options)

    def typed(self, label: str) -> str:
        """Give what stands in the field with this label; several choices with commas between them."""
        form = self.form()
        block, part, slot = find_field(form, label)
        value = form["values"][block["block_id"]][part["action_id"]][slot]
        chosen = value if isinstance(value, list) else [value] if value else []
        return ", ".join(one["text"]["text"] if isinstance(one, dict) else str(one) for one in chosen)

    def submits(self, button: str = "") -> str:
        """Send the form on top; give what became of it: closed, cleared, updated, pushed, problems or trouble."""
        form = self.form()
        label = form["submit"]["text"] if form["submit"] else ""
        if button and button != label:
            raise AssertionError(f"{self.name} finds no {button!r} under the form. There is: {label or 'nothing'}")
        return str(self.wire.post("/sandbox/submit", person=self.name, view_id=form["id"], values={})["result"])

    def closes_form(self) -> None:
        """Close the form on top."""
        self.wire.post("/sandbox/close", person=self.name, view_id=self.form()["id"])

    def closes_everything(self) -> None:
        """Close the form on top and those below it at once."""
        self.wire.post("/sandbox/close", person=self.name, view_id=self.form()["id"], everything=True)

    def groups(self) -> list[str]:
        """Name the group messages that the person is in, each by the people they meet there."""
        return [str(place["name"]) for place in self.look()["places"] if place["kind"] == "group"]

    def form(self) -> Any:
        """Give the form on top, waiting a little for one."""
        shown = f"{self.name} sees no form."
        return self.wait(5.0, lambda view: (view["modals"][-1] if view["modals"] else None, shown))

    def put(self, form: Any, label: str, *words: str) -> None:
        block, part, slot = find_field(form, label)
        options = [option for one in part.get("option_groups", [part]) for option in one.get("options", [])]
        labels = {option["text"]["text"]: option for option in options}
        if missing := [word for word in words if labels and word not in labels]:
            raise AssertionError(f"{label!r} has no {missing[0]!r}. There is: {', '.join(labels)}")
        people = {one["name"]: one["id"] for one in self.wire.get("/sandbox/world")["people"]}
        values = [labels.get(word, people.get(word, word) if slot == "selected_user" else word) for word in words]
        state = {"type": part["type"], slot: values if slot == "selected_options" else values[0]}
        given = {block["block_id"]: {part["action_id"]: state}}
        self.wire.post("/sandbox/type", person=self.name, view_id=form["id"], values=given)

    def uploads(self, label: str, name: str, body: bytes) -> None:
        """Put a file into the field with this label."""
        content = base64.b64encode(body).decode()
        file = self.wire.post("/sandbox/upload", person=self.name, name=name, content=content)
        form = self.form()
        block, part, slot = find_field(form, label)
        given = {block["block_id"]: {part["action_id"]: {"type": part["type"], slot: [file]}}}
        self.wire.post("/sandbox/type", person=self.name, view_id=form["id"], values=given)

    def uses(self, shortcut: str, *, near: str = "") -> None:
        """Use a shortcut by its name: on the newest message that holds `near`, or from anywhere without it."""
        known = {one["name"]: one["callback"] for one in self.wire.get("/sandbox/world")["shortcuts"]}
        message = self.sees(near) if near else None
        where = {"place": message.place, "ts": message.ts} if message else {}
        self.wire.post("/sandbox/shortcut", person=self.name, callback=known[shortcut], **where)

    def presses(self, label: str, *, near: str = "") -> None:
        """Press a button in the newest message that holds `near`, or at Home; confirmation counts as given."""
        self.use("buttons", label, near)

    def chooses(self, label: str, *, near: str = "") -> None:
        """Choose an option of a menu in the newest message that holds `near`, or at Home."""
        self.use("choices", label, near)

    def use(self, kind: str, label: str, near: str) -> None:
        """Find one control by its label and use it."""
        view = self.look()
        modals = [{**modal, "place": "", "ts": ""} for modal in view["modals"][-1:]]
        home = [{**view["home"], "place": "", "ts": ""}] if view["home"] and near in view["home"]["text"] else []
        newest_first = [part for part in reversed(list_parts(view)) if near in part["text"]]
        candidates = home + newest_first if self.at_home else newest_first + home
        candidates = modals or candidates  # a form covers everything else
        for part in candidates:
            found = [control for control in part[kind] if control["label"] == label]
            if len(found) > 1:
                raise AssertionError(f"{len(found)} controls are called {label!r} near {near!r}: {part['text']}")
            if found:
                self.send_press(part, found[0])
                return
        labels = sorted({control["label"] for part in candidates for control in part[kind]})
        raise AssertionError(
            f"{self.name} finds no {label!r} near {near!r}. There is: {', '.join(labels) or 'nothing'}"
        )

    def send_press(self, part: dict[str, Any], control: dict[str, Any]) -> None:
        """Press the control of one message or of Home."""
        where = {"place": part["place"], "ts": part["ts"], "option": control.get("value", "")}
        where |= {} if part["place"] else {"view_id": part["id"]}
        ids = {"block_id": control["block_id"], "action_id": control["action_id"]}
        self.wire.post("/sandbox/press", person=self.name, **where, **ids)


class Client:
    """The sandbox as a test sees it."""

    def __init__(self, url: str) -> None:
        """Use the sandbox at this address."""
        self.transport = Wire(url)
        self.clock = Clock(self.transport)

    def person(self, name: str) -> Person:
        """Act as somebody, by first or full name."""
        return Person(self.transport, name)

    def wire(self) -> list[dict[str, Any]]:
        """Give what went over the wire, oldest first: number, at, direction, kind, verdict, payload."""
        return list(self.transport.get("/sandbox/wire"))

    def pings(self) -> list[dict[str, Any]]:
        """Give the notifications that the bot's messages caused by mention: whom, place, ts, text."""
        return list(self.transport.get("/sandbox/pings"))

    def fault(self, kind: str, times: int = 1, *, method: str = "") -> None:
        """Let something go wrong, so many times: see /sandbox/faults for what can."""
        self.transport.post("/sandbox/faults", kind=kind, times=times, method=method)

    def uninstall(self) -> None:
        """Take the app out of this workspace."""
        self.transport.post("/sandbox/uninstall")

    def deactivate(self, person: str) -> None:
        """Take a person's account away; reactivate gives it back."""
        self.transport.post("/sandbox/people", person=person, deactivated=True)

    def reactivate(self, person: str) -> None:
        self.transport.post("/sandbox/people", person=person, deactivated=False)

    def rename(self, person: str, name: str) -> None:
        self.transport.post("/sandbox/people", person=person, name=name)

    def move_zone(self, person: str, zone: str) -> None:
        self.transport.post("/sandbox/people", person=person, zone=zone)

    def new_person(self, name: str, organisation: str, email: str) -> Person:
        """Let somebody join the workspace."""
        new = {"name": name, "organisation": organisation, "email": email}
        self.transport.post("/sandbox/people", new=new)
        return self.person(name)

    def send_forged(self, kind: str) -> int:
        """Send the bot a request that is tampered, stale, malformed or replayed; give the status of its answer."""
        return int(self.transport.post("/sandbox/forge", kind=kind)["status"])

    def send_bot_away(self, *, days: float) -> None:
        """Stop the bot that the command line started, move the clock, and start the bot again."""
        self.transport.post("/sandbox/bot", away_days=days)

    def unmodelled(self) -> list[str]:
        """Give what was answered with 501 because the sandbox does not model it."""
        return list(self.transport.get("/sandbox/status")["unmodelled"])

    def wait_for_bot(self, within: float = 20.0) -> None:
        """Wait until the bot has a connection."""
        until = time.monotonic() + within
        while not (status := self.transport.get("/sandbox/status"))["connected"]:
            left = until - time.monotonic()
            if left <= 0:
                raise AssertionError(f"no bot connected within {within} seconds")
            self.transport.get("/sandbox/changes", since=status["version"], wait=left)
