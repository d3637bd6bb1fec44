"""The file that memory lies in: made, opened, and set aside where it is damaged.

A SQLite database with a rollback journal: a write-ahead log needs memory that all its programs
share, which a home on a network has not.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection
from typing import Final, Literal, TypeVar

from openrouter_lsp.checking.memory_schema import VERSION, bring_up_to_date, is_sound_schema

_T = TypeVar("_T")

BUSY_SECONDS: Final = 5.0
"""How long another program is waited for that is at the file."""

_ATTEMPTS: Final = 3
_SMALLEST_PAGE: Final = 512
_SIDECARS: Final = ("-journal", "-wal", "-shm")

_REASONS: Final = {
    sqlite3.SQLITE_BUSY: "another program holds it locked",
    sqlite3.SQLITE_LOCKED: "another program holds it locked",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
    sqlite3.SQLITE_PERM: "it cannot be opened",
    sqlite3.SQLITE_READONLY: "it cannot be written",
    sqlite3.SQLITE_FULL: "the disk is full",
}


class TroubleError(Exception):
    """The file cannot be used. The text says why, and has no secret in it."""


class _DamagedError(Exception):
    """The file is a database, but not the one that this program makes."""


class _EarlierVersionError(Exception):
    """An earlier version of this program made it, and whoever reads it changes nothing."""


class MemoryFile:
    """The file, open only while something is done with it.

    Args:
        path: where it is.
        clock: the time now, for the name of a file set aside.
        log: takes a sentence about that.
    """

    def __init__(
        self, path: Path, *, clock: Callable[[], datetime], log: Callable[[str], None]
    ) -> None:
        self._path = path
        self._clock = clock
        self._log = log

    def do(
        self,
        work: Callable[[Connection], _T],
        *,
        otherwise: _T,
        makes: bool = False,
        writes: bool = False,
    ) -> _T:
        """Do the work in one transaction, on a sound file of this program's version.

        Args:
            work: what to do.
            otherwise: what to return where there is no file.
            makes: whether to make the file where there is none.
            writes: whether the work changes something. A file of an earlier version is changed
                by whoever comes first: its tables are brought up to date.

        Raises:
            TroubleError: it could not be done; nothing is changed.
        """
        with _told_apart():
            for _ in range(_ATTEMPTS):
                if makes:
                    self._make()
                elif not self._path.exists():
                    return otherwise
                try:
                    with _transaction(self._path, "IMMEDIATE" if writes else "DEFERRED") as opened:
                        if not _is_ready(opened, writes=writes):
                            return otherwise
                        return work(opened)
                except _EarlierVersionError:
                    writes = True  # it is brought up to date first, whoever comes
                except (_DamagedError, sqlite3.Error) as error:
                    if _is_damage(error):
                        self._set_aside()
                    elif not self._is_gone(error):
                        raise
        raise TroubleError("it was damaged again and again")

    def remove_what_was_set_aside(self) -> None:
        """Delete the damaged files, which tell of keys as well.

        Raises:
            TroubleError: one of them stays.
        """
        with _told_apart(), suppress(FileNotFoundError):
            for file in self._path.parent.iterdir():
                if file.name.startswith(f"{self._path.name}.damaged-"):
                    file.unlink(missing_ok=True)

    def _make(self) -> None:
        if self._path.exists():
            return
        for folder in reversed(self._path.parents):
            if not folder.exists():
                folder.mkdir(mode=0o700, exist_ok=True)
        _make_private(self._path)

    def _is_gone(self, error: Exception) -> bool:
        """Whether another program set the file aside while it was opened here."""
        code = getattr(error, "sqlite_errorcode", None)
        if code == sqlite3.SQLITE_READONLY_DBMOVED:
            return True
        return _primary(code) == sqlite3.SQLITE_CANTOPEN and not self._path.exists()

    def _set_aside(self) -> None:
        """Rename the file, unless another program has just done so.

        Of several programs that saw the damage, one at a time looks again and acts, or the second
        would set the new file aside. What keeps them apart is an empty database beside the file:
        its lock goes with the program that holds it, on every platform and however that ends.
        """
        guard = self._path.with_name(f"{self._path.name}.guard")
        _make_private(guard)
        with ExitStack() as stack:
            stack.enter_context(_transaction(guard, "EXCLUSIVE"))
            if not self._path.exists():
                return
            damaged = stack.enter_context(_connection(self._path))
            # Held until the file has its new name, where its lock can be had: nobody is in the
            # middle of a change. Whoever waits for the lock is told by SQLite that it moved.
            if _is_sound(damaged):
                return
            # Not of a file with less than a page: SQLite takes that for an empty one and begins a
            # journal, whose end would be under the new file's name. Nor on Windows, where an open
            # file keeps its name.
            if self._path.stat().st_size < _SMALLEST_PAGE or os.name == "nt":
                damaged.close()
            aside = self._free_name()
            # First what belongs to it, or SQLite would take that for the new file's.
            for suffix in _SIDECARS:
                with suppress(FileNotFoundError):
                    self._path.with_name(self._path.name + suffix).rename(f"{aside}{suffix}")
            self._path.rename(aside)
        self._log(
            f"{self._path}, the memory of keys, was damaged."
            f" It is now {aside.name}, and a new one was begun."
        )

    def _free_name(self) -> Path:
        name = f"{self._path.name}.damaged-{self._clock():%Y%m%dT%H%M%SZ}"
        aside, count = self._path.with_name(name), 1
        while aside.exists():
            count += 1
            aside = self._path.with_name(f"{name}-{count}")
        return aside


def _make_private(path: Path) -> None:
    """Make an empty file for its owner alone; SQLite gives its journal the same mode.

    A file that exists is not opened: closing it would drop the locks that this process has on it.
    """
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


@contextmanager
def _connection(path: Path) -> Iterator[Connection]:
    # mode=rw: SQLite itself would make a missing file readable for everyone.
    uri = f"{path.absolute().as_uri()}?mode=rw"
    with closing(
        sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    ) as connection:
        try:
            yield connection
        finally:
            with suppress(sqlite3.ProgrammingError):  # closed before
                connection.rollback()


@contextmanager
def _transaction(
    path: Path, kind: Literal["DEFERRED", "IMMEDIATE", "EXCLUSIVE"]
) -> Iterator[Connection]:
    with _connection(path) as connection:
        # What is deleted is overwritten too: forgotten is forgotten.
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute(f"BEGIN {kind}")
        yield connection
        connection.execute("COMMIT")


def _is_ready(connection: Connection, *, writes: bool) -> bool:
    """Whether the tables are there, as today's version has them; False where the file is empty.

    Args:
        connection: within a transaction.
        writes: whether to make the tables, or to bring them up to date.

    Raises:
        _DamagedError: there is something else.
        _EarlierVersionError: they are not up to date, and stay so.
        TroubleError: a later version of this program made it.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise TroubleError("a newer version of this program made it, and it is left alone")
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    is_empty = version == 0 and tables == 0
    if not is_empty and not is_sound_schema(connection, version):
        raise _DamagedError
    if version == VERSION:
        return True
    if writes:
        bring_up_to_date(connection, version)
    elif not is_empty:
        raise _EarlierVersionError
    return writes


def _is_sound(connection: Connection) -> bool:
    """Whether nothing is wrong with the file; its lock is held afterwards, where it can be had."""
    try:
        connection.execute("BEGIN EXCLUSIVE")
        with suppress(_EarlierVersionError):
            _is_ready(connection, writes=False)
        faults = connection.execute("PRAGMA integrity_check").fetchall()
    except (_DamagedError, sqlite3.Error) as error:
        if not _is_damage(error):
            raise
        return False
    return [fault for (fault,) in faults] == ["ok"]


def _is_damage(error: Exception) -> bool:
    code = _primary(getattr(error, "sqlite_errorcode", None))
    return isinstance(error, _DamagedError) or code in (
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
    )


def _primary(code: int | None) -> int | None:
    """Return the kind of an error, of which SQLite's codes name the cause as well."""
    return None if code is None else code & 0xFF


@contextmanager
def _told_apart() -> Iterator[None]:
    """Turn what can go wrong into a reason. Messages are left out: SQLite's may quote a row."""
    try:
        yield
    except sqlite3.Error as error:
        code = _primary(getattr(error, "sqlite_errorcode", None))
        name = getattr(error, "sqlite_errorname", type(error).__name__)
        reason = _REASONS.get(code, name) if code is not None else name
        raise TroubleError(reason) from None
    except OSError as error:
        raise TroubleError(error.strerror or type(error).__name__) from None
    except (TypeError, ValueError, OverflowError):
        raise TroubleError("a row in it cannot be read") from None
