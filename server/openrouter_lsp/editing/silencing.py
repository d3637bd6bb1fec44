"""The comment that has a key ignored where it stands: put there, and taken away."""

from io import StringIO
from re import compile as regex
from typing import Final

from openrouter_lsp.editing.comment_signs import comment_sign
from openrouter_lsp.editing.line_ends import line_end_of
from openrouter_lsp.editing.replacement import Replacement, applied
from openrouter_lsp.keys import Ignored
from openrouter_lsp.scanning import (
    WORDS,
    Finding,
    Lines,
    Span,
    ignoring_comments,
    scan_dotenv,
    scan_text,
)
from openrouter_lsp.scanning.statement import is_costly

_INDENT: Final = regex(r"[ \t]*+")
_BLOCK_SCALAR: Final = regex(r"(?:^|[:\s-])[|>][+-]?[1-9]?[+-]?[ \t]*(?:#.*)?$")
_STRINGS_OF_MANY_LINES: Final = ('"""', "'''", "`")
_HERE_DOCUMENT: Final = regex(r"""<<[-~]?\s*(["'\\]?)([A-Za-z_]\w*)""")
_LOOKED_BACK: Final = 200_000
"""Characters."""


def silence(name: str, text: str, finding: Finding, *, as_dotenv: bool) -> Replacement | None:
    """Put the comment on a line before a finding's; None where none can stand there.

    None too where it would change what a program reads: in a string of several lines, behind a
    line that goes on. The line before, not the end of the same one, since some dialects of dotenv
    take what stands behind a value for a part of it.

    Args:
        name: the file's, without a folder.
        text: its text.
        finding: one in it.
        as_dotenv: whether it is read as dotenv.
    """
    sign = ("# ", "") if as_dotenv else comment_sign(name)
    if sign is None:
        return None
    at = _line_start(text, finding.span.start)
    if not as_dotenv and _is_amid(text, at, name):
        return None
    indent = _INDENT.match(text, at)
    line = f"{indent[0] if indent else ''}{sign[0]}{WORDS}{sign[1]}{_line_end(text, at)}"
    comment = Replacement(Span(at, at), line)
    return comment if _does_only_that(text, comment, finding, as_dotenv=as_dotenv) else None


def unsilence(text: str, finding: Finding) -> tuple[Replacement, ...]:
    """Take the comments away that have a finding ignored."""
    lines = Lines(text)
    return tuple(
        Replacement(comment.span, "")
        for comment in ignoring_comments(lines)
        if comment.is_about(lines, finding)
    )


def _does_only_that(text: str, comment: Replacement, finding: Finding, *, as_dotenv: bool) -> bool:
    """Whether with the comment a finding is ignored, and all else is as it was."""
    scan = scan_dotenv if as_dotenv else scan_text
    after = applied(text, (comment,))
    before, now = scan(text), scan(after)
    moved = [one.span.start + len(comment.text) * (one.span >= comment.span) for one in before]
    if [one.span.start for one in now] != moved:
        return False
    if [_told(one) for one in now] != [_told(one) for one in before]:
        return False
    mine = finding.span.start + len(comment.text)
    is_ignored = any(o.span.start == mine and o.ignored is Ignored.COMMENT for o in now)
    return is_ignored and (not as_dotenv or _values(text) == _values(after))


def _told(finding: Finding) -> tuple[object, ...]:
    return finding.key, finding.flaw, finding.variable, finding.context


def _values(text: str) -> list[tuple[str, str | None]] | None:
    """Return what python-dotenv reads; None where that would take it too long."""
    # Imported when somebody asks: the package brings much along.
    from dotenv.parser import parse_stream  # noqa: PLC0415

    if is_costly(text, Span(0, len(text))):
        return None
    bindings = parse_stream(StringIO(text, newline=""))
    return [(one.key, one.value) for one in bindings if one.key is not None]


def _is_amid(text: str, at: int, name: str) -> bool:
    """Whether a line begins where a comment would not be one, as far as that shows."""
    before = text[max(0, at - _LOOKED_BACK) : at].removesuffix("\n").removesuffix("\r")
    if before.endswith("\\"):
        return True
    # As good as it gets without the language's grammar: a sign too many and no comment is offered.
    if any(before.count(quotes) % 2 for quotes in _STRINGS_OF_MANY_LINES):
        return True
    if name.lower().endswith((".yaml", ".yml")):
        return _is_in_block_scalar(before, _indent_of(text, at))
    opened = list(_HERE_DOCUMENT.finditer(before))
    return bool(opened) and not regex(rf"(?m)^\s*{opened[-1][2]}\b").search(
        before, opened[-1].end()
    )


def _is_in_block_scalar(before: str, indent: int) -> bool:
    """Whether lines before, of YAML, leave a text of several lines open for one of an indent."""
    for line in reversed(before.splitlines()):
        if not line.strip() or _indent_of(line, 0) >= indent:
            continue
        if _BLOCK_SCALAR.search(line):
            return True
        indent = _indent_of(line, 0)
    return False


def _indent_of(text: str, at: int) -> int:
    found = _INDENT.match(text, at)
    return found.end() - at if found else 0


def _line_start(text: str, at: int) -> int:
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    return start + text.startswith("\ufeff") if start == 0 else start


def _line_end(text: str, at: int) -> str:
    r"""Return what ends the line that begins at an offset; the text's own where it is the last."""
    end = regex(r"\r\n|\n|\r").search(text, at)
    return end[0] if end else line_end_of(text)
