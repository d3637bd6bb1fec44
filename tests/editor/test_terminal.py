"""A program fails in a terminal, and the line of the key that is to blame turns red."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from openrouter_lsp.simulator import Simulator, State, Wording
from tests.editor.conftest import OpenWorkbench
from tests.editor.keys_view import KeysView
from tests.editor.pictures import take_picture
from tests.editor.programs import ASKING_IN_PYTHON
from tests.editor.terminal import Terminal
from tests.editor.workbench import Workbench

pytestmark = pytest.mark.editor

COMMAND = "python3 app.py"
PRINTED = "User not found."


@pytest.fixture(scope="module")
def key(simulator: Simulator, workspace: Path) -> str:
    """Put a good key and a program that uses it into the folder; return the key's text."""
    key = simulator.add(State.VALID, wording=Wording.OLD)
    (workspace / "app.py").write_text(ASKING_IN_PYTHON)
    (workspace / "app.log").write_text(
        "09:12 started\n09:13 Error code: 401 - {'error': {'message': 'User not found.',"
        " 'code': 401}}\n09:14 ended\n"
    )
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
    expect(window.status).to_contain_text("1 key valid")
    return window


@pytest.fixture(scope="module")
def terminal(window: Workbench, simulator: Simulator, key: str) -> Terminal:
    """Let the key die while the folder is open, then run the program."""
    window.open_file(".env")
    expect(window.squiggles("error")).to_have_count(0)
    terminal = Terminal.open_in(window)
    expect(window.watch_status).to_contain_text("Terminal watched")
    simulator.delete(key)
    terminal.type(COMMAND)
    return terminal


def test_the_key_is_flagged_and_the_user_told(window: Workbench, terminal: Terminal) -> None:
    expect(terminal.row(PRINTED)).to_be_visible()
    expect(window.squiggles("error")).to_have_count(1)
    message = window.message("fails its check")
    expect(message).to_contain_text(f"In terminal bash, running {COMMAND}: the key in")
    take_picture(window.page, "terminal")
    window.answer("fails its check", "Show key")
    expect(window.page.locator(".editor-instance .selected-text")).to_be_visible()


def test_the_key_says_where_it_was_seen_to_fail(
    window: Workbench, terminal: Terminal, key: str
) -> None:
    window.page.keyboard.press("Escape")
    hover = window.hover(key)
    expect(hover).to_contain_text(f"running {COMMAND}")
    expect(hover).not_to_contain_text(key)
    take_picture(window.page, "terminal-hover")


def test_the_view_of_all_keys_says_where_it_was_seen_to_fail(
    window: Workbench, terminal: Terminal, key: str
) -> None:
    view = KeysView(window)
    view.focus()
    expect(view.row("Seen in terminal", f"running {COMMAND}")).to_be_visible()
    expect(view.side_bar).not_to_contain_text(key)
    take_picture(window.page, "keys-view-terminal")
    window.run("View: Show Explorer")


def test_a_report_is_copied_that_holds_no_key(
    window: Workbench, terminal: Terminal, key: str
) -> None:
    window.choose_offer(key, "Copy a report of this failure")
    expect(window.page.get_by_text("Report copied")).to_be_visible()
    assert PRINTED in window.clipboard
    assert COMMAND in window.clipboard
    assert key not in window.clipboard


def test_the_program_runs_again_in_the_terminal_that_is_there(
    window: Workbench, terminal: Terminal, key: str
) -> None:
    before = terminal.rows.filter(has_text=PRINTED).count()
    window.choose_offer(key, "Run that again")
    expect(terminal.rows.filter(has_text=PRINTED)).to_have_count(before + 1)


def test_the_line_in_the_terminal_leads_on(window: Workbench, terminal: Terminal) -> None:
    window.run("Notifications: Clear All Notifications")
    assert "What this means" in terminal.follow_link(PRINTED)
    expect(window.message("fails its check")).to_be_visible()
    take_picture(window.page, "terminal-link")


def test_a_selection_in_the_terminal_is_explained_and_the_clipboard_given_back(
    window: Workbench, terminal: Terminal
) -> None:
    window.run("Notifications: Clear All Notifications")
    window.page.evaluate("navigator.clipboard.writeText('what the user copied')")
    terminal.select_row(PRINTED)
    window.run("OpenRouter: Explain terminal selection")
    expect(window.message("fails its check")).to_be_visible()
    assert window.clipboard == "what the user copied"


def test_the_last_output_is_explained_where_nothing_is_selected(
    window: Workbench, terminal: Terminal
) -> None:
    window.run("Notifications: Clear All Notifications")
    window.page.evaluate("navigator.clipboard.writeText('what the user copied')")
    window.run("OpenRouter: Explain the last command's output")
    expect(window.message("fails its check")).to_contain_text(f"running {COMMAND}")
    assert window.clipboard == "what the user copied"


def test_a_selection_in_a_file_is_explained(window: Workbench, terminal: Terminal) -> None:
    window.run("Notifications: Clear All Notifications")
    window.open_file("app.log")
    window.put_cursor_on("message")
    window.run("OpenRouter: Explain selection")
    expect(window.message("fails its check")).to_contain_text("app.log")


def test_a_terminal_that_is_not_watched_says_so_and_what_to_do(window: Workbench) -> None:
    window.run("Notifications: Clear All Notifications")
    Terminal.open_in(window, profile="plain")
    expect(window.watch_status).to_contain_text("Terminal not watched")
    window.watch_status.click()
    expect(window.message("This terminal is not watched")).to_contain_text("openrouter-lsp run --")
    take_picture(window.page, "terminal-not-watched")
