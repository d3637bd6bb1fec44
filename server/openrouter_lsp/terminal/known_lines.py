"""Lines that came so often that another look at them is a waste."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from openrouter_lsp.terminal.clues.clue import Clue

_ENOUGH: Final = 8
_MOST: Final = 64
_LONGEST: Final = 4000


@dataclass(slots=True)
class _Known:
    """What a line said every time so far; None where it did not always say the same."""

    clues: tuple[Clue, ...] | None
    times: int


class KnownLines:
    """Remembers what the same line said, as a loop prints it thousands of times.

    What was said the same way eight times, whatever stood around it, is taken to be said again.
    """

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}

    def recall(self, text: str, line: int) -> tuple[Clue, ...] | None:
        """Return what a line says, by its text; None where it must be looked at.

        Args:
            text: the line.
            line: which one it is, from 1.
        """
        known = self._known.pop(text, None)
        if known is not None:
            self._known[text] = known
        if known is None or known.clues is None or known.times < _ENOUGH:
            return None
        return tuple(replace(clue, line=line, last_line=line) for clue in known.clues)

    def learn(self, text: str, line: int, clues: Iterable[Clue]) -> None:
        """Remember what a line said.

        Args:
            text: the line.
            line: which one it is, from 1.
            clues: what was found, on this line and on others.
        """
        if len(text) > _LONGEST:
            return
        own = [clue for clue in clues if clue.line <= line <= clue.last_line]
        is_its_own = all(clue.line == clue.last_line for clue in own)
        said = tuple(replace(clue, line=0, last_line=0) for clue in own) if is_its_own else None
        known = self._known.pop(text, None)
        if known is None:
            known = _Known(said, 0)
        known.times += 1
        known.clues = said if said == known.clues else None
        if len(self._known) >= _MOST:
            del self._known[next(iter(self._known))]
        self._known[text] = known
