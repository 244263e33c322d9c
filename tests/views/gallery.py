"""`python -m tests.views.gallery FOLDER`: a picture of every view in both worlds, on a wide window and on a phone."""

import html
import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from sandbox.kit.rendering import render
from sandbox.server import Sandbox
from sandbox.workspace import fill_ids
from tests.views.examples import ORDINARY, VIEWS, WORST, file_of, fill

ROOT = Path(__file__).parent.parent.parent
WIDTHS = (1280, 390)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
HEAD = """<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Every view</title>
<style>body{font:1rem/1.5 sans-serif;margin:2rem}img{border:1px solid #ccc;margin:0 1rem 2rem 0;vertical-align:top}
img.w1280{width:60%}img.w390{width:30%}</style><h1>Every view</h1>"""


@dataclass(frozen=True)
class Shown:
    """A view as Slack gets it, with a name of its own."""

    name: str
    payload: dict[str, Any]


def views() -> Iterator[Shown]:
    """Every view on an ordinary day, and then at its worst."""
    for suffix, world in (("", ORDINARY), (", at worst", WORST)):
        for name in VIEWS:
            yield Shown(f"{name}{suffix}", json.loads(json.dumps(fill(name, world))))


def draw(page: Page, sandbox: Sandbox, shown: Shown) -> None:
    """Draw one view in the sandbox's own way."""
    workspace = sandbox.workspace
    reader = workspace.reader(next(iter(workspace.world.people.values())))
    blocks = shown.payload.get("blocks", [])
    fill_ids(blocks)
    page.evaluate("view => window.show(view)", {**shown.payload, "blocks": render(blocks, reader)})


def run(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    lines = [HEAD]
    with Sandbox(ROOT / "manifest.json") as sandbox, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        pages = {width: browser.new_page(viewport={"width": width, "height": 600}) for width in WIDTHS}
        for page in pages.values():
            page.goto(f"{sandbox.url}/page/gallery.html")
            page.wait_for_function("() => Boolean(window.show)")
        for shown in views():
            stem = file_of(shown.name).removesuffix(".json").replace("/", "_")
            lines.append(f"<h2>{html.escape(shown.name)}</h2>")
            for width, page in pages.items():
                draw(page, sandbox, shown)
                page.locator("#view").screenshot(path=folder / f"{stem}-{width}.png", animations="disabled")
                lines.append(f'<img class="w{width}" src="{stem}-{width}.png" alt="{html.escape(shown.name)}">')
        browser.close()
    (folder / "index.html").write_text("\n".join(lines), encoding="utf-8")
    print(f"Open {folder / 'index.html'} in a browser.")


if __name__ == "__main__":
    run(Path(sys.argv[1]))
