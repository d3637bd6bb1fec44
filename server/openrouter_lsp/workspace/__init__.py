"""Which files to look at, how to read them, and where each key stands."""

from openrouter_lsp.workspace.addresses import folder_of, name_of, path_of, same_form, uri_of
from openrouter_lsp.workspace.client_files import home_of
from openrouter_lsp.workspace.discovery import find_environment_files, find_text_files
from openrouter_lsp.workspace.env_file import (
    env_file_beside,
    env_file_for,
    example_beside,
    is_example,
    is_within,
)
from openrouter_lsp.workspace.environment_files import NAMES, is_environment_file
from openrouter_lsp.workspace.exporting import Exported, exports_after
from openrouter_lsp.workspace.git import is_committable
from openrouter_lsp.workspace.git_history import (
    InHistory,
    NotInHistory,
    Unsearched,
    search_history,
)
from openrouter_lsp.workspace.git_ignoring import GitView, git_view
from openrouter_lsp.workspace.ignore_file import (
    IGNORE_FILE,
    IgnoreList,
    entries,
    marked,
    nearest_ignore_file,
    read_ignore_list,
)
from openrouter_lsp.workspace.masked_keys import may_be
from openrouter_lsp.workspace.places import Places, Source
from openrouter_lsp.workspace.reading import UnreadableFileError, read_text
from openrouter_lsp.workspace.shadowing import Loader, Shadow, Where, shadows_in
from openrouter_lsp.workspace.suspect import Suspect, Whereabouts, read_source
from openrouter_lsp.workspace.suspects import suspects

__all__ = [
    "IGNORE_FILE",
    "NAMES",
    "Exported",
    "GitView",
    "IgnoreList",
    "InHistory",
    "Loader",
    "NotInHistory",
    "Places",
    "Shadow",
    "Source",
    "Suspect",
    "UnreadableFileError",
    "Unsearched",
    "Where",
    "Whereabouts",
    "entries",
    "env_file_beside",
    "env_file_for",
    "example_beside",
    "exports_after",
    "find_environment_files",
    "find_text_files",
    "folder_of",
    "git_view",
    "home_of",
    "is_committable",
    "is_environment_file",
    "is_example",
    "is_within",
    "marked",
    "may_be",
    "name_of",
    "nearest_ignore_file",
    "path_of",
    "read_ignore_list",
    "read_source",
    "read_text",
    "same_form",
    "search_history",
    "shadows_in",
    "suspects",
    "uri_of",
]
