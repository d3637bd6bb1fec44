"""A workspace that is not trusted: keys are found, none is sent."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from openrouter_lsp.simulator import Simulator, State
from tests.editor.conftest import OpenWorkbench
from tests.editor.pictures import take_picture

pytestmark = pytest.mark.editor


def test_keys_are_found_but_none_is_sent_until_it_is_trusted(
    open_workbench: OpenWorkbench, simulator: Simulator, workspace: Path
) -> None:
    simulator.forget_requests()
    key = simulator.add(State.EXPIRED)
    (workspace / ".env").write_text(
        f"OPENROUTER_OLD_KEY={key[:-1]}\nOPENROUTER_API_KEY={key}\nLOG_LEVEL=info\n"
    )
    workbench = open_workbench()
    workbench.open_file(".env")

    # What needs no question is said all the same: the first is a digit short.
    expect(workbench.squiggles("warning")).to_have_count(1)
    expect(workbench.hover(f"OPENROUTER_API_KEY={key}")).to_contain_text("not trusted")
    take_picture(workbench.page, "restricted-mode")
    assert simulator.requests == ()

    workbench.trust()
    expect(workbench.message("the key itself is sent to OpenRouter")).to_be_visible()
    expect(workbench.status).to_contain_text("1 key expired")
    take_picture(workbench.page, "first-time")
    asked = simulator.wait_for_requests(1)
    assert [record.path for record in asked] == ["/api/v1/key"]
