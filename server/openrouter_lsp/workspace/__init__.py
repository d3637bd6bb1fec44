"""Which files to look at, how to read them, and where each key stands."""

from openrouter_lsp.workspace.addresses import (
    folder_of,
    name_of,
    notebook_of,
    path_of,
    same_form,
    uri_of,
)
from openrouter_lsp.workspace.discovery import (
    environment_files_around,
    find_environment_files,
    find_text_files,
)
from openrouter_lsp.workspace.environment_files import NAMES, is_environment_file
from openrouter_lsp.workspace.git import is_committable
from openrouter_lsp.workspace.ignore_file import (
    IGNORE_FILE,
    IgnoreList,
    entries,
    marked,
    nearest_ignore_file,
    read_ignore_list,
)
from openrouter_lsp.workspace.places import Places, Source
from openrouter_lsp.workspace.reading import (
    FileText,
    Form,
    UnreadableFileError,
    read_editable_text,
    read_file,
    read_text,
)
from openrouter_lsp.workspace.shadowing import Loader, Shadow, Where, shadows_in

__all__ = [
    "IGNORE_FILE",
    "NAMES",
    "FileText",
    "Form",
    "IgnoreList",
    "Loader",
    "Places",
    "Shadow",
    "Source",
    "UnreadableFileError",
    "Where",
    "entries",
    "environment_files_around",
    "find_environment_files",
    "find_text_files",
    "folder_of",
    "is_committable",
    "is_environment_file",
    "marked",
    "name_of",
    "nearest_ignore_file",
    "notebook_of",
    "path_of",
    "read_editable_text",
    "read_file",
    "read_ignore_list",
    "read_text",
    "same_form",
    "shadows_in",
    "uri_of",
]
