"""Changes of files that may have to be made first."""

from collections.abc import Iterable
from pathlib import Path

from openrouter_lsp.editing import Replacement, applied
from openrouter_lsp.lsp.changes import Changes
from openrouter_lsp.workspace import Source


def changed(source: Source | None, path: Path, replacements: tuple[Replacement, ...]) -> Changes:
    """Return the changes of a file; one that is not there yet is made with what they put in.

    Args:
        source: the file's text; None where it is to be made.
        path: the file.
        replacements: what changes; nothing is made for none.
    """
    if not replacements:
        return Changes(())
    if source is None:
        return Changes((), ((path, applied("", replacements)),))
    return Changes(((source, replacements),))


def together(parts: Iterable[Changes]) -> Changes:
    """Return several changes as one."""
    parts = tuple(parts)
    return Changes(
        tuple(one for part in parts for one in part.of_sources),
        tuple(one for part in parts for one in part.made),
    )
