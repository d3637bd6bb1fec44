"""Files and their addresses."""

import os
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes, urlsplit


def path_of(uri: str) -> Path | None:
    """Return the file that a `file:` address names; None for any other address."""
    try:
        parts = urlsplit(uri)
        if parts.scheme != "file":
            return None
        path = _local(parts.path)
    except ValueError:
        return None
    host = parts.netloc if parts.netloc.lower() != "localhost" else ""
    return Path(f"//{host}{path}" if host else path)


def notebook_of(uri: str) -> Path | None:
    """Return the notebook that VS Code's address of a cell names; None for any other address."""
    try:
        parts = urlsplit(uri)
        return Path(_local(parts.path)) if parts.scheme == "vscode-notebook-cell" else None
    except ValueError:
        return None


def _local(path: str) -> str:
    if os.name == "nt":
        # Imported when first needed: it brings a whole HTTP client along.
        from urllib.request import url2pathname  # noqa: PLC0415

        return url2pathname(path)
    # By its bytes, since a file's name need not be UTF-8.
    return os.fsdecode(unquote_to_bytes(path))


def folder_of(place: str | None) -> Path | None:
    """Return the folder that an editor names, by its address or its whole path.

    None for what is neither.
    """
    if not place:
        return None
    path = path_of(place) if "://" in place else Path(place)
    return path if path is not None and path.is_absolute() else None


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
