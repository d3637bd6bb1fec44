"""Explanations as they look on standard error."""

from collections.abc import Sequence
from typing import Final

from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from openrouter_lsp.cli.failure_text import print_failure
from openrouter_lsp.cli.palette import GREY
from openrouter_lsp.cli.run.words import Explanation

_MOST: Final = 5
"""Explanations at one time."""


def rendered(explanations: Sequence[Explanation]) -> str:
    """Return explanations as text for standard error, coloured where that is a terminal."""
    console = Console(stderr=True, highlight=False)
    with console.capture() as capture:
        if console.is_terminal:
            console.print(Rule("openrouter-lsp", align="left", style=GREY))
        else:
            console.print("openrouter-lsp:")
        for explanation in explanations[:_MOST]:
            print_failure(console, explanation.failure, explanation.paragraphs)
        if len(explanations) > _MOST:
            console.print(Text(f"And {len(explanations) - _MOST} more.", "dim"))
        if console.is_terminal:
            console.print(Rule(style=GREY))
    return capture.get()
