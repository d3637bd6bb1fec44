"""From a dead key to a working one in every file: two clicks, and one undo that restores all."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from openrouter_lsp.simulator import SimulatedKey, Simulator, State
from tests.editor.conftest import OpenWorkbench
from tests.editor.pictures import take_picture
from tests.editor.workbench import Workbench

pytestmark = pytest.mark.editor

SIGN_IN = "Get a new key through the browser"
ROTATE = "Rotate this key"
WRITTEN = "The new key stands in"
_TEXTS = {
    ".env": "# for the chat\nOPENROUTER_API_KEY={key}\nLOG_LEVEL={level}\n",
    "services/api/.env": (
        "PORT=8080\r\nexport OPENROUTER_API_KEY=\"{key}\" # Zoë's, 2€ a day\r\nREGION='eu'"
    ),
    "app.py": '"""Ask."""\n\nclient = Client(api_key="{key}")  # TODO\n',
}
"""Three files that hold one key: line ends, quotes, `export` and comments of all sorts."""


@dataclass(frozen=True, slots=True)
class Files:
    """Files of a folder that hold a key."""

    folder: Path
    names: tuple[str, ...] = tuple(_TEXTS)

    def write(self, key: str) -> None:
        """Put a key into each."""
        for name in self.names:
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_with_key(name, key))

    def hold(self, key: str, level: str = "info") -> bool:
        """Whether each, on the disk, holds a key and is else as it was, byte for byte."""
        return all(
            (self.folder / name).read_bytes() == _with_key(name, key, level) for name in self.names
        )


def _with_key(name: str, key: str, level: str = "info") -> bytes:
    return _TEXTS[name].format(key=key, level=level).encode()


@pytest.fixture(scope="module")
def window(open_workbench: OpenWorkbench, simulator: Simulator, workspace: Path) -> Workbench:
    """Open the folder, trust it, and set a management key; nothing is saved unasked, as at home."""
    (workspace / ".vscode").mkdir()
    # VS Code's watcher may miss what comes together with its folder, and all that happens there.
    (workspace / "services" / "api").mkdir(parents=True)
    (workspace / ".vscode" / "settings.json").write_text('{"files.autoSave": "off"}')
    (workspace / ".env").write_text(f"OPENROUTER_API_KEY={simulator.add(State.EXPIRED)}\n")
    window = open_workbench()
    window.trust()
    window.answer("the key itself is sent to OpenRouter", "OK")
    window.run("OpenRouter: Set the management key")
    box = window.page.locator(".quick-input-widget input[type=password]")
    box.fill(simulator.add(State.MANAGEMENT))
    box.press("Enter")
    expect(box).to_be_hidden()
    expect(window.status).to_contain_text("1 key expired")
    return window


@pytest.fixture
def workbench(window: Workbench, workspace: Path) -> Workbench:
    """Give each test the window with nothing open in it, and no key in the folder."""
    window.start_over()
    window.run("Notifications: Clear All Notifications")
    for path in (workspace / name for name in _TEXTS):
        path.unlink(missing_ok=True)
    expect(window.status).to_be_hidden()
    return window


def open_with_a_dead_key(workbench: Workbench, files: Files, key: str) -> None:
    """Put a dead key into files, and open the first."""
    files.write(key)
    workbench.open_file(".env")
    expect(workbench.squiggles("error")).to_have_count(1)


def choose_in_the_browser(workbench: Workbench, key: str, button: str) -> Page:
    """Choose the sign-in from the light bulb, the first click, then a button on OpenRouter's page.

    Returns:
        the page that the browser ends on.
    """
    with workbench.page.context.expect_page() as opened:
        workbench.choose_offer(key, SIGN_IN)
    page = opened.value
    expect(page.get_by_text("Allow a new API key?").first).to_be_visible()
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("heading", name="OpenRouter Keys")).to_be_visible()
    return page


def expect_a_working_key(workbench: Workbench) -> None:
    """See that the red line is gone, and nothing waits to be saved."""
    expect(workbench.squiggles("error")).to_have_count(0)
    expect(workbench.status).to_contain_text("1 key valid")
    expect(workbench.dirty_tabs).to_have_count(0)


def undo_and_save(workbench: Workbench) -> None:
    """Undo once in the file that is open, and save everything."""
    workbench.put_cursor_on("LOG_LEVEL")
    workbench.page.keyboard.press("Control+z")
    expect(workbench.squiggles("error")).to_have_count(1)
    # The files that no editor had open are opened, since they have changes to be saved.
    expect(workbench.dirty_tabs).to_have_count(3)
    workbench.run("File: Save All Files")
    expect(workbench.dirty_tabs).to_have_count(0)


def newest(simulator: Simulator) -> SimulatedKey:
    return simulator.keys[-1]


def test_two_clicks_by_the_browser_and_one_undo(
    workbench: Workbench, simulator: Simulator, workspace: Path
) -> None:
    files, key = Files(workspace), simulator.add(State.EXPIRED)
    open_with_a_dead_key(workbench, files, key)
    take_picture(workbench.page, "new-key-before")

    page = choose_in_the_browser(workbench, key, "Allow")
    expect(page.locator("p")).to_contain_text("You can go back to your editor")
    page.close()

    expect(workbench.message(WRITTEN)).to_contain_text(
        "3 places in 3 files, and OpenRouter accepts"
    )
    new = newest(simulator)
    assert new.text != key
    assert files.hold(new.text)
    expect_a_working_key(workbench)
    take_picture(workbench.page, "new-key-after")

    undo_and_save(workbench)
    assert files.hold(key)


def test_two_clicks_by_rotation_and_one_undo(
    workbench: Workbench, simulator: Simulator, workspace: Path
) -> None:
    files = Files(workspace)
    key = simulator.add(State.EXPIRED, name="Laptop", limit=5.0, limit_reset="daily")
    open_with_a_dead_key(workbench, files, key)

    workbench.choose_offer(key, ROTATE)
    expect(workbench.message("What is to become of the old one?")).to_be_visible()
    take_picture(workbench.page, "rotation")
    workbench.answer("What is to become of the old one?", "Switch the old key off")
    expect(workbench.message("switched off")).to_be_visible()

    old, new = (each for each in simulator.keys if each.name == "Laptop")
    assert (old.disabled, old.deleted, new.disabled) == (True, False, False)
    assert (new.limit, new.limit_reset) == (5.0, "daily")
    assert files.hold(new.text)
    expect_a_working_key(workbench)

    undo_and_save(workbench)
    assert files.hold(key)


def test_a_denial_on_the_page_changes_nothing(
    workbench: Workbench, simulator: Simulator, workspace: Path
) -> None:
    files, key = Files(workspace), simulator.add(State.EXPIRED)
    open_with_a_dead_key(workbench, files, key)
    count = len(simulator.keys)

    page = choose_in_the_browser(workbench, key, "Deny")
    expect(page.locator("p")).to_contain_text("No key was made.")
    page.close()

    expect(workbench.message("The user denied the request")).to_contain_text("Nothing was changed")
    expect(workbench.squiggles("error")).to_have_count(1)
    expect(workbench.dirty_tabs).to_have_count(0)
    assert files.hold(key)
    assert len(simulator.keys) == count


def test_a_single_file_is_saved_with_its_new_key(
    workbench: Workbench, simulator: Simulator, workspace: Path
) -> None:
    files, key = Files(workspace, (".env",)), simulator.add(State.EXPIRED)
    open_with_a_dead_key(workbench, files, key)

    workbench.choose_offer(key, ROTATE)
    workbench.answer("What is to become of the old one?", "Keep it")

    assert files.hold(newest(simulator).text)
    expect_a_working_key(workbench)


def test_what_was_typed_and_not_saved_stays_so(
    workbench: Workbench, simulator: Simulator, workspace: Path
) -> None:
    files, key = Files(workspace, (".env",)), simulator.add(State.EXPIRED)
    open_with_a_dead_key(workbench, files, key)
    workbench.put_cursor_on("LOG_LEVEL")
    workbench.page.keyboard.press("End")
    workbench.page.keyboard.type("ing")
    expect(workbench.dirty_tabs).to_have_count(1)

    workbench.choose_offer(key, ROTATE)
    workbench.answer("What is to become of the old one?", "Keep it")

    new = newest(simulator).text
    workbench.place_of(f"OPENROUTER_API_KEY={new}")
    workbench.place_of("LOG_LEVEL=infoing")
    assert files.hold(key)
    workbench.run("File: Save All Files")
    expect(workbench.dirty_tabs).to_have_count(0)
    assert files.hold(new, "infoing")
