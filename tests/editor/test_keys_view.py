"""The view of all keys: each once, with what is known of it, where it stands, and what to do."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from openrouter_lsp.simulator import Simulator, State, Wording
from tests.editor.conftest import OpenWorkbench
from tests.editor.keys_view import KeysView
from tests.editor.pictures import ALL_THEMES, take_picture
from tests.editor.workbench import Workbench

pytestmark = pytest.mark.editor

LEFT = re.compile(r"valid,\s\$7\.34\sleft")


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of the folder, by what is true of them."""

    expired: str
    spent: str
    good: str

    def __iter__(self) -> Iterator[str]:
        return iter((self.expired, self.spent, self.good))


@pytest.fixture(scope="module")
def keys(simulator: Simulator, workspace: Path) -> Keys:
    """Put three keys into the folder, one of them into two files."""
    keys = Keys(
        # What the reply does not tell, the key's record does.
        simulator.add(State.EXPIRED, wording=Wording.OLD, expires_in=-timedelta(days=3, hours=1)),
        simulator.add(State.EXHAUSTED),
        simulator.add(State.VALID, limit=10.0, usage=2.66),
    )
    (workspace / ".gitignore").write_text(".env\n*.env\n")
    (workspace / ".env").write_text(
        f"# for the chat in the help pages\nOPENROUTER_API_KEY={keys.expired}\nLOG_LEVEL=info\n"
    )
    (workspace / "api").mkdir()
    (workspace / "api" / ".env").write_text(f"\n\nexport OPENROUTER_API_KEY='{keys.expired}'\n")
    (workspace / "batch.env").write_text(f"OPENROUTER_BATCH_KEY={keys.spent}\n")
    (workspace / "staging.env").write_text(f"OPENROUTER_STAGING_KEY={keys.good}\nPORT=8080\n")
    return keys


@pytest.fixture(scope="module")
def window(open_workbench: OpenWorkbench, simulator: Simulator, keys: Keys) -> Workbench:
    """Open the folder, trust it, and wait until all is known that a management key tells."""
    window = open_workbench()
    window.trust()
    window.answer("the key itself is sent to OpenRouter", "OK")
    window.run("OpenRouter: Set the management key")
    box = window.page.locator(".quick-input-widget input[type=password]")
    box.fill(simulator.add(State.MANAGEMENT))
    box.press("Enter")
    expect(window.status).to_contain_text("1 key expired, 1 more")
    return window


@pytest.fixture
def view(window: Workbench) -> KeysView:
    """Give each test the view with the keyboard in it, and nothing else open."""
    window.start_over()
    view = KeysView(window)
    view.focus()
    return view


def spoken(row: Locator) -> str:
    return row.get_attribute("aria-label") or ""


def test_each_key_is_there_once_worst_first(view: KeysView) -> None:
    expect(view.keys).to_have_count(3)
    expect(view.keys.nth(0)).to_contain_text(re.compile("OPENROUTER_API_KEY.*expired"))
    expect(view.keys.nth(1)).to_contain_text(re.compile("OPENROUTER_BATCH_KEY.*nothing left"))
    expect(view.keys.nth(2)).to_contain_text(re.compile(f"OPENROUTER_STAGING_KEY.*{LEFT.pattern}"))


def test_below_a_dead_key_stand_all_its_places(view: KeysView) -> None:
    expect(view.row(".env", "line 2")).to_have_count(1)
    expect(view.row("api/.env", "line 3")).to_have_count(1)


def test_the_icon_counts_the_keys_that_need_attention(view: KeysView) -> None:
    expect(view.badge).to_have_text("2")
    expect(view.icon).to_have_accessible_name(re.compile("2 keys need attention"))


def test_below_a_good_key_stands_its_money(window: Workbench, view: KeysView) -> None:
    expect(view.row("$7.34 of $10.00 left")).to_contain_text("▰▰▰▰▰▰▱▱")
    window.page.mouse.move(700, 300)
    take_picture(window.page, "keys-view", ALL_THEMES)


def test_a_screen_reader_is_told_each_row_in_words(view: KeysView) -> None:
    assert re.match(
        r"OpenRouter key OPENROUTER_API_KEY: expired 3 days ago; in .*\.env, line \d and 1 more",
        spoken(view.keys.nth(0)),
    )
    assert "▰" not in spoken(view.row("$7.34 of $10.00 left"))
    assert "$7.34 of $10.00 left" in spoken(view.row("$7.34 of $10.00 left"))
    assert ".env, line 2" in spoken(view.row("line 2"))


def test_no_key_is_in_the_page(window: Workbench, view: KeysView, keys: Keys) -> None:
    view.keys.nth(0).hover()
    tooltip = window.page.locator(".workbench-hover", has_text="OPENROUTER_API_KEY")
    expect(tooltip).to_contain_text("sk-or-v1-")
    page = window.page.content()
    assert all(key not in page for key in keys)
    window.page.keyboard.press("Escape")


def test_the_keyboard_alone_leads_to_the_line(window: Workbench, view: KeysView) -> None:
    keyboard = window.page.keyboard
    keyboard.press("Home")
    for _ in range(view.rows.count()):
        if "api/.env, line 3" in spoken(view.focused):
            break
        keyboard.press("ArrowDown")
    keyboard.press("Enter")
    expect(window.page.locator(".editor-instance .monaco-editor.focused")).to_be_visible()
    expect(window.page.locator(".statusbar-item", has_text="Ln 3, Col 28")).to_be_visible()


def test_looking_at_a_key_sends_nothing(view: KeysView, simulator: Simulator) -> None:
    simulator.forget_requests()
    for row in (view.keys.nth(0), view.keys.nth(2), view.keys.nth(2), view.keys.nth(0)):
        row.click()
        expect(row).to_have_attribute("aria-selected", "true")
    assert simulator.requests == ()


def test_the_state_stands_at_the_end_of_a_keys_line(
    window: Workbench, view: KeysView, keys: Keys
) -> None:
    view.row("staging.env", "line 1").dblclick()
    line = window.page.locator(".editor-instance .view-line", has_text="OPENROUTER_STAGING_KEY")
    expect(line).to_have_text(re.compile(rf"{keys.good}\s+{LEFT.pattern},\schecked"))
    view.row(".env", "line 2").dblclick()
    line = window.page.locator(".editor-instance .view-line", has_text="OPENROUTER_API_KEY")
    expect(line).to_have_text(re.compile(rf"{keys.expired}\s+expired\s3\sdays\sago"))
    window.run("View: Toggle Primary Side Bar Visibility")
    take_picture(window.page, "hint-expired", ALL_THEMES)
    window.page.get_by_role("tab", name="staging.env").click()
    take_picture(window.page, "hint-valid", ALL_THEMES)


def test_a_key_that_dies_turns_red_where_it_is(
    view: KeysView, simulator: Simulator, keys: Keys
) -> None:
    good = view.keys.filter(has_text="OPENROUTER_STAGING_KEY")
    good.click()
    # A click folds up as well.
    expect(good).to_have_attribute("aria-expanded", "false")
    simulator.delete(keys.good)
    view.action(good, "Check again").click()
    expect(good).to_contain_text("not accepted by OpenRouter")
    expect(good.locator(".codicon-error")).to_be_visible()
    expect(good).to_have_attribute("aria-expanded", "false")
    expect(good).to_have_attribute("aria-selected", "true")
    expect(view.badge).to_have_text("3")


def test_a_dead_key_offers_a_new_one(view: KeysView) -> None:
    expect(view.action(view.keys.nth(0), "Get a new key through the browser")).to_be_visible()


def test_a_rows_menu_acts_on_its_key(window: Workbench, view: KeysView) -> None:
    view.choose(view.keys.filter(has_text="OPENROUTER_BATCH_KEY"), "Copy its fingerprint")
    expect(window.page.get_by_text("Fingerprint copied")).to_be_visible()
    assert re.fullmatch("[0-9a-f]{64}", window.clipboard)


def test_a_key_is_ignored_and_looked_at_again(view: KeysView) -> None:
    spent = view.keys.filter(has_text="OPENROUTER_BATCH_KEY")
    view.choose(spent, "Ignore in this workspace")
    expect(spent).to_contain_text("ignored")
    expect(spent.locator(".codicon-eye-closed")).to_be_visible()
    expect(view.keys.last).to_contain_text("OPENROUTER_BATCH_KEY")
    expect(view.badge).to_have_text("2")
    view.action(spent, "Stop ignoring").click()
    expect(spent).to_contain_text("nothing left")
    expect(view.badge).to_have_text("3")
