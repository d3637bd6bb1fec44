"""A key in a YAML file gives way to what the file's reader puts a variable in for."""

from re import compile as regex
from typing import Final

from openrouter_lsp.editing.moving.move import NoMove
from openrouter_lsp.editing.replacement import Replacement
from openrouter_lsp.scanning import Span

_COMMENT: Final = regex(r"(?:^|\s)#")
_FLOW: Final = regex(r"[\[{]")


def read_in_compose(text: str, span: Span, variable: str) -> tuple[Replacement, ...] | NoMove:
    """Put `${…}` in the place of a key: Compose puts variables into values, quoted or not."""
    return _with_read(text, span, f"${{{variable}}}")


def read_in_workflow(text: str, span: Span, variable: str) -> tuple[Replacement, ...] | NoMove:
    """Put `${{ secrets.… }}` in the place of a key: Actions puts secrets into values."""
    return _with_read(text, span, f"${{{{ secrets.{variable} }}}}")


def _with_read(text: str, span: Span, read: str) -> tuple[Replacement, ...] | NoMove:
    start = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    before = text[start : span.start]
    if _is_comment(before):
        return NoMove.NOT_A_STRING
    behind = text[span.end : span.end + 1]
    if behind == ":":
        return NoMove.NOT_A_VALUE
    if _is_quoted(before) or not _FLOW.search(before):
        return (Replacement(span, read),)
    # In [ ] and { } a brace ends an unquoted value.
    if before[-1] in " \t,[{:" and behind in (" ", ",", "]", "}", "\r", "\n", ""):
        return (Replacement(span, f'"{read}"'),)
    return NoMove.PART_OF_A_STRING


def _is_comment(before: str) -> bool:
    return any(not _is_quoted(before[: sign.start()]) for sign in _COMMENT.finditer(before))


def _is_quoted(before: str) -> bool:
    """Whether a quotation mark is open at the end: one that began a value of this line."""
    quote = ""
    for at, character in enumerate(before):
        if quote:
            if character == quote:
                quote = ""
        elif character in "'\"" and before[:at].rstrip()[-1:] in ("", ":", "-", "[", "{", ","):
            quote = character
    return bool(quote)
