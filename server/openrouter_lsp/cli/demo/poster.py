"""The demo's first part as a picture in a file."""

from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Final

from rich.console import Console, RenderableType
from rich.terminal_theme import TerminalTheme

from openrouter_lsp.cli.palette import THEME

_WIDTH: Final = 96
_DARK: Final = TerminalTheme(
    (31, 36, 43),
    (222, 226, 230),
    [
        (31, 36, 43), (224, 49, 49), (47, 158, 68), (176, 132, 0),
        (47, 129, 214), (190, 75, 219), (21, 170, 191), (222, 226, 230),
    ],
)  # fmt: skip

# Without the web font that rich's own format fetches: a picture asks nobody for anything.
_FORMAT: Final = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
    <style>
    .{unique_id}-matrix {{
        font-family: "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace;
        font-size: {char_height}px;
        line-height: {line_height}px;
        font-variant-east-asian: full-width;
    }}
    .{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
    {styles}
    </style>
    <defs>
    <clipPath id="{unique_id}-clip-terminal">
      <rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
    </clipPath>
    {lines}
    </defs>
    {chrome}
    <g transform="translate({terminal_x}, {terminal_y})"
       clip-path="url(#{unique_id}-clip-terminal)">
    {backgrounds}
    <g class="{unique_id}-matrix">
    {matrix}
    </g>
    </g>
</svg>
"""


def save_poster(renderables: Sequence[RenderableType], path: Path) -> None:
    """Draw into a file, as SVG.

    Raises:
        OSError: the file cannot be written.
    """
    console = Console(
        record=True,
        file=StringIO(),
        width=_WIDTH,
        theme=THEME,
        highlight=False,
        force_terminal=True,
        color_system="truecolor",
    )
    for renderable in renderables:
        console.print(renderable)
    picture = console.export_svg(title="OpenRouter Keys", theme=_DARK, code_format=_FORMAT)
    path.write_text(picture, encoding="utf-8")
