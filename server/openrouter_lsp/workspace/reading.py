"""Reads a file that may be anything."""

import os
import stat
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

LARGEST: Final = 5_000_000
"""Bytes. An environment file has a few hundred, a large source file a few hundred thousand."""


# Without O_NONBLOCK, opening a named pipe would wait for a writer; without O_BINARY, Windows would
# change the line ends.
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


_LOOKED_AT_FOR_NUL: Final = 512
"""Bytes. Editors take a file with a NUL in them for binary, VS Code in just so many."""


_NOT_EDITED: Final = {
    "binary": "It is a binary file, which editors do not change.",
    "encoding": "It is not UTF-8, so an editor that saved it would damage it.",
}


class UnreadableFileError(Exception):
    """A file that is not read. The message is one sentence, fit for a user, with no path."""


class Form(StrEnum):
    """What a file is to an editor that would write it again."""

    TEXT = "text"
    """UTF-8, or UTF-16 with a byte order mark: what is not edited stays as it is."""
    BINARY = "binary"
    """Editors do not open it as text, and refuse an edit of it."""
    ENCODING = "encoding"
    """Some bytes are not in the encoding that an editor takes it for; saving would lose them."""


@dataclass(frozen=True, slots=True)
class FileText:
    """A file as it was read.

    Attributes:
        text: as an editor shows it.
        form: whether an editor can write it again and damage nothing.
    """

    text: str = field(repr=False)
    form: Form


def read_text(path: Path) -> str:
    """Return a file's text as an editor shows it: without its byte order mark, line ends kept.

    UTF-8, or UTF-16 with a byte order mark. Bytes that are neither become U+FFFD, as in an
    editor: a key elsewhere in the file is still found, at the right place.

    Raises:
        UnreadableFileError: not a regular file, too large, gone, or not permitted; UTF-16 without
            a byte order mark, which nothing that loads environment files can read.
    """
    data = read_bytes(path)
    if _is_unmarked_utf16(data[:_LOOKED_AT_FOR_NUL]):
        raise UnreadableFileError(
            "It is UTF-16 without a byte order mark, which programs cannot read: save it as UTF-8."
        )
    return decoded(data).text


def read_file(path: Path) -> FileText:
    """Return a file's text as `read_text` does, and whether that could be written again.

    Raises:
        UnreadableFileError: as `read_text` does.
    """
    return decoded(read_bytes(path))


def read_editable_text(path: Path) -> str:
    """Return the text of a file that an editor can change and damage nothing else in it.

    Raises:
        UnreadableFileError: as `read_text` does, and where an editor cannot.
    """
    file = read_file(path)
    if file.form is not Form.TEXT:
        raise UnreadableFileError(_NOT_EDITED[file.form])
    return file.text


def read_bytes(path: Path, most: int = LARGEST) -> bytes:
    """Return what stands in a file.

    Args:
        path: the file.
        most: bytes; a larger file is not read.

    Raises:
        UnreadableFileError: as `read_text` does.
    """
    try:
        descriptor = os.open(path, _FLAGS)
        try:
            _ensure_it_is_a_file(os.fstat(descriptor), most)
            with os.fdopen(descriptor, "rb", closefd=False) as file:
                data = file.read(most + 1)
        finally:
            os.close(descriptor)
    except FileNotFoundError:
        reason = "the link leads nowhere" if path.is_symlink() else "it is not there"
        raise UnreadableFileError(f"It cannot be read: {reason}.") from None
    except PermissionError:
        raise UnreadableFileError("It cannot be read: no permission.") from None
    except IsADirectoryError:
        raise UnreadableFileError("It is a directory, not a file.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not valid"
        raise UnreadableFileError(f"It cannot be read: {reason.lower()}.") from None
    if len(data) > most:
        raise UnreadableFileError(f"It is larger than {most // 1_000_000} MB, so not read.")
    return data


def decoded(data: bytes) -> FileText:
    """Return the text that the bytes of a file are to an editor."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        encoding, form = "utf-16", Form.TEXT
    else:
        encoding = "utf-8"
        form = Form.BINARY if b"\0" in data[:_LOOKED_AT_FOR_NUL] else Form.TEXT
        data = data.removeprefix(BOM_UTF8)
    try:
        return FileText(data.decode(encoding), form)
    except UnicodeDecodeError:
        shown = data.decode(encoding, errors="replace")
        return FileText(shown, Form.ENCODING if form is Form.TEXT else form)


def _is_unmarked_utf16(data: bytes) -> bool:
    """Tell whether every second byte of a beginning is NUL and no other: ASCII, but in UTF-16."""
    even, odd = data[::2], data[1::2]
    return len(odd) > 3 and any(
        not zeros.strip(b"\0") and b"\0" not in others
        for zeros, others in ((odd, even), (even, odd))
    )


def _ensure_it_is_a_file(status: os.stat_result, most: int) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableFileError("It is a directory, not a file.")
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableFileError("It is a pipe, a socket or a device, not a file.")
    if status.st_size > most:
        raise UnreadableFileError(f"It is larger than {most // 1_000_000} MB, so not read.")
