"""Reads a file that may be anything."""

import os
import stat
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path
from typing import Final

_LARGEST: Final = 5_000_000
"""Bytes. An environment file has a few hundred, a large source file a few hundred thousand."""


# Without O_NONBLOCK, opening a named pipe would wait for a writer; without O_BINARY, Windows would
# change the line ends.
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class UnreadableFileError(Exception):
    """A file that is not read. The message is one sentence, fit for a user, with no path."""


def read_text(path: Path) -> str:
    """Return a file's text as an editor shows it: without its byte order mark, line ends kept.

    UTF-8, or UTF-16 with a byte order mark. Bytes that are neither become U+FFFD, as in an
    editor: a key elsewhere in the file is still found, at the right place.

    Raises:
        UnreadableFileError: not a regular file, too large, gone, or not permitted.
    """
    try:
        descriptor = os.open(path, _FLAGS)
        try:
            _ensure_it_is_a_file(os.fstat(descriptor))
            with os.fdopen(descriptor, "rb", closefd=False) as file:
                data = file.read(_LARGEST + 1)
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
    if len(data) > _LARGEST:
        raise UnreadableFileError(f"It is larger than {_LARGEST // 1_000_000} MB, so not read.")
    return _decode(data)


def _ensure_it_is_a_file(status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableFileError("It is a directory, not a file.")
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableFileError("It is a pipe, a socket or a device, not a file.")
    if status.st_size > _LARGEST:
        raise UnreadableFileError(f"It is larger than {_LARGEST // 1_000_000} MB, so not read.")


def _decode(data: bytes) -> str:
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    return data.removeprefix(BOM_UTF8).decode("utf-8", errors="replace")
