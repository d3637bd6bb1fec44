"""What is said where a key moves out of a source file, and of files that git ignores."""

import shlex
from collections.abc import Sequence
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
    "renders": "This file makes what pages show, which browsers run as a rule, and a browser must"
    " not have the key: whoever opens the page could read it. Nothing was changed. Ask OpenRouter"
    " from a server of yours, in a file that makes no page, and keep the key there.",
    "no_secrets": "GitHub gives no secrets to this part of a workflow, so it would be left without"
    " the key. Nothing was changed. Put the secret into an env: of the job or the step, and read"
    " that.",
    "set_before": "This script gives the variable another value before it comes to the key, so it"
    " would use that one. Nothing was changed: put a variable of another name in yourself.",
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

_LOADING_IN_NODE: Final = (
    "This program does not seem to load that file before it reads the key: if its framework does"
    " not either (Next.js and Bun do), start it with node --env-file={file}, or have it import"
    " dotenv/config first."
)
_LOADING: Final = {
    "python": "This program does not seem to load that file before it reads the key: if nothing"
    " else does, have it call load_dotenv() of python-dotenv above that place, or start it with:"
    " uv run --env-file {file}",
    "javascript": _LOADING_IN_NODE,
    "typescript": _LOADING_IN_NODE,
    "typescript_jsx": _LOADING_IN_NODE,
    "shell": "This script does not seem to load that file before it reads the key: if nothing else"
    " does, run first: set -a; . ./{file}; set +a",
    "editor": "VS Code takes ${{env:{variable}}} from the environment that it was started in, not"
    " from that file: set it there, or name the file with envFile.",
}
"""By `editing.Language`, for what does not load a .env by itself."""


_MOST_LINES: Final = 5
"""That are named of those where a key stays."""


def moved_words(
    variable: str, file: str, language: str, *, is_loaded: bool, left: Sequence[int] = ()
) -> str:
    """Say where a key stands now, where it stays, and what has to load it.

    Args:
        variable: the variable's name.
        file: the environment file, as seen from the workspace folder.
        language: what it was moved out of, of `editing.Language`.
        is_loaded: whether that seems to load a .env file before it reads the key.
        left: the lines that still hold the key, from 1.
    """
    words = f"The key is {variable} in {file} now. Save the files that are not saved yet."
    if left:
        words = f"{words} {left_words(left)}"
    loading = _LOADING.get(language)
    if loading is None or (is_loaded and language != "editor"):
        return words
    return f"{words} {loading.format(file=file, variable=variable)}"


def left_words(lines: Sequence[int]) -> str:
    """Say that a key stays in places of the file that it was moved out of.

    Args:
        lines: those that hold it, from 1; at least one.
    """
    named = [str(line) for line in lines[:_MOST_LINES]]
    more = len(lines) - len(named)
    last = f"{more} more" if more else named.pop()
    where = f"{', '.join(named)} and {last}" if named else last
    return (
        f"It stays in line{'s' * (len(lines) > 1)} {where} of the file that it came from, where it"
        " cannot be moved or is ignored: take it out there yourself."
    )


def secret_words(variable: str, left: Sequence[int] = ()) -> str:
    """Say what a workflow needs once its key was taken out.

    Args:
        variable: the secret's name.
        left: the lines that still hold the key, from 1.
    """
    more = f" {left_words(left)}" if left else ""
    return (
        f"The workflow reads the secret {variable} now. Make it in the repository's settings at"
        " GitHub (Secrets and variables, Actions). The key was written nowhere else: undo brings it"
        f" back if you need to copy it.{more}"
    )


def ignored_words(file: str) -> str:
    """Say what git makes of a file that a .gitignore names now; `file` is its name."""
    return f"A .gitignore names {file} now, so git leaves it out once that is saved."


def tracked_words(file: str, folder: str) -> str:
    """Say that a .gitignore does not help with a file that git tracks.

    Args:
        file: as seen from the folder.
        folder: the name of the one in which the command is to be run.
    """
    # What begins with a hyphen would be an option.
    named = shlex.quote(f"./{file}" if file.startswith("-") else file)
    return (
        f"Git tracks {file} already, so .gitignore alone does not help. In the folder {folder} run:"
        f" git rm --cached {named} (that leaves the file itself alone), then commit."
    )
