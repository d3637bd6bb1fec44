"""A machine without a Python that serves."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from openrouter_lsp.simulator import Simulator, State
from tests.editor.code_server import code_server
from tests.editor.conftest import OpenWorkbench
from tests.editor.keys_view import KeysView
from tests.editor.pictures import take_picture
from tests.editor.prerequisites import Prerequisites

pytestmark = pytest.mark.editor


@pytest.fixture(scope="module")
def editor_address(
    prerequisites: Prerequisites, simulator: Simulator, short_folder: Path
) -> Iterator[str]:
    """Run a VS Code with nothing on its PATH, and a setting that names what is gone."""
    folder = short_folder / "no-python"
    nothing = folder / "bin"
    nothing.mkdir(parents=True)
    with code_server(
        prerequisites,
        folder,
        search_path=str(nothing),
        base_url=simulator.base_url,
        machine_settings={"openrouter.pythonPath": str(folder / "python-that-was-removed")},
    ) as address:
        yield address


def test_one_message_says_what_to_do(
    open_workbench: OpenWorkbench, simulator: Simulator, workspace: Path
) -> None:
    (workspace / ".env").write_text(f"OPENROUTER_API_KEY={simulator.add(State.EXPIRED)}\n")
    workbench = open_workbench()
    message = workbench.message("OpenRouter Keys needs Python 3.11 or newer and found none.")
    expect(message).to_have_count(1)
    expect(message.get_by_role("button", name="How to install Python")).to_be_visible()
    expect(workbench.status).to_contain_text("no Python")
    view = KeysView(workbench)
    view.focus()
    expect(view.welcome).to_contain_text("OpenRouter Keys needs Python 3.11 or newer")
    take_picture(workbench.page, "no-python")

    message.get_by_role("button", name="Open setting").click()
    expect(workbench.page.locator(".settings-editor")).to_contain_text(
        "The Python (3.11 or newer) that runs the language server"
    )
