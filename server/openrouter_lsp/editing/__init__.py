"""What a text looks like after an edit that the user asked for.

Pure: texts and findings in, replacements out. Knows keys and scanning only. The key of an edit is
revealed here, since the edit writes it; nothing here shows it. How a key moves out of source code
is in `moving`, which is imported by itself: few sessions need it.
"""

from openrouter_lsp.editing.assigning import set_variable
from openrouter_lsp.editing.comment_signs import comment_sign
from openrouter_lsp.editing.example import example_line
from openrouter_lsp.editing.gitignore import ignore_in_git, pattern_for
from openrouter_lsp.editing.ignore_entries import add_entry, drop_lines, file_entry
from openrouter_lsp.editing.replacement import Replacement, applied
from openrouter_lsp.editing.replacing import replace_finding, replace_key
from openrouter_lsp.editing.silencing import silence, unsilence
from openrouter_lsp.editing.variables import free_variable

__all__ = [
    "Replacement",
    "add_entry",
    "applied",
    "comment_sign",
    "drop_lines",
    "example_line",
    "file_entry",
    "free_variable",
    "ignore_in_git",
    "pattern_for",
    "replace_finding",
    "replace_key",
    "set_variable",
    "silence",
    "unsilence",
]
