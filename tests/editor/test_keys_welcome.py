"""The view of all keys where there is no key, and where the workspace is not trusted."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from openrouter_lsp.simulator import Simulator, State
from tests.editor.conftest import OpenWorkbench
from tests.editor.keys_view import KeysView
from tests.editor.pictures import ALL_THEMES, take_picture

pytestmark = pytest.mark.editor


def test_from_no_key_to_a_key_that_is_trusted(
    open_workbench: OpenWorkbench, simulator: Simulator, workspace: Path
) -> None:
    simulator.forget_requests()
    window = open_workbench()
    view = KeysView(window)
    view.focus()
    expect(view.welcome).to_contain_text("No OpenRouter key was found in this workspace.")
    expect(view.welcome).to_contain_text("not trusted")
    take_picture(window.page, "keys-view-empty", ALL_THEMES)

    (workspace / ".env").write_text(f"OPENROUTER_API_KEY={simulator.add(State.EXPIRED)}\n")
    expect(view.keys).to_have_count(1)
    expect(view.keys).to_contain_text("not checked")
    expect(view.side_bar).to_contain_text("no key is sent to OpenRouter")
    assert simulator.requests == ()

    window.trust()
    expect(view.keys).to_contain_text("expired")
    expect(view.side_bar).not_to_contain_text("no key is sent to OpenRouter")
