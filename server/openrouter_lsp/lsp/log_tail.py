"""The end of a log file that grows."""

import os
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, IncrementalDecoder, getincrementaldecoder
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from typing import Final

_MOST_AT_ONCE: Final = 4 * 1024 * 1024
"""Bytes. Of a file that grew by more since the last look, the newest are read."""
_REMEMBERED: Final = 256
"""Bytes before the place that was read up to, by which a file that was written anew is known."""
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
# PowerShell's redirection writes UTF-16.
_ENCODINGS: Final = {BOM_UTF16_LE: "utf-16-le", BOM_UTF16_BE: "utf-16-be"}


class LogTail:
    """Follows one file by its path: across truncation, rotation, and times when it is not there.

    Nothing of the file's text is kept between two looks, and it is not held open, so that it can
    be moved and deleted.

    Args:
        path: the file; it may come later.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._identity: tuple[int, int] | None = None
        self._offset = 0
        self._changed_ns = 0
        self._before = b""
        self._decoder: IncrementalDecoder = getincrementaldecoder("utf-8")("replace")

    def skip(self) -> None:
        """Pass over all that the file holds now.

        Effect: blocks for as long as the disk takes; so does `read`.
        """
        self._look(from_end=True)

    def read(self) -> str:
        """Return what was written since the last look; empty where the file cannot be read.

        A file that was not looked at before, or was not there, is read from its beginning.
        """
        return self._look(from_end=False)

    def _look(self, *, from_end: bool) -> str:
        try:
            descriptor = os.open(self._path, _FLAGS)
        except (OSError, ValueError):
            self._identity = None
            return ""
        try:
            return self._read(descriptor, from_end=from_end)
        except OSError:
            return ""
        finally:
            os.close(descriptor)

    def _read(self, descriptor: int, *, from_end: bool) -> str:
        status = os.fstat(descriptor)
        if not S_ISREG(status.st_mode):
            return ""
        size = status.st_size
        identity = (status.st_dev, status.st_ino)
        if identity != self._identity or self._is_written_anew(descriptor, status):
            self._begin_at(0, descriptor)
        if from_end or size - self._offset > _MOST_AT_ONCE:
            # By an even number, for the sake of UTF-16.
            self._begin_at((size if from_end else size - _MOST_AT_ONCE) & ~1, descriptor)
        os.lseek(descriptor, self._offset, os.SEEK_SET)
        data = os.read(descriptor, max(size - self._offset, 0))
        self._offset += len(data)
        self._identity, self._changed_ns = identity, status.st_mtime_ns
        self._before = self._fingerprint(descriptor)
        text = self._decoder.decode(data)
        return "" if from_end else text.removeprefix("\ufeff")

    def _begin_at(self, offset: int, descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        encoding = _ENCODINGS.get(os.read(descriptor, 2), "utf-8")
        self._decoder = getincrementaldecoder(encoding)("replace")
        self._offset = offset

    def _is_written_anew(self, descriptor: int, status: os.stat_result) -> bool:
        if status.st_size == self._offset and status.st_mtime_ns == self._changed_ns:
            return False
        # Where nothing was added and yet it changed, something else stands there now.
        is_longer = status.st_size > self._offset
        return not is_longer or self._fingerprint(descriptor) != self._before

    def _fingerprint(self, descriptor: int) -> bytes:
        start = max(0, self._offset - _REMEMBERED)
        os.lseek(descriptor, start, os.SEEK_SET)
        return sha256(os.read(descriptor, self._offset - start)).digest()
