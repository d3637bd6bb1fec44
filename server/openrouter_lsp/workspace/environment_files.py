"""Which files are environment files."""

from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import Final

NAMES: Final = (".env*", "*.env", ".flaskenv", ".dev.vars*")
"""File names, as globs: dotenv's own, direnv's .envrc, Flask's, Cloudflare's."""


def is_environment_file(name: str, extra: Iterable[str] = ()) -> bool:
    """Whether a file of this name (no folder) is read as dotenv.

    Args:
        name: the file's name.
        extra: further globs, from the settings.
    """
    lower = name.lower()
    return any(fnmatchcase(lower, glob.lower()) for glob in (*NAMES, *extra))
