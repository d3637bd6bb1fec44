"""What OpenRouter said of the keys that it accepted, kept across sessions.

OpenRouter forgets a key whose time is over, and then says that there is no such user. Whoever
noted the expiry while the key was good can tell better.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final, TypeVar

from openrouter_lsp.checking.memory_rows import RECALL, REMEMBER, accepted_of, number_of, row_of
from openrouter_lsp.checking.reply import Accepted
from openrouter_lsp.keys import Fingerprint

if TYPE_CHECKING:
    from sqlite3 import Connection

_T = TypeVar("_T")

KEPT_FOR: Final = timedelta(days=365)
"""How long a key is remembered after OpenRouter last accepted it."""

_CLOCKS_MAY_DIFFER: Final = timedelta(days=1)


def memory_path() -> Path:
    """Return the file that all programs of a user share: below XDG_STATE_HOME, or its like."""
    from platformdirs import user_state_path  # noqa: PLC0415 - the command line may not need it

    return user_state_path("openrouter-lsp", appauthor=False) / "memory.sqlite3"


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
        row = row_of(fingerprint, accepted) | {"future": number_of(now + _CLOCKS_MAY_DIFFER)}
        # A clock that runs ahead must not make everything old at once.
        oldest = number_of(min(now, accepted.server_time or now) - KEPT_FOR)

        def write(connection: "Connection") -> bool:
            if not self._is_pruned:
                connection.execute("DELETE FROM remembered WHERE seen_at < ?", (oldest,))
            connection.execute(REMEMBER, row)
            return True

        if self._do(write, otherwise=False, makes=True):
            self._is_pruned = True

    def recall(self, fingerprint: Fingerprint) -> Accepted | None:
        """Return what OpenRouter said of a key when it last accepted it; None: not remembered.

        `at` is when that was, by the clock of the machine that heard it.
        """

        def read(connection: "Connection") -> Accepted | None:
            row = connection.execute(RECALL, (fingerprint,)).fetchone()
            return None if row is None else accepted_of(row)

        return self._do(read, otherwise=None)

    def forget(self) -> int:
        """Forget all keys, in files set aside too, and return how many keys that were.

        What prevents it is logged each time, since a user waits for it.
        """

        def delete(connection: "Connection") -> int:
            return connection.execute("DELETE FROM remembered").rowcount

        with self._lock:
            self._said.clear()
        return self._do(delete, otherwise=0, forgets=True)

    def close(self) -> None:
        """Wait for the call that is under way; later ones do nothing."""
        with self._lock:
            self._is_closed = True

    def _do(
        self,
        work: Callable[["Connection"], _T],
        *,
        otherwise: _T,
        makes: bool = False,
        forgets: bool = False,
    ) -> _T:
        """Do the work on the open file.

        Args:
            work: what to do in one transaction.
            otherwise: what to return where there is no file, or it cannot be used.
            makes: whether to make the file where there is none.
            forgets: whether files set aside go too.
        """
        with self._lock:
            if self._is_closed:
                return otherwise
            try:
                # Brings sqlite3: slow to import, and not every Python was built with it.
                from openrouter_lsp.checking.memory_file import (  # noqa: PLC0415
                    MemoryFile,
                    TroubleError,
                )
            except ImportError:
                self._say("this Python has no sqlite3")
                return otherwise
            file = MemoryFile(self._path, clock=self._clock, log=self._log)
            try:
                result = file.do(work, otherwise=otherwise, makes=makes, writes=makes or forgets)
                if forgets:
                    file.remove_what_was_set_aside()
            except TroubleError as trouble:
                self._say(str(trouble))
                return otherwise
            return result

    def _say(self, reason: str) -> None:
        if reason not in self._said:
            self._said.add(reason)
            self._log(f"{self._path}, the memory of keys, cannot be used: {reason}.")
