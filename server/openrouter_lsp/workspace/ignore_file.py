"""The list of what a workspace's user wants to hear nothing of: `.openrouterignore`.

One entry a line. 64 hex digits are the fingerprint of a key, which is ignored wherever it stands;
anything else is a glob of files as in .gitignore. What stands behind `#` is a comment. The list
only ever makes quieter, so it holds in a workspace that nobody trusts; and since it may come from
anybody, it is read so that no entry can keep the reader busy.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from openrouter_lsp.keys import BadEntry, Fingerprint, Ignored
from openrouter_lsp.scanning import Finding
from openrouter_lsp.workspace.addresses import path_of
from openrouter_lsp.workspace.globs import Glob, WildGlobError, covers, read_glob
from openrouter_lsp.workspace.places import Source

IGNORE_FILE: Final = ".openrouterignore"

_FINGERPRINT: Final = re.compile(r"[0-9a-f]{64}", re.IGNORECASE)
_NEARLY_ONE: Final = re.compile(r"[0-9a-f]{40,}", re.IGNORECASE)
_COMMENT: Final = re.compile(r"(?:^|(?<=\s))#.*")
_LINE_END: Final = re.compile(r"\r\n|\n|\r")
_MOST_LINES: Final = 2_000
_MOST_GLOBS: Final = 200
_LONGEST_GLOB: Final = 300


@dataclass(frozen=True, slots=True)
class IgnoreList:
    """A list, as it was read.

    Attributes:
        folder: the one that it lies in. Its globs are below that.
        keys: the fingerprints.
        globs: the globs, in their order.
        bad: the lines (from 1) that count for nothing, and why.
    """

    folder: Path
    keys: frozenset[Fingerprint] = frozenset()
    globs: tuple[Glob, ...] = ()
    bad: tuple[tuple[int, BadEntry], ...] = ()

    def covers(self, path: Path, *, is_folder: bool = False) -> bool:
        """Whether a glob fits a file, or a folder; False for one that does not lie below."""
        if not self.globs or path == self.folder or not path.is_relative_to(self.folder):
            return False
        below = path.relative_to(self.folder).as_posix()
        return covers(self.globs, below, is_folder=is_folder)


def read_ignore_list(folder: Path, text: str) -> IgnoreList:
    """Read the text of a folder's list. A bad line costs only itself."""
    keys: set[Fingerprint] = set()
    globs: list[Glob] = []
    bad: list[tuple[int, BadEntry]] = []
    for number, entry in entries(text):
        if _FINGERPRINT.fullmatch(entry):
            keys.add(Fingerprint(entry.lower()))
        elif number > _MOST_LINES or len(globs) >= _MOST_GLOBS:
            bad.append((number, BadEntry.TOO_MANY))
            break
        elif isinstance(glob := _read(entry), Glob):
            globs.append(glob)
        else:
            bad.append((number, glob))
    return IgnoreList(folder, frozenset(keys), tuple(globs), tuple(bad))


def entries(text: str) -> Iterator[tuple[int, str]]:
    r"""Yield the entries of a list and their lines, from 1, without comments and blanks around.

    A blank that belongs to the end of a name is written `\ `, as in .gitignore.
    """
    for number, line in enumerate(_LINE_END.split(text.removeprefix("\ufeff")), start=1):
        entry = _COMMENT.sub("", line).strip()
        if entry:
            yield number, f"{entry} " if _ends_in_a_written_blank(line, entry) else entry


def marked(source: Source, lists: Sequence[IgnoreList]) -> Source:
    """Return a source, its findings marked as comments and these lists have it."""
    path = path_of(source.uri)
    by_file = path is not None and any(one.covers(path) for one in lists)

    def by_what(finding: Finding) -> Ignored | None:
        if finding.ignored is Ignored.COMMENT:
            return Ignored.COMMENT
        if finding.key is not None and any(finding.key.fingerprint in one.keys for one in lists):
            return Ignored.LIST
        return Ignored.FILE if by_file else None

    findings = tuple(replace(finding, ignored=by_what(finding)) for finding in source.findings)
    return source if findings == source.findings else replace(source, findings=findings)


def nearest_ignore_file(start: Path, home: Path | None) -> Path | None:
    """Return the list of a folder or of the nearest one above it; None where there is none.

    Not above the top of a git work tree, and not in the home folder or above that, unless it is
    the folder itself.

    Args:
        start: the folder, by its whole path.
        home: the home folder; None where there is none.
    """
    for folder in (start, *start.parents):
        if folder != start and home is not None and home.is_relative_to(folder):
            return None
        if (folder / IGNORE_FILE).is_file():
            return folder / IGNORE_FILE
        if (folder / ".git").exists():
            return None
    return None


def _read(entry: str) -> Glob | BadEntry:
    if "sk-or-v1-" in entry:
        return BadEntry.KEY
    if _NEARLY_ONE.fullmatch(entry):
        return BadEntry.FINGERPRINT
    if len(entry) > _LONGEST_GLOB:
        return BadEntry.TOO_WILD
    try:
        return read_glob(entry)
    except WildGlobError:
        return BadEntry.TOO_WILD
    except (ValueError, re.error):
        return BadEntry.GLOB


def _ends_in_a_written_blank(line: str, entry: str) -> bool:
    at = line.find(entry) + len(entry)
    backslashes = len(entry) - len(entry.rstrip("\\"))
    return backslashes % 2 == 1 and line.startswith(" ", at)
