"""Files and their addresses."""

from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname


def path_of(uri: str) -> Path | None:
    """Return the file that a `file:` address names; None for any other address."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    if parts.scheme != "file":
        return None
    path = url2pathname(parts.path)
    return Path(f"//{parts.netloc}{path}" if parts.netloc else path)


def uri_of(path: Path) -> str:
    """Return the address of a file, given by its whole path."""
    return path.as_uri()


def same_form(uri: str) -> str:
    """Return one form for all ways to write an address.

    Editors differ in what they escape: `%3A` for a drive's colon, `%40` for `@`.
    """
    path = path_of(uri)
    return unquote(uri) if path is None or not path.is_absolute() else uri_of(path)


def name_of(uri: str) -> str:
    """Return the last part of an address: a file's name."""
    return unquote(uri.rpartition("/")[2])
