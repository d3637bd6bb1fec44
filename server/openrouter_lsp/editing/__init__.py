"""What a text looks like after an edit that the user asked for.

Pure: texts and findings in, replacements out. Knows keys and scanning only. The key of an edit is
revealed here, since the edit writes it; nothing here shows it.
"""

from openrouter_lsp.editing.assigning import set_variable
from openrouter_lsp.editing.replacement import Replacement, applied
from openrouter_lsp.editing.replacing import replace_finding, replace_key

__all__ = [
    "Replacement",
    "applied",
    "replace_finding",
    "replace_key",
    "set_variable",
]
