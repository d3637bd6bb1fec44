"""What a text must tell of itself, so that a key can move out of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from openrouter_lsp.editing.moving.move import NoMove
from openrouter_lsp.editing.replacement import Replacement
from openrouter_lsp.scanning import Span


class Program(Protocol):
    """A text in which a read of a variable can stand."""

    def read(
        self, key: Span, others: Sequence[Span], variable: str
    ) -> tuple[Replacement, ...] | NoMove:
        """Put a read of a variable in the place of a key.

        Args:
            key: where it stands.
            others: its other places; those in the same string go along.
            variable: the variable's name.
        """

    def loads_before(self, key: Span) -> bool:
        """Whether a .env seems to be loaded before what stands at a place is read."""


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text in which each place of a key is read by itself.

    Attributes:
        text: the text.
        read_one: puts a read of a variable in the place of a key.
        is_loaded: whether a .env is loaded before a place.
    """

    text: str
    read_one: Callable[[str, Span, str], tuple[Replacement, ...] | NoMove]
    is_loaded: Callable[[str, Span], bool] = lambda _text, _key: True

    def read(
        self, key: Span, others: Sequence[Span], variable: str
    ) -> tuple[Replacement, ...] | NoMove:
        """Put a read of a variable in the place of a key; no other place goes along."""
        del others
        return self.read_one(self.text, key, variable)

    def loads_before(self, key: Span) -> bool:
        """Whether a .env seems to be loaded before what stands at a place is read."""
        return self.is_loaded(self.text, key)
