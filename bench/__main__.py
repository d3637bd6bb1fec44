"""Measure everything, print a table, and end with 1 if a bar is missed."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bench import (
    lazy_imports,
    scanning,
    slowed_terminal,
    start_up,
    terminal_output,
    typing_and_pointing,
)
from bench.sample import KEYS, LINES

if TYPE_CHECKING:
    from bench.rows import Row

_PARTS = {
    "imports": lazy_imports.measure,
    "scanning": scanning.measure,
    "pointing and typing": typing_and_pointing.measure,
    "starting": start_up.measure,
    "terminal output": terminal_output.measure,
    "a terminal under run": slowed_terminal.measure,
}


def main() -> int:
    """Run the benchmark; return the exit code."""
    console = Console(highlight=False)
    rows: list[Row] = []
    with TemporaryDirectory(prefix="openrouter-bench-") as folder:
        for name, measure in _PARTS.items():
            if console.is_terminal:
                console.print(Text(f"measuring {name} ...", style="dim"))
            rows += measure(Path(folder).resolve())
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for header in ("", "Measured", "Result", "Beside", "Bar"):
        table.add_column(header)
    for row in rows:
        table.add_row(_mark(row.passed), row.name, row.value, row.compared, row.bar)
    console.print(f"An environment file of {LINES:,} lines with {KEYS} keys.")
    console.print(table)
    missed = sum(row.passed is False for row in rows)
    console.print(
        f"{missed} missed. On a busy machine, try again." if missed else "Every bar is reached.",
        style="bold",
    )
    return 1 if missed else 0


def _mark(passed: bool | None) -> Text:  # noqa: FBT001 - three values
    if passed is None:
        return Text("")
    return Text("✓ pass", style="bold green") if passed else Text("✗ miss", style="bold red")


if __name__ == "__main__":
    sys.exit(main())
