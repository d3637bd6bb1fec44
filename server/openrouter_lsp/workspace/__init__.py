"""Which files to look at, how to read them, and where each key stands."""

from openrouter_lsp.workspace.addresses import folder_of, name_of, path_of, same_form, uri_of
from openrouter_lsp.workspace.client_files import home_of
from openrouter_lsp.workspace.discovery import find_environment_files, find_text_files
from openrouter_lsp.workspace.environment_files import NAMES, is_environment_file
from openrouter_lsp.workspace.exporting import Exported, exports_after
from openrouter_lsp.workspace.git import is_committable
from openrouter_lsp.workspace.masked_keys import may_be
from openrouter_lsp.workspace.places import Places, Source
from openrouter_lsp.workspace.reading import UnreadableFileError, read_text
from openrouter_lsp.workspace.shadowing import Loader, Shadow, Where, shadows_in
from openrouter_lsp.workspace.suspect import Suspect, Whereabouts, read_source
from openrouter_lsp.workspace.suspects import suspects

__all__ = [
    "NAMES",
    "Exported",
    "Loader",
    "Places",
    "Shadow",
    "Source",
    "Suspect",
    "UnreadableFileError",
    "Where",
    "Whereabouts",
    "exports_after",
    "find_environment_files",
    "find_text_files",
    "folder_of",
    "home_of",
    "is_committable",
    "is_environment_file",
    "may_be",
    "name_of",
    "path_of",
    "read_source",
    "read_text",
    "same_form",
    "shadows_in",
    "suspects",
    "uri_of",
]
