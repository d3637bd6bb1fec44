"""Files that are written only to be shown: a key that could not be put in its place, a report.

Only the user can read them, and they go when the session ends. A server that is killed cannot
take its own away, so the next to start does. Each has a folder and, as long as it lives, the lock
on a file beside it; the system gives the lock up however the server ends. A process's number would
not do: another process may have it by then.
"""

import os
import secrets
import shutil
import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

_LOCK: Final = ".lock"

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class ShownFiles:
    """The files of one server. Every method blocks.

    Args:
        below: where all servers of this user keep theirs; made when it is needed.
    """

    def __init__(self, below: Path) -> None:
        self._below = below
        self._folder: Path | None = None
        self._descriptor: int | None = None

    def write(self, name: str, text: str) -> Path:
        """Write a file of its own, however often a name is given; return where it is.

        Raises:
            OSError: it could not be written.
        """
        if self._folder is None:
            self._folder = self._make_folder()
        path = Path(mkdtemp(dir=self._folder)) / name
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def delete(self, path: Path) -> None:
        """Delete a file that `write` wrote, once it is not needed any more."""
        shutil.rmtree(path.parent, ignore_errors=True)

    def delete_leftovers(self) -> None:
        """Delete what servers left that do not run any more."""
        try:
            folders = [one for one in self._below.iterdir() if _is_folder(one)]
        except OSError:
            return
        for folder in folders:
            _delete_if_left(folder)

    def close(self) -> None:
        """Delete all of this server's."""
        folder, self._folder = self._folder, None
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        if self._descriptor is not None and folder is not None:
            os.close(self._descriptor)
            self._descriptor = None
            _lock_of(folder).unlink(missing_ok=True)

    def _make_folder(self) -> Path:
        folder = self._below / secrets.token_hex(8)
        try:
            self._below.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Locked before the folder is there, so that nobody ever finds it unlocked.
            self._descriptor = _locked(_lock_of(folder), os.O_CREAT | os.O_EXCL)
            folder.mkdir(mode=0o700)
        except OSError:
            # No place to write in, or no locks there: the system's own, which is tidied otherwise.
            return Path(mkdtemp(prefix="openrouter-lsp-"))
        return folder


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _lock_of(folder: Path) -> Path:
    return folder.with_name(folder.name + _LOCK)


def _locked(file: Path, flags: int = 0) -> int:
    """Open a file and lock it; return its descriptor.

    Raises:
        OSError: it is not there, or another process has it locked.
    """
    descriptor = os.open(file, os.O_RDWR | flags, 0o600)
    try:
        _lock(descriptor)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _delete_if_left(folder: Path) -> None:
    """Delete a server's folder and lock, unless that server runs."""
    lock = _lock_of(folder)
    try:
        descriptor: int | None = _locked(lock)
    except FileNotFoundError:
        descriptor = None
    except OSError:
        return
    shutil.rmtree(folder, ignore_errors=True)
    if descriptor is not None:
        os.close(descriptor)
    if not folder.exists():
        lock.unlink(missing_ok=True)
