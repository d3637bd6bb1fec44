"""Text to findings: the grammar of dotenv files, the shape of a key, placeholders.

Pure: no file is opened, nothing is asked of anybody.
"""

from openrouter_lsp.scanning.dotenv import scan_dotenv
from openrouter_lsp.scanning.environment import scan_variable
from openrouter_lsp.scanning.finding import AROUND_A_KEY, Context, Finding, Malformed, Placeholder
from openrouter_lsp.scanning.ignoring import WORDS, IgnoringComment, ignoring_comments
from openrouter_lsp.scanning.scan import scan
from openrouter_lsp.scanning.span import Lines, Place, Span
from openrouter_lsp.scanning.surplus import key_within
from openrouter_lsp.scanning.text import scan_text
from openrouter_lsp.scanning.variable import SHIPPED_TO_BROWSERS

__all__ = [
    "AROUND_A_KEY",
    "SHIPPED_TO_BROWSERS",
    "WORDS",
    "Context",
    "Finding",
    "IgnoringComment",
    "Lines",
    "Malformed",
    "Place",
    "Placeholder",
    "Span",
    "ignoring_comments",
    "key_within",
    "scan",
    "scan_dotenv",
    "scan_text",
    "scan_variable",
]
