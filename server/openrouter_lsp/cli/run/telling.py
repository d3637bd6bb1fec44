"""Looks for the words for failures, in a thread of its own, as checking keys takes a while."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from queue import Queue
from threading import Lock, Thread
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from openrouter_lsp.cli.run.key_checks import KeyChecks
    from openrouter_lsp.cli.run.words import Explanation, Words
    from openrouter_lsp.keys import Failure
    from openrouter_lsp.reporting.failures import CheckedKey

_A_WHILE: Final = 1.0
"""Seconds."""


class Telling:
    """Looks for words for failures, and keeps them until they are asked for.

    Args:
        command_line: what was run.
        folder: where.
        wake: is called, in another thread, whenever words are ready.
    """

    def __init__(self, command_line: str, folder: Path, wake: Callable[[], None]) -> None:
        self._command_line = command_line
        self._folder = folder
        self._wake = wake
        self._failures: Queue[Failure | None] = Queue()
        self._worker: Thread | None = None
        self._lock = Lock()
        self._words: Words | None = None
        self._unexplained: list[Failure] = []
        self._ready: list[Explanation] = []

    @property
    def is_ready(self) -> bool:
        """Whether there are words that nobody took."""
        with self._lock:
            return bool(self._ready)

    def consider(self, failures: "Sequence[Failure]") -> None:
        """Look for words for failures, in the background."""
        if not failures:
            return
        if self._worker is None:
            self._worker = Thread(target=self._work, daemon=True)
            self._worker.start()
        with self._lock:
            self._unexplained += failures
        for failure in failures:
            self._failures.put(failure)

    def take(self) -> "list[Explanation]":
        """Return the words that are ready, each once."""
        with self._lock:
            ready, self._ready = self._ready, []
        return ready

    def finish(self, ask_for_patience: Callable[[], None]) -> None:
        """Wait until there are words for all failures.

        Args:
            ask_for_patience: is called if that takes a while.
        """
        if self._worker is not None:
            self._failures.put(None)
            self._worker.join(_A_WHILE)
            if self._worker.is_alive():
                ask_for_patience()
                self._worker.join()

    def give_up(self) -> None:
        """Find words for what is left without checking any key."""
        with self._lock:
            for failure in self._unexplained:
                self._explain(failure, None)
            self._unexplained.clear()

    def _work(self) -> None:
        with ExitStack() as stack:
            checks: KeyChecks | None = None
            while (failure := self._failures.get()) is not None:
                # Slow to import, and seldom needed.
                from openrouter_lsp.cli.run.words import wants_check  # noqa: PLC0415

                keys: Sequence[CheckedKey] | None = None
                if wants_check(failure):
                    try:
                        checks = checks or stack.enter_context(self._open_checks())
                        keys = checks.check(failure)
                    except Exception:  # noqa: BLE001 - then it is told without
                        keys = None
                with self._lock:
                    if failure in self._unexplained:
                        self._unexplained.remove(failure)
                        self._explain(failure, keys)
                self._wake()

    def _open_checks(self) -> "KeyChecks":
        from openrouter_lsp.cli.run.key_checks import KeyChecks  # noqa: PLC0415

        return KeyChecks(self._command_line, self._folder)

    def _explain(self, failure: "Failure", keys: "Sequence[CheckedKey] | None") -> None:
        """Find the words for a failure, with the lock held."""
        from openrouter_lsp.cli.run.words import Words  # noqa: PLC0415

        self._words = self._words or Words()
        explanation = self._words.explain(failure, keys)
        if explanation is not None:
            self._ready.append(explanation)
