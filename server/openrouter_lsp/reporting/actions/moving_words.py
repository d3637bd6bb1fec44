"""What is said where a key moves out of a source file, and of files that git ignores."""

from typing import Final

NO_MOVE: Final = {
    "not_a_string": "The key does not stand in a string that a program reads, so there is nothing"
    " to put in its place. If it is not needed, take it out yourself. Nothing was changed.",
    "part_of_a_string": "The key is part of a larger string, which cannot take a variable the way"
    " it is written. Nothing was changed: put the variable in yourself.",
    "not_a_value": "Where the key stands only a literal may stand, so it cannot be read from the"
    " environment there. Nothing was changed.",
    "for_browsers": "This file is for browsers, and a browser must not have the key: whoever opens"
    " the page could read it. Nothing was changed. Ask OpenRouter from a server of yours, and keep"
    " the key there.",
    "no_variables": "It is not known that whatever reads this file puts variables in, so it might"
    " be left without the key. Nothing was changed.",
    "unreadable": "This file cannot be read as a program the way it stands, so it is not known what"
    " an edit would make of it. Nothing was changed.",
}
"""By `editing.NoMove`: why a key cannot be moved."""

NO_FOLDER: Final = (
    "This file lies in no folder that the editor has open, so there is no place for its .env."
    " Nothing was changed: open the folder."
)
NO_ENV_FILE: Final = (
    "There is no place for a .env: what has that name is no file in this folder. Nothing was"
    " changed."
)
NO_GITIGNORE: Final = (
    "Git would commit the environment file, and there is no place for a .gitignore: what has that"
    " name is no file in this folder."
)
GONE: Final = "The key does not stand there any more. Nothing was changed."
IN_EXAMPLE_ALREADY: Final = "The example has this variable already. Nothing was changed."
NOT_LOOKED_AT: Final = (
    "Whether git would commit the file was not looked at: no git is run in a workspace that is not"
    " trusted."
)
UNTRUSTED_GIT: Final = f"{NOT_LOOKED_AT} Nothing was changed."
NOT_COMMITTED: Final = "Git would not commit this file the way it is. Nothing was changed."

_LOADING: Final = {
    "python": "This program does not seem to load that file: if nothing else does, have it call"
    " load_dotenv() of python-dotenv, or start it with: uv run --env-file {file}",
    "javascript": "This program does not seem to load that file: if its framework does not either"
    " (Next.js and Bun do), start it with node --env-file={file}, or have it import dotenv/config.",
    "shell": "This script does not seem to load that file: if nothing else does, before it, run:"
    " set -a; . ./{file}; set +a",
    "editor": "VS Code takes ${{env:{variable}}} from the environment that it was started in, not"
    " from that file: set it there, or name the file with envFile.",
}
"""By `editing.Language`, for what does not load a .env by itself."""


def moved_words(variable: str, file: str, language: str, *, is_loaded: bool) -> str:
    """Say where a key stands now, and what has to load it.

    Args:
        variable: the variable's name.
        file: the environment file, as seen from the workspace folder.
        language: what it was moved out of, of `editing.Language`.
        is_loaded: whether that seems to load a .env file.
    """
    words = f"The key is {variable} in {file} now. Save the files that are not saved yet."
    loading = _LOADING.get(language)
    if loading is None or (is_loaded and language != "editor"):
        return words
    return f"{words} {loading.format(file=file, variable=variable)}"


def secret_words(variable: str) -> str:
    """Say what a workflow needs once its key was taken out."""
    return (
        f"The workflow reads the secret {variable} now. Make it in the repository's settings at"
        " GitHub (Secrets and variables, Actions). The key was written nowhere else: undo brings it"
        " back if you need to copy it."
    )


def ignored_words(file: str, *, is_tracked: bool) -> str:
    """Say what git makes of a file that a .gitignore names now.

    Args:
        file: its name.
        is_tracked: whether git has it in its index.
    """
    if not is_tracked:
        return f"A .gitignore names {file} now, so git leaves it out once that is saved."
    return tracked_words(file)


def tracked_words(file: str) -> str:
    """Say that a .gitignore does not help with a file that git tracks."""
    return (
        f"Git tracks {file} already, so .gitignore alone does not help. Run: git rm --cached"
        f" {file} (that leaves the file itself alone), then commit."
    )
