"""A key that has expired, from the moment the folder is opened."""

import hashlib
from pathlib import Path

import pytest
from playwright.sync_api import expect

from openrouter_lsp.simulator import Simulator, State
from tests.editor.conftest import OpenWorkbench
from tests.editor.pictures import take_picture
from tests.editor.workbench import Workbench

pytestmark = pytest.mark.editor

EXPIRED = "This key has expired"
OFFERS = (
    "Check this key again",
    "Open this key's page at OpenRouter",
    "Copy this key's fingerprint",
    "What “key-expired” means",
)
# In pixels: letters are not a whole number of them wide.
TOLERANCE = 1.0


@pytest.fixture(scope="module")
def key(simulator: Simulator, workspace: Path) -> str:
    """Put an expired key into the folder's `.env`; return its text."""
    key = simulator.add(State.EXPIRED)
    (workspace / "app.py").write_text("import os\n\nprint(os.environ['OPENROUTER_API_KEY'][:9])\n")
    (workspace / ".env").write_text(
        f"# for the chat in the help pages\nOPENROUTER_API_KEY={key}\nLOG_LEVEL=info\n"
    )
    return key


@pytest.fixture(scope="module")
def window(open_workbench: OpenWorkbench, key: str) -> Workbench:
    """Open the folder and trust it."""
    window = open_workbench()
    window.trust()
    window.answer("the key itself is sent to OpenRouter", "OK")
    return window


@pytest.fixture
def workbench(window: Workbench) -> Workbench:
    """Give each test the window with nothing open in it."""
    window.start_over()
    return window


def test_it_is_listed_and_counted_without_being_opened(workbench: Workbench) -> None:
    expect(workbench.status).to_contain_text("1 key expired")
    workbench.open_problems()
    expect(workbench.problems.filter(has_text=".env")).to_be_visible()
    expect(workbench.problems.filter(has_text=EXPIRED)).to_be_visible()
    take_picture(workbench.page, "problems")


def test_a_click_on_the_status_bar_leads_to_the_problem(workbench: Workbench) -> None:
    expect(workbench.status).to_contain_text("1 key expired")
    workbench.status.click()
    expect(workbench.problems.filter(has_text=EXPIRED)).to_be_visible()


def test_exactly_its_text_is_underlined_and_hovering_tells_why(
    workbench: Workbench, key: str
) -> None:
    workbench.open_file(".env")
    squiggle = workbench.squiggles("error")
    expect(squiggle).to_have_count(1)
    drawn, written = squiggle.bounding_box(), workbench.place_of(key)
    assert drawn is not None
    assert drawn["x"] == pytest.approx(written.left, abs=TOLERANCE)
    assert drawn["x"] + drawn["width"] == pytest.approx(written.right, abs=TOLERANCE)
    middle = written.centre[1]
    assert drawn["y"] <= middle <= drawn["y"] + drawn["height"]

    hover = workbench.hover(key)
    expect(hover).to_contain_text(EXPIRED)
    expect(hover).to_contain_text("User not found.")
    expect(hover).to_contain_text("Make a new key")
    expect(hover).not_to_contain_text(key)
    take_picture(workbench.page, "hover")


def test_the_light_bulb_offers_what_to_do(workbench: Workbench, key: str) -> None:
    workbench.open_file(".env")
    workbench.put_cursor_on(key)
    workbench.light_bulb.click()
    for offer in OFFERS:
        expect(workbench.offers.get_by_text(offer)).to_be_visible()
    take_picture(workbench.page, "light-bulb")


def test_the_fingerprint_is_copied_in_place_of_the_key(workbench: Workbench, key: str) -> None:
    workbench.open_file(".env")
    expect(workbench.squiggles("error")).to_have_count(1)
    workbench.choose_offer(key, "Copy this key's fingerprint")
    expect(workbench.page.get_by_text("Fingerprint copied")).to_be_visible()
    assert workbench.clipboard == hashlib.sha256(key.encode()).hexdigest()


def test_what_a_rule_means_is_a_page_to_read(workbench: Workbench, key: str) -> None:
    workbench.open_file(".env")
    expect(workbench.squiggles("error")).to_have_count(1)
    workbench.choose_offer(key, "What “key-expired” means")
    expect(workbench.page_to_read.locator("h1")).to_contain_text("key-expired")
    take_picture(workbench.page, "explanation")
