"""The page in Chromium, with the small app behind it."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize, expect, sync_playwright

from tests.sandbox.block_probes import actions, button, confirm, plain
from tests.sandbox.room import GENERAL, Room, open_room

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
def room() -> Iterator[Room]:
    """Open a sandbox with the small app."""
    with open_room(with_app=True) as opened:
        yield opened


@pytest.fixture
def page(browser: Browser, room: Room) -> Iterator[Page]:
    """Open the page in an empty workspace, and fail when the console shows an error or the page scrolls sideways."""
    clear(room)
    context = browser.new_context(viewport=WIDE, reduced_motion="reduce")
    opened, errors = context.new_page(), list[str]()
    opened.on("console", lambda message: keep_error(message, errors))
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.goto(room.sandbox.url)
    expect(opened.get_by_text("The bot is connected")).to_be_visible()
    yield opened
    assert not scrolls_sideways(opened)
    assert errors == []
    context.close()


def scrolls_sideways(page: Page) -> bool:
    """Say whether any part of the page but the list of conversations is wider than the window."""
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def clear(room: Room) -> None:
    """Take away what the test before left."""
    for place in room.sandbox.workspace.conversations.values():
        place.messages.clear()
    room.sandbox.workspace.homes.clear()
    room.sandbox.workspace.rates.buckets.clear()


def keep_error(message: ConsoleMessage, errors: list[str]) -> None:
    """Keep what the console calls an error; a refused act is answered 409 and said on the page."""
    if message.type == "error" and "409" not in message.text:
        errors.append(message.text)


def send(page: Page, words: str) -> None:
    """Write words and send them with the keyboard."""
    page.get_by_role("combobox", name="Message").fill(words)
    page.keyboard.press("Enter")


def test_a_newcomer_is_told_who_they_are_and_what_to_try(page: Page) -> None:
    expect(page.get_by_role("heading", name="This is your private conversation with Small")).to_be_visible()
    expect(page.get_by_text("You are Amina Yusuf (Eastmere Council). Type / to see the commands.")).to_be_visible()
    page.get_by_role("button", name="/echo").click()
    expect(page.get_by_role("combobox", name="Message")).to_have_value("/echo")


def test_a_typed_command_is_answered_only_to_the_one_who_typed_it(page: Page) -> None:
    send(page, "/echo hello")
    expect(page.get_by_role("article", name="only visible to you")).to_contain_text("you said hello")


def test_a_slash_shows_the_commands_of_the_manifest_and_keys_choose_one(page: Page) -> None:
    page.get_by_role("combobox", name="Message").press_sequentially("/")
    expect(page.get_by_role("listbox", name="Commands").get_by_role("option")).to_have_count(3)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Message")).to_have_value("/card")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Press", exact=True)).to_be_visible()


def test_a_pressed_button_changes_its_message(page: Page) -> None:
    send(page, "/card")
    page.get_by_role("button", name="Press", exact=True).click()
    expect(page.get_by_role("log")).to_contain_text("pressed")
    expect(page.get_by_role("button", name="Press", exact=True)).to_have_count(0)


def test_home_shows_what_the_app_published(page: Page) -> None:
    page.get_by_role("button", name="Home", exact=True).click()
    expect(page.get_by_role("region", name="Home")).to_contain_text("A card")


def test_a_conversation_and_a_person_can_be_chosen_and_linked_to(page: Page, room: Room) -> None:
    room.slack.person("Amina").says("hello all", place="general")
    page.get_by_label("View as").select_option("Daniel Okafor")
    page.get_by_role("button", name="general").click()
    expect(page.get_by_role("log")).to_contain_text("hello all")
    assert page.url.endswith("#person=daniel&place=general")
    page.reload()
    expect(page.get_by_role("heading", name="#general")).to_be_visible()


def test_unread_messages_are_counted_in_words(page: Page, room: Room) -> None:
    room.slack.person("Daniel").says("news", place="general")
    expect(page.get_by_role("button", name="general")).to_contain_text("1 new")


def test_a_reply_stands_in_its_thread(page: Page, room: Room) -> None:
    room.slack.person("Daniel").says("a question", place="general")
    page.get_by_role("button", name="general").click()
    page.get_by_role("button", name="Reply to Daniel Okafor").click()
    send(page, "an answer")
    expect(page.locator(".msg.reply")).to_contain_text("an answer")


def test_a_confirmation_is_asked_before_the_button_counts(page: Page, room: Room) -> None:
    blocks = actions(button(action_id="press", confirm=confirm(title={**plain(), "text": "Are you sure?"})))
    room.web.chat_postMessage(channel=GENERAL, text="t", blocks=blocks)
    page.get_by_role("button", name="general").click()
    page.get_by_role("button", name="x", exact=True).click()
    expect(page.get_by_role("dialog")).to_contain_text("Are you sure?")
    page.keyboard.press("Escape")
    expect(page.get_by_role("log")).not_to_contain_text("pressed")
    page.get_by_role("button", name="x", exact=True).click()
    page.locator("#confirm-yes").click()
    expect(page.get_by_role("log")).to_contain_text("pressed")


def test_a_button_that_the_app_ignores_says_so_in_words(page: Page, room: Room) -> None:
    room.web.chat_postMessage(channel=GENERAL, text="t", blocks=actions(button(action_id="unheard")))
    page.get_by_role("button", name="general").click()
    page.get_by_role("button", name="x", exact=True).click()
    expect(page.get_by_role("log").get_by_role("alert")).to_have_text(
        "The app did not respond in time (operation_timeout)."
    )
    expect(page.get_by_role("button", name="x", exact=True)).to_be_enabled()


def test_the_clock_moves_on_and_the_wire_lists_what_was_said(page: Page, room: Room) -> None:
    before = page.locator("#now").inner_text()
    page.get_by_role("button", name="1 day on").click()
    expect(page.locator("#now")).not_to_have_text(before)
    page.get_by_text("Wire: what").click()
    expect(page.get_by_role("region", name="Wire records")).to_contain_text("chat.postMessage")
    assert room.slack.clock.now() > "2022-06-27"


def test_the_first_key_stop_is_the_skip_link_and_focus_is_visible(page: Page) -> None:
    page.evaluate("document.activeElement.blur(); window.getSelection().removeAllRanges()")
    page.reload()
    expect(page.get_by_role("combobox", name="Message")).to_be_focused()
    page.locator(".skip").focus()
    expect(page.get_by_role("link", name="Skip to the messages")).to_be_in_viewport()
    page.keyboard.press("Tab")
    shown = (
        "getComputedStyle(document.activeElement).outlineStyle + getComputedStyle(document.activeElement).outlineWidth"
    )
    assert page.evaluate(shown) == "solid3px"


@pytest.mark.parametrize("width", [390, 320])
def test_on_a_phone_nothing_scrolls_sideways_and_all_can_be_done(page: Page, room: Room, width: int) -> None:
    page.set_viewport_size({**NARROW, "width": width})
    send(page, "/card")
    page.get_by_role("button", name="Press", exact=True).click()
    expect(page.get_by_role("log")).to_contain_text("pressed")
    assert not scrolls_sideways(page)
    for place in ("Home", "general", "Small"):
        page.get_by_role("button", name=place, exact=True).click()
        assert not scrolls_sideways(page)


def test_what_is_not_modelled_is_shown_as_a_banner(page: Page, room: Room) -> None:
    with pytest.raises(Exception, match="sandbox_not_modelled"):
        room.web.reactions_add(channel=GENERAL, name="wave", timestamp="1.0")
    expect(page.locator("#banner")).to_contain_text("reactions.add: the sandbox does not model this method yet.")
    room.sandbox.workspace.wire.unmodelled.clear()
