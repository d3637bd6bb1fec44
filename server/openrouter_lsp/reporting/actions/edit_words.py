"""What is said of an edit that was offered."""

from typing import Final

EDIT_LABEL: Final = "OpenRouter keys"
"""What an editor calls an edit, in its undo list too."""
NO_SUCH_EDIT: Final = "This offer is of another version of the server. Ask for the offers again."
NOT_EDITED: Final = (
    "The editor did not take the edit; the text may have changed meanwhile, or a file may be"
    " read-only. Nothing was changed; try it again."
)


def no_new_files_words(names: list[str]) -> str:
    """Say that an editor cannot make the files that an edit is to make."""
    return (
        f"This editor makes no files: create {', '.join(names)} yourself, then choose this again."
    )
