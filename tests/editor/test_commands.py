"""The commands of the palette."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from openrouter_lsp.simulator import Simulator, State
from tests.editor.conftest import OpenWorkbench
from tests.editor.keys_view import KeysView
from tests.editor.workbench import Workbench

pytestmark = pytest.mark.editor


@pytest.fixture(scope="module")
def key(simulator: Simulator, workspace: Path) -> str:
    """Put a good key into the folder's `.env`; return its text."""
    key = simulator.add(State.VALID)
    (workspace / ".env").write_text(f"OPENROUTER_API_KEY={key}\n")
    return key


@pytest.fixture(scope="module")
def window(open_workbench: OpenWorkbench, key: str) -> Workbench:
    """Open the folder and trust it."""
    window = open_workbench()
    window.trust()
    window.answer("the key itself is sent to OpenRouter", "OK")
    return window


@pytest.fixture
def workbench(window: Workbench, simulator: Simulator, key: str) -> Workbench:
    """Give each test the window as it is while the key is good."""
    simulator.enable(key)
    window.run("OpenRouter: Check all keys")
    expect(window.status).to_contain_text("1 key valid")
    return window


def test_check_all_keys_asks_again_and_shows_what_changed(
    workbench: Workbench, simulator: Simulator, key: str
) -> None:
    simulator.disable(key)
    workbench.run("OpenRouter: Check all keys")
    expect(workbench.status).to_contain_text("1 key rejected")


def test_a_click_on_the_status_bar_shows_the_keys_while_all_is_well(workbench: Workbench) -> None:
    workbench.status.click()
    expect(KeysView(workbench).keys).to_contain_text("valid")


def test_a_restarted_server_looks_anew(
    workbench: Workbench, simulator: Simulator, key: str
) -> None:
    simulator.disable(key)
    workbench.run("OpenRouter: Restart the server")
    expect(workbench.status).to_contain_text("1 key rejected")


def test_what_is_sent_is_told_only_once(workbench: Workbench) -> None:
    workbench.open()
    expect(workbench.status).to_contain_text("1 key valid")
    expect(workbench.message("the key itself is sent to OpenRouter")).to_have_count(0)


def test_a_management_key_out_of_the_secret_storage_tells_why(
    workbench: Workbench, simulator: Simulator, key: str
) -> None:
    simulator.disable(key)
    workbench.run("OpenRouter: Check all keys")
    expect(workbench.status).to_contain_text("1 key rejected")

    workbench.run("OpenRouter: Set the management key")
    box = workbench.page.locator(".quick-input-widget input[type=password]")
    box.fill(simulator.add(State.MANAGEMENT))
    box.press("Enter")
    expect(workbench.status).to_contain_text("1 key disabled")
