"""Pictures of the window in both themes, kept as the tests' artefacts."""

from typing import Literal

from playwright.sync_api import Page, ViewportSize, expect

from tests.editor.prerequisites import REPOSITORY

VIEWPORT: ViewportSize = {"width": 1200, "height": 560}
FOLDER = REPOSITORY / "build" / "screenshots"

_THEMES: tuple[tuple[Literal["light", "dark"], str], ...] = (("light", "vs"), ("dark", "vs-dark"))


def take_picture(page: Page, name: str) -> None:
    """Keep the window as it is, as NAME-light.png and NAME-dark.png.

    Effect: the editor follows the browser's colour scheme; it is left in the dark one.
    """
    for scheme, theme in _THEMES:
        page.emulate_media(color_scheme=scheme)
        expect(page.locator(f".monaco-workbench.{theme}")).to_be_visible()
        page.screenshot(path=FOLDER / f"{name}-{scheme}.png", animations="disabled")


def take_picture_of_failure(page: Page, test: str) -> None:
    """Keep the window in which a test failed."""
    page.screenshot(path=FOLDER / "failed" / f"{test}.png")
