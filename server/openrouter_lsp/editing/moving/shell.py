"""A key in a shell script gives way to `"$…"`."""

from re import compile as regex
from typing import Final

from openrouter_lsp.editing.moving.move import NoMove
from openrouter_lsp.editing.replacement import Replacement
from openrouter_lsp.scanning import Span

_TOKEN: Final = regex(
    r"""(?sx)
      (?P<escape>\\.)
    | (?P<comment>(?<![^\s;&|()])\#[^\r\n]*)
    | (?P<ansi>\$'(?:\\.|[^'\\])*')
    | (?P<single>'[^']*')
    | (?P<heredoc>(?<!<)<<-?[^\S\r\n]*(?P<mark>\\?['"]?[A-Za-z_]\w*['"]?))
    | (?P<open>\$\()
    | (?P<paren>[()])
    | (?P<double>")
    """
)


def read_in_shell(text: str, span: Span, variable: str) -> tuple[Replacement, ...] | NoMove:
    """Put `"$…"` in the place of a key, by the quotes that it stands in.

    Args:
        text: the script.
        span: the key in it.
        variable: the variable's name.
    """
    inside = _quote_around(text, span)
    if isinstance(inside, NoMove):
        return inside
    around = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    if inside == "'":
        if around == ("'", "'"):
            whole = Span(span.start - 1, span.end + 1)
            return (Replacement(whole, f'"${variable}"'),)
        return (Replacement(span, f"'\"${variable}\"'"),)
    if not inside:
        return (Replacement(span, f'"${variable}"'),)
    # What follows a name may belong to it: `$A[1]`, `$A:h`.
    is_clear = around[1] in ("", '"') or around[1].isspace()
    return (Replacement(span, f"${variable}" if is_clear else f"${{{variable}}}"),)


def _quote_around(text: str, span: Span) -> str | NoMove:
    """Return the quote that a span stands in; empty where it stands in none."""
    # Of quotes within `$(…)` within quotes; a parenthesis counts outside of quotes alone.
    nesting: list[str] = []
    at = 0
    while (token := _TOKEN.search(text, at)) and token.start() < span.end:
        in_double = bool(nesting) and nesting[-1] == '"'
        kind = token.lastgroup
        if in_double and kind in ("comment", "ansi", "single", "heredoc", "paren"):
            at = token.start() + 1
            continue
        at = token.end()
        if kind in ("comment", "ansi", "single") and span.end <= at:
            return "'" if kind == "single" else NoMove.NOT_A_STRING
        if kind == "heredoc" and (body := _body(text, at, token["mark"])):
            if body.start <= span.start < body.end:
                is_literal = token["mark"][0] in "\\'\""
                return NoMove.PART_OF_A_STRING if is_literal else '"'
            # The rest of the line that began it may hold the span.
            at = at if span.start < body.start else body.end
        elif kind == "double":
            if in_double:
                nesting.pop()
            else:
                nesting.append('"')
        elif kind == "open":
            nesting.append("(")
        elif kind == "paren":
            _count_parenthesis(nesting, token[0])
    return '"' if nesting and nesting[-1] == '"' else ""


def _count_parenthesis(nesting: list[str], parenthesis: str) -> None:
    if parenthesis == "(":
        nesting.append("(")
    elif nesting and nesting[-1] == "(":
        nesting.pop()


def _body(text: str, at: int, mark: str) -> Span | None:
    """Return where the text of a heredoc stands; None where nothing ends it, so that it is none.

    Args:
        text: the script.
        at: behind the mark.
        mark: the word that ends it, perhaps quoted.
    """
    start = text.find("\n", at) + 1
    word = mark.strip("\\'\"")
    end = regex(rf"(?m)^\t*{word}\r?$").search(text, start) if start else None
    return Span(start, end.end()) if end else None
