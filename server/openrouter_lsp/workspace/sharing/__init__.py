"""What is shared through git, and the environment files that are not."""

from openrouter_lsp.workspace.sharing.env_file import (
    env_file_beside,
    env_file_for,
    example_beside,
    is_example,
    is_within,
)
from openrouter_lsp.workspace.sharing.git_history import (
    InHistory,
    NotInHistory,
    Unsearched,
    search_history,
)
from openrouter_lsp.workspace.sharing.git_ignoring import GitView, git_view

__all__ = [
    "GitView",
    "InHistory",
    "NotInHistory",
    "Unsearched",
    "env_file_beside",
    "env_file_for",
    "example_beside",
    "git_view",
    "is_example",
    "is_within",
    "search_history",
]
