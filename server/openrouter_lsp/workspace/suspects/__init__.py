"""Which keys a failed program may have used."""

from openrouter_lsp.workspace.suspects.client_files import home_of
from openrouter_lsp.workspace.suspects.exporting import Exported, exports_after
from openrouter_lsp.workspace.suspects.masked_keys import may_be
from openrouter_lsp.workspace.suspects.suspect import Suspect, Whereabouts, read_source
from openrouter_lsp.workspace.suspects.suspecting import suspects

__all__ = [
    "Exported",
    "Suspect",
    "Whereabouts",
    "exports_after",
    "home_of",
    "may_be",
    "read_source",
    "suspects",
]
