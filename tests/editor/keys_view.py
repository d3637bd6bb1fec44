"""The view of all keys as a person sees and drives it."""

import re

from playwright.sync_api import Locator, expect

from tests.editor.workbench import Workbench

_MENU_MILLISECONDS = 200
_FOCUS = "OpenRouter: Focus on Keys View"


class KeysView:
    """The Keys view in the side bar."""

    def __init__(self, workbench: Workbench) -> None:
        self._workbench = workbench
        self._page = workbench.page

    def focus(self) -> None:
        """Show the view, and give it the keyboard."""
        self._workbench.run(_FOCUS)
        expect(self.side_bar.locator(".composite.title")).to_contain_text("Keys")

    @property
    def side_bar(self) -> Locator:
        """The side bar with the view's title and actions."""
        return self._page.locator(".part.sidebar")

    @property
    def pane(self) -> Locator:
        """All that the view shows."""
        return self.side_bar.locator(".pane-body .tree-explorer-viewlet-tree-view")

    @property
    def welcome(self) -> Locator:
        """What stands there in the place of rows."""
        return self.side_bar.locator(".welcome-view-content")

    @property
    def badge(self) -> Locator:
        """The number on the view's icon in the activity bar."""
        return self.icon.locator(".badge-content")

    @property
    def icon(self) -> Locator:
        """The view's icon in the activity bar."""
        return self._page.get_by_role("tab", name="OpenRouter")

    @property
    def rows(self) -> Locator:
        """All rows, those of keys and those below them."""
        return self.pane.locator(".monaco-list-row")

    @property
    def keys(self) -> Locator:
        """The rows of keys."""
        return self.pane.locator('.monaco-list-row[aria-level="1"]')

    def row(self, *texts: str) -> Locator:
        """The rows that hold all of some texts."""
        rows = self.rows
        for text in texts:
            rows = rows.filter(has_text=re.compile(re.escape(text)))
        return rows

    def action(self, row: Locator, title: str) -> Locator:
        """An action that a row shows at its end while the pointer is on it."""
        row.hover()
        return row.locator(f'.actions .action-label[aria-label^="{title}"]')

    def choose(self, row: Locator, title: str) -> None:
        """Choose an entry of a row's menu."""
        row.click(button="right")
        # A menu takes no click that began before it had been there for a moment.
        self._page.get_by_role("menuitem", name=title).click(delay=_MENU_MILLISECONDS)

    @property
    def focused(self) -> Locator:
        """The row that the keyboard is on."""
        return self.pane.locator(".monaco-list-row.focused")
