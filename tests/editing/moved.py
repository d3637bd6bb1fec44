"""Texts whose key moves to the environment."""

from pathlib import PurePath
from secrets import token_hex

from openrouter_lsp.editing import applied
from openrouter_lsp.editing.moving import NoMove, language_of, move_to_environment, variable_wanted
from openrouter_lsp.keys import Key
from openrouter_lsp.scanning import scan_text

KEY = Key(f"sk-or-v1-{token_hex(32)}")


def moved(name: str, text: str, variable: str | None = None) -> str | NoMove:
    """Return a file's text after its key moved, or why that did not; its first place counts.

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
    move = move_to_environment(text, first, language, wanted, also=others)
    return move if isinstance(move, NoMove) else applied(text, move.in_source)


def check(name: str, text: str, expected: str | NoMove) -> None:
    """Compare a file's text after its key moved; `<key>` is a key."""
    after = moved(name, text)
    assert after == (
        expected if isinstance(expected, NoMove) else expected.replace("<key>", KEY.reveal())
    )
    assert isinstance(after, NoMove) or "<key>" in expected or KEY.reveal() not in after
