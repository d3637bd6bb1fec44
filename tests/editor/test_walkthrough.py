"""The walkthrough: what is found, what is sent where, and how a dead key becomes a working one."""

import json

import pytest
from playwright.sync_api import Locator, ViewportSize, expect

from tests.editor.conftest import OpenWorkbench
from tests.editor.pictures import ALL_THEMES, take_picture
from tests.editor.prerequisites import REPOSITORY
from tests.editor.workbench import Workbench

pytestmark = pytest.mark.editor

# In a smaller window the editor shows no pictures.
ROOM: ViewportSize = {"width": 1400, "height": 800}

_PACKAGE = json.loads((REPOSITORY / "vscode-extension" / "package.json").read_text())
STEPS = tuple(
    (step["id"], step["title"]) for step in _PACKAGE["contributes"]["walkthroughs"][0]["steps"]
)


@pytest.fixture(scope="module")
def workbench(open_workbench: OpenWorkbench) -> Workbench:
    """Open the walkthrough as the palette does."""
    window = open_workbench()
    window.page.set_viewport_size(ROOM)
    window.run("View: Toggle Primary Side Bar Visibility")
    window.run("OpenRouter: Get started")
    expect(walkthrough(window)).to_contain_text("Get started with OpenRouter Keys")
    return window


def walkthrough(window: Workbench) -> Locator:
    return window.page.locator(".gettingStartedDetailsContent")


def step(window: Workbench, title: str) -> Locator:
    return walkthrough(window).locator(".getting-started-step", has_text=title)


@pytest.mark.parametrize(("name", "title"), STEPS, ids=[name for name, _ in STEPS])
def test_a_step_tells_and_shows(workbench: Workbench, name: str, title: str) -> None:
    step(workbench, title).locator("h3").click()
    expect(step(workbench, title).locator(".step-description-container")).to_be_visible()
    frame = workbench.page.frame_locator("iframe.webview").last
    picture = frame.frame_locator("#active-frame").locator("svg")
    expect(picture).to_be_visible()
    take_picture(workbench.page, f"walkthrough-{name}", ALL_THEMES)


def test_a_step_leads_to_the_view(workbench: Workbench) -> None:
    _, title = STEPS[0]
    step(workbench, title).locator("h3").click()
    step(workbench, title).get_by_role("button", name="Show the keys").click()
    expect(workbench.page.locator(".part.sidebar .composite.title")).to_contain_text("OpenRouter")
    expect(step(workbench, title).locator(".codicon.complete")).to_be_visible()
