"""Every wording can be found: it holds a trigger, and its own pattern finds it."""

import pytest

from openrouter_lsp.keys import Certainty
from openrouter_lsp.terminal import find_failures
from openrouter_lsp.terminal.clues.wordings import WORDINGS, Wording
from openrouter_lsp.terminal.triggers import WORDS, letters
from tests.terminal.given import envelope

IDS = [wording.words for wording in WORDINGS]


def said(wording: Wording) -> str:
    return wording.words.replace("#", "1234").replace("…", " and a ")


@pytest.mark.parametrize("wording", WORDINGS, ids=IDS)
def test_pattern(wording: Wording) -> None:
    squeezed = "".join(said(wording).split())
    assert wording.pattern.search(squeezed)
    assert wording.hint in squeezed


@pytest.mark.parametrize("wording", WORDINGS, ids=IDS)
def test_trigger(wording: Wording) -> None:
    if wording.words.startswith("temporarily rate-limited"):
        return  # what follows names OpenRouter
    if wording.alone or wording.coded or wording.in_envelope:
        assert any(word in letters(said(wording)) for word in WORDS)


@pytest.mark.parametrize("wording", WORDINGS, ids=IDS)
def test_found_with_the_name(wording: Wording) -> None:
    text = "OpenRouter: " + envelope(said(wording), wording.code or 403)
    (failure,) = find_failures(text)
    assert (failure.kind, failure.certainty) == (wording.kind, Certainty.NAMED)
