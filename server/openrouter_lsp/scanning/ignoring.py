"""Comments that say that a key is to be ignored.

`openrouter-lsp: ignore`, in a comment that is all of the line before the key, or that stands behind
the key in its line. A comment is known by its own words, in whatever language it stands, so that
nothing need be known of the language.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from re import Match, Pattern
from re import compile as regex
from typing import Final

from openrouter_lsp.keys import Ignored
from openrouter_lsp.scanning.finding import Finding
from openrouter_lsp.scanning.span import Lines, Span

WORDS: Final = "openrouter-lsp: ignore"
"""What such a comment says. More may follow: a reason."""

_HINT: Final = "openrouter-lsp:"
# Where no blank, quote or bracket stands before the sign it is none: dotenv takes `K=value#more`
# for one value. The brace is JSX's, `{/* ... */}`.
_COMMENT = regex(
    r"""(?<![^\s"'`,;)\]}>\ufeff])\{?(?P<sign>\#++|//++|--++|;++|/\*++|<!--)"""
    rf"[^\S\r\n]*+{_HINT}[^\S\r\n]*+ignore(?![\w-])"
)
_REST = regex(r"[^\r\n]*+")
_BLANKS = regex(r"[^\S\r\n]*+")
_LINE_END = regex(r"\r\n|\n|\r|\Z")
_CLOSINGS: Final = {"/*": "*/", "<!": "-->"}
_WIDEST: Final = 1_000
"""Characters. Behind more blanks than these no comment is looked for."""


@dataclass(frozen=True, slots=True)
class IgnoringComment:
    """A comment that says so.

    Attributes:
        span: what goes where the comment is taken away: it, with the blanks before it, or else all
            of its line.
        start: where the comment itself begins.
        line: the line that it stands in, from 0.
        is_whole_line: whether there is nothing else in the line.
    """

    span: Span
    start: int
    line: int
    is_whole_line: bool

    def is_about(self, lines: Lines, finding: Finding) -> bool:
        """Whether a finding is ignored by it."""
        if self.is_whole_line:
            return lines.line_of(finding.span.start) == self.line + 1
        end = finding.span.end
        return end <= self.start and lines.line_of(end) == self.line


def ignoring_comments(lines: Lines) -> Iterator[IgnoringComment]:
    """Yield the comments that say that a key is to be ignored; of each line the first and the last.

    More of one line tell no more, and a line may be very long.
    """
    if _HINT not in lines.text:
        return
    first: dict[int, Match[str]] = {}
    last: dict[int, Match[str]] = {}
    for found in _COMMENT.finditer(lines.text):
        line = lines.line_of(found.start())
        first.setdefault(line, found)
        last[line] = found
    for line, found in first.items():
        yield _comment(lines, found)
        if last[line] is not found:
            yield _comment(lines, last[line])


def with_ignored(text: str, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings of a text, those marked that a comment says to ignore."""
    if not findings or _HINT not in text:
        return tuple(findings)
    lines = Lines(text)
    by_line: dict[int, list[IgnoringComment]] = {}
    for comment in ignoring_comments(lines):
        by_line.setdefault(comment.line + comment.is_whole_line, []).append(comment)
    return tuple(
        replace(finding, ignored=Ignored.COMMENT)
        if any(
            comment.is_about(lines, finding)
            for at in (finding.span.start, finding.span.end)
            for comment in by_line.get(lines.line_of(at), ())
        )
        else finding
        for finding in findings
    )


def _comment(lines: Lines, found: Match[str]) -> IgnoringComment:
    text, start = lines.text, found.start()
    place = lines.place(start)
    end = _end(text, found)
    before = text[start - min(place.column, _WIDEST) : start]
    blank = len(before) - len(before.rstrip(" \t"))
    is_first = before[: len(before) - blank] in ("", "\ufeff") and place.column <= _WIDEST
    line_end = _LINE_END.match(text, _after(_BLANKS, text, end))
    if is_first and line_end is not None:
        whole = Span(start - blank, line_end.end())
        return IgnoringComment(whole, start, place.line, is_whole_line=True)
    return IgnoringComment(Span(start - blank, end), start, place.line, is_whole_line=False)


def _end(text: str, found: Match[str]) -> int:
    """Return where a comment ends: behind what closes it, else with the line."""
    line_end = _after(_REST, text, found.end())
    closing = _CLOSINGS.get(found["sign"][:2])
    closed = text.find(closing, found.end(), line_end) if closing else -1
    if closing is None or closed < 0:
        return line_end
    end = closed + len(closing)
    return end + 1 if text[found.start()] == "{" and text.startswith("}", end) else end


def _after(pattern: Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at
