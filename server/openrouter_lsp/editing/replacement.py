"""One change of a text."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from openrouter_lsp.scanning import Span


@dataclass(frozen=True, slots=True)
class Replacement:
    """A stretch of a text, and what is to stand there instead.

    Attributes:
        span: the stretch; empty where something is put in.
        text: what is to stand there. It may hold a key, so it is not shown.
    """

    span: Span
    text: str = field(repr=False)


def applied(text: str, replacements: Iterable[Replacement]) -> str:
    """Return a text after replacements, whose spans are those of the text before, and apart."""
    for replacement in sorted(replacements, key=lambda one: one.span, reverse=True):
        span = replacement.span
        text = f"{text[: span.start]}{replacement.text}{text[span.end :]}"
    return text
