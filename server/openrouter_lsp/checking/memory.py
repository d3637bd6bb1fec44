"""What OpenRouter said of keys, kept across sessions, by who said it.

OpenRouter forgets a key whose time is over, and then says that there is no such user. Whoever
noted the expiry while the key was good, or that OpenRouter once said so, can tell better.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from openrouter_lsp.checking.memory_rows import (
    COUNT,
    FORGET,
    FORGET_OLDER,
    KNOWN_AGAIN,
    RECALL,
    RECALL_EXPIRED,
    REMEMBER,
    REMEMBER_EXPIRED,
    number_of,
    past_of,
    row_of,
)
from openrouter_lsp.checking.past import NOTHING, Past
from openrouter_lsp.checking.reply import Accepted, Refused
from openrouter_lsp.checking.wordings import knows_the_key, says_expired
from openrouter_lsp.keys import Fingerprint

if TYPE_CHECKING:
    from sqlite3 import Connection

_T = TypeVar("_T")
_Use = Literal["read", "write", "make", "forget"]

KEPT_FOR: Final = timedelta(days=365)
"""How long a key is remembered after OpenRouter last accepted it."""

_CLOCKS_MAY_DIFFER: Final = timedelta(days=1)
_MICROSECOND: Final = timedelta(microseconds=1)


def memory_path() -> Path:
    """Return the file that all programs of a user share: below XDG_STATE_HOME, or its like."""
    from platformdirs import user_state_path  # noqa: PLC0415 - the command line may not need it

    return user_state_path("openrouter-lsp", appauthor=False) / "memory.sqlite3"


class Memory:
    """Remembers what was said of keys, under their fingerprints.

    It is one file for all programs of a user.

    Nothing raises: where the file cannot be used, a sentence goes to the log, once for each
    reason, and nothing is remembered. Every call may wait for the disk, and five seconds or so
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

    def remember(self, fingerprint: Fingerprint, origin: str, reply: Accepted | Refused) -> None:
        """Keep what a reply tells of a key, unless something newer is kept already.

        Args:
            fingerprint: the key's.
            origin: who answered: `https://openrouter.ai`.
            reply: that it accepted the key, which makes an end of the key that was told before
                untrue; or that the key's time is over; or that it knows the key. Of any other
                refusal nothing is kept.
        """
        statements = _statements(reply)
        if not statements:
            return
        now = self._clock()
        future = {"future": number_of(now + _CLOCKS_MAY_DIFFER)}
        row = row_of(fingerprint, origin, reply) | future
        # A clock that runs ahead must not make everything old at once.
        oldest = number_of(min(now, reply.server_time or now)) - KEPT_FOR // _MICROSECOND

        def write(connection: "Connection") -> bool:
            if not self._is_pruned:
                for statement in FORGET_OLDER:
                    connection.execute(statement, (oldest,))
            for statement in statements:
                connection.execute(statement, row)
            return True

        # That a key is known again is no reason to make a file.
        use: _Use = "write" if statements == (KNOWN_AGAIN,) else "make"
        if self._do(write, otherwise=False, use=use):
            self._is_pruned = True

    def recall(self, fingerprint: Fingerprint, origin: str) -> Past:
        """Return what somebody said of a key, empty where nothing is remembered.

        `at` is when that was, by the clock of the machine that heard it.
        """

        def read(connection: "Connection") -> Past:
            rows = (fingerprint, origin)
            accepted = connection.execute(RECALL, rows).fetchone()
            return past_of(accepted, connection.execute(RECALL_EXPIRED, rows).fetchone())

        return self._do(read, otherwise=NOTHING)

    def forget(self, complain: Callable[[str], None] | None = None) -> int:
        """Forget all keys, in files set aside too, and return how many keys that were.

        What prevents it is logged each time, since a user waits for it.

        Args:
            complain: takes the same sentence, and no other.
        """

        def delete(connection: "Connection") -> int:
            (count,) = connection.execute(COUNT).fetchone()
            for statement in FORGET:
                connection.execute(statement)
            return int(count)

        with self._lock:
            self._said.clear()
        return self._do(delete, otherwise=0, use="forget", complain=complain)

    def close(self) -> None:
        """Wait for the call that is under way; later ones do nothing."""
        with self._lock:
            self._is_closed = True

    def _do(
        self,
        work: Callable[["Connection"], _T],
        *,
        otherwise: _T,
        use: _Use = "read",
        complain: Callable[[str], None] | None = None,
    ) -> _T:
        """Do the work on the open file.

        Args:
            work: what to do in one transaction.
            otherwise: what to return where there is no file, or it cannot be used.
            use: what for: to read; to write; to write, and make the file where there is none; or
                to forget, files set aside too.
            complain: takes what prevents it, each time.
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
                self._say("this Python has no sqlite3", complain)
                return otherwise
            file = MemoryFile(self._path, clock=self._clock, log=self._log)
            try:
                result = file.do(
                    work, otherwise=otherwise, makes=use == "make", writes=use != "read"
                )
                if use == "forget":
                    file.remove_what_was_set_aside()
            except TroubleError as trouble:
                self._say(str(trouble), complain)
                return otherwise
            return result

    def _say(self, reason: str, complain: Callable[[str], None] | None) -> None:
        sentence = f"{self._path}, the memory of keys, cannot be used: {reason}."
        if complain is not None:
            complain(sentence)
        if reason not in self._said:
            self._said.add(reason)
            self._log(sentence)


def _statements(reply: Accepted | Refused) -> tuple[str, ...]:
    """Return what a reply changes in the file, in order; nothing where it tells nothing."""
    if isinstance(reply, Accepted):
        return REMEMBER, KNOWN_AGAIN
    if says_expired(reply):
        return (REMEMBER_EXPIRED,)
    return (KNOWN_AGAIN,) if knows_the_key(reply) else ()
