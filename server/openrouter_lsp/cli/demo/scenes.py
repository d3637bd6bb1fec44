"""What happens in the demo, one scene after the other."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from openrouter_lsp.cli.demo.editor import Editor
from openrouter_lsp.cli.demo.legend import draw_legend
from openrouter_lsp.cli.demo.picture import (
    draw_file,
    draw_hover,
    draw_light_bulb,
    draw_message,
    draw_status_bar,
    draw_tooltip,
)
from openrouter_lsp.cli.demo.sample import LIVE_FOR, LIVE_VARIABLE, SampleFile, lay_out
from openrouter_lsp.cli.palette import GREY
from openrouter_lsp.simulator import Simulator

_PAUSE: Final = 0.2
"""Seconds between two pictures, for a reader at a terminal."""


class Scenes:
    """One run of the demo.

    Args:
        console: where it is shown.
        folder: an empty folder.

    Attributes:
        poster: the pictures that tell the story on their own.
    """

    def __init__(self, console: Console, folder: Path) -> None:
        self.poster: list[RenderableType] = []
        self._console = console
        self._folder = folder
        self._ahead = timedelta(0)

    def play(self) -> None:
        """Play every scene.

        Raises:
            WireError: the server does not do its part.
        """
        root, elsewhere = self._folder / "sample", self._folder / "elsewhere"
        root.mkdir()
        elsewhere.mkdir()
        self._console.print(Text("\n OpenRouter Keys, as an editor shows them", style="bold"))
        self._say(
            "A sample workspace, a make-believe OpenRouter on this machine, and the real language"
            " server, driven as an editor does. Nothing leaves this machine."
        )
        with Simulator(clock=self._clock) as simulator:
            files = lay_out(root, simulator)
            with Editor(root, elsewhere, simulator.base_url) as editor:
                editor.open_folder()
                self._open_folder(editor, [file for file in files if file.is_found_unopened])
                self._point_at_keys(editor, files[0], files[1])
                self._open_source(editor, files[-1])
                self._let_a_key_expire(editor, next(f for f in files if LIVE_VARIABLE in f.text))
        self._head("All that can be said of a key")
        self._show(draw_legend())

    def say_goodbye(self) -> None:
        """Say what to do next."""
        words = "Next: openrouter-lsp check, in a folder of yours. For VS Code: see README.md."
        self._console.print(Text(words, style="bold"))

    def _open_folder(self, editor: Editor, files: list[SampleFile]) -> None:
        self._head("A folder is opened")
        self._say(
            "No file is open yet. The server found the environment files by itself, and asked"
            " OpenRouter about each key once. In this picture keys are masked; each squiggle stands"
            " under the whole key."
        )
        editor.wait_until(
            lambda: all(file.expected <= editor.codes(file.uri) for file in files),
            "what is wrong in the environment files",
        )
        pictures = [draw_file(file, editor.diagnostics[file.uri]) for file in files]
        bar = draw_status_bar(editor.status)
        self._show(*pictures, draw_tooltip(editor.status), bar)
        self.poster += [pictures[0], *_inspect(editor, files[0], "API_KEY"), pictures[1], bar]

    def _point_at_keys(self, editor: Editor, first: SampleFile, second: SampleFile) -> None:
        self._head("The pointer rests on a key")
        for file, words, count in ((first, "API_KEY", 2), (second, "REPORTS", 1)):
            editor.open(file.uri, "dotenv", file.text)
            line = draw_file(file, editor.diagnostics[file.uri], file.line_of(words), brief=True)
            self._show(line, *_inspect(editor, file, words)[:count])

    def _open_source(self, editor: Editor, file: SampleFile) -> None:
        self._head("A source file is opened")
        editor.open(file.uri, "python", file.text)
        editor.wait_until(lambda: file.expected <= editor.codes(file.uri), "the key in the source")
        self._show(draw_file(file, editor.diagnostics[file.uri]))

    def _let_a_key_expire(self, editor: Editor, file: SampleFile) -> None:
        self._head("A key expires")
        editor.open(file.uri, "dotenv", file.text)
        line = file.line_of(LIVE_VARIABLE)
        self._show(draw_file(file, [], line), _inspect(editor, file, LIVE_VARIABLE)[0])
        again = next(
            offer
            for offer in editor.light_bulb(file.uri, line)
            if offer.get("command", {}).get("command") == "openrouter.checkKey"
        )
        self._ahead = LIVE_FOR + timedelta(days=1)
        self._say(
            f"{self._ahead.days} days later, by the clock of the make-believe OpenRouter. The light"
            f" bulb's “{again['title']}” is picked:"
        )
        self._pause(5)
        editor.messages.clear()
        editor.choose(again)
        editor.wait_until(
            lambda: {"key-expired", *file.expected} <= editor.codes(file.uri), "that a key expired"
        )
        self._show(
            draw_file(file, editor.diagnostics[file.uri], line),
            *(draw_message(message) for message in editor.messages),
            draw_status_bar(editor.status),
        )

    def _head(self, title: str) -> None:
        self._console.print(Rule(Text(title, style="bold"), align="left"), "")

    def _say(self, words: str) -> None:
        self._console.print(Padding(Text(words, style=GREY), (0, 1, 1, 1)))

    def _show(self, *pictures: RenderableType) -> None:
        for picture in pictures:
            self._console.print(picture)
            self._pause()

    def _pause(self, times: int = 1) -> None:
        if self._console.is_terminal:
            time.sleep(_PAUSE * times)

    def _clock(self) -> datetime:
        return datetime.now(UTC) + self._ahead


def _inspect(editor: Editor, file: SampleFile, words: str) -> tuple[RenderableType, RenderableType]:
    """Draw the hover and the light bulb of the key on the line that holds some words."""
    line = file.line_of(words)
    hover = editor.hover(file.uri, line, file.lines[line].index("sk-or-"))
    return draw_hover(hover), draw_light_bulb(editor.light_bulb(file.uri, line))
