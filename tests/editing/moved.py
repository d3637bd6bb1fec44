"""Texts whose key moves to the environment."""

from pathlib import PurePath
from secrets import token_hex

from openrouter_lsp.editing import applied
from openrouter_lsp.editing.moving import (
    Move,
    NoMove,
    language_of,
    move_to_environment,
    variable_wanted,
)
from openrouter_lsp.keys import Key
from openrouter_lsp.scanning import scan_text

KEY = Key(f"sk-or-v1-{token_hex(32)}")


def move_of(name: str, text: str, variable: str | None = None) -> Move | NoMove:
    """Move the key of a file's text, or tell why that does not move; its first place counts.

    Args:
        name: the file's.
        text: what stands in it; `<key>` is a key.
        variable: the variable's name; by default as the text has it.
    """
    text = text.replace("<key>", KEY.reveal())
    language = language_of(PurePath(name), text)
    assert language is not None
    first, *others = (one for one in scan_text(text) if one.key == KEY)
    wanted = variable or variable_wanted(first)
    return move_to_environment(text, first, language, wanted, also=others)


def moved(name: str, text: str, variable: str | None = None) -> str | NoMove:
    """Return a file's text after its key moved, or why that did not."""
    move = move_of(name, text, variable)
    if isinstance(move, NoMove):
        return move
    return applied(text.replace("<key>", KEY.reveal()), move.in_source)


def is_loaded(name: str, text: str) -> bool:
    """Tell whether a file's text seems to load a .env before its key is read."""
    move = move_of(name, text)
    assert isinstance(move, Move)
    return move.is_loaded


def left(name: str, text: str) -> tuple[int, ...]:
    """Return the lines of a file that still hold its key after that moved."""
    move = move_of(name, text)
    assert isinstance(move, Move)
    return move.left


def check(name: str, text: str, expected: str | NoMove) -> None:
    """Compare a file's text after its key moved; `<key>` is a key."""
    after = moved(name, text)
    assert after == (
        expected if isinstance(expected, NoMove) else expected.replace("<key>", KEY.reveal())
    )
    assert isinstance(after, NoMove) or "<key>" in expected or KEY.reveal() not in after
