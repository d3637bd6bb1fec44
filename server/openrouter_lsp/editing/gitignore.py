"""Files that git is to ignore."""

from re import compile as regex
from typing import Final

from openrouter_lsp.editing.line_ends import on_a_line_of_its_own
from openrouter_lsp.editing.replacement import Replacement
from openrouter_lsp.scanning import Span

_LINE_END: Final = regex(r"\r\n|\n")
_MEANINGFUL: Final = regex(r"[\\*?\[]")


def pattern_for(name: str) -> str | None:
    """Return the pattern for files of a name, in whatever folder; None where there can be none.

    Args:
        name: the file's, without a folder.
    """
    if "\n" in name or "\r" in name:
        return None
    pattern = _MEANINGFUL.sub(lambda sign: f"\\{sign[0]}", name)
    if pattern[:1] in ("#", "!"):
        pattern = f"\\{pattern}"
    bare = pattern.rstrip(" ")
    return bare + "\\ " * (len(pattern) - len(bare))


def ignore_in_git(gitignore: str, pattern: str) -> tuple[Replacement, ...]:
    """Add a pattern, unless it stands there and nothing behind it takes files back in.

    The last pattern that fits a file counts, so the new one goes to the end.

    Args:
        gitignore: the text; empty where the file is to be made.
        pattern: what is to be ignored.
    """
    lines = _LINE_END.split(gitignore)
    there = [number for number, line in enumerate(lines) if line == pattern]
    if there and not any(line.startswith("!") for line in lines[there[-1] :]):
        return ()
    line = on_a_line_of_its_own(gitignore, pattern)
    return (Replacement(Span(len(gitignore), len(gitignore)), line),)
