"""A key moves out of a text into the environment; one file for each language that it may be in."""

from openrouter_lsp.editing.moving.move import Language, Move, NoMove
from openrouter_lsp.editing.moving.moving import language_of, move_to_environment, variable_wanted

__all__ = [
    "Language",
    "Move",
    "NoMove",
    "language_of",
    "move_to_environment",
    "variable_wanted",
]
