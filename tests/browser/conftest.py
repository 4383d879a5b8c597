"""Chromium, one for all, and a class to visit."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.seminar.house import House, open_house
from wargame.rules.compiled import Scenario
from wargame.table import InstantThinker
from wargame.table.remote import RemoteTable

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
LAPTOP, PHONE, PROJECTOR = (1366, 768), (390, 844), (1920, 1080)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    assert found is not None, "no Chromium here: install Debian's package chromium"
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=list(FLAGS))
        yield browser
        browser.close()


def shown(table: RemoteTable, size: tuple[int, int], draw: Callable[[str], None]) -> Any:
    """A seat's screen whose adviser thinks at once."""
    from wargame.tui.browser import BrowserScreen

    return BrowserScreen(table, InstantThinker(), size, draw)


@pytest.fixture
def house(tiny: Scenario, tmp_path: Path) -> Iterator[House]:
    """A class at two tables."""
    with open_house(tiny, tmp_path, shows=shown, seeds=(5, 5)) as found:
        yield found


Visit = Callable[..., "Page"]


@pytest.fixture
def visit(chromium: Browser, house: House) -> Iterator[Visit]:
    """Opens a page of the class in a browser of its own; at the end nothing may have gone wrong on any."""
    contexts, wrong = [], []

    def open_page(path: str, size: tuple[int, int] = LAPTOP, errors: bool = True) -> Page:
        context = chromium.new_context(viewport={"width": size[0], "height": size[1]})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        if errors:
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.on("console", lambda word: wrong.append(word.text) if word.type == "error" else None)
        page.goto(f"http://{house.address}{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def come(visit: Visit, house: House) -> Visit:
    """Somebody joins with the code, and is at their page."""

    def join(name: str, seat: str, table: int = 1, size: tuple[int, int] = LAPTOP) -> Page:
        page = visit(f"/#{house.code}", size)
        page.get_by_label("Your name").fill(name)
        page.get_by_label(f"Table {table} ").check()
        page.locator(f"input[name=seat][value={seat}]").check()
        page.get_by_role("button", name="Join").click()
        page.wait_for_url("**/phone" if size == PHONE else "**/seat")
        return page

    return join
