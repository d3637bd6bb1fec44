"""Lines of a workspace's list of what is ignored: added, and taken out."""

from re import compile as regex
from typing import Final

from openrouter_lsp.editing.line_ends import line_end_of
from openrouter_lsp.editing.replacement import Replacement
from openrouter_lsp.scanning import Span

_LINE: Final = regex(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_MEANINGFUL: Final = regex(r"[\\*?\[]|(?<=\s)#")


def add_entry(text: str, entry: str) -> Replacement:
    """Add a line at the end; the last entry counts where several are about one file."""
    end = line_end_of(text)
    at = Span(len(text), len(text))
    if text and not text.endswith(("\n", "\r")):
        return Replacement(at, f"{end}{entry}")
    return Replacement(at, f"{entry}{end}")


def drop_lines(text: str, numbers: frozenset[int]) -> tuple[Replacement, ...]:
    """Take lines out.

    Args:
        text: the list.
        numbers: which, from 1.
    """
    spans = [Span(*line.span()) for line in _LINE.finditer(text) if line.start() < len(text)]
    dropped = [spans[number - 1] for number in sorted(numbers) if 0 < number <= len(spans)]
    if dropped and dropped[-1].end == len(text) and not text.endswith(("\n", "\r")):
        # The last line has no end of its own, so it takes that of the line before.
        last = dropped[-1]
        before = text[: last.start]
        trimmed = before.removesuffix("\n").removesuffix("\r")
        is_gone = len(dropped) > 1 and dropped[-2].end == last.start
        dropped[-1] = last if is_gone else Span(len(trimmed), last.end)
    return tuple(Replacement(span, "") for span in dropped)


def file_entry(below: str) -> str | None:
    """Return the glob that fits one file only; None where there can be none.

    Args:
        below: the file's path below the list's folder, with slashes.
    """
    if "\n" in below or "\r" in below:
        return None
    glob = "/" + _MEANINGFUL.sub(lambda sign: f"\\{sign[0]}", below)
    bare = glob.rstrip(" ")
    return bare + "\\ " * (len(glob) - len(bare))
