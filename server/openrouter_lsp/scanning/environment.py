"""What a variable of an environment holds, where every character of the value counts."""

from openrouter_lsp.scanning.finding import Context, Finding
from openrouter_lsp.scanning.span import Span
from openrouter_lsp.scanning.value import read_value


def scan_variable(variable: str, value: str) -> tuple[Finding, ...]:
    """Find the keys in the value of a variable, as a program gets it.

    Quotes and blanks are parts of such a value, so that a key with any of them is malformed.
    """
    return read_value(value, Span(0, len(value)), "", variable, Context.ASSIGNMENT)
