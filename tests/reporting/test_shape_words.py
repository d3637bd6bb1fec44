"""What is no key: its flaw in words, and a next step."""

import re

import pytest

from openrouter_lsp.keys import (
    KeyStatus,
    Verdict,
)
from openrouter_lsp.reporting import (
    problems_of,
    shape_sentence,
)
from openrouter_lsp.reporting.shape_words import shape_next_step
from openrouter_lsp.scanning import Finding, Malformed, Placeholder
from tests.reporting.given import (
    IN_ENV,
    NOW,
    flawed,
    found,
)

SHAPES = [
    (flawed(Malformed.TOO_SHORT, 63), "Not quite an OpenRouter key: it has 63 of 64 digits."),
    (
        flawed(Malformed.TOO_LONG, 65),
        "Not quite an OpenRouter key: it has 65 digits instead of 64.",
    ),
    (
        flawed(Malformed.TEXT_AROUND, 64),
        (
            "Not quite an OpenRouter key: there is more in the value, so that programs would send"
            " “sk-or-v1-...”."
        ),
    ),
    (flawed(Malformed.TOO_LONG), "Not quite an OpenRouter key: its length is wrong."),
    (
        flawed(Malformed.NOT_HEX, 64),
        (
            "Not quite an OpenRouter key: some of its characters are not hexadecimal digits"
            " (0-9, a-f)."
        ),
    ),
    (flawed(Malformed.CAPITALS, 64), "Not quite an OpenRouter key: a key has no capital letters."),
    (
        flawed(Malformed.OTHER_SERVICE),
        "Not quite an OpenRouter key: it looks like another service's key.",
    ),
    (flawed(Placeholder.ZEROS), "No key yet: one digit repeated is a placeholder."),
    (flawed(Placeholder.WORDS), "No key yet: this is a placeholder."),
    (
        flawed(Placeholder.DOCUMENTATION),
        "No key yet: this is an example from OpenRouter's documentation.",
    ),
]


@pytest.mark.parametrize(("finding", "words"), SHAPES)
def test_shapes(finding: Finding, words: str) -> None:
    assert shape_sentence(finding) == words


@pytest.mark.parametrize("flaw", [*Malformed, *Placeholder])
def test_every_flaw_has_words_and_a_next_step(flaw: Malformed | Placeholder) -> None:
    finding = flawed(flaw, 12)
    (problem,) = problems_of(finding, Verdict(KeyStatus.UNCHECKED), IN_ENV, NOW)
    is_placeholder = isinstance(flaw, Placeholder)
    assert problem.code == ("key-placeholder" if is_placeholder else "key-malformed")
    assert problem.message == f"{shape_sentence(finding)} {shape_next_step(finding)}"
    assert "https://openrouter.ai/settings/keys" in problem.message
    ensure_sentences(problem.message)


def test_a_key_has_no_flaw_to_speak_of() -> None:
    with pytest.raises(ValueError, match="no flaw"):
        shape_sentence(found())


def ensure_sentences(words: str) -> None:
    """Whole sentences, with one blank between them."""
    assert re.fullmatch(r"[A-Z].*\.", words)
    assert "  " not in words
    assert ".." not in words.replace("...", "")
    assert "None" not in words
