"""Weighs what a place says against what stands around it."""

from dataclasses import dataclass
from typing import Final

from openrouter_lsp.keys import Certainty
from openrouter_lsp.terminal.clues.certainty import capped, raised
from openrouter_lsp.terminal.clues.place import Place
from openrouter_lsp.terminal.names.naming import Strength
from openrouter_lsp.terminal.page.page import LINES_BEFORE, Page
from openrouter_lsp.terminal.page.shown_source import Shown, shown

_WORD_REACH: Final = 4
_PYTEST_ERROR: Final = ("E   ", "E  ")


@dataclass(frozen=True, slots=True)
class Candidate:
    """What was found at a place.

    Attributes:
        words: the words themselves.
        alone: how sure it is by itself; None for not at all.
        fits_name: it is OpenRouter's, once OpenRouter is named beside it.
        fits_neighbours: it may be, once OpenRouter is named on another line.
        quotes_others: OpenRouter quotes another service's words in it.
        is_whole: the words are a whole sentence, not the beginning of one.
        is_number: there are no words, only a number.
    """

    words: str
    alone: Certainty | None
    fits_name: bool = True
    fits_neighbours: bool = True
    quotes_others: bool = False
    is_whole: bool = False
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Weighed:
    """How sure it is that OpenRouter said so.

    Attributes:
        certainty: how sure, by the page alone.
        can_rise: it is surer where OpenRouter was seen to refuse earlier in the output.
    """

    certainty: Certainty
    can_rise: bool = False


def weigh(page: Page, spot: Place, candidate: Candidate) -> Weighed | None:
    """Weigh what a place says; None where it says nothing of OpenRouter."""
    if spot.says_other and not candidate.quotes_others:
        return None
    found = _by_names(spot, candidate)
    return unless_shown(page, spot, candidate, found) if found else None


def unless_shown(page: Page, spot: Place, candidate: Candidate, found: Certainty) -> Weighed | None:
    """Weigh what may be shown source, or a test's; None for source."""
    if spot.command.shows_text:
        return None
    if spot.command.runs_tests or spot.logical.text.startswith(_PYTEST_ERROR):
        found = capped(found, Certainty.LIKELY)
    match _showing(page, spot, candidate):
        case Shown.YES:
            return None
        case Shown.QUOTED if found is not Certainty.NAMED:
            return None
        case Shown.QUOTED | Shown.PERHAPS:
            return Weighed(Certainty.POSSIBLE)
        case Shown.NO:
            return Weighed(found, found is Certainty.POSSIBLE and not spot.other_beside)


def _by_names(spot: Place, candidate: Candidate) -> Certainty | None:
    if spot.names_itself and candidate.fits_name:
        return Certainty.NAMED
    if spot.has_other and not candidate.quotes_others:
        return None
    if spot.command.names_other and spot.near is None:
        return None
    alone = candidate.alone
    if spot.other_beside and not candidate.quotes_others:
        return Certainty.POSSIBLE if alone else None
    if candidate.fits_name and spot.command.naming is Strength.HOST:
        return Certainty.NAMED
    if not candidate.fits_neighbours:
        return raised(alone) if spot.names_itself else alone
    if candidate.fits_name and (named := _by_neighbours(spot, candidate)):
        return named
    return raised(alone) if spot.is_hinted or spot.own or spot.command.naming else alone


def _by_neighbours(spot: Place, candidate: Candidate) -> Certainty | None:
    if spot.near is None:
        return None
    if candidate.alone is None:
        if spot.distance > _WORD_REACH:
            return None
        if candidate.is_number:
            return Certainty.POSSIBLE
        return Certainty.NAMED if spot.near is Strength.HOST else Certainty.LIKELY
    if spot.near is Strength.HOST or spot.distance <= _WORD_REACH:
        return Certainty.NAMED
    return Certainty.LIKELY


def _showing(page: Page, spot: Place, candidate: Candidate) -> Shown:
    line = spot.logical
    start, end = line.find(candidate.words)
    if not candidate.is_whole:
        end = len(line.text)
    return shown(line.text, start, end, page.lines(line.first - LINES_BEFORE, line.first - 1))
