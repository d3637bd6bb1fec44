"""A key in one of VS Code's own JSON files gives way to `${env:…}`."""

from re import compile as regex
from typing import Final

from openrouter_lsp.editing.moving.move import NoMove
from openrouter_lsp.editing.replacement import Replacement
from openrouter_lsp.scanning import Span

_TOKEN: Final = regex(r"""(?s)//[^\r\n]*|/\*.*?(?:\*/|\Z)|"(?:[^"\\\r\n]|\\.)*\"""")
_COLON: Final = regex(r"\s*:")


def read_in_json(text: str, span: Span, variable: str) -> tuple[Replacement, ...] | NoMove:
    """Put `${env:…}` in the place of a key, in a string that is a value.

    Args:
        text: JSON, perhaps with comments.
        span: the key in it.
        variable: the variable's name.
    """
    for token in _TOKEN.finditer(text):
        if token.start() <= span.start and span.end <= token.end():
            if not token[0].startswith('"'):
                return NoMove.NOT_A_STRING
            if _COLON.match(text, token.end()):
                return NoMove.NOT_A_VALUE
            return (Replacement(span, f"${{env:{variable}}}"),)
    return NoMove.NOT_A_STRING
