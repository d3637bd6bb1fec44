"""How sure it is that OpenRouter said what was found."""

from openrouter_lsp.keys import Certainty
from openrouter_lsp.terminal.clues.surroundings import ErrorClass, Shape, Surroundings
from openrouter_lsp.terminal.clues.wordings import Wording

_ORDER = (Certainty.POSSIBLE, Certainty.LIKELY, Certainty.NAMED)


def capped(certainty: Certainty, most: Certainty) -> Certainty:
    """Return a certainty, or `most` where that is less."""
    return min(certainty, most, key=_ORDER.index)


def most_sure(one: Certainty, other: Certainty) -> Certainty:
    """Return the surer of two certainties."""
    return max(one, other, key=_ORDER.index)


def raised(certainty: Certainty | None) -> Certainty | None:
    """Return possible as likely, others as they are."""
    return Certainty.LIKELY if certainty is Certainty.POSSIBLE else certainty


def is_surer(one: Certainty, other: Certainty) -> bool:
    """Tell whether one certainty is more than another."""
    return _ORDER.index(one) > _ORDER.index(other)


def of_wording(wording: Wording, around: Surroundings) -> Certainty | None:
    """Return what a wording is worth by itself, with what stands right around it.

    None where it may be anybody's, or is not OpenRouter's.
    """
    if around.has_word_code and wording.alone is not Certainty.LIKELY:
        return wording.alone
    if wording.code is not None and wording.alone is None and _contradicts(wording, around):
        return None
    fits = around.code is not None and wording.code in (around.code, None)
    if around.is_foreign and wording.alone is None:
        return Certainty.POSSIBLE if fits and around.has_stop else None
    if fits and around.shape in (Shape.ENVELOPE, Shape.INNER):
        found = wording.in_envelope
    elif around.is_cut and around.shape is Shape.ENVELOPE and around.has_stop:
        found = Certainty.POSSIBLE
    elif (fits and wording.coded) or around.error_class is ErrorClass.OWN:
        found = wording.coded
    elif around.error_class is ErrorClass.ANY and around.has_stop:
        found = Certainty.POSSIBLE if wording.coded else None
    else:
        found = wording.alone
    # OpenRouter ends its short sentences with a full stop; many others do not.
    if found and wording.alone is None and not around.has_stop:
        return Certainty.POSSIBLE
    return found


def _contradicts(wording: Wording, around: Surroundings) -> bool:
    return None not in (around.code, wording.code) and around.code != wording.code


def is_told_of(wording: Wording, around: Surroundings) -> bool:
    """Tell whether a wording is OpenRouter's, once OpenRouter is named beside it."""
    return wording.alone is not None or not (around.has_word_code or _contradicts(wording, around))


def is_told_of_nearby(wording: Wording, around: Surroundings) -> bool:
    """Tell whether a wording is OpenRouter's, once OpenRouter is named on another line."""
    return wording.alone is not None or not around.is_foreign


def is_bare_sentence(around: Surroundings) -> bool:
    """Tell a whole sentence of OpenRouter's that stands alone, without a code."""
    return around.shape is Shape.BARE and around.code is None and around.has_stop
