"""The comment that has a key ignored where it stands: put there, and taken away."""

from io import StringIO
from re import compile as regex
from typing import Final

from openrouter_lsp.editing.comment_signs import comment_sign
from openrouter_lsp.editing.line_ends import line_end_of
from openrouter_lsp.editing.replacement import Replacement, applied
from openrouter_lsp.keys import Ignored
from openrouter_lsp.scanning import WORDS, Finding, Lines, Span, ignoring_comments, scan
from openrouter_lsp.scanning.statement import is_costly

_INDENT: Final = regex(r"[ \t]*+")


def silence(name: str, text: str, finding: Finding, *, as_dotenv: bool) -> Replacement | None:
    """Put the comment on a line before a finding's; None where none can stand there.

    None too where it might change what a program reads: in a string of several lines, in markup,
    behind a line that goes on. The line before, not the end of the same one, since some dialects of
    dotenv take what stands behind a value for a part of it.

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
    if not as_dotenv:
        # Imported when somebody asks: few sessions need it.
        from openrouter_lsp.editing.comment_places import may_hold_comment  # noqa: PLC0415

        if not may_hold_comment(name, text, at):
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
    after = applied(text, (comment,))
    before, now = scan(text, as_dotenv=as_dotenv), scan(after, as_dotenv=as_dotenv)
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


def _line_start(text: str, at: int) -> int:
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    return start + text.startswith("\ufeff") if start == 0 else start


def _line_end(text: str, at: int) -> str:
    r"""Return what ends the line that begins at an offset; the text's own where it is the last."""
    end = regex(r"\r\n|\n|\r").search(text, at)
    return end[0] if end else line_end_of(text)
