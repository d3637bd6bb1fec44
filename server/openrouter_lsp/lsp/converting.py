"""Turns what the other rooms speak of into the protocol's types."""

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
