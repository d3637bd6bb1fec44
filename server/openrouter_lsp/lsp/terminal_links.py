"""What can be opened in a line of a terminal."""

from dataclasses import dataclass
from re import compile as regex
from typing import Final

from openrouter_lsp.keys import Fingerprint, Key
from openrouter_lsp.lsp.reading import find_failures
from openrouter_lsp.reporting import masked_text
from openrouter_lsp.reporting.failures import explain_failure
from openrouter_lsp.scanning import Lines, Span, scan_text
from openrouter_lsp.workspace.suspects import may_be

_LONGEST: Final = 2000
"""Characters of a line that are looked at."""
_MASKED_KEY: Final = regex(r"sk-or-[\w-]{0,40}(?:\.{2,}|…|\*{2,}|•{2,})[\w*]{0,80}")


@dataclass(frozen=True, slots=True)
class Link:
    """A part of a line that can be clicked.

    Attributes:
        span: where, in characters.
        tooltip: what a click shows.
        command: what a click does.
        argument: what the command is given; no key is in it.
    """

    span: Span
    tooltip: str
    command: str
    argument: dict[str, str]


def links_in(line: str, keys: tuple[Key, ...]) -> tuple[Link, ...]:
    """Return the links of a line, none of which overlap.

    On each key that stands in it, whole or masked, where that is one of those that are known; and
    on an error of OpenRouter's.

    Args:
        line: one line, as it is shown.
        keys: those whose places are known.
    """
    line = line[:_LONGEST]
    found = [*_keys(line, {key.fingerprint: key for key in keys}), *_masked(line, keys)]
    taken = [link.span for link in found]
    for failure in find_failures(line)[:1]:
        argument = {"text": masked_text(line)}
        tooltip = explain_failure(failure)
        found += [
            Link(span, tooltip, "openrouter.explainText", argument) for span in _gaps(line, taken)
        ]
    return tuple(sorted(found, key=lambda link: link.span))


def utf16(line: str, span: Span) -> tuple[int, int]:
    """Return where a span begins in a line, and its length, in UTF-16 code units."""
    lines = Lines(line)
    start = lines.place_utf16(span.start).column
    return start, lines.place_utf16(span.end).column - start


def _keys(line: str, known: dict[Fingerprint, Key]) -> list[Link]:
    return [
        _to(finding.key, finding.span)
        for finding in scan_text(line)
        if finding.key is not None and finding.key.fingerprint in known
    ]


def _masked(line: str, keys: tuple[Key, ...]) -> list[Link]:
    links = []
    for match in _MASKED_KEY.finditer(line):
        fitting = [key for key in keys if may_be(key, match[0])]
        if len(fitting) == 1:
            links.append(_to(fitting[0], Span(*match.span())))
    return links


def _to(key: Key, span: Span) -> Link:
    argument = {"fingerprint": str(key.fingerprint)}
    return Link(span, f"Show where {key.masked} stands", "openrouter.showKey", argument)


def _gaps(line: str, taken: list[Span]) -> list[Span]:
    """Return the stretches of a line, without blanks around it, that are not taken."""
    start = len(line) - len(line.lstrip())
    end = len(line.rstrip())
    gaps = []
    for span in sorted(taken):
        gaps.append(Span(start, span.start))
        start = span.end
    gaps.append(Span(start, end))
    return [gap for gap in gaps if line[gap.start : gap.end].strip()]
