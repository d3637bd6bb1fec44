"""A variable of an environment file that is to hold a key."""

from openrouter_lsp.editing.line_ends import on_a_line_of_its_own
from openrouter_lsp.editing.replacement import Replacement
from openrouter_lsp.keys import Key
from openrouter_lsp.scanning import Context, Span, scan_dotenv


def set_variable(text: str, variable: str, key: Key) -> tuple[Replacement, ...]:
    """Let a variable hold a key: in the place of what stands there for one, else in a new line.

    Of several lines for the variable the last one counts, so that is the one that changes. A value
    that is nothing like a key is left as it is, and the new line behind it counts.

    Args:
        text: of a dotenv file; empty where it is to be made.
        variable: its name.
        key: what it is to hold.
    """
    held = [
        finding
        for finding in scan_dotenv(text)
        if finding.variable == variable and finding.context is Context.ASSIGNMENT
    ]
    if held:
        return (Replacement(held[-1].span, key.reveal()),)
    line = on_a_line_of_its_own(text, f"{variable}={key.reveal()}")
    return (Replacement(Span(len(text), len(text)), line),)
