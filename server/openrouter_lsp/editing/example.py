"""The example of an environment file, which tells which variables are wanted, and no values."""

from re import compile as regex
from re import escape

from openrouter_lsp.editing.line_ends import on_a_line_of_its_own
from openrouter_lsp.editing.replacement import Replacement
from openrouter_lsp.scanning import Span


def example_line(text: str, variable: str) -> tuple[Replacement, ...]:
    """Add a variable without a value, unless it stands there; also where it is commented out.

    Args:
        text: of the example; empty where it is to be made.
        variable: its name.
    """
    there = regex(rf"(?m)^[^\S\r\n]*(?:#[#\s]*)?(?:export[^\S\r\n]+)?{escape(variable)}[^\S\r\n]*=")
    if there.search(text.replace("\r", "\n")):
        return ()
    line = on_a_line_of_its_own(text, f"{variable}=")
    return (Replacement(Span(len(text), len(text)), line),)
