"""What OpenRouter said of the keys that it accepted, kept across sessions.

OpenRouter forgets a key whose time is over, and then says that there is no such user. Whoever
noted the expiry while the key was good can tell better.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final, TypeVar

from openrouter_lsp.checking.quoting import quotable
from openrouter_lsp.checking.reply import Accepted
from openrouter_lsp.keys import Fingerprint, KeyDetails

if TYPE_CHECKING:
    from openrouter_lsp.checking.memory_file import Connection, Work

T = TypeVar("T")

KEPT_FOR: Final = timedelta(days=365)
"""How long a key is remembered after OpenRouter last accepted it."""

_CLOCKS_MAY_DIFFER: Final = timedelta(days=1)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)

# A row from the future was written while a clock was wrong. It gives way: nothing would ever be
# newer, and what is true today could not be remembered.
_REMEMBER: Final = """
INSERT INTO remembered VALUES (
  :fingerprint, :seen_at, :label, :expires_at, :is_expiry_unread, :key_limit, :limit_remaining,
  :limit_reset, :is_management_key
) ON CONFLICT (fingerprint) DO UPDATE SET
  seen_at = excluded.seen_at,
  label = excluded.label,
  expires_at = excluded.expires_at,
  is_expiry_unread = excluded.is_expiry_unread,
  key_limit = excluded.key_limit,
  limit_remaining = excluded.limit_remaining,
  limit_reset = excluded.limit_reset,
  is_management_key = excluded.is_management_key
WHERE excluded.seen_at >= remembered.seen_at OR remembered.seen_at > :future
"""
_RECALL: Final = """
SELECT seen_at, label, expires_at, is_expiry_unread, key_limit, limit_remaining, limit_reset,
  is_management_key
FROM remembered WHERE fingerprint = ?
"""


class Memory:
    """Remembers accepted keys under their fingerprints, in one file for all programs of a user.

    Nothing raises: where the file cannot be used, a sentence goes to the log, once for each
    reason, and nothing is remembered. Every call may wait for the disk, and two seconds or so
    for other programs, so it does not belong on an event loop; any thread may call. A process
    makes one Memory for a file, since its lock is what keeps the threads apart.

    Args:
        path: the file; it and its folder are made when the first key is remembered, for their
            owner alone.
        clock: the time now, aware, UTC.
        log: takes a sentence, on the thread of the call. There is no secret in it.
    """

    def __init__(
        self, path: Path, *, clock: Callable[[], datetime], log: Callable[[str], None]
    ) -> None:
        self._path = path
        self._clock = clock
        self._log = log
        self._lock = Lock()
        self._said: set[str] = set()
        self._is_pruned = False
        self._is_closed = False

    def remember(self, fingerprint: Fingerprint, accepted: Accepted) -> None:
        """Keep what OpenRouter said of a key, unless something newer is kept already."""
        now = self._clock()
        row = _row_of(fingerprint, accepted) | {"future": _number(now + _CLOCKS_MAY_DIFFER)}
        # A clock that runs ahead must not make everything old at once.
        oldest = _number(min(now, accepted.server_time or now) - KEPT_FOR)

        def write(connection: "Connection") -> None:
            if not self._is_pruned:
                connection.execute("DELETE FROM remembered WHERE seen_at < ?", (oldest,))
            connection.execute(_REMEMBER, row)

        def done(_: None) -> None:
            self._is_pruned = True

        self._with_file(write, done, None, makes=True)

    def recall(self, fingerprint: Fingerprint) -> Accepted | None:
        """Return what OpenRouter said of a key when it last accepted it; None: not remembered.

        `at` is when that was, by the clock of the machine that heard it.
        """

        def read(connection: "Connection") -> tuple[object, ...] | None:
            row: tuple[object, ...] | None = connection.execute(_RECALL, (fingerprint,)).fetchone()
            return row

        return self._with_file(read, lambda row: row and _accepted_of(row), None)

    def forget(self) -> int:
        """Forget all keys, in files set aside too, and return how many keys that were.

        A reason why that cannot be done is logged each time, as a user waits for it.
        """

        def delete(connection: "Connection") -> int:
            return connection.execute("DELETE FROM remembered").rowcount

        with self._lock:
            self._said.clear()
        return self._with_file(delete, lambda count: count, 0, forgets=True)

    def close(self) -> None:
        """Wait for the call that is under way; later ones do nothing."""
        with self._lock:
            self._is_closed = True

    def _with_file(
        self,
        work: "Work[T]",
        then: Callable[[T], "_Result"],
        otherwise: "_Result",
        *,
        makes: bool = False,
        forgets: bool = False,
    ) -> "_Result":
        """Do the work on the open file, and return what `then` makes of it.

        Args:
            work: what to do in one transaction.
            then: called when it is committed.
            otherwise: what to return where there is no file, or it cannot be used.
            makes: whether to make the file where there is none.
            forgets: whether files set aside go too.
        """
        with self._lock:
            if self._is_closed:
                return otherwise
            try:
                # Brings sqlite3, which not every Python was built with; nor does every session
                # of the server need it, and none at its start.
                from openrouter_lsp.checking.memory_file import (  # noqa: PLC0415
                    MemoryFile,
                    TroubleError,
                )
            except ImportError:
                self._say("this Python has no sqlite3")
                return otherwise
            file = MemoryFile(self._path, clock=self._clock, log=self._log)
            try:
                if not makes and not file.exists():
                    result = otherwise
                else:
                    result = then(file.do(work, is_write=makes or forgets))
                if forgets:
                    file.remove_what_was_set_aside()
            except TroubleError as trouble:
                self._say(str(trouble))
                return otherwise
            except (TypeError, ValueError, OverflowError):
                self._say("a row cannot be read")
                return otherwise
            return result

    def _say(self, reason: str) -> None:
        if reason not in self._said:
            self._said.add(reason)
            self._log(f"The memory of keys, {self._path}, is not used: {reason}.")


_Result = TypeVar("_Result")
