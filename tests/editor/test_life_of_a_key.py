"""A key's whole life, in one window, with OpenRouter's clock run fast."""

import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from openrouter_lsp.simulator import Simulator, State, Wording
from tests.editor.code_server import code_server
from tests.editor.conftest import OpenWorkbench
from tests.editor.pictures import take_picture
from tests.editor.prerequisites import Prerequisites
from tests.editor.workbench import Workbench

pytestmark = pytest.mark.editor


class FastClock:
    """This machine's clock, and the days that were skipped."""

    def __init__(self) -> None:
        self.skipped = timedelta(0)

    def __call__(self) -> datetime:
        """Return the time."""
        return datetime.now(UTC) + self.skipped


@pytest.fixture(scope="module")
def clock() -> FastClock:
    """Give the clock of this module's OpenRouter."""
    return FastClock()


@pytest.fixture(scope="module")
def simulator(clock: FastClock) -> Iterator[Simulator]:
    """Run an OpenRouter with a clock of its own, and the old wording."""
    with Simulator(wording=Wording.OLD, clock=clock) as simulator:
        yield simulator


@pytest.fixture(scope="module")
def editor_address(
    prerequisites: Prerequisites, simulator: Simulator, short_folder: Path
) -> Iterator[str]:
    """Run a VS Code whose server asks that OpenRouter."""
    folder = short_folder / "life"
    folder.mkdir()
    python = Path(sys.executable).resolve().parent
    search_path = os.pathsep.join((str(python), os.defpath))
    with code_server(
        prerequisites, folder, search_path=search_path, base_url=simulator.base_url
    ) as address:
        yield address


def check_again(workbench: Workbench, status: str) -> None:
    workbench.run("OpenRouter: Check all keys")
    expect(workbench.status).to_contain_text(status)


def test_from_its_making_to_its_end(
    open_workbench: OpenWorkbench, simulator: Simulator, clock: FastClock, workspace: Path
) -> None:
    key = simulator.add(State.EXPIRING, expires_in=timedelta(days=30), limit=10.0, usage=2.66)
    (workspace / ".env").write_text(f"OPENROUTER_API_KEY={key}\n")
    workbench = open_workbench()
    workbench.trust()
    workbench.answer("the key itself is sent to OpenRouter", "OK")
    expect(workbench.status).to_contain_text("1 key valid")

    clock.skipped += timedelta(days=25)
    check_again(workbench, "1 key expiring soon")

    simulator.disable(key)
    check_again(workbench, "1 key rejected")
    workbench.open_file(".env")
    hover = workbench.hover(key)
    expect(hover).to_contain_text("probably deleted or disabled")

    simulator.enable(key)
    check_again(workbench, "1 key expiring soon")

    clock.skipped += timedelta(days=10)
    check_again(workbench, "1 key expired")
    hover = workbench.hover(key)
    expect(hover).to_contain_text("This key expired on")
    expect(hover).to_contain_text("401 “User not found.”")
    expect(hover).to_contain_text("the key's time ends on")
    take_picture(workbench.page, "evidence")

    simulator.wording = Wording.NEW
    check_again(workbench, "1 key expired")
    hover = workbench.hover(key)
    expect(hover).to_contain_text("401 “API key expired.”")

    simulator.delete(key)
    check_again(workbench, "1 key expired")
    hover = workbench.hover(key)
    expect(hover).to_contain_text("401 “User not found.”")
