"""Pictures of the window in several themes, kept as the tests' artefacts."""

from dataclasses import dataclass
from typing import Final, Literal

from playwright.sync_api import Page, ViewportSize, expect

from tests.editor.prerequisites import REPOSITORY

VIEWPORT: ViewportSize = {"width": 1200, "height": 560}
FOLDER = REPOSITORY / "build" / "screenshots"


@dataclass(frozen=True, slots=True)
class Theme:
    """How the window may look.

    Attributes:
        name: as it ends a picture's name.
        class_name: the window's while it looks so.
        scheme: what the browser says it prefers; the editor follows.
        contrast: what the browser says of high contrast.
    """

    name: str
    class_name: str
    scheme: Literal["light", "dark"]
    contrast: Literal["active", "none"] = "none"


_LIGHT: Final = Theme("light", "vs", "light")
_DARK: Final = Theme("dark", "vs-dark", "dark")
_CONTRAST: Final = Theme("high-contrast", "hc-black", "dark", "active")
LIGHT_AND_DARK: Final = (_LIGHT, _DARK)
ALL_THEMES: Final = (_CONTRAST, _LIGHT, _DARK)


def take_picture(page: Page, name: str, themes: tuple[Theme, ...] = LIGHT_AND_DARK) -> None:
    """Keep the window as it is, as NAME-light.png, NAME-dark.png and so on.

    Effect: the editor follows the browser's colours; it is left in the last theme, the dark one.
    """
    for theme in themes:
        page.emulate_media(color_scheme=theme.scheme, forced_colors=theme.contrast)
        expect(page.locator(f".monaco-workbench.{theme.class_name}")).to_be_visible()
        page.screenshot(path=FOLDER / f"{name}-{theme.name}.png", animations="disabled")


def take_picture_of_failure(page: Page, test: str) -> None:
    """Keep the window in which a test failed."""
    page.screenshot(path=FOLDER / "failed" / f"{test}.png")
