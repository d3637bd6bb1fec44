"""The lists of what is ignored that hold for some paths."""

import os
from collections.abc import Sequence
from pathlib import Path

from openrouter_lsp.keys import Fingerprint
from openrouter_lsp.reporting import bad_entry_words
from openrouter_lsp.workspace import (
    IgnoreList,
    Source,
    UnreadableFileError,
    marked,
    nearest_ignore_file,
    read_ignore_list,
    read_text,
)
from openrouter_lsp.workspace.suspects import home_of


class IgnoreLists:
    """For each path the nearest list, in its folder or above it.

    Effect: reads the lists.

    Args:
        paths: files and folders.

    Attributes:
        lists: each once.
        complaints: a sentence for each line that counts for nothing, and each list not read.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self.complaints: list[str] = []
        home = home_of(os.environ)
        found: dict[Path, None] = {}
        for path in paths:
            whole = path.absolute()
            nearest = nearest_ignore_file(whole if is_folder(path) else whole.parent, home)
            if nearest is not None:
                found[nearest] = None
        self.lists = tuple(self._read(path) for path in found)

    def covers(self, fingerprint: Fingerprint, path: Path | None) -> bool:
        """Whether a list has a key, or the file that it stands in."""
        by_file = path is not None and any(one.covers(path) for one in self.lists)
        return by_file or self.has(fingerprint)

    def has(self, fingerprint: Fingerprint) -> bool:
        """Whether a list has a key."""
        return any(fingerprint in one.keys for one in self.lists)

    def cover_path(self, path: Path) -> bool:
        """Whether a glob fits a file or a folder, or a folder above it."""
        whole = path.absolute()
        return any(one.covers(whole, is_folder=is_folder(path)) for one in self.lists)

    def marked(self, source: Source) -> Source:
        """Return a source, marked what in it is ignored."""
        return marked(source, self.lists)

    def _read(self, path: Path) -> IgnoreList:
        try:
            text = read_text(path)
        except UnreadableFileError as error:
            self.complaints.append(f"{path}: {error}")
            text = ""
        found = read_ignore_list(path.parent, text)
        self.complaints += [f"{path.parent}: {bad_entry_words(*bad)}" for bad in found.bad]
        return found


def is_folder(path: Path) -> bool:
    """Whether a path names a folder; not so where nobody can tell."""
    # Not Path.is_dir, which raises for what may not be entered, and for a name that is too long.
    return os.path.isdir(path)  # noqa: PTH112
