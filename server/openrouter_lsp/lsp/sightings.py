"""Where keys were last seen to fail."""

from collections import OrderedDict
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, TypeVar

from openrouter_lsp.keys import Failure, FailureKind, Fingerprint, Key
from openrouter_lsp.reporting import Problem, seen_words

if TYPE_CHECKING:
    from openrouter_lsp.lsp.attribution import Attribution
    from openrouter_lsp.lsp.run import Run

_Name = TypeVar("_Name")
_Thing = TypeVar("_Thing")
_Mention = tuple[str, int, FailureKind, int]
"""Which command printed what, and in which line."""

_MOST: Final = 256
_FAIL_PROGRAMS: Final = frozenset({"key-expired", "key-disabled", "key-rejected", "key-exhausted"})


class Sightings:
    """Keeps the last failure of each key, and of each terminal. Of each no more than 256."""

    def __init__(self) -> None:
        self._by_key: OrderedDict[Fingerprint, Attribution] = OrderedDict()
        self._by_terminal: OrderedDict[str, Attribution] = OrderedDict()
        self._counts: OrderedDict[_Mention, int] = OrderedDict()

    def note(self, seen: "Attribution") -> None:
        """Keep a failure for its terminal, and for the key that is to blame, if one is."""
        count = self._counts.get(_mention(seen.run, seen.failure), 1)
        if count > seen.failure.count:
            seen = seen.counted(count)
        _keep(self._by_terminal, seen.run.terminal_id, seen)
        if seen.culprit is not None:
            _keep(self._by_key, seen.culprit.key.fingerprint, seen)

    def of_key(self, fingerprint: Fingerprint) -> "Attribution | None":
        """Return the last failure that a key is to blame for; None where there is none."""
        return self._by_key.get(fingerprint)

    def of_terminal(self, terminal_id: str) -> "Attribution | None":
        """Return the last failure in a terminal; None where there is none."""
        return self._by_terminal.get(terminal_id)

    def added_to(
        self, problems: tuple[Problem, ...], key: Key | None, now: datetime | None
    ) -> tuple[Problem, ...]:
        """Return the problems of a key, with where it was seen to fail by one of them.

        Args:
            problems: what is wrong with it.
            key: the key; None for what is none.
            now: the moment to speak from; None for words that stay on a screen.
        """
        seen = self.of_key(key.fingerprint) if key is not None else None
        if seen is None:
            return problems
        words = seen_words(seen.sighting, now)
        return tuple(
            replace(problem, message=f"{problem.message} {words}")
            if problem.code in _FAIL_PROGRAMS
            else problem
            for problem in problems
        )

    def naming(self, fingerprint: Fingerprint) -> "Attribution | None":
        """Return the last failure of a terminal that a key may have caused."""
        for seen in reversed(self._by_terminal.values()):
            if any(suspect.key.fingerprint == fingerprint for suspect in seen.suspects):
                return seen
        return None

    def recount(self, run: "Run", failure: Failure) -> "Attribution | None":
        """Take in that a command printed a failure again, kept already or still to be kept.

        Returns:
            What is kept of it now; None where nothing is, or where it was counted already.
        """
        mention = _mention(run, failure)
        if self._counts.get(mention) == failure.count:
            return None
        _keep(self._counts, mention, failure.count)
        seen = self._by_terminal.get(run.terminal_id)
        if seen is None or _mention(seen.run, seen.failure) != mention:
            return None
        return seen.counted(failure.count)


class Restraint:
    """Sees to it that a user is not told of one thing again and again.

    Args:
        pause: how long one thing is not told again.
    """

    def __init__(self, pause: timedelta) -> None:
        self._pause = pause
        self._told: dict[str, datetime] = {}

    def may_tell(self, thing: str, now: datetime) -> bool:
        """Tell whether a thing may be told now; if so it counts as told."""
        last = self._told.get(thing)
        # A clock that was set back must not keep one quiet for long.
        if last is not None and timedelta(0) <= now - last < self._pause:
            return False
        self._told = {each: at for each, at in self._told.items() if now - at < self._pause}
        self._told[thing] = now
        return True


def _mention(run: "Run", failure: Failure) -> _Mention:
    return run.terminal_id, run.number, failure.kind, failure.line


def _keep(kept: OrderedDict[_Name, _Thing], name: _Name, thing: _Thing) -> None:
    kept[name] = thing
    kept.move_to_end(name)
    if len(kept) > _MOST:
        kept.popitem(last=False)
