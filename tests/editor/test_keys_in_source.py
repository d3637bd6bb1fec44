"""A key in source code moves out of it in one edit, which is undone at once or shown first."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from openrouter_lsp.simulator import Simulator, State
from tests.editor.conftest import OpenWorkbench
from tests.editor.pictures import take_picture
from tests.editor.workbench import Workbench

pytestmark = pytest.mark.editor

MOVE = "Move this key to .env"
_SOURCE = '"""Ask."""\n\nclient = Client(api_key="{key}")  # TODO\n'


@pytest.fixture(scope="module")
def key(simulator: Simulator, workspace: Path) -> str:
    """Put a good key into the folder's program."""
    key = simulator.add(State.VALID)
    (workspace / "app.py").write_text(_SOURCE.format(key=key))
    (workspace / ".gitignore").unlink()
    return key


@pytest.fixture(scope="module")
def window(open_workbench: OpenWorkbench, key: str, workspace: Path) -> Workbench:
    """Open the folder, and trust it."""
    set_preview(workspace, wanted=False)
    window = open_workbench()
    window.trust()
    return window


def set_preview(workspace: Path, *, wanted: bool) -> None:
    """Have edits shown before they are made, or not; nothing is saved unasked, as at home."""
    folder = workspace / ".vscode"
    folder.mkdir(exist_ok=True)
    settings = {"files.autoSave": "off", "openrouter.previewEdits": wanted}
    (folder / "settings.json").write_text(json.dumps(settings))


def test_a_key_moves_to_an_environment_file_that_git_ignores(
    window: Workbench, workspace: Path, key: str
) -> None:
    window.open_file("app.py")
    expect(window.squiggles("warning")).to_have_count(1)
    window.choose_offer(key, MOVE)

    expect(window.squiggles("warning")).to_have_count(0)
    window.place_of('os.environ["OPENROUTER_API_KEY"]')
    expect(window.dirty_tabs).to_have_count(0)
    assert (workspace / ".env").read_text() == f"OPENROUTER_API_KEY={key}\n"
    assert ".env" in (workspace / ".gitignore").read_text().split()
    moved = (workspace / "app.py").read_text()
    assert moved == (
        '"""Ask."""\n\nimport os\n\nclient = Client(api_key=os.environ["OPENROUTER_API_KEY"])'
        "  # TODO\n"
    )
    expect(window.message("The key is OPENROUTER_API_KEY in .env now")).to_be_visible()
    take_picture(window.page, "moved-key")

    window.put_cursor_on("Client")
    window.page.keyboard.press("Control+z")
    expect(window.squiggles("warning")).to_have_count(1)
    expect(window.dirty_tabs).not_to_have_count(0)
    window.run("File: Save All Files")
    expect(window.dirty_tabs).to_have_count(0)
    assert (workspace / "app.py").read_text() == _SOURCE.format(key=key)
    env = workspace / ".env"
    assert not env.exists() or key not in env.read_text()
    assert not (workspace / ".gitignore").exists()


def tick(box: Locator) -> None:
    """Tick a box; again where the row was drawn anew under the click."""
    for _ in range(5):
        if box.get_attribute("aria-checked") != "false":
            return
        box.click()
        with suppress(AssertionError):
            expect(box).not_to_have_attribute("aria-checked", "false", timeout=3_000)
    raise AssertionError("the box stays empty")


def test_every_place_is_shown_before_an_edit_where_that_is_set(
    window: Workbench, workspace: Path, key: str
) -> None:
    set_preview(workspace, wanted=True)
    window.start_over()
    window.open_file("app.py")
    expect(window.squiggles("warning")).to_have_count(1)
    window.choose_offer(key, MOVE)

    preview = window.page.locator(".bulk-edit-panel")
    expect(preview).to_contain_text(".gitignore")
    assert key in (workspace / "app.py").read_text()
    take_picture(window.page, "preview")
    rows = preview.locator(".monaco-list-row:has(.edit-checkbox)")
    for end in ("Home", "End"):  # the list shows a few rows at a time
        preview.locator(".monaco-list").press(end)
        # Each tick draws the list anew, and a file's ticks its places: a row is known by number.
        for number in [row.get_attribute("data-index") for row in rows.all()]:
            tick(preview.locator(f".monaco-list-row[data-index='{number}'] .edit-checkbox"))
    window.page.get_by_role("button", name="Apply").click()
    expect(window.squiggles("warning")).to_have_count(0)
