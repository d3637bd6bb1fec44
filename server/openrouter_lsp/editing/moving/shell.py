"""A key in a shell script gives way to `"$…"`."""

from re import compile as regex
from typing import Final

from openrouter_lsp.editing.moving.move import NoMove
from openrouter_lsp.editing.replacement import Replacement
from openrouter_lsp.editing.shell_places import Quoting, quoting_around
from openrouter_lsp.scanning import Span

_REASONS: Final = {
    Quoting.COMMENT: NoMove.NOT_A_STRING,
    Quoting.ESCAPES: NoMove.NOT_A_STRING,
    Quoting.LITERAL_TEXT: NoMove.PART_OF_A_STRING,
    Quoting.NESTED: NoMove.PART_OF_A_STRING,
}
_SOURCED: Final = regex(
    r"""(?m)^(?:[^#'"\r\n]*[;&({])?[^\S\r\n]*(?:(?:\.|source)[^\S\r\n]+["']?\S*\.env\b|dotenv\b)"""
)


def read_in_shell(text: str, span: Span, variable: str) -> tuple[Replacement, ...] | NoMove:
    """Put `"$…"` in the place of a key, by the quotes that it stands in.

    Args:
        text: the script.
        span: the key in it.
        variable: the variable's name.
    """
    quoting = quoting_around(text, span)
    if quoting in _REASONS:
        return _REASONS[quoting]
    if _is_set_before(text, span, variable):
        return NoMove.SET_BEFORE
    around = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    if quoting is Quoting.SINGLE:
        if around == ("'", "'"):
            whole = Span(span.start - 1, span.end + 1)
            return (Replacement(whole, f'"${variable}"'),)
        return (Replacement(span, f"'\"${variable}\"'"),)
    if quoting is Quoting.NONE:
        return (Replacement(span, f'"${variable}"'),)
    # What follows a name may belong to it: `$A[1]`, `$A:h`.
    is_clear = around[1] in ("", '"') or around[1].isspace()
    return (Replacement(span, f"${variable}" if is_clear else f"${{{variable}}}"),)


def _is_set_before(text: str, span: Span, variable: str) -> bool:
    """Whether a script gives a variable another value in a line before that of a key."""
    key, end = text[span.start : span.end], text.rfind("\n", 0, span.start) + 1
    set_here = regex(
        rf"(?m)^(?![ \t]*#).*?(?<![\w$])(?:unset\b[^\r\n;#]*\b{variable}\b|{variable}\+?=[\"']?)"
    )
    same = (key, f"${variable}", f"${{{variable}")
    return any(not text.startswith(same, found.end()) for found in set_here.finditer(text, 0, end))


def is_sourced_before(text: str, span: Span) -> bool:
    """Whether a script reads a .env before a place."""
    return _SOURCED.search(text, 0, span.start) is not None
