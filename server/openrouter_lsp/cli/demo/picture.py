"""What the editor's window shows, drawn for a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from rich import box
from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.markdown import Markdown
from rich.padding import Padding
from rich.panel import Panel
from rich.style import Style
from rich.table import Table
from rich.text import Text

from openrouter_lsp.cli.demo.sample import SampleFile, masked
from openrouter_lsp.cli.palette import (
    COLOURS,
    GREY,
    MARKS,
    SEVERITIES,
    SQUIGGLES,
    STATUS_BARS,
)

_WIDEST: Final = 100
_WIDEST_WINDOW: Final = 80
"""Columns; longer lines are hard to read."""

Diagnostic = Mapping[str, Any]


def draw_file(
    file: SampleFile,
    diagnostics: Sequence[Diagnostic],
    only: int | None = None,
    *,
    brief: bool = False,
) -> RenderableType:
    """Draw a file with its squiggles, and below each what its diagnostic says.

    Args:
        file: the file; its keys are masked.
        diagnostics: of this file, as they came.
        only: the one line to show, from 0; None for all.
        brief: whether to leave the diagnostics' words out.
    """
    page = Table.grid(padding=(0, 2, 0, 0))
    page.add_column(justify="right", width=4, style=GREY)
    page.add_column()
    for number, line in enumerate(file.lines):
        if only in (None, number):
            here = [d for d in diagnostics if d["range"]["start"]["line"] == number]
            page.add_row(str(number + 1), Text(masked(line)[0], no_wrap=True, overflow="ellipsis"))
            for row in _below(line, here, brief=brief):
                page.add_row("", row)
    name = Text(file.name, style="bold underline")
    return Padding(Constrain(Group(name, page), _WIDEST), (0, 2, 1, 1))


def _below(
    line: str, diagnostics: Sequence[Diagnostic], *, brief: bool
) -> Iterator[RenderableType]:
    """Yield what stands below a line: squiggles, each with the words that belong to it."""
    by_place: dict[tuple[int, int], list[Diagnostic]] = {}
    for diagnostic in sorted(diagnostics, key=lambda d: int(d["severity"])):
        by_place.setdefault(_columns(line, diagnostic), []).append(diagnostic)
    for (start, end), here in sorted(by_place.items(), key=lambda item: item[0]):
        worst = _severity(here[0])
        squiggle = SQUIGGLES[worst] * (end - start)
        yield Text(" " * start).append(squiggle, style=COLOURS[worst])
        for diagnostic in () if brief else here:
            severity = _severity(diagnostic)
            mark = Text(MARKS[severity], style=f"bold {COLOURS[severity]}")
            yield _hanging(mark, _message(diagnostic))


def _columns(line: str, diagnostic: Diagnostic) -> tuple[int, int]:
    where = diagnostic["range"]
    _, (start, end) = masked(line, (where["start"]["character"], where["end"]["character"]))
    return start, end


def _message(diagnostic: Diagnostic) -> Text:
    page = diagnostic.get("codeDescription", {}).get("href")
    code = f"{diagnostic['source']}({diagnostic['code']})"
    return Text.assemble(diagnostic["message"], " ", (code, Style.parse(GREY) + Style(link=page)))


def _severity(diagnostic: Diagnostic) -> str:
    return SEVERITIES[int(diagnostic["severity"]) - 1]


def _hanging(mark: Text, words: Text) -> Table:
    line = Table.grid(padding=(0, 1, 0, 0))
    line.add_column()
    line.add_column()
    line.add_row(mark, words)
    return line


def draw_hover(markdown: str) -> RenderableType:
    """Draw what appears where the pointer rests."""
    # rich makes no link of what begins with file:, and shows it in full.
    return _window(Markdown(markdown.replace("](file://", "](")), "hover")


def draw_light_bulb(actions: Sequence[Mapping[str, Any]]) -> RenderableType:
    """Draw what the light bulb offers."""
    return _window(Group(*(Text(action["title"]) for action in actions)), "light bulb")


def draw_message(message: str) -> RenderableType:
    """Draw what popped up."""
    return _window(Text(message), "message")


def _window(content: RenderableType, title: str) -> RenderableType:
    panel = Panel(
        content,
        title=Text(title, style=GREY),
        title_align="left",
        box=box.ROUNDED,
        border_style=GREY,
        padding=(0, 1),
        expand=False,
    )
    return Padding(Constrain(panel, _WIDEST_WINDOW), (0, 2, 1, 6))


def draw_tooltip(status: Mapping[str, str]) -> RenderableType:
    """Draw what appears where the pointer rests on the status bar."""
    return _window(Markdown(status.get("tooltip", "")), "status bar, in full")


def draw_status_bar(status: Mapping[str, str]) -> RenderableType:
    """Draw the bar at the window's lower edge."""
    words = Text(f"🔑 {status.get('text', '')}")
    style = STATUS_BARS.get(status.get("severity", ""), STATUS_BARS["none"])
    return Padding(Padding(words, (0, 1), style=style, expand=True), (0, 1, 1, 1))
