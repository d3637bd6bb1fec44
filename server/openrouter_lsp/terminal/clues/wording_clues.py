"""Finds OpenRouter's wordings in a page."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from openrouter_lsp.keys import Certainty, FailureKind
from openrouter_lsp.terminal.clues.certainty import (
    is_bare_sentence,
    is_told_of,
    is_told_of_nearby,
    of_wording,
)
from openrouter_lsp.terminal.clues.clue import Clue, Weight
from openrouter_lsp.terminal.clues.drafting import draft
from openrouter_lsp.terminal.clues.messages import quoted_at, unquoted_at
from openrouter_lsp.terminal.clues.place import Place, place
from openrouter_lsp.terminal.clues.surroundings import Surroundings, surroundings
from openrouter_lsp.terminal.clues.weighing import Candidate, Weighed, weigh
from openrouter_lsp.terminal.clues.wordings import WORDINGS, Wording
from openrouter_lsp.terminal.names.models import speaks_of_models
from openrouter_lsp.terminal.names.naming import Strength
from openrouter_lsp.terminal.page.page import Page

_MOST_LINES: Final = 4
_MOST_ON_A_LINE: Final = 3
"""Of one wording. A line that says it hundreds of times tells no more, and would take long."""
_SOURCE_BEFORE: Final = 120
_BESIDE: Final = 3


@dataclass(frozen=True, slots=True)
class _Match:
    """A wording at a span of the squeezed text, and of the source."""

    wording: Wording
    start: int
    end: int
    source_start: int
    source_end: int
    first: int
    last: int


def wording_clues(page: Page, lines: Collection[int]) -> Iterator[Clue]:
    """Yield what the wordings that begin in some lines of a page say.

    Args:
        page: the page.
        lines: the lines where a wording may begin, in lines of the page.
    """
    for match in _matches(page):
        if any(line in lines for line in range(match.first, match.last + 1)):
            clue = _clue(page, match)
            if clue:
                yield clue


def _matches(page: Page) -> list[_Match]:
    squeezed = page.squeezed
    taken: list[_Match] = []
    for wording in WORDINGS:
        if wording.hint not in squeezed.text:
            continue
        on_lines: Counter[int] = Counter()
        for found in wording.pattern.finditer(squeezed.text):
            start, end = found.span()
            if any(start < other.end and other.start < end for other in taken):
                continue
            origin, end_origin = squeezed.origin(start), squeezed.end_origin(end)
            first, last = page.line_at(origin), page.line_at(end_origin - 1)
            on_lines[first] += 1
            if on_lines[first] > _MOST_ON_A_LINE:
                continue
            if last - first < _MOST_LINES and _is_whole(squeezed.unescaped, origin, end_origin):
                taken.append(_Match(wording, start, end, origin, end_origin, first, last))
    return sorted(taken, key=lambda match: match.start)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Tell whole words from parts of longer ones."""
    if start and text[start - 1].isalnum():
        return False
    return not (text[end - 1].isalpha() and text[end : end + 1].isalpha())


def _clue(page: Page, match: _Match) -> Clue | None:
    squeezed, wording = page.squeezed, match.wording
    low, high = page.around(match.first, match.last)
    before = squeezed.unescaped[max(low, match.source_start - _SOURCE_BEFORE) : match.source_start]
    around = surroundings(
        squeezed.text[squeezed.index(low) : match.start],
        squeezed.text[match.end : squeezed.index(high)],
        before,
        page.rest_of_line(match.source_end)[:_SOURCE_BEFORE],
        wording.code,
    )
    spot = place(page, match.first, match.last)
    if around.is_anothers and not spot.names_itself:
        return None
    is_provider = wording.kind is FailureKind.PROVIDER_ERROR
    words = page.source[match.source_start : match.source_end]
    alone = of_wording(wording, around) or _beside_a_model(page, wording, around, spot)
    is_exact = wording.is_exact(before, words[0], page.rest_of_line(match.source_end))
    following = squeezed.unescaped[match.source_end : high]
    is_another = not wording.is_of_a_model(following)
    if alone and (is_another or not is_exact):
        alone = Certainty.POSSIBLE
    candidate = Candidate(
        words,
        alone,
        fits_name=is_told_of(wording, around),
        fits_neighbours=is_told_of_nearby(wording, around),
        quotes_others=is_provider,
        is_whole=wording.is_fixed,
    )
    weighed = weigh(page, spot, candidate)
    if weighed is None:
        return None
    if is_another and (spot.own is None or spot.own <= Strength.PART):
        weighed = Weighed(Certainty.POSSIBLE)
    weight = Weight.PROVIDER if is_provider else Weight.WORDING
    message = _message(page.source[:high], match, has_stop=around.has_stop)
    return draft(
        page, spot, wording.kind, weighed, weight, words, message=message, code=around.code
    )


def _beside_a_model(
    page: Page, wording: Wording, around: Surroundings, spot: Place
) -> Certainty | None:
    """Return what a bare sentence is worth: something where language models are spoken of."""
    if wording.coded is None or not is_bare_sentence(around):
        return None
    line = spot.logical
    near = "\n".join(page.lines(line.first - _BESIDE, line.last + _BESIDE))
    return Certainty.POSSIBLE if speaks_of_models(near) else None


def _message(source: str, match: _Match, *, has_stop: bool) -> str:
    if match.wording.is_fixed:
        return match.wording.words + "." * has_stop
    quoted = quoted_at(source, match.source_start)
    return quoted or unquoted_at(source, match.source_start, match.source_end)
