"""A key in a JavaScript or TypeScript program gives way to `process.env.…`."""

from re import compile as regex
from typing import Final

from openrouter_lsp.editing.moving.javascript_strings import Literal, literal_around
from openrouter_lsp.editing.moving.move import NoMove
from openrouter_lsp.editing.replacement import Replacement
from openrouter_lsp.scanning import Span

_USE_CLIENT: Final = regex(r"""(?m)^\s*["']use client["']""")
_BROWSERS_OWN: Final = regex(
    r"\b(?:document|window)\s*\.\s*\w|\blocalStorage\b|\bimport\.meta\.env\b|[\"']react-dom\b"
    r"|\buse(?:State|Effect|Ref)\s*\("
)
_NODES_OWN: Final = regex(
    r"""\brequire\s*\(|["']node:|\bprocess\s*\.|\b__dirname\b|["'](?:fs|path|http|express)["']"""
    r"""|["']use server["']|\bDeno\.|\bBun\."""
)

# What stands before a value. Elsewhere a string may be a type, a module's name, a directive.
_BEFORE_A_VALUE: Final = regex(r"(?:(?<!=)=|=>|[({\[,:?]|\|\||\?\?|&&|\breturn|\bawait)\s*\Z")
_TYPE: Final = regex(r"\b(?:type\s+\w+(?:<[^<>]*>)?\s*=|as)\s*\Z")
_ATTRIBUTE: Final = regex(
    r"""<[A-Za-z][\w.]*(?:\s+[\w:-]+(?:=(?:"[^"]*"|'[^']*'|\{[^{}]*\}))?)*\s+[\w:-]+=\Z"""
)
_NAME: Final = regex(r"\s*:")
_AFTER_A_QUESTION: Final = regex(r"\?[^?.:;{}]*\Z")
_REACH: Final = 2_000
"""Characters before a string that are looked at."""


def read_in_javascript(text: str, span: Span, variable: str) -> tuple[Replacement, ...] | NoMove:
    """Put `process.env.…` in the place of a string that is a key, or into one that holds it.

    Args:
        text: the program.
        span: the key in it.
        variable: the variable's name.
    """
    if _is_for_browsers(text):
        return NoMove.FOR_BROWSERS
    literal = literal_around(text, span)
    if literal is None:
        return NoMove.NOT_A_STRING
    before = text[max(0, literal.span.start - _REACH) : literal.span.start]
    if not _BEFORE_A_VALUE.search(before) or _TYPE.search(before):
        return NoMove.NOT_A_VALUE
    if _NAME.match(text, literal.span.end) and not _AFTER_A_QUESTION.search(before):
        return NoMove.NOT_A_VALUE
    read = _read(text, literal, span, f"process.env.{variable}")
    if isinstance(read, NoMove):
        return read
    is_attribute = _ATTRIBUTE.search(before) is not None
    return (Replacement(literal.span, f"{{{read}}}" if is_attribute else read),)


def _is_for_browsers(text: str) -> bool:
    """Whether a program runs where there is no environment, and everybody could read the key."""
    if _USE_CLIENT.search(text):
        return True
    return _BROWSERS_OWN.search(text) is not None and _NODES_OWN.search(text) is None


def _read(text: str, literal: Literal, key: Span, expression: str) -> str | NoMove:
    if key == literal.content:
        return expression
    before = text[literal.content.start : key.start]
    behind = text[key.end : literal.content.end]
    is_plain = not regex(r"[`\\]").search(before + behind)
    # A template has its meanings already; any other string must get none.
    if not is_plain or (literal.quote != "`" and "${" in before + behind):
        return NoMove.PART_OF_A_STRING
    return f"`{before}${{{expression}}}{behind}`"
