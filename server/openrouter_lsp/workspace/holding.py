"""Which files hold a key, and which of them an editor cannot change.

The key's text is not needed: whatever has a key's shape is compared by its fingerprint, in the
bytes, so that a file need not be text.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain
from pathlib import Path
from re import compile as regex
from typing import Final

from openrouter_lsp.keys import Fingerprint
from openrouter_lsp.workspace.discovery import (
    find_all_files,
    find_environment_files,
    find_in_virtual_environments,
    find_text_files,
)
from openrouter_lsp.workspace.reading import (
    LARGEST,
    Form,
    UnreadableFileError,
    decoded,
    read_bytes,
)

_MOST_FILES: Final = 50_000
_MOST_BYTES: Final = 1_000_000_000
"""That are read, of all files together."""
_MOST_OF_ONE: Final = 50_000_000
"""Bytes. A larger file is not searched."""

_KEY: Final = regex(rb"sk-or-v1-[0-9a-f]{64}")
# In UTF-16 of either byte order.
_WIDE_KEY: Final = regex(rb"s\0k\0-\0o\0r\0-\0v\x001\0-\0(?:[0-9a-f]\0){63}[0-9a-f]")


class Obstacle(StrEnum):
    """Why an editor is not asked to put another key into a file."""

    BINARY = "binary"
    """Editors do not open it as text."""
    ENCODING = "encoding"
    """It is not UTF-8: what is not ASCII would be lost."""
    TOO_LARGE = "too_large"
    """Nothing reads it as text here."""
    VIRTUAL_ENVIRONMENT = "virtual_environment"
    """It is a tool's, which makes it anew."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A file that holds a key.

    Attributes:
        path: the file.
        text: what stands in it; None where an obstacle is in the way.
        obstacle: why it cannot be changed; None where it can.
    """

    path: Path
    text: str | None = field(repr=False)
    obstacle: Obstacle | None


@dataclass(frozen=True, slots=True)
class Holders:
    """The files that hold a key.

    Attributes:
        files: those that were found.
        is_complete: every file was searched. There may be too many, or one may be too large or
            not permitted.
    """

    files: tuple[Holder, ...]
    is_complete: bool


def find_holders(
    key: Fingerprint,
    folders: Iterable[Path],
    known: Iterable[Path] = (),
    extra: tuple[str, ...] = (),
) -> Holders:
    """Find the files that hold a key, ignored by git or not. What links lead to is not followed.

    Effect: reads them, but for the folders of tools.

    Args:
        key: which.
        folders: those that are searched, with all below them.
        known: further files; links among them are followed.
        extra: further globs for the names of environment files.
    """
    found: list[Holder] = []
    is_complete = True
    read = 0
    for count, (path, obstacle) in enumerate(_candidates(folders, known, extra)):
        if count >= _MOST_FILES or read > _MOST_BYTES:
            return Holders(tuple(found), is_complete=False)
        try:
            data = read_bytes(path, _MOST_OF_ONE)
        except UnreadableFileError:
            is_complete = is_complete and not _is_file(path)
            continue
        read += len(data)
        if _holds(data, key):
            found.append(_holder(path, data, obstacle))
    return Holders(tuple(found), is_complete)


def _candidates(
    folders: Iterable[Path], known: Iterable[Path], extra: tuple[str, ...]
) -> Iterator[tuple[Path, Obstacle | None]]:
    """Yield each file once, the likeliest first, so that a bound cuts off the others."""
    seen: set[Path] = set()
    for path in known:
        if path not in seen:
            seen.add(path)
            yield path, None
    folders = tuple(folders)
    ways = (
        chain(find_environment_files(folder, extra), find_text_files(folder)) for folder in folders
    )
    ignored = (find_all_files(folder) for folder in folders)
    for path in chain.from_iterable((*ways, *ignored)):
        if path not in seen:
            seen.add(path)
            # What a link leads to is looked at where it lies.
            if not path.is_symlink():
                yield path, None
    for folder in folders:
        for path in find_in_virtual_environments(folder, extra):
            if path not in seen:
                seen.add(path)
                yield path, Obstacle.VIRTUAL_ENVIRONMENT


def _holds(data: bytes, key: Fingerprint) -> bool:
    texts = {match[0] for match in chain(_KEY.finditer(data), _WIDE_KEY.finditer(data))}
    return any(hashlib.sha256(text.replace(b"\0", b"")).hexdigest() == key for text in texts)


def _holder(path: Path, data: bytes, obstacle: Obstacle | None) -> Holder:
    if obstacle is None and len(data) > LARGEST:
        obstacle = Obstacle.TOO_LARGE
    if obstacle is not None:
        return Holder(path, None, obstacle)
    file = decoded(data)
    if file.form is Form.TEXT:
        return Holder(path, file.text, None)
    is_wide = _KEY.search(data) is None
    return Holder(path, None, Obstacle.ENCODING if is_wide else Obstacle(file.form))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
