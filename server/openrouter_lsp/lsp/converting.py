"""Turns what the other rooms speak of into the protocol's types."""

from datetime import datetime
from typing import Final

from lsprotocol import types

from openrouter_lsp.keys import Verdict
from openrouter_lsp.reporting import Problem, Severity, Surroundings, page_of, problems_of
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
    before = lines.text[offset - place.column : offset]
    if encoding == types.PositionEncodingKind.Utf8:
        return types.Position(place.line, len(before.encode("utf-8", "surrogatepass")))
    return types.Position(place.line, len(before.encode("utf-16-le", "surrogatepass")) // 2)


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


def surroundings_of(source: Source) -> Surroundings:
    """Return what the rules want to know of a file."""
    return Surroundings(
        is_environment_file=source.is_environment_file or not source.uri.startswith("file:"),
        is_committable=source.is_committable,
    )


def diagnostics_of(
    source: Source, verdicts: list[Verdict], now: datetime, encoding: str
) -> list[types.Diagnostic]:
    """Return the diagnostics of a source.

    Args:
        source: the source.
        verdicts: one for each finding, in the same order.
        now: the moment to speak from.
        encoding: the negotiated position encoding.
    """
    surroundings = surroundings_of(source)
    return [
        _diagnostic(problem, range_of(source.lines, finding.span, encoding))
        for finding, verdict in zip(source.findings, verdicts, strict=True)
        for problem in problems_of(finding, verdict, surroundings, now)
    ]


def _diagnostic(problem: Problem, where: types.Range) -> types.Diagnostic:
    return types.Diagnostic(
        range=where,
        message=problem.message,
        severity=_SEVERITIES[problem.severity],
        code=problem.code,
        code_description=types.CodeDescription(href=page_of(problem.code)),
        source=SOURCE,
        tags=_TAGS.get(problem.code),
    )
