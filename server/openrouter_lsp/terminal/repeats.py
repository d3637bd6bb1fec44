"""Puts clues together: one error is one failure, however often an output mentions it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from openrouter_lsp.keys import Certainty, Failure, FailureKind
from openrouter_lsp.terminal.clues.certainty import is_surer, most_sure
from openrouter_lsp.terminal.clues.clue import Clue, Weight

WAIT_FOR_WORDS: Final = 14
"""How many lines a bare status may stand from the words that belong to it."""
_FAR_REACH: Final = 80
"""The same where a traceback may stand between them."""
_MOST: Final = 500
_DIGITS = re.compile(r"\d[\d.,]*")
_KINDS_OF_401: Final = frozenset(
    {
        FailureKind.INVALID_KEY,
        FailureKind.USER_NOT_FOUND,
        FailureKind.KEY_EXPIRED,
        FailureKind.NO_CREDENTIALS,
    }
)


@dataclass(slots=True)
class _Told:
    """A failure as it grows."""

    clue: Clue
    certainty: Certainty
    count: int = 1
    last_line: int = 0
    may_change: bool = False
    frames: set[str] = field(default_factory=set)
    model: str | None = None
    provider: str | None = None
    variable: str | None = None
    masked_key: str | None = None

    def failure(self) -> Failure:
        clue = self.clue
        return Failure(
            clue.kind, self.certainty, clue.line, clue.text, clue.message, clue.code,
            self.masked_key, self.variable, self.model, self.provider, self.count,
        )  # fmt: skip


class Failures:
    """The failures of one output, from clues that come in the order of their lines."""

    def __init__(self) -> None:
        self._told: list[_Told] = []
        self._is_named = False

    @property
    def all(self) -> tuple[Failure, ...]:
        """Every failure, as it is known now, in the order of their lines."""
        return tuple(sorted((told.failure() for told in self._told), key=lambda f: f.line))

    def take(self, clues: Iterable[Clue], unfinished: int | None = None) -> tuple[Failure, ...]:
        """Take clues; return the failures that are new, or surer than merely possible now.

        Args:
            clues: in the order of their lines.
            unfinished: the line that may still grow, from 1; what it says now may change.
        """
        new: list[_Told] = []
        growing: list[_Told] = []
        for clue in map(self._risen, clues):
            told = self._fitting(clue)
            if told is None and len(self._told) >= _MOST:
                self._told[-1].count += 1
                continue
            if told is None:
                told = _Told(clue, clue.certainty)
                self._told.append(told)
                new.append(told)
            elif _add(told, clue) and told not in new:
                new.append(told)
            _fill(told, clue)
            if clue.last_line == unfinished:
                growing.append(told)
            self._is_named = self._is_named or clue.certainty is Certainty.NAMED
        for told in growing:
            told.may_change = True
        return tuple(told.failure() for told in new)

    def _risen(self, clue: Clue) -> Clue:
        if clue.can_rise and self._is_named:
            return replace(clue, certainty=Certainty.LIKELY)
        return clue

    def _fitting(self, clue: Clue) -> _Told | None:
        for told in reversed(self._told):
            if _is_same(told, clue):
                return told
        return None


def _is_same(told: _Told, clue: Clue) -> bool:
    one, away = told.clue, clue.line - told.last_line
    if told.may_change and one.line == clue.line:
        return True
    if away <= 0 and one.kind is clue.kind and _agree(told.model, clue.model):
        return True
    if away <= 0 and clue.line >= one.line and clue.weight <= Weight.OTHER_WORDS:
        return True
    weakest = min(one.weight, clue.weight)
    reach = _FAR_REACH if weakest is Weight.STATUS else WAIT_FOR_WORDS
    if away <= reach and weakest <= Weight.PROVIDER and one.weight is not clue.weight:
        return _may_be_one(one, clue)
    if one.kind is not clue.kind or not _agree(told.model, clue.model):
        return False
    if one.message is None or clue.message is None:
        return one.message is clue.message or away <= WAIT_FOR_WORDS
    return _form(one.message) == _form(clue.message)


def _may_be_one(one: Clue, other: Clue) -> bool:
    """Tell whether a telling and a less telling clue, close to one another, are one error."""
    if one.kind is other.kind or (one.kind in _KINDS_OF_401 and other.kind in _KINDS_OF_401):
        return True
    if one.message and other.message and _form(one.message) == _form(other.message):
        return True
    return one.code is not None and one.code == other.code


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _form(message: str) -> str:
    return _DIGITS.sub("#", message).rstrip(". ").lower()


def _add(told: _Told, clue: Clue) -> bool:
    """Add a mention; return whether the failure is worth telling again."""
    was = told.clue
    if told.may_change and was.line == clue.line:
        told.may_change = False
        told.clue = clue
        told.certainty = most_sure(told.certainty, clue.certainty)
        return clue.kind is not was.kind
    is_telling = False
    if clue.weight > was.weight:
        is_telling = clue.kind is not was.kind
        told.clue = clue
    overlaps = was.line <= clue.last_line and clue.line <= was.last_line
    if is_surer(clue.certainty, told.certainty) and not (overlaps and clue.weight < was.weight):
        is_telling = is_telling or told.certainty is Certainty.POSSIBLE
        told.certainty = clue.certainty
    if clue.line <= told.last_line:
        return is_telling
    if clue.weight >= was.weight and (
        clue.frame in told.frames or clue.line - told.last_line > 2 * WAIT_FOR_WORDS
    ):
        told.count += 1
        told.frames.clear()
    return is_telling


def _fill(told: _Told, clue: Clue) -> None:
    if clue.weight >= told.clue.weight:
        told.frames.add(clue.frame)
    told.last_line = max(told.last_line, clue.last_line)
    if told.clue.code is None and clue.kind is told.clue.kind:
        told.clue = replace(told.clue, code=clue.code)
    told.model = told.model or clue.model
    told.provider = told.provider or clue.provider
    told.variable = told.variable or clue.variable
    told.masked_key = told.masked_key or clue.masked_key
