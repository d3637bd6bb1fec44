"""In which quotes of a shell script something stands."""

from enum import StrEnum
from re import compile as regex
from re import escape
from typing import Final

from openrouter_lsp.scanning import Span

_TOKEN: Final = regex(
    r"""(?sx)
      (?P<escape>\\.)
    | (?P<comment>(?<![^\s;&|()])\#[^\r\n]*)
    | (?P<ansi>\$'(?:\\.|[^'\\])*')
    | (?P<single>'[^']*(?:'|\Z))
    | (?P<heredoc>(?<!<)<<(?!<)-?[^\S\r\n]*
        (?P<mark>(?:'[^'\r\n]*'|"[^"\r\n]*"|\\.|[^\s'"\\;&|<>()`])+))
    | (?P<open>\$\()
    | (?P<paren>[()])
    | (?P<double>")
    | (?P<tick>`)
    | (?P<line>\n)
    """
)
_MARKS_QUOTE: Final = regex(r"[\\'\"]")
_RUNS: Final = regex(r"\$\(|`")


class Quoting(StrEnum):
    """In what something stands."""

    NONE = "none"
    SINGLE = "single"
    DOUBLE = "double"
    """Double quotes, or a text (heredoc) that variables are put into."""
    COMMENT = "comment"
    ESCAPES = "escapes"
    """`$'...'`."""
    LITERAL_TEXT = "literal_text"
    """A text that no variables are put into."""
    NESTED = "nested"
    """A command within backquotes within quotes, or in a text: quotes mean other things there."""


def quoting_around(text: str, span: Span) -> Quoting:
    """Tell in which quotes of a script a span stands."""
    return _Scan(text, span).quoting()


class _Scan:
    """One way through a script, from its beginning to a span."""

    def __init__(self, text: str, span: Span) -> None:
        self._text = text
        self._span = span
        # Quotes within `$(…)` within quotes; a parenthesis counts outside of quotes alone.
        self._nesting: list[str] = []
        self._marks: list[str] = []
        # Marks whose end was looked for in vain.
        self._endless: set[str] = set()

    def quoting(self) -> Quoting:
        """Return what the span stands in."""
        at = 0
        while (token := _TOKEN.search(self._text, at)) and token.start() < self._span.end:
            kind, at = token.lastgroup or "", token.end()
            if self._is_in_double() and kind not in ("escape", "open", "double", "tick"):
                at = token.start() + 1
            elif kind in ("comment", "ansi", "single"):
                if self._span.end <= at:
                    is_nested = self._innermost() is Quoting.NESTED and kind == "single"
                    return Quoting.NESTED if is_nested else _in_token(kind, token[0])
            elif kind == "heredoc":
                self._marks.append(token["mark"])
            elif kind == "line":
                body, at = self._past_bodies(at)
                if body is not None:
                    return body
            else:
                self._nest(token[0])
        return self._innermost()

    def _is_in_double(self) -> bool:
        return bool(self._nesting) and self._nesting[-1] == '"'

    def _innermost(self) -> Quoting:
        if "`" in self._nesting and '"' in self._nesting[: self._nesting.index("`")]:
            return Quoting.NESTED
        return Quoting.DOUBLE if self._is_in_double() else Quoting.NONE

    def _nest(self, sign: str) -> None:
        """Take a sign that opens or closes."""
        top = self._nesting[-1] if self._nesting else ""
        if sign == "`" and "`" in self._nesting:
            # What was left open within the backquotes ends with them.
            del self._nesting[len(self._nesting) - 1 - self._nesting[::-1].index("`") :]
        elif (sign == '"' and top == '"') or (sign == ")" and top == "("):
            self._nesting.pop()
        elif sign in ("$(", "("):
            self._nesting.append("(")
        elif sign in ('"', "`"):
            self._nesting.append(sign)

    def _past_bodies(self, at: int) -> tuple[Quoting | None, int]:
        """Go past the texts whose marks stood on the line before.

        Returns:
            What the span stands in, if it is one of them; where they end.
        """
        marks, self._marks = self._marks, []
        for mark in marks:
            end = self._end_of(mark, at)
            # Where nothing ends it, it is none: a shift, `1 << n`.
            if end is None:
                continue
            if at <= self._span.start < end:
                return self._in_body(mark, at), at
            at = end
        return None, at

    def _end_of(self, mark: str, at: int) -> int | None:
        """Return where the line is over that ends a text; None where there is none."""
        if mark in self._endless:
            return None
        word = regex(r"\\(.)|['\"]").sub(r"\1", mark)
        end = regex(rf"(?m)^\t*{escape(word)}\r?$").search(self._text, at)
        if end is None:
            self._endless.add(mark)
        return end.end() if end else None

    def _in_body(self, mark: str, start: int) -> Quoting:
        if _MARKS_QUOTE.search(mark):
            return Quoting.LITERAL_TEXT
        runs = _RUNS.search(self._text, start, self._span.start)
        return Quoting.NESTED if runs else Quoting.DOUBLE


def _in_token(kind: str, token: str) -> Quoting:
    if kind == "single":
        # A quote that nothing ends: what it means is not known.
        return Quoting.SINGLE if token[1:].endswith("'") else Quoting.NESTED
    return Quoting.COMMENT if kind == "comment" else Quoting.ESCAPES
