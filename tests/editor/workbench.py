"""VS Code's window as a person sees and drives it."""

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Error, Locator, Page, expect

STATUS_ITEM = "openrouter-lsp.openrouter-keys.openrouter.status"
WATCH_ITEM = "openrouter-lsp.openrouter-keys.openrouter.terminal"

# The first paint compiles and loads everything; later steps are quick.
_OPEN_MILLISECONDS = 60_000
_ATTEMPTS = 5
_ATTEMPT_MILLISECONDS = 3_000

_RECTANGLE_OF_TEXT = """
(wanted) => {
  for (const line of document.querySelectorAll(".editor-instance .view-line")) {
    const start = line.textContent.indexOf(wanted);
    if (start < 0) continue;
    const range = document.createRange();
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    let passed = 0;
    let begun = false;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const length = node.textContent.length;
      if (!begun && start < passed + length) {
        range.setStart(node, start - passed);
        begun = true;
      }
      if (begun && start + wanted.length <= passed + length) {
        range.setEnd(node, start + wanted.length - passed);
        const { left, top, right, bottom } = range.getBoundingClientRect();
        return { left, top, right, bottom };
      }
      passed += length;
    }
  }
  return null;
}
"""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A place on the screen, in CSS pixels."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def centre(self) -> tuple[float, float]:
        """The point in the middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


class Workbench:
    """One window of VS Code, on one folder."""

    def __init__(self, page: Page, address: str, folder: Path) -> None:
        self.page = page
        self._url = f"{address}/?folder={folder}"

    def open(self) -> None:
        """Load the window, and wait until extensions are started."""
        self.page.goto(self._url)
        expect(self.page.locator(".monaco-workbench")).to_be_visible(timeout=_OPEN_MILLISECONDS)
        expect(self.page.locator(".explorer-folders-view")).to_be_visible(
            timeout=_OPEN_MILLISECONDS
        )

    def start_over(self) -> None:
        """Close what an earlier test may have opened."""
        self.page.keyboard.press("Escape")
        self.run("View: Close All Editors")
        if self.problems_panel.is_visible():
            self.run("View: Toggle Panel Visibility")

    # What a person does

    def run(self, command: str) -> None:
        """Choose a command in the command palette.

        The palette shows the commands that there were when it opened, so it is opened again, as
        a person would, where a server that starts meanwhile brings its commands late.
        """
        box = self.page.locator(".quick-input-widget input[type=text]")
        entry = self.palette_entry(command).first

        def look_it_up() -> None:
            self.page.keyboard.press("F1")
            expect(box).to_be_visible()
            box.fill(f">{command}")
            entry.click(timeout=_ATTEMPT_MILLISECONDS)

        for _ in range(_ATTEMPTS - 1):
            with suppress(Error):
                look_it_up()
                return
            self.page.keyboard.press("Escape")
        look_it_up()

    def palette_entry(self, command: str) -> Locator:
        """The entries of the open command palette that hold a command's title."""
        return self.page.locator(".quick-input-list .monaco-list-row", has_text=command)

    def trust(self) -> None:
        """Trust the workspace, in the editor made for it."""
        self.page.locator(".statusbar-item", has_text="Restricted Mode").click()
        self.page.locator(".workspace-trust-editor").get_by_role(
            "button", name="Trust", exact=True
        ).click()
        expect(self.page.locator(".workspace-trust-header .workspace-trust-title")).to_have_text(
            re.compile("You trust this")
        )
        self.page.get_by_role("button", name="Close Modal Editor").click()

    def open_file(self, name: str) -> None:
        """Open a file of the folder by its entry in the explorer."""
        self.page.locator(".explorer-folders-view").get_by_text(name, exact=True).click()
        expect(self.page.locator(".editor-instance .view-lines")).to_be_visible()

    def open_problems(self) -> None:
        """Show the Problems panel."""
        self.run("Problems: Focus on Problems View")
        expect(self.problems_panel).to_be_visible()

    def hover(self, text: str) -> Locator:
        """Rest the pointer on a text in the editor; return the hover.

        What comes in at the end of the line meanwhile may put it off; a person then moves anew.
        """
        hover = self.page.locator(".monaco-editor .monaco-hover:visible", has_text="OpenRouter")
        for _ in range(_ATTEMPTS):
            self.page.mouse.move(*self.place_of(text).centre, steps=3)
            with suppress(AssertionError):
                expect(hover).to_be_visible(timeout=_ATTEMPT_MILLISECONDS)
                break
            self.page.mouse.move(0, 0)
        expect(hover).to_be_visible()
        return hover

    def put_cursor_on(self, text: str) -> None:
        """Put the cursor into the middle of a text in the editor."""
        self.page.mouse.click(*self.place_of(text).centre)

    def choose_offer(self, text: str, offer: str) -> None:
        """Choose one of the things that can be done about a text.

        New diagnostics put off a menu that is just being made; a person then asks once more.
        """
        self.put_cursor_on(text)
        for _ in range(_ATTEMPTS):
            self.page.keyboard.press("Control+.")
            with suppress(AssertionError):
                expect(self.offers).to_be_visible(timeout=_ATTEMPT_MILLISECONDS)
                break
        self.offers.get_by_text(offer).click()

    def answer(self, message: str, button: str) -> None:
        """Wait for a message in the corner and press one of its buttons."""
        toast = self.message(message)
        toast.get_by_role("button", name=button, exact=True).click()
        expect(toast).to_be_hidden()

    # What a person sees

    def message(self, text: str) -> Locator:
        """A message in the corner."""
        return self.page.locator(".notification-toast", has_text=text)

    @property
    def problems_panel(self) -> Locator:
        """The Problems panel."""
        return self.page.locator(".markers-panel")

    @property
    def problems(self) -> Locator:
        """The rows of the Problems panel: files, and what is wrong in each."""
        return self.problems_panel.locator(".monaco-list-row")

    @property
    def status(self) -> Locator:
        """The extension's item in the status bar."""
        return self.page.locator(f'.statusbar-item[id="{STATUS_ITEM}"]')

    @property
    def watch_status(self) -> Locator:
        """The item in the status bar that says whether the terminal is watched."""
        return self.page.locator(f'.statusbar-item[id="{WATCH_ITEM}"]')

    @property
    def light_bulb(self) -> Locator:
        """The light bulb beside the line that the cursor is in."""
        return self.page.locator(".monaco-editor .codicon-gutter-lightbulb")

    @property
    def offers(self) -> Locator:
        """The menu of what can be done about the text at the cursor."""
        return self.page.locator(".context-view .action-widget").first

    @property
    def page_to_read(self) -> Locator:
        """The text of a Markdown page that is shown as a page, not as its source."""
        return (
            self.page.frame_locator("iframe.webview").frame_locator("#active-frame").locator("body")
        )

    @property
    def dirty_tabs(self) -> Locator:
        """The tabs of documents with changes that are not saved."""
        return self.page.locator(".tabs-container .tab.dirty")

    @property
    def clipboard(self) -> str:
        """The text on the clipboard."""
        return str(self.page.evaluate("navigator.clipboard.readText()"))

    def squiggles(self, kind: str) -> Locator:
        """The wavy lines of a kind: `error`, `warning` or `info`."""
        return self.page.locator(f".editor-instance .squiggly-{kind}")

    def place_of(self, text: str) -> Rectangle:
        """Where a text stands in the editor; waits until it does."""
        where = self.page.wait_for_function(_RECTANGLE_OF_TEXT, arg=text).json_value()
        return Rectangle(**where)
