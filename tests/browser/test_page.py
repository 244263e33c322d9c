"""The page in Chromium, with the small app behind it."""

import contextlib
import json
import re
import shutil
import threading
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)

from sandbox.manifest import Shortcut
from tests.sandbox.block_probes import actions, button, confirm, entry, plain
from tests.sandbox.forms import WORDS, field
from tests.sandbox.room import AMINA, DANIEL, GENERAL, Room, open_room, wait_for

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]
WIDE, NARROW = ViewportSize(width=1280, height=800), ViewportSize(width=390, height=844)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium once."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Keep one context, so that the page's files are read once."""
    made = browser.new_context(viewport=WIDE, reduced_motion="reduce", locale="en-GB")
    made.set_default_timeout(10_000)
    yield made
    made.close()


@pytest.fixture(scope="module")
def room() -> Iterator[Room]:
    """Open a sandbox with the small app."""
    with open_room(with_app=True) as opened:
        yield opened


@pytest.fixture
def page(context: BrowserContext, room: Room) -> Iterator[Page]:
    """Open the page in an empty workspace, and fail when the console shows an error or the page scrolls sideways."""
    clear(room)
    yield from open_page(context, room)


def open_page(context: BrowserContext, room: Room) -> Iterator[Page]:
    """Open the page, and at the end look for errors and for parts that are wider than the window."""
    opened, errors = context.new_page(), list[str]()
    opened.on("console", lambda message: keep_error(message, errors))
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.goto(room.sandbox.url)
    expect(opened.locator("#status-words")).not_to_have_text("Connecting")
    yield opened
    assert not scrolls_sideways(opened)
    assert errors == []
    opened.close()


def scrolls_sideways(page: Page) -> bool:
    """Say whether any part of the page is wider than the window."""
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def clear(room: Room) -> None:
    """Take away what the test before left."""
    for place in list(room.sandbox.workspace.conversations.values()):
        place.messages.clear()
        if place.group:
            del room.sandbox.workspace.conversations[place.id]
    room.sandbox.workspace.homes.clear()
    room.sandbox.workspace.modals.clear()
    room.sandbox.workspace.rates.buckets.clear()


def keep_error(message: ConsoleMessage, errors: list[str]) -> None:
    """Keep what the console calls an error; a refused act is answered 409 and said on the page."""
    if message.type == "error" and "409" not in message.text:
        errors.append(message.text)


def pane(page: Page, number: int) -> Locator:
    """Find one of the two panes."""
    return page.get_by_role("region", name=f"Pane {number}")


def box(page: Page, number: int = 1) -> Locator:
    """Find where one writes."""
    return pane(page, number).get_by_role("combobox", name="Message")


def log(page: Page, number: int = 1) -> Locator:
    """Find a pane's messages."""
    return pane(page, number).get_by_role("log")


def send(page: Page, words: str, number: int = 1) -> None:
    """Write words and send them with the keyboard."""
    box(page, number).fill(words)
    page.keyboard.press("Enter")


def go(page: Page, name: str) -> None:
    """Choose a conversation from the list."""
    label = re.compile(rf"^{name}( \d+ unread)?$")
    page.get_by_role("navigation", name="Conversations").get_by_role("button", name=label).click()


def open_form(page: Page) -> Locator:
    """Open the small app's form with its command."""
    send(page, "/form")
    form = page.get_by_role("dialog", name="A form")
    expect(form.get_by_label("Words")).to_be_focused()
    return form


def test_a_newcomer_is_told_who_they_are_and_what_to_try(page: Page) -> None:
    first = pane(page, 1)
    expect(first.get_by_role("heading", name="This is your private conversation with Small")).to_be_visible()
    expect(first.get_by_text("You are Amina Yusuf (Eastmere Council). Type / to see the commands")).to_be_visible()
    first.get_by_role("button", name="/echo").click()
    expect(box(page)).to_have_value("/echo")


def test_two_panes_show_both_sides_of_a_conversation(page: Page) -> None:
    go(page, "general")
    page.keyboard.press("Alt+2")
    expect(page.get_by_text("Seen by Daniel Okafor")).to_be_visible()
    go(page, "general")
    send(page, "hello Daniel", 1)
    expect(log(page, 2).get_by_role("article", name="Amina Yusuf")).to_contain_text("hello Daniel")
    send(page, "hello Amina", 2)
    expect(log(page, 1).get_by_role("article", name="Daniel Okafor")).to_contain_text("hello Amina")


def test_a_typed_command_is_answered_only_to_the_one_who_typed_it(page: Page) -> None:
    go(page, "general")
    page.keyboard.press("Alt+2")
    go(page, "general")
    send(page, "/echo hello", 1)
    expect(log(page, 1).get_by_role("article", name="only visible to you")).to_contain_text("you said hello")
    expect(log(page, 2)).not_to_contain_text("you said hello")


def test_a_slash_shows_the_commands_of_the_manifest_and_keys_choose_one(page: Page) -> None:
    box(page).press_sequentially("/")
    expect(page.get_by_role("listbox", name="Commands").get_by_role("option")).to_have_count(4)
    page.keyboard.press("ArrowDown")
    assert box(page).get_attribute("aria-activedescendant") == "hints-1-1"
    page.keyboard.press("Enter")
    expect(box(page)).to_have_value("/card")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Press", exact=True)).to_be_visible()
    box(page).press_sequentially("/x")
    expect(page.get_by_text("No command starts with /x")).to_be_visible()


def test_a_pressed_button_changes_its_message(page: Page) -> None:
    send(page, "/card")
    page.get_by_role("button", name="Press", exact=True).click()
    expect(log(page)).to_contain_text("pressed")
    expect(page.get_by_role("button", name="Press", exact=True)).to_have_count(0)


def test_home_shows_what_the_app_published(page: Page) -> None:
    pane(page, 1).get_by_role("button", name="Home", exact=True).click()
    expect(page.get_by_role("region", name="Home of Small")).to_contain_text("A card")


def test_a_field_at_home_is_told_with_enter_and_keeps_its_words_while_others_are_used(page: Page, room: Room) -> None:
    told = field("Find", {**WORDS, "action_id": "press"}, dispatch_action=True)
    home = {"type": "home", "blocks": [told, field("Note", {**WORDS, "action_id": "note"})]}
    workspace, manifest = room.sandbox.workspace, room.sandbox.workspace.manifest
    wait_for(lambda: {AMINA, DANIEL} <= workspace.homes.keys())
    room.replace_manifest(events=frozenset())  # or the small app would publish its own Home over ours
    room.web.views_publish(user_id=AMINA, view=home)
    page.get_by_role("group", name="Parts of this app").first.get_by_role("button", name="Home").click()
    page.get_by_label("Note").fill("a note")
    page.get_by_label("Find").fill("a word")
    room.payloads.clear()
    page.keyboard.press("Enter")
    wait_for(lambda: bool(room.payloads))
    body = room.payloads[0]
    values = body["view"]["state"]["values"]
    assert (body["actions"][0]["value"], values["note"]["note"]["value"]) == ("a word", "a note")
    expect(page.get_by_label("Find")).to_have_value("a word")
    workspace.manifest = manifest


def test_a_pane_can_be_viewed_as_somebody_else_with_the_keyboard_and_linked_to(page: Page, room: Room) -> None:
    room.slack.person("Amina").says("hello all", place="general")
    page.keyboard.press("Alt+v")
    page.keyboard.type("riverside")
    expect(page.get_by_role("option")).to_have_count(3)
    page.keyboard.type(" nobody")
    expect(page.get_by_text("Nobody is called that.")).to_be_visible()
    page.get_by_role("combobox", name="Find a person").fill("whitlock")
    expect(page.get_by_role("option", name="James Whitlock")).to_contain_text("Organiser")
    page.keyboard.press("Enter")
    expect(pane(page, 1).get_by_role("button", name="View as James Whitlock")).to_be_focused()
    go(page, "general")
    expect(log(page)).to_contain_text("hello all")
    assert page.url.endswith("#person=james&place=general&person2=daniel&place2=bot")
    page.reload()
    expect(pane(page, 1).get_by_role("heading", name="#general", exact=True)).to_be_visible()


def test_a_link_without_a_second_person_still_works(page: Page, room: Room) -> None:
    page.goto(f"{room.sandbox.url}/#person=grace&place=general")
    expect(pane(page, 1)).to_have_accessible_name("Pane 1, seen by Grace Mensah")
    expect(pane(page, 1).get_by_role("heading", name="#general", exact=True)).to_be_visible()


def test_unread_messages_are_told_in_words(page: Page, room: Room) -> None:
    room.slack.person("Daniel").says("news", place="general")
    expect(page.get_by_role("button", name="general 1 unread")).to_be_visible()
    go(page, "general")
    expect(page.get_by_role("button", name="general", exact=True)).to_be_visible()


def test_a_reply_stands_in_its_thread_which_opens_in_the_pane(page: Page, room: Room) -> None:
    room.slack.person("Daniel").says("a question", place="general")
    go(page, "general")
    log(page).get_by_role("button", name="Reply to Daniel Okafor").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("an answer")
    page.keyboard.press("Enter")
    expect(page.locator(".msg.reply")).to_contain_text("an answer")
    log(page).get_by_role("button", name="1 reply").click()
    expect(page.locator(".msg.reply")).to_have_count(0)
    log(page).get_by_role("button", name="Open thread").click()
    expect(pane(page, 1).get_by_role("heading", name="Thread")).to_be_visible()
    expect(pane(page, 1).get_by_role("combobox", name="Reply in the thread")).to_be_focused()
    page.keyboard.press("Escape")
    expect(pane(page, 1).get_by_role("heading", name="#general", exact=True)).to_be_visible()


def test_one_changes_and_takes_back_what_one_wrote_and_nobody_elses_words(page: Page) -> None:
    go(page, "general")
    expect(pane(page, 1).get_by_role("heading", name="#general", exact=True)).to_be_visible()
    send(page, "a frist word")
    mine = log(page).get_by_role("article", name="Amina Yusuf")
    mine.get_by_role("button", name="Edit").focus()
    page.keyboard.press("Enter")
    expect(box(page)).to_have_value("a frist word")
    send(page, "a first word")
    expect(mine).to_contain_text("a first word")
    expect(mine).to_contain_text("edited")
    expect(box(page)).to_have_value("")
    page.keyboard.press("Alt+2")
    go(page, "general")
    expect(log(page, 2)).to_contain_text("a first word")
    expect(log(page, 2).get_by_role("button", name="Delete")).to_have_count(0)
    mine.get_by_role("button", name="Delete").focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog", name="Delete this message?").get_by_role("button", name="Delete").click()
    expect(log(page, 2)).not_to_contain_text("a first word")


def test_what_one_alone_saw_is_gone_when_the_page_is_loaded_again(page: Page) -> None:
    send(page, "/echo hello")
    expect(log(page)).to_contain_text("you said hello")
    page.reload()
    expect(log(page)).to_contain_text("This is your private conversation")
    expect(log(page)).not_to_contain_text("you said hello")


def test_a_conversation_of_several_people_has_their_names(page: Page, room: Room) -> None:
    opened = room.web.conversations_open(users=[AMINA, DANIEL])
    room.web.chat_postMessage(channel=opened["channel"]["id"], text="Amina, meet Daniel")
    go(page, "Daniel Okafor, Small")
    expect(log(page)).to_contain_text("Amina, meet Daniel")
    expect(pane(page, 1)).to_contain_text("2 people, 1 app")


def test_what_was_being_written_stays_with_its_conversation(page: Page) -> None:
    box(page).fill("half a thought")
    go(page, "general")
    expect(box(page)).to_have_value("")
    go(page, "Small")
    expect(box(page)).to_have_value("half a thought")


def test_a_confirmation_is_asked_before_the_button_counts(page: Page, room: Room) -> None:
    blocks = actions(button(action_id="press", confirm=confirm(title={**plain(), "text": "Are you sure?"})))
    room.web.chat_postMessage(channel=GENERAL, text="t", blocks=blocks)
    go(page, "general")
    log(page).get_by_role("button", name="x", exact=True).click()
    expect(page.get_by_role("dialog")).to_contain_text("Are you sure?")
    page.keyboard.press("Escape")
    expect(log(page)).not_to_contain_text("pressed")
    log(page).get_by_role("button", name="x", exact=True).click()
    page.locator("#confirm-yes").click()
    expect(log(page)).to_contain_text("pressed")


def test_a_button_that_the_app_ignores_says_so_in_words(page: Page, room: Room) -> None:
    room.web.chat_postMessage(channel=GENERAL, text="t", blocks=actions(button(action_id="unheard")))
    go(page, "general")
    log(page).get_by_role("button", name="x", exact=True).click()
    expect(log(page).get_by_role("alert")).to_have_text("The app did not respond in time (operation_timeout).")
    expect(log(page).get_by_role("button", name="x", exact=True)).to_be_enabled()


def test_a_form_is_filled_with_the_keyboard_and_a_problem_takes_the_focus(page: Page, room: Room) -> None:
    form = open_form(page)
    form.get_by_label("Radio").get_by_label("Red").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    words = form.get_by_label("Words")
    expect(words).to_be_focused()
    expect(words).to_have_attribute("aria-invalid", "true")
    expect(words).to_have_accessible_description("Please complete this required field. A few will do")
    page.keyboard.type("done")
    page.keyboard.press("Enter")
    expect(form).to_have_count(0)
    sent = room.last_sent(lambda payload: payload["type"] == "view_submission")["view"]["state"]["values"]
    assert sent["words"]["words"] == {"type": "plain_text_input", "value": "done"}
    assert sent["radio_buttons"]["radio_buttons"]["selected_option"]["value"] == "red"
    assert sent["datepicker"]["datepicker"]["selected_date"] == "2022-07-05"
    expect(box(page)).to_be_focused()


def test_typed_text_is_kept_after_trouble_and_the_trouble_is_said(page: Page) -> None:
    form = open_form(page)
    page.keyboard.type("slow")
    page.keyboard.press("Enter")
    expect(form.get_by_role("button", name="Saving")).to_be_disabled()
    expect(form.get_by_role("alert")).to_have_text("We had some trouble connecting. Try again?")
    expect(form.get_by_label("Words")).to_have_value("slow")
    expect(form.get_by_role("button", name="Save")).to_be_enabled()


def test_a_form_on_a_form_leads_back_and_typed_text_is_not_thrown_away_unasked(page: Page) -> None:
    form = open_form(page)
    page.keyboard.type("push")
    page.keyboard.press("Enter")
    second = page.get_by_role("dialog", name="Second")
    expect(second.get_by_label("Words")).to_be_focused()
    second.get_by_role("button", name="Back").click()
    expect(form.get_by_label("Words")).to_have_value("push")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Close without saving?")).to_be_visible()
    page.keyboard.press("Escape")
    expect(form.get_by_label("Words")).to_have_value("push")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Close", exact=True).last.click()
    expect(form).to_have_count(0)


def follow_clock(room: Room, due: list[tuple[str, str]]) -> None:
    """Report to the clock as a process with this work would, until the sandbox stops."""
    while room.sandbox.thread.is_alive():
        with contextlib.suppress(OSError):
            report_once(room, due)


def report_once(room: Room, due: list[tuple[str, str]]) -> None:
    """Tell the clock what is due next, and wait with it until it moves."""
    with urllib.request.urlopen(f"{room.sandbox.url}/clock") as answer:  # noqa: S310 - the sandbox on this machine
        now = json.load(answer)
    left = [(at, label) for at, label in due if at > now["now"]] or [("", "")]
    report = {"process": "planner", "step": now["step"], "next_due": left[0][0] or None, "label": left[0][1]}
    room.send_raw("/clock", json.dumps(report).encode())


def test_one_jumps_to_the_next_time_that_is_due_and_sees_what_follows(context: BrowserContext) -> None:
    due = [("2022-07-01T08:00:00Z", "Prompt for Priya"), ("2022-07-04T08:00:00Z", "Reminder for 24 people")]
    with open_room() as room:
        threading.Thread(target=follow_clock, args=(room, due), daemon=True).start()
        for page in open_page(context, room):
            expect(page.locator("#due")).to_have_text("Next due: Friday 1 July 2022, 9am. Prompt for Priya")
            page.get_by_role("button", name="Jump to next").click()
            expect(page.locator("#now")).to_have_text("Friday 1 July 2022, 9am")
            expect(page.locator("#due")).to_contain_text("Reminder for 24 people")
            page.keyboard.press("Alt+k")
            future = page.get_by_role("dialog", name="What will happen")
            future.get_by_role("button", name="Jump to Monday 4 July 2022, 9am").click()
            expect(page.locator("#now")).to_have_text("Monday 4 July 2022, 9am")
            expect(future.get_by_text("Nothing is due")).to_be_visible()
            future.get_by_label("Jump to a date").fill("2022-07-12")
            future.get_by_label("Time").fill("14:30")
            expect(future.get_by_text("Tuesday 12 July 2022, 2.30pm")).to_be_visible()
            page.keyboard.press("Enter")
            expect(page.locator("#now")).to_have_text("Tuesday 12 July 2022, 2.30pm")


def test_the_inspector_tells_what_went_over_the_wire_with_a_verdict(page: Page) -> None:
    send(page, "/echo hello")
    page.keyboard.press("Alt+i")
    inspector = page.get_by_role("complementary", name="Inspector")
    expect(inspector.get_by_role("button", name="/echo").last).to_contain_text("Acknowledged")
    inspector.get_by_role("button", name="/echo").last.click()
    expect(inspector.get_by_role("region", name="What was said")).to_contain_text('"text": "hello"')
    expect(log(page).get_by_role("article").last).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(inspector).to_be_hidden()


def test_keys_lead_everywhere_and_are_listed(page: Page) -> None:
    page.keyboard.press("Alt+2")
    expect(box(page, 2)).to_be_focused()
    page.keyboard.press("Control+k")
    page.keyboard.type("gener")
    page.keyboard.press("Enter")
    expect(pane(page, 2).get_by_role("heading", name="#general", exact=True)).to_be_visible()
    page.keyboard.press("Alt+1")
    expect(box(page)).to_be_focused()
    page.keyboard.type("?")
    expect(page.get_by_role("dialog")).to_have_count(0)
    log(page).focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="All keys")).to_contain_text("Jump to the next time")


def test_the_first_key_stop_is_the_skip_link_and_focus_is_visible_at_each(page: Page) -> None:
    send(page, "/card")
    expect(page.get_by_role("button", name="Press", exact=True)).to_be_visible()
    page.locator(".skip").focus()
    expect(page.get_by_role("link", name="Skip to the messages")).to_be_in_viewport()
    look = "(e => getComputedStyle(e).outlineStyle + getComputedStyle(e).outlineWidth)(document.activeElement)"
    frame = "getComputedStyle(document.activeElement.closest('.comp') || document.body).boxShadow"
    for _ in range(24):
        page.keyboard.press("Tab")
        assert page.evaluate(look) == "solid3px" or page.evaluate(frame) != "none", page.evaluate(
            "document.activeElement.outerHTML"
        )


SMALL = """[...document.querySelectorAll('button, select, input, textarea, a[href]')].filter(e => {
  const box = e.getBoundingClientRect(), row = e.closest('.opt, .comp');
  const shown = e.checkVisibility({ visibilityProperty: true }) && !e.matches('.skip, .words a');
  const open = document.querySelector('dialog[open]');
  return shown && (!open || open.contains(e)) && !row && Math.min(box.width, box.height) < 43.5;
}).map(e => e.outerHTML)"""
CUT = """[...document.querySelectorAll('button, h1, h2, h3, label, p, time, .nm, .name, .tag')].filter(e =>
  e.checkVisibility() && !e.closest('.sr') && !e.matches('.sr, .due') && e.scrollWidth > e.clientWidth + 1
  && getComputedStyle(e).display !== 'inline').map(e => e.outerHTML)"""


def open_faults(page: Page) -> None:
    """Open the panel of faults, and wait until it is there."""
    page.get_by_role("button", name="Faults").click()
    expect(page.get_by_role("dialog", name="Let something go wrong")).to_be_visible()


@pytest.mark.parametrize("width", [390, 320])
def test_on_a_phone_all_can_be_done_with_targets_that_a_finger_hits(page: Page, room: Room, width: int) -> None:
    page.set_viewport_size({**NARROW, "width": width})
    bar = page.get_by_role("navigation", name="Bottom bar")
    send(page, "/card")
    page.get_by_role("button", name="Press", exact=True).click()
    expect(log(page)).to_contain_text("pressed")
    steps: dict[str, Callable[[], None]] = {
        "messages": lambda: None,
        "chats": lambda: bar.get_by_role("button", name="Chats").click(),
        "channel": lambda: go(page, "general"),
        "pane 2": lambda: bar.get_by_role("button", name="Daniel").click(),
        "inspector": lambda: bar.get_by_role("button", name="Inspector").click(),
        "faults": lambda: open_faults(page),
        "no faults": lambda: page.keyboard.press("Escape"),
        "no inspector": lambda: page.get_by_role("button", name="Close the inspector").click(),
        "clock": lambda: bar.get_by_role("button", name="Clock").click(),
        "no clock": lambda: page.keyboard.press("Escape"),
        "people": lambda: pane(page, 2).get_by_role("button", name="View as").click(),
        "no people": lambda: page.keyboard.press("Escape"),
        "form": lambda: send(page, "/form", 2),
        "filled": lambda: page.get_by_label("Words").fill("a few"),
    }
    for name, step in steps.items():
        step()
        assert not scrolls_sideways(page), name
        assert page.evaluate(SMALL) == [], name
        assert page.evaluate(CUT) == [], name
    dialog = page.get_by_role("dialog", name="A form").bounding_box()
    assert dialog
    assert (dialog["width"], dialog["height"]) == (width, NARROW["height"])


def test_on_a_wide_window_no_text_is_cut_off(page: Page) -> None:
    send(page, "/card")
    expect(page.get_by_role("button", name="Press", exact=True)).to_be_visible()
    for key in ("Alt+k", "Escape", "Alt+v", "Escape", "Alt+i"):
        page.keyboard.press(key)
        assert page.evaluate(CUT) == [], key
    for width in (1180, 1020, 900, 720):
        page.set_viewport_size({**WIDE, "width": width})
        assert not scrolls_sideways(page), width


def test_the_dark_theme_is_dark_and_its_words_are_light(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    colours = "[document.body].map(e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color])[0]"
    assert page.evaluate(colours) == ["rgb(20, 28, 30)", "rgb(232, 239, 238)"]
    open_form(page)
    ground = "getComputedStyle(document.querySelector('#modal')).backgroundColor"
    assert page.evaluate(ground) == "rgb(20, 28, 30)"


def test_what_is_not_modelled_is_shown_as_a_banner(page: Page, room: Room) -> None:
    with pytest.raises(Exception, match="sandbox_not_modelled"):
        room.web.reactions_add(channel=GENERAL, name="wave", timestamp="1.0")
    expect(page.locator("#banner")).to_contain_text("reactions.add: the sandbox does not model this method yet.")
    room.sandbox.workspace.wire.unmodelled.clear()


def test_faults_are_planted_from_the_inspector_and_counted(page: Page) -> None:
    page.get_by_role("button", name="Inspector").click()
    page.get_by_role("button", name="Faults").click()
    panel = page.get_by_role("dialog", name="Let something go wrong")
    expect(panel).to_contain_text("Nothing is about to go wrong.")

    for _ in range(2):
        panel.get_by_role("button", name=re.compile("Late answer")).click()
    expect(panel).to_contain_text("Still to come: Late answer, 2 times.")

    page.keyboard.press("Escape")
    for number in (1, 2):
        send(page, "/echo hello")
        expect(log(page).get_by_text("operation_timeout")).to_have_count(number)
    page.get_by_role("button", name="Faults").click()
    expect(panel).to_contain_text("Nothing is about to go wrong.")


@pytest.fixture
def page_with_shortcuts(context: BrowserContext, room: Room) -> Iterator[Page]:
    """Open the page of an app with shortcuts."""
    clear(room)
    before = room.sandbox.workspace.manifest
    room.replace_manifest(
        shortcuts=(Shortcut("Gather", "gather", on_message=True), Shortcut("Start", "start", on_message=False))
    )
    yield from open_page(context, room)
    room.replace_manifest(shortcuts=before.shortcuts)


def test_shortcuts_are_used_on_a_message_and_from_anywhere(page_with_shortcuts: Page, room: Room) -> None:
    room.slack.person("Daniel").says("worth a look", place="general")
    go(page_with_shortcuts, "general")
    log(page_with_shortcuts).get_by_role("button", name="Gather from Daniel Okafor").focus()
    page_with_shortcuts.keyboard.press("Enter")
    wait_for(lambda: any(one.get("callback_id") == "gather" for one in room.payloads))
    send(page_with_shortcuts, "/Start")
    wait_for(lambda: any(one.get("callback_id") == "start" for one in room.payloads))

    assert room.last_sent(lambda one: one.get("callback_id") == "gather")["message"]["text"] == "worth a look"


def test_a_file_is_put_into_a_form(page: Page, room: Room) -> None:
    view = {"type": "modal", **entry("file_input", block={"block_id": "b"}, action_id="file", filetypes=["csv"])}
    room.web.views_open(trigger_id=room.trigger(), view=view)
    page.locator("input[type=file]").set_input_files({"name": "list.csv", "mimeType": "text/csv", "buffer": b"a,b"})

    def held() -> list[dict[str, Any]]:
        modal = room.sandbox.workspace.modals[AMINA][-1]
        found: list[dict[str, Any]] = modal.view["state"]["values"]["b"]["file"]["files"]
        return found

    wait_for(lambda: bool(held()))

    assert [(one["name"], one["size"]) for one in held()] == [("list.csv", 3)]
