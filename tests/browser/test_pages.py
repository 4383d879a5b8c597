"""A class in real browsers: who joins, decides, watches and leads; and who is kept out."""

from __future__ import annotations

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from tests.seminar.house import House
from wargame.table import HUMAN

from .conftest import LAPTOP, PHONE, PROJECTOR, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAME = "(e) => [e.tagName, e.id, e.name, e.dataset.what ?? '', e.textContent.slice(0, 20)].join(' ')"
FOCUS = f"() => document.activeElement === document.body ? '' : ({NAME})(document.activeElement)"
REACHED = f"""() => [...document.querySelectorAll('input, select, button, a')]
 .filter((e) => e.checkVisibility() && !e.disabled && (e.type !== 'radio' || e.checked)).map({NAME})"""
UNNAMED = """() => [...document.querySelectorAll('input, select, button, a, canvas')]
 .filter((e) => e.checkVisibility() && !(e.labels?.length || e.getAttribute('aria-label') || e.textContent.trim()))
 .map((e) => e.outerHTML)"""
FAINT = """() => {
  const parts = (c) => (c.match(/[0-9.]+/g) || [0, 0, 0]).map(Number);
  const linear = (v) => (v <= 10 ? v / 3294 : ((v / 255 + 0.055) / 1.055) ** 2.4);
  const light = (c) => [0.2126, 0.7152, 0.0722].reduce((sum, by, n) => sum + by * linear(parts(c)[n]), 0);
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (parts(colour)[3] !== 0) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const [text, e] = [walk.currentNode.textContent.trim(), walk.currentNode.parentElement];
    if (!text || !e.checkVisibility() || e.closest('noscript, script, .aside, :disabled')) continue;
    const [a, b] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) found.push(text);
  }
  return found;
}"""


def screen(page: Page, text: str) -> None:
    """Wait until a seat's screen shows something."""
    page.locator("#text").filter(has_text=text).wait_for(state="attached")


def asked(house: House, table: int = 1) -> str:
    """Whose decision is pending."""
    decision = house.do(lambda: house.referee.rooms[table - 1].table.status_now().decision)
    assert decision is not None
    return house.referee.scenario.ids["power"][decision.seat]


def other(house: House) -> str:
    return next(seat for seat in house.referee.scenario.ids["power"] if seat != asked(house))


def stands(house: House, table: int = 1) -> int:
    return house.referee.rooms[table - 1].table.decisions


def until(page: Page, reached: Callable[[], bool]) -> None:
    """Until something has come about."""
    for _ in range(200):
        if reached():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it has not come about")


def key(house: House) -> str:
    return house.do(house.referee.new_key)


def test_a_seat_is_taken_with_the_code_and_decides_in_the_browser(house: House, come: Visit) -> None:
    """Our own board is on the page; keys go to it; the decision stands at the table. Addresses hold no secret."""
    page = come("Anna", asked(house))
    screen(page, "Esc")
    before = stands(house)
    for _ in range(12):
        if stands(house) > before:
            break
        # What came by itself takes no keys until one has had time to see it.
        page.wait_for_timeout(1500)
        page.keyboard.press("Enter")
    until(page, lambda: stands(house) > before)
    assert house.code not in page.url
    assert "#" not in page.url


def test_a_page_that_is_reloaded_keeps_the_seat(house: House, come: Visit) -> None:
    """So does one that comes back to the join page."""
    seat = asked(house)
    page = come("Anna", seat)
    screen(page, "Esc")
    page.reload()
    screen(page, "Esc")
    assert [(each.name, each.here) for each in house.referee.people.values()] == [("Anna", True)]
    page.goto(f"http://{house.address}/")
    page.get_by_text("You are Anna").wait_for()


def test_a_seat_follows_the_size_of_the_window(house: House, come: Visit) -> None:
    page = come("Anna", asked(house))
    screen(page, "Esc")
    page.set_viewport_size({"width": 900, "height": 600})
    canvas = page.locator("canvas")
    until(page, lambda: (canvas.bounding_box() or {"width": 9999})["width"] <= 900)
    screen(page, "Esc")


def test_there_is_no_way_from_the_board_to_the_hosts_saved_games(house: House, come: Visit) -> None:
    """Leaving ends at the page, not at the title with new games and old ones."""
    page = come("Anna", other(house))
    screen(page, "Esc")
    for name in ("Escape", "y"):
        page.keyboard.press(name)
        page.wait_for_timeout(400)
    page.get_by_text("You have left the board").wait_for()
    assert "Continue" not in (page.locator("#text").text_content() or "")


def test_the_facilitator_pauses_messages_and_gives_a_seat_away(
    house: House, come: Visit, visit: Visit
) -> None:
    """All of it is seen at the seat, and can be taken back."""
    seat = asked(house)
    page = come("Anna", seat)
    screen(page, "Esc")
    host = visit(f"/host#{key(house)}")
    table = host.locator("#table-1")
    table.get_by_text("Anna").wait_for()
    assert "#" not in host.url

    host.get_by_role("button", name="Pause all").click()
    table.get_by_text("Paused.").wait_for()
    assert all(room.paused for room in house.referee.rooms)
    host.get_by_role("button", name="All go on").click()
    table.get_by_text("Waiting for").wait_for()

    host.get_by_label("Message").fill("<b>five</b> minutes")
    host.get_by_role("button", name="Send").click()
    screen(page, "<b>five</b> minutes")

    number = house.referee.scenario.ids["power"].index(seat)
    who = table.locator(f"[data-what=give-{seat}]")
    who.select_option("random")
    until(host, lambda: house.referee.rooms[0].table.status_now().controllers[number] == "random")
    table.locator(f"[data-what=give-{seat}]").select_option("human")
    until(host, lambda: house.referee.rooms[0].table.status_now().controllers[number] == HUMAN)


def test_the_facilitator_takes_a_decision_back(house: House, come: Visit, visit: Visit) -> None:
    phone = come("Anna", asked(house), size=PHONE)
    phone.get_by_role("button", name="Decide").click()
    until(phone, lambda: stands(house) == 1)
    host = visit(f"/host#{key(house)}")
    host.locator("#table-1").get_by_role("button", name="Take back").click()
    host.get_by_label("Reason, for the record").fill("a slip")
    host.get_by_role("button", name="Do it").click()
    until(host, lambda: stands(house) == 0)


def test_a_phone_proposes_and_the_holder_of_the_pen_sees_it(house: House, come: Visit) -> None:
    seat = asked(house)
    holder = come("Anna", seat, size=PHONE)
    holder.get_by_role("button", name="Decide").wait_for()
    phone = come("Ben", seat, size=PHONE)
    phone.get_by_text("Anna, who holds the pen").wait_for()
    phone.get_by_label("Reason, in a line").fill("it <i>pays</i>")
    phone.get_by_role("button", name="Propose").click()
    holder.get_by_text("because it <i>pays</i>").wait_for()
    assert stands(house) == 0


def test_the_projector_follows_and_shows_nothing_of_a_seats_own(
    house: House, come: Visit, visit: Visit
) -> None:
    """The other table is on it too. Anna keeps an agenda meanwhile."""
    board = visit(f"/board#{house.code}", PROJECTOR)
    board.get_by_role("heading", name="Table 2").wait_for()
    board.get_by_role("button", name="Table 1").click()
    before = board.locator("#now").inner_text()
    phone = come("Anna", asked(house), size=PHONE)
    for _ in range(8):
        if board.locator("#now").inner_text() != before:
            break
        if phone.get_by_role("button", name="Decide").is_visible():
            phone.get_by_role("button", name="Decide").click()
        phone.wait_for_timeout(400)
    until(board, lambda: board.locator("#now").inner_text() != before)
    kept = phone.locator(".aim.secret .muted").all_inner_texts()
    assert kept
    assert not any(words in board.locator("body").inner_text() for words in kept)


def test_a_wrong_code_key_or_token_is_refused_in_words(house: House, visit: Visit) -> None:
    visit("/#WRONG2").get_by_text("That is not the code of this class.").wait_for()
    visit("/host#wrong").get_by_text("That is not the facilitator's key.").wait_for()
    visit("/board#WRONG2").get_by_text("That is not the code of this class.").wait_for()
    page = visit("/")
    page.evaluate("localStorage.setItem('chokepoint-token', 'nobody')")
    for path in ("/seat", "/phone"):
        page.goto(f"http://{house.address}{path}")
        page.get_by_text("You are no longer in this class").wait_for()
        page.evaluate("localStorage.setItem('chokepoint-token', 'nobody')")


class Elsewhere(BaseHTTPRequestHandler):
    """A page that is none of ours, without our policy: ours would refuse it before the host could."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<p>elsewhere</p>")

    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.parametrize("path", ["/socket", "/screen"])
def test_a_page_of_another_host_may_not_connect(house: House, visit: Visit, path: str) -> None:
    """Our own may."""
    script = """(address) => new Promise((done) => { const s = new WebSocket(address);
        s.onopen = () => done('open'); s.onclose = () => done('closed'); })"""
    page = visit("/", errors=False)
    address = f"ws://{house.address}{path}"
    assert page.evaluate(script, address) == "open"
    with HTTPServer(("127.0.0.1", 0), Elsewhere) as foreign:
        Thread(target=foreign.serve_forever, daemon=True).start()
        page.goto(f"http://127.0.0.1:{foreign.server_port}/")
        assert page.evaluate(script, address) == "closed"
        foreign.shutdown()


@pytest.mark.parametrize(
    ("path", "size", "shown"),
    [
        ("/", LAPTOP, "Code on the board"),
        ("/#{code}", PHONE, "Your name"),
        ("/host#{key}", LAPTOP, "Table 2"),
        ("/board#{code}", PROJECTOR, "Table 2"),
    ],
)
def test_pages_can_be_read_and_used_by_all(
    house: House, visit: Visit, path: str, size: tuple[int, int], shown: str
) -> None:
    """Everything has a name, text stands out by 4.5 to 1, and Tab comes through everything and out again."""
    page = visit(path.format(code=house.code, key=key(house)), size)
    page.get_by_text(shown).locator("visible=true").first.wait_for()
    usable(page)


def test_a_phones_page_can_be_read_and_used_by_all(house: House, come: Visit) -> None:
    page = come("Anna", asked(house), size=PHONE)
    page.get_by_role("button", name="Decide").wait_for()
    usable(page)


def usable(page: Page) -> None:
    assert page.evaluate(UNNAMED) == []
    assert page.evaluate(FAINT) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    wanted = set(page.evaluate(REACHED))
    met = set()
    for _ in range(2 * len(wanted) + 4):
        page.keyboard.press("Tab")
        met.add(page.evaluate(FOCUS))
    assert wanted <= met
    assert "" in met, "Tab never leaves the page"


def test_the_keyboard_leaves_the_board_with_f6(house: House, come: Visit) -> None:
    """Tab is the game's own key there."""
    page = come("Anna", asked(house))
    screen(page, "Esc")
    page.locator("canvas").focus()
    page.keyboard.press("F6")
    assert page.evaluate("document.activeElement.id") == "out"


def test_two_browsers_do_not_see_one_anothers_seats(house: House, chromium: Browser, come: Visit) -> None:
    first = come("Anna", asked(house))
    second = come("Ben", other(house))
    screen(first, "Esc")
    screen(second, "Esc")
    assert first.locator("#where").inner_text() != second.locator("#where").inner_text()
