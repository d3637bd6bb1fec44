"""Says what a command's failures mean, at a moment that does not disturb."""

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from openrouter_lsp.cli.run.hearing import Hearing
from openrouter_lsp.cli.run.screen import Screen
from openrouter_lsp.cli.run.telling import Telling

if TYPE_CHECKING:
    from openrouter_lsp.cli.run.words import Explanation

_SETTLED: Final = 0.3
"""Seconds. After so long a silence nothing is held back for lines that may follow."""
_LONG: Final = 0.7
"""Seconds of output without such a silence, after which a short lull will do."""
_LULL: Final = 0.05
_FLOWING: Final = 1.0
"""Seconds of output after which nothing is waited for, so that what is never silent is told too."""
_QUIET: Final = 1.0
"""Seconds. After so long a silence something may be said."""
_QUIET_AT_A_PROMPT: Final = 3.0
"""Seconds, where the cursor stands in a line that cannot be written again below."""
_AT_LAST: Final = 5.0
"""Seconds. So long words wait for a silence at most, then for the end of a line."""


class Commentary:
    """Listens to a command, and speaks of its failures.

    Args:
        hearings: what listens to each stream of its output.
        telling: finds the words.
        speak: shows explanations between what the command writes.
        screen: what the command has made of the terminal that words are shown on; None where it
            does not write there.
        clock: seconds, from any moment on.
    """

    def __init__(
        self,
        hearings: Sequence[Hearing],
        telling: Telling,
        speak: "Callable[[Sequence[Explanation]], None]",
        screen: Screen | None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._hearings = hearings
        self._telling = telling
        self._speak = speak
        self._screen = screen
        self._clock = clock
        self._heard_at = clock()
        self._unsettled_since = self._heard_at
        self._ready_at: float | None = None
        self._is_settled = True

    @property
    def is_full(self) -> bool:
        """Whether reading cannot wait any longer."""
        return any(hearing.is_full for hearing in self._hearings)

    def patience(self) -> float | None:
        """Return for how many seconds nothing is to be done here; None for ever."""
        if any(hearing.is_behind for hearing in self._hearings):
            return 0.0
        now = self._clock()
        quiet_for = now - self._heard_at
        if not self._is_settled:
            return max(self._settle_at - now, 0.0)
        if self._telling.is_ready and not self._is_covered:
            return max(self._silence_wanted() - quiet_for, 0.0)
        return None

    def attend(self, *, is_busy: bool) -> None:
        """Do what is due.

        Args:
            is_busy: whether there was anything else to do, so that reading may wait.
        """
        now = self._clock()
        is_behind = any(hearing.is_behind for hearing in self._hearings)
        if is_behind:
            self._heard_at = now
            if self._is_settled:
                self._is_settled = False
                self._unsettled_since = now
            if not is_busy or self.is_full:
                self._catch_up()
        elif not self._is_settled and now >= self._settle_at:
            self._settle()
        if self._telling.is_ready:
            self._ready_at = self._ready_at or now
            if self._may_speak(now):
                self._say()

    def conclude(
        self, ask_for_patience: Callable[[], None], *, is_hurried: bool = False
    ) -> "list[Explanation]":
        """Read the rest, and return what was not said yet.

        Effect: waits for the checks of keys, until somebody presses Ctrl-C.

        Args:
            ask_for_patience: is called if that takes a while.
            is_hurried: do not wait.
        """
        self._catch_up()
        self._settle()
        try:
            if not is_hurried:
                self._telling.finish(ask_for_patience)
        except KeyboardInterrupt:
            is_hurried = True
        if is_hurried:
            self._telling.give_up()
        return self._telling.take()

    def _catch_up(self) -> None:
        for hearing in self._hearings:
            self._telling.consider(hearing.catch_up())

    def _settle(self) -> None:
        self._is_settled = True
        for hearing in self._hearings:
            self._telling.consider(hearing.settle())

    @property
    def _settle_at(self) -> float:
        """When what is held back is to be told: in a silence, or where none comes, in a lull."""
        heard, since = self._heard_at, self._unsettled_since
        in_flow = min(max(heard + _LULL, since + _LONG), since + _FLOWING)
        return min(heard + _SETTLED, in_flow)

    @property
    def _is_covered(self) -> bool:
        """Whether words would destroy the screen of the command."""
        return self._screen is not None and self._screen.is_alternate

    def _silence_wanted(self) -> float:
        screen = self._screen
        if screen is None or not screen.begun or screen.can_be_repeated:
            return _QUIET
        return _QUIET_AT_A_PROMPT

    def _may_speak(self, now: float) -> bool:
        if self._is_covered or any(hearing.is_behind for hearing in self._hearings):
            return False
        if now - self._heard_at >= self._silence_wanted():
            return True
        is_overdue = self._ready_at is not None and now - self._ready_at >= _AT_LAST
        return is_overdue and (self._screen is None or not self._screen.begun)

    def _say(self) -> None:
        self._ready_at = None
        self._speak(self._telling.take())
