"""Every view is drawn by the sandbox's own page: nothing is left out, and nothing is wider than a phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from sandbox.server import Sandbox
from tests.browser.test_page import NARROW, WIDE, browser, scrolls_sideways
from tests.views import gallery

__all__ = ["browser"]


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(gallery.ROOT / "manifest.json") as running:
        yield running


@pytest.fixture
def page(browser: Browser, sandbox: Sandbox) -> Iterator[Page]:
    opened = browser.new_page()
    opened.goto(f"{sandbox.url}/page/gallery.html")
    opened.wait_for_function("() => Boolean(window.show)")
    yield opened
    opened.close()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "phone"])
def test_every_view_is_drawn_whole_and_fits(page: Page, sandbox: Sandbox, size: object) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]  # one of Playwright's own
    faults = []
    for shown in gallery.views():
        gallery.draw(page, sandbox, shown)
        words = page.locator("#view").inner_text()
        if "cannot draw" in words or not words.strip() or scrolls_sideways(page):
            faults.append(shown.name)

    assert faults == []
