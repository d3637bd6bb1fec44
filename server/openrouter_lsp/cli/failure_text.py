"""A failure as a person reads it in a terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from openrouter_lsp.cli.palette import BLUE, COLOURS, MARKS
from openrouter_lsp.keys import Certainty, Failure
from openrouter_lsp.reporting import masked_line, printable
from openrouter_lsp.reporting.failures import failure_title

_KINDS = {
    Certainty.NAMED: "error",
    Certainty.LIKELY: "error",
    Certainty.POSSIBLE: "information",
}


def print_failure(console: Console, failure: Failure, paragraphs: Sequence[str]) -> None:
    """Print a failure: a title, the line that was printed, and what is to be said of it.

    Args:
        console: where to.
        failure: what was printed.
        paragraphs: what it means, and what to do; empty ones are left out. One that is an address
            and nothing else stays whole, so that it can be clicked.
    """
    kind = _KINDS[failure.certainty]
    doubt = "Perhaps: " if failure.certainty is Certainty.POSSIBLE else ""
    head = Text.assemble(
        (f"{MARKS[kind]} ", f"bold {COLOURS[kind]}"),
        (f"{doubt}{failure_title(failure.kind)}", "bold"),
        (f"  line {failure.line}, {failure.kind}, {failure.certainty}", "dim"),
    )
    printed = Text(f"“{masked_line(failure.text, 300)}”", style=BLUE)
    console.print(head, soft_wrap=True)
    _print_indented(console, printed)
    for words in paragraphs:
        if words:
            _print_indented(console, Text(printable(words)))


def _print_indented(console: Console, words: Text) -> None:
    """Print words, wrapped for a reader's window; never for a pipe or a file."""
    is_address = words.plain.startswith("https://") and " " not in words.plain
    if console.is_terminal and not is_address:
        console.print(Padding(words, (0, 2, 0, 2), expand=False))
    else:
        console.print(Text("  ") + words, soft_wrap=True)
