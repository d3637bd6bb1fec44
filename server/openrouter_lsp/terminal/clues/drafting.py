"""Makes a clue of what was found at a place."""

import re
from typing import Final

from openrouter_lsp.keys import FailureKind
from openrouter_lsp.terminal.clues.clue import Clue, Weight
from openrouter_lsp.terminal.clues.details import details
from openrouter_lsp.terminal.clues.place import Place
from openrouter_lsp.terminal.clues.weighing import Weighed
from openrouter_lsp.terminal.page.page import Page
from openrouter_lsp.terminal.page.quoting import LONGEST_TEXT, one_line

_WORD = re.compile(r"[\w.:/@-]+")
_NEAR: Final = 4
_LEAD: Final = 80
_FRAME: Final = 400


def draft(  # noqa: PLR0913, PLR0917 - each is another thing that was found
    page: Page,
    spot: Place,
    kind: FailureKind,
    weighed: Weighed,
    weight: Weight,
    words: str,
    *,
    message: str | None = None,
    code: int | None = None,
) -> Clue:
    """Return the clue, with the details that stand near it.

    Args:
        page: the page it is on.
        spot: the place on it.
        kind: what went wrong.
        weighed: how sure it is.
        weight: how much it tells.
        words: what in the line tells it.
        message: OpenRouter's words, fit to be shown.
        code: the number that came with it.
    """
    line = spot.logical
    at, _ = line.find(words)
    near = "\n".join(page.lines(line.first - _NEAR, line.last + _NEAR))
    told = details(line.text, near)
    return Clue(
        kind,
        weighed.certainty,
        weighed.can_rise,
        weight,
        page.first + line.first + 1,
        page.first + line.last + 1,
        _excerpt(line.text, at),
        _WORD.sub("w", line.text[max(0, at - _FRAME) : at]),
        message,
        code,
        told.masked_key,
        told.variable,
        told.model,
        told.provider,
    )


def _excerpt(text: str, at: int) -> str:
    """Return a line as it may be shown; of a long one, the part where it matters."""
    whole = one_line(text, len(text) + 1)
    if len(whole) <= LONGEST_TEXT or at < LONGEST_TEXT // 2:
        return one_line(text, LONGEST_TEXT)
    return "…" + one_line(text[at - _LEAD :], LONGEST_TEXT - 1)
