"""Where the strings of a JavaScript program stand."""

from dataclasses import dataclass
from re import compile as regex
from typing import Final

from openrouter_lsp.scanning import Span

_TOKEN: Final = regex(
    r"""(?sx)
      (?P<comment>//[^\r\n]* | /\*.*?(?:\*/|\Z))
    | (?P<string>"(?:[^"\\\r\n]|\\(?:\r\n|.))*" | '(?:[^'\\\r\n]|\\(?:\r\n|.))*')
    | (?P<slash>/)
    | (?P<template>`)
    | (?P<open>\{)
    | (?P<close>\})
    """
)
_PATTERN: Final = regex(r"/(?:[^/\\\[\r\n]|\\[^\r\n]|\[(?:[^\]\\\r\n]|\\[^\r\n])*\])+/")
_BEFORE_A_PATTERN: Final = regex(r"(?:\A|[(,=:\[!&|?{};+*%~^<>-]|\b(?:return|typeof|case|in))\s*\Z")
_TEMPLATE_PART: Final = regex(r"(?s)(?:[^`\\$]|\\.|\$(?!\{))*(?P<end>`|\$\{)?")
_REACH: Final = 40


@dataclass(frozen=True, slots=True)
class Literal:
    """A string of a program.

    Attributes:
        span: the whole of it, quotes included.
        quote: the character that it begins and ends with.
    """

    span: Span
    quote: str

    @property
    def content(self) -> Span:
        """Where what is in its quotes stands."""
        return Span(self.span.start + 1, self.span.end - 1)


def literal_around(text: str, span: Span) -> Literal | None:
    """Return the string that holds a span; None where it stands in a comment, or in no string.

    A template that has a function before it (a tag) is none: what it means is the function's.
    """
    return _Scan(text, span).literal()


class _Scan:
    """One way through a program, from its beginning to a span."""

    def __init__(self, text: str, span: Span) -> None:
        self._text = text
        self._span = span
        # Where each template that is open began, and how many braces are open in its `${`.
        self._templates: list[list[int]] = []

    def literal(self) -> Literal | None:
        """Return the string around the span."""
        at = 0
        while (token := _TOKEN.search(self._text, at)) and token.start() < self._span.end:
            kind, at = token.lastgroup, token.end()
            if kind in ("string", "comment") and token.start() <= self._span.start < at:
                is_string = kind == "string" and self._span.end < at
                return Literal(Span(token.start(), at), token[0][0]) if is_string else None
            if kind == "slash":
                at = self._after_slash(token.start())
            elif kind == "template":
                self._templates.append([token.start(), 0])
                at, is_inside = self._in_template(at)
                if is_inside:
                    return self._template()
            elif kind == "open" and self._templates:
                self._templates[-1][1] += 1
            elif kind == "close" and self._templates:
                self._templates[-1][1] -= 1
                if self._templates[-1][1] < 0:
                    self._templates[-1][1] = 0
                    at, is_inside = self._in_template(at)
                    if is_inside:
                        return self._template()
        return None

    def _after_slash(self, at: int) -> int:
        """Return where a pattern that begins with a slash ends; else what is behind the slash."""
        before = self._text[max(0, at - _REACH) : at]
        pattern = _PATTERN.match(self._text, at) if _BEFORE_A_PATTERN.search(before) else None
        return pattern.end() if pattern else at + 1

    def _in_template(self, at: int) -> tuple[int, bool]:
        """Go on in the text of a template; return where it ends, and whether the span is in it."""
        part = _TEMPLATE_PART.match(self._text, at)
        end = part.end() if part else len(self._text)
        is_inside = at <= self._span.start < end
        if not is_inside and (part is None or part["end"] != "${"):
            self._templates.pop()
        return end, is_inside

    def _template(self) -> Literal | None:
        """Return the innermost template that is open, as a string."""
        start = self._templates[-1][0]
        before = self._text[max(0, start - 1) : start]
        end = self._end_of_template()
        is_tagged = before.isalnum() or before in ("_", "$", ")", "]")
        if is_tagged or end is None:
            return None
        return Literal(Span(start, end), "`")

    def _end_of_template(self) -> int | None:
        """Return where the template around the span ends; None where it holds `${` behind it."""
        part = _TEMPLATE_PART.match(self._text, self._span.end)
        return part.end() if part and part["end"] == "`" else None
