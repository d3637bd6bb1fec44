"""Finds the keys of any text."""

from openrouter_lsp.scanning.dotenv import scan_dotenv
from openrouter_lsp.scanning.finding import Finding
from openrouter_lsp.scanning.text import scan_text


def scan(text: str, *, as_dotenv: bool) -> tuple[Finding, ...]:
    """Return the findings in a text, in its order.

    Args:
        text: the whole text.
        as_dotenv: whether it is an environment file's.
    """
    return scan_dotenv(text) if as_dotenv else scan_text(text)
