"""Finds what programs say in their own words beside OpenRouter's name."""

import re
from collections.abc import Collection, Iterator
from typing import Final

from openrouter_lsp.keys import Certainty, FailureKind
from openrouter_lsp.terminal.clues.clue import Clue, Weight
from openrouter_lsp.terminal.clues.drafting import draft
from openrouter_lsp.terminal.clues.place import place
from openrouter_lsp.terminal.clues.weighing import Candidate, Weighed, weigh
from openrouter_lsp.terminal.names.naming import Strength
from openrouter_lsp.terminal.page.page import Page

_PHRASES: Final = (
    (
        re.compile(
            r"AuthenticationError|unauthori[sz]ed|invalid (?:openrouter )?(?:api[ _-]?)?(?:key|token)\b"
            r"|api[ _-]?key (?:is |was )?(?:invalid|rejected|revoked|not valid)"
            r"|authentication (?:failed|error)|invalid credentials",
            re.IGNORECASE,
        ),
        FailureKind.INVALID_KEY,
    ),
    (
        re.compile(
            r"insufficient credits?\b|out of credits\b|not enough credits|payment required",
            re.IGNORECASE,
        ),
        FailureKind.INSUFFICIENT_CREDITS,
    ),
    (
        re.compile(
            r"RateLimitError|rate[ -]?limit(?:ed| exceeded| reached| hit)\b|too many requests",
            re.IGNORECASE,
        ),
        FailureKind.RATE_LIMIT,
    ),
)
_TROUBLE = re.compile(
    r"err(?:or)?\b|Error|Exception|fail|✗|✖|❌|⚠|denied|rejected|refused", re.IGNORECASE
)


def named_phrase_clues(page: Page, lines: Collection[int]) -> Iterator[Clue]:
    """Yield what some lines that name OpenRouter say of a refusal.

    Args:
        page: the page.
        lines: where to look, in lines of the page.
    """
    for at in sorted(lines):
        text = page.line(at)
        if "router" not in text.lower() or not _TROUBLE.search(text):
            continue
        for pattern, kind in _PHRASES:
            match = pattern.search(text)
            spot = place(page, at, at) if match else None
            if match is None or spot is None or not spot.names_itself or spot.has_other:
                continue
            weighed = weigh(page, spot, Candidate(match[0], None))
            if weighed:
                is_host = spot.own is Strength.HOST
                own_words = weighed if is_host else Weighed(Certainty.LIKELY)
                yield draft(page, spot, kind, own_words, Weight.STATUS, match[0])
            break
