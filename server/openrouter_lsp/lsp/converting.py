"""Turns what the other rooms speak of into the protocol's types."""

import re
from collections.abc import Iterable
from typing import Final

from lsprotocol import types

from openrouter_lsp.reporting import Problem, Severity, page_of
from openrouter_lsp.scanning import Finding, Lines, Span
from openrouter_lsp.workspace import Source

SOURCE: Final = "openrouter"

_SEVERITIES: Final = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFORMATION: types.DiagnosticSeverity.Information,
    Severity.HINT: types.DiagnosticSeverity.Hint,
}
_TAGS: Final = {"key-placeholder": [types.DiagnosticTag.Unnecessary]}
_LONGEST_MESSAGE: Final = 2_000
"""Characters. What a sentence of ours quotes is far shorter."""
# An escaped character; the signs of bold and of code; a link.
_MARKDOWN: Final = re.compile(r"\\(.)|\*\*|`|\[([^\]]*)\]\(([^)\s]*)\)")
_BETWEEN_KEYS: Final = "\n\n---\n\n"


def message_of(sentence: str) -> str:
    """Return a sentence as it pops up: nothing in it is a link, or hides or turns what follows.

    Editors make links of `[words](command:name)` there, and a terminal's name may read so.
    """
    plain = "".join(c if c.isprintable() or c == "\n" else " " for c in sentence)
    plain = plain.replace("](", "] (")
    return plain if len(plain) <= _LONGEST_MESSAGE else f"{plain[: _LONGEST_MESSAGE - 1]}…"


def markup_of(parts: Iterable[str], *, is_markdown: bool) -> types.MarkupContent:
    """Return Markdown of ours, one part below the other, in the kind that the editor shows."""
    text = _BETWEEN_KEYS.join(parts)
    if is_markdown:
        return types.MarkupContent(types.MarkupKind.Markdown, text)
    plain = _MARKDOWN.sub(_plain, text.replace(_BETWEEN_KEYS, "\n\n"))
    return types.MarkupContent(types.MarkupKind.PlainText, plain)


def _plain(found: re.Match[str]) -> str:
    escaped, label, address = found.groups()
    return f"{label}: {address}" if address else escaped or ""


def position(lines: Lines, offset: int, encoding: str) -> types.Position:
    """Return an offset as a position in the negotiated encoding."""
    place = lines.place(offset)
    if encoding == types.PositionEncodingKind.Utf32:
        return types.Position(place.line, place.column)
    if encoding == types.PositionEncodingKind.Utf8:
        before = lines.text[offset - place.column : offset]
        return types.Position(place.line, len(before.encode("utf-8", "surrogatepass")))
    return types.Position(place.line, lines.place_utf16(offset).column)


def range_of(lines: Lines, span: Span, encoding: str) -> types.Range:
    """Return a span as a range in the negotiated encoding."""
    return types.Range(position(lines, span.start, encoding), position(lines, span.end, encoding))


def finding_at(source: Source, where: types.Position, encoding: str) -> Finding | None:
    """Return the finding at a position, or else the first on its line."""
    on_the_line = None
    for finding in source.findings:
        span = range_of(source.lines, finding.span, encoding)
        if _key(span.start) <= _key(where) <= _key(span.end):
            return finding
        if on_the_line is None and span.start.line <= where.line <= span.end.line:
            on_the_line = finding
    return on_the_line


def _key(where: types.Position) -> tuple[int, int]:
    return where.line, where.character


def diagnostic_of(problem: Problem, where: types.Range) -> types.Diagnostic:
    """Return what is wrong as the protocol has it."""
    return types.Diagnostic(
        range=where,
        message=problem.message,
        severity=_SEVERITIES[problem.severity],
        code=problem.code,
        code_description=types.CodeDescription(href=page_of(problem.code)),
        source=SOURCE,
        tags=_TAGS.get(problem.code),
    )
