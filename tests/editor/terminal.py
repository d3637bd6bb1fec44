"""VS Code's terminal as a person sees and drives it."""

import re

from playwright.sync_api import Locator, expect

from tests.editor.workbench import Workbench

# Of a user, or of root.
_PROMPT = re.compile("[$#]")


class Terminal:
    """The terminal that is shown in the panel."""

    def __init__(self, workbench: Workbench) -> None:
        self._workbench = workbench

    @classmethod
    def open_in(cls, workbench: Workbench, profile: str = "bash") -> "Terminal":
        """Open a new terminal of a profile, and wait until it takes commands."""
        workbench.run("Create New Terminal (With Profile)")
        workbench.page.locator(".quick-input-list .monaco-list-row", has_text=profile).first.click()
        terminal = cls(workbench)
        expect(terminal.rows.first).to_contain_text(_PROMPT)
        return terminal

    @property
    def rows(self) -> Locator:
        """The rows of the screen."""
        return self._workbench.page.locator(".terminal-wrapper.active .xterm-rows > div")

    def row(self, text: str) -> Locator:
        """The last row that holds a text."""
        return self.rows.filter(has_text=text).last

    def type(self, command: str) -> None:
        """Type a command and press Enter."""
        keyboard = self._workbench.page.keyboard
        keyboard.type(command)
        keyboard.press("Enter")

    def select_row(self, text: str) -> None:
        """Draw the pointer over the last row that holds a text."""
        mouse = self._workbench.page.mouse
        left, right, y = self._ends_of(text)
        mouse.move(left + 1, y)
        mouse.down()
        mouse.move(right, y, steps=5)
        mouse.up()

    def follow_link(self, text: str) -> str:
        """Click a link as the editor wants it clicked; return what was said of it before.

        Args:
            text: what the row holds; the link is at the middle of it.
        """
        page = self._workbench.page
        left, right, y = self._ends_of(text)
        x = (left + right) / 2
        page.mouse.move(x, y, steps=5)
        hover = page.locator(".workbench-hover-container", has_text="click").last
        expect(hover).to_be_visible()
        said = hover.inner_text().replace("\N{NO-BREAK SPACE}", " ")
        page.keyboard.down("Control")
        page.mouse.click(x, y)
        page.keyboard.up("Control")
        return said

    def _ends_of(self, text: str) -> tuple[float, float, float]:
        """Where the last row with a text begins and ends, and its middle's height, in pixels."""
        box = self.row(text).locator("span", has_text=text).bounding_box()
        assert box is not None
        return box["x"], box["x"] + box["width"], box["y"] + box["height"] / 2
