"""Everything in a page that speaks of a failure."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from openrouter_lsp.terminal.clues.clue import Clue
from openrouter_lsp.terminal.clues.missing_key import OTHER_CLIENTS_LETTERS, missing_key_clues
from openrouter_lsp.terminal.clues.named_phrases import named_phrase_clues
from openrouter_lsp.terminal.clues.status_clues import (
    WORDLESS_LETTERS,
    holds_a_status,
    status_clues,
    wordless_clues,
)
from openrouter_lsp.terminal.clues.unreachable import (
    may_speak_of_connection,
    speaks_of_connection,
    unreachable_clues,
)
from openrouter_lsp.terminal.clues.wording_clues import wording_clues
from openrouter_lsp.terminal.clues.wordings import WORDINGS
from openrouter_lsp.terminal.page.page import REACH, Page
from openrouter_lsp.terminal.triggers import letters

WRAPPED: Final = 3
"""How many lines before and behind a line a wording may be broken over."""
_WORDINGS: Final = (*{w.letters for w in WORDINGS}, *WORDLESS_LETTERS, *OTHER_CLIENTS_LETTERS)


@dataclass(frozen=True, slots=True)
class Glance:
    """What some lines may hold at all, so that each of them is asked for nothing else.

    Attributes:
        wordings: the letters of the known wordings in them, if broken over several.
        has_connection: a word that may speak of a connection.
    """

    wordings: tuple[bytes, ...]
    has_connection: bool


def glance(lines: Sequence[str]) -> Glance:
    """Look at some lines at once; fast."""
    squashed = letters("".join(lines))
    wordings = tuple(wording for wording in _WORDINGS if wording in squashed)
    return Glance(wordings, may_speak_of_connection(squashed))


def may_hold_a_wording(lines: Sequence[str], at: int, seen: Glance) -> bool:
    """Tell whether a line may hold a part of a known wording; fast.

    Args:
        lines: the line and those around it.
        at: which one it is.
        seen: what it and those beside it may hold.
    """
    if not seen.wordings:
        return False
    own = letters(lines[at])
    before = letters("".join(lines[max(0, at - WRAPPED) : at]))
    everything = before + own + letters("".join(lines[at + 1 : at + 1 + WRAPPED]))
    start, end = len(before), len(before) + len(own)
    for wording in seen.wordings:
        found = everything.find(wording, max(0, start - len(wording) + 1))
        if 0 <= found < end:
            return True
    return False


def may_hold_a_clue(lines: Sequence[str], at: int, seen: Glance) -> bool:
    """Tell whether a line beside OpenRouter's name may speak of a failure; fast.

    Args:
        lines: the line and those around it.
        at: which one it is.
        seen: what it and those beside it may hold.
    """
    line = lines[at]
    own = letters(line)
    if b"router" in own or b"openai" in own:
        return True
    if seen.has_connection and speaks_of_connection(line, own):
        return True
    following = lines[at + 1] if at + 1 < len(lines) else ""
    return holds_a_status(line, following) or may_hold_a_wording(lines, at, seen)


def clues(page: Page, words: AbstractSet[int], beside: AbstractSet[int]) -> list[Clue]:
    """Return what the lines of a page say, in the order of the lines.

    Args:
        page: the page.
        words: the lines of the page in which a known wording may stand.
        beside: those beside OpenRouter's name, where less will do.
    """
    lines = words | beside
    found = list(wording_clues(page, lines))
    said = _lines_of(found, page)
    numbers = list(wordless_clues(page, words - said))
    if beside:
        numbers += status_clues(page, beside - said)
        numbers += named_phrase_clues(page, beside - said)
    found += missing_key_clues(page, lines)
    if beside:
        found += unreachable_clues(page, beside)
    found += _without_words(page, numbers, lines)
    return sorted(found, key=lambda clue: clue.order)


def _without_words(page: Page, numbers: list[Clue], lines: AbstractSet[int]) -> list[Clue]:
    """Return the clues on lines where nothing is said in words; those need no number beside them.

    The words may stand on other lines than those looked at.
    """
    if not numbers:
        return numbers
    near = range(min(lines) - REACH, max(lines) + REACH + 1)
    said = _lines_of(wording_clues(page, near), page)
    return [clue for clue in numbers if said.isdisjoint(_lines_of([clue], page))]


def _lines_of(found: Iterable[Clue], page: Page) -> set[int]:
    """Return the lines of a page that some clues take up."""
    return {
        line - 1 - page.first for clue in found for line in range(clue.line, clue.last_line + 1)
    }
