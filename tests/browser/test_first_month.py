"""A first month lived through in the browser, with what `make run` starts: the page and the real bot behind it."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect

from tests.browser.test_page import ARGUMENTS, NARROW, WIDE, browser, pane, scrolls_sideways, send

ROOT = Path(__file__).parent.parent.parent
KEYS = "browser:" + "A" * 43 + "="
PICTURES = os.environ.get("PICTURES")  # a folder; docs/images is made with it

__all__ = ["ARGUMENTS", "browser"]

expect.set_options(timeout=15_000)  # a bot that starts beside the tests of another process takes its time


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """What `make run` does once everything is installed; gives the page's address."""
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/run.db", "PORT": "0", "ENCRYPTION_KEYS": KEYS}
    subprocess.run([sys.executable, "-m", "db", "upgrade"], cwd=ROOT, env=environment, check=True, capture_output=True)
    command = [sys.executable, "-m", "sandbox", "--", sys.executable, "-m", "bot"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as running:
        assert running.stdout is not None
        yield next(found[0] for line in running.stdout if (found := re.findall(r"http://127\.0\.0\.1:\d+", line)))
        running.terminate()
        running.wait(15)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The page as a newcomer opens it; an error on the console fails the test."""
    context = browser.new_context(viewport=WIDE, reduced_motion="reduce", locale="en-GB")
    context.set_default_timeout(15_000)
    opened, errors = context.new_page(), list[str]()
    opened.on("console", lambda message: keep_error(message, errors))
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.goto(address)
    expect(opened.locator("#status-words")).to_have_text("The bot is connected", timeout=20_000)
    yield opened
    assert errors == []
    context.close()


def keep_error(message: ConsoleMessage, errors: list[str]) -> None:
    """Keep what the console calls an error; a press on a Home that was just brought up to date is answered 409."""
    if message.type == "error" and "409" not in message.text:
        errors.append(message.text)


def picture(page: Page, name: str) -> None:
    """Nothing scrolls sideways here; kept as a picture when a folder is given."""
    assert not scrolls_sideways(page), name
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png")


def form(page: Page, title: str) -> Locator:
    return page.get_by_role("dialog", name=title)


def join(page: Page, number: int, organisation: str) -> None:
    """From the Home tab of one pane, through the whole form."""
    pane(page, number).get_by_role("button", name="Home", exact=True).or_(
        pane(page, number).get_by_role("tab", name="Home", exact=True)
    ).first.click()
    page.wait_for_timeout(1_000)  # opening Home brings it up to date, and a press meanwhile is lost
    pane(page, number).get_by_role("button", name="Join", exact=True).click()
    shown = form(page, "Join")
    shown.get_by_label("Where do you work?").select_option(label=organisation)
    shown.get_by_label("In which sector?").select_option(label="Local authority")
    shown.get_by_label("Staying well, making prevention a reality").check()
    shown.get_by_label("Yes, to me alone").check()
    shown.get_by_label("On which day?").select_option(label="Tuesday")
    shown.get_by_label("Yes", exact=True).check()
    if number == 1:
        picture(page, "02-joining")
    shown.get_by_role("button", name="Join", exact=True).click()
    done = form(page, "You have joined")
    expect(done).to_contain_text("You will get a prompt every 2 weeks, on Tuesday at 9am.")
    if number == 1:
        picture(page, "03-joined")
    close(page, without="Where do you work?")


def close(page: Page, *, without: str) -> None:
    """Close the form once it has turned into its confirmation."""
    shown = page.locator("#modal")
    expect(shown).not_to_contain_text(without)
    shown.locator("button.cancel").click()
    expect(shown).to_be_hidden()


def messages(page: Page, number: int) -> None:
    pane(page, number).get_by_role("tab", name="Messages").or_(
        pane(page, number).get_by_role("button", name="Messages", exact=True)
    ).first.click()


def test_a_first_month_in_the_browser(page: Page) -> None:
    page.goto(page.url.split("#")[0] + "#person=amina&place=bot&person2=daniel&place2=bot")
    page.reload()
    picture(page, "01-first-look")
    join(page, 1, "Bexley Council")
    join(page, 2, "Bromley Council")

    messages(page, 1)
    send(page, "/events")
    pane(page, 1).get_by_role("button", name="Going", exact=False).first.click()
    expect(pane(page, 1)).to_contain_text("I will remind you on Monday 4 July 2022")
    picture(page, "04-going")

    page.get_by_role("button", name="Jump to next").click()
    expect(pane(page, 1)).to_contain_text("Only you can see what you write")
    picture(page, "05-prompt")
    pane(page, 1).get_by_role("button", name="Reflect", exact=True).click()
    reflect = page.get_by_role("dialog").filter(has_text="What happened?")
    reflect.get_by_label("What happened?").fill("We asked a care home what would help, and listened.")
    picture(page, "06-reflecting")
    reflect.get_by_role("button", name="Save").click()
    close(page, without="What happened?")

    meet_each_other(page)


def meet_each_other(page: Page) -> None:
    page.goto(page.url.split("#")[0] + "#person=grace&place=home&person2=daniel&place2=bot")
    page.reload()
    pane(page, 1).get_by_role("tab", name="Home", exact=True).or_(
        pane(page, 1).get_by_role("button", name="Home", exact=True)
    ).first.click()
    press_until(page, "Organise", "Rounds of introductions")
    press_until(page, "Preview a round", "Amina Yusuf")
    picture(page, "07-round")
    pane(page, 1).get_by_role("button", name="Send").first.click()
    page.locator("dialog[open]").get_by_role("button", name="Send").click()
    expect(pane(page, 1)).to_contain_text("Round 1")

    page.goto(page.url.split("#")[0] + "#person=amina&place=bot&person2=daniel&place2=bot")
    page.reload()
    for number, peer in ((2, "Amina Yusuf"), (1, "Daniel Okafor")):
        pane(page, number).get_by_role("combobox", name="Message").click()
        places = page.get_by_role("navigation", name="Conversations")
        places.get_by_role("button", name=re.compile(peer)).first.click()
        expect(pane(page, number)).to_contain_text("Staying well, making prevention a reality")
    picture(page, "08-introduced")
    follow_up(page)


def follow_up(page: Page) -> None:
    page.goto(page.url.split("#")[0] + "#person=amina&place=bot&person2=daniel&place2=bot")
    page.reload()
    jump_until(page, "is tomorrow: Tuesday 5 July 2022")
    jump_until(page, "Did you meet")
    picture(page, "12-did-you-meet")
    pane(page, 1).get_by_role("button", name="Yes").last.click()
    expect(pane(page, 1)).to_contain_text("Thank you")
    expect(pane(page, 2)).not_to_contain_text("Thank you")


def press_until(page: Page, label: str, words: str) -> None:
    """Press in pane 1 until these words stand there: Home may be brought up to date under the finger."""
    shown = pane(page, 1).get_by_text(words)
    for _ in range(4):
        pane(page, 1).get_by_role("button", name=label).click()
        page.wait_for_timeout(2_000)
        if shown.count():
            return
    expect(pane(page, 1)).to_contain_text(words)


def jump_until(page: Page, words: str) -> None:
    """Let the clock go from one due time to the next until Amina sees these words."""
    jump = page.get_by_role("button", name="Jump to next")
    for _ in range(16):
        if pane(page, 1).get_by_text(words).count():
            return
        expect(jump).to_be_enabled()
        jump.click()
        page.wait_for_timeout(700)
    expect(pane(page, 1)).to_contain_text(words)


NARROW_STEPS: dict[str, Callable[[Page], None]] = {
    "09-phone-first-look": lambda _: None,
    "10-phone-events": lambda page: send(page, "/events"),
    "11-phone-answer": lambda page: send(page, "/ask who was on the panel?"),
}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_phone_shows_the_same_without_scrolling_sideways(page: Page, theme: str) -> None:
    page.set_viewport_size(NARROW)
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    for name, step in NARROW_STEPS.items():
        step(page)
        page.wait_for_timeout(400)
        picture(page, f"{name}-{theme}")
    expect(page.get_by_text("I do not know the people on the panel").first).to_be_visible()
