"""A real browser, where there is one on this machine."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.support.paths import TESTS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AXE = TESTS / "vendor" / "axe.min.js"
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
ARGS += ["--disable-component-update", "--disable-sync"]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
browsing = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine (apt-get install chromium)")
"""Skip a test if there is no browser."""


@contextmanager
def started() -> Iterator["Browser"]:
    """Start the browser, and close it at the end of the block; skip the test if playwright is not installed."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (pip install playwright)")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield browser
        browser.close()


def complaints_of(page: "Page", *sources: str) -> list[str]:
    """Return a list that takes up what is wrong from now on: console messages, script errors, requests to other sources.

    ``sources``: how the addresses begin that a page may ask for.
    """
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("request", lambda asked: found.append(asked.url) if not asked.url.startswith(sources) else None)
    return found
