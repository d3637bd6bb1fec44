"""What the lists of the workspace's folders say is to be ignored, as a session heeds it."""

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from openrouter_lsp.keys import Fingerprint
from openrouter_lsp.reporting import bad_entry_words
from openrouter_lsp.workspace import (
    IGNORE_FILE,
    IgnoreList,
    Source,
    UnreadableFileError,
    marked,
    name_of,
    path_of,
    read_ignore_list,
    read_text,
    same_form,
    uri_of,
)

if TYPE_CHECKING:
    from openrouter_lsp.lsp.language_server import OpenRouterServer


class Ignoring:
    """Keeps the lists of the workspace folders.

    Args:
        log: takes a sentence for each line that counts for nothing.
    """

    def __init__(self, log: Callable[[str], None]) -> None:
        self._lists: dict[Path, IgnoreList] = {}
        self._log = log

    def put(self, ignore_list: IgnoreList) -> bool:
        """Keep the list of a folder in the place of what was kept; whether that is another."""
        before = self._lists.get(ignore_list.folder)
        if before == ignore_list:
            return False
        self._lists[ignore_list.folder] = ignore_list
        known = before.bad if before else ()
        for line, bad in ignore_list.bad:
            if (line, bad) not in known:
                self._log(bad_entry_words(line, bad))
        return True

    def drop(self, folder: Path) -> bool:
        """Keep no list of a folder any more; whether there was one."""
        return self._lists.pop(folder, None) is not None

    def has(self, fingerprint: Fingerprint) -> bool:
        """Whether a key is ignored wherever it stands."""
        return any(fingerprint in one.keys for one in self._lists.values())

    def covers(self, fingerprint: Fingerprint, path: Path | None) -> bool:
        """Whether a list has a key, or the file that it stands in."""
        by_file = path is not None and any(one.covers(path) for one in self._lists.values())
        return by_file or self.has(fingerprint)

    def marked(self, source: Source) -> Source:
        """Return a source, marked what in it is ignored."""
        return marked(source, tuple(self._lists.values()))

    @property
    def lists(self) -> tuple[IgnoreList, ...]:
        """The lists, each of its folder."""
        return tuple(self._lists.values())


async def read_lists(ls: "OpenRouterServer", folders: Iterable[Path]) -> None:
    """Read the lists of workspace folders, unless the editor has them open; show nothing yet."""
    for folder in folders:
        await _read(ls, folder)


async def look_at_list(ls: "OpenRouterServer", path: Path) -> None:
    """Read a list that changed on the disk, unless the editor has it open, and heed it."""
    if path.parent in ls.folders() and await _read(ls, path.parent):
        ls.session.look_again()


def heed_document(ls: "OpenRouterServer", uri: str, text: str) -> None:
    """Heed an open document, if it is a workspace folder's list."""
    path = path_of(uri) if name_of(uri) == IGNORE_FILE else None
    if path is None or path.parent not in ls.folders():
        return
    if ls.session.ignoring.put(read_ignore_list(path.parent, text)):
        ls.session.look_again()


def forget_list(ls: "OpenRouterServer", folder: Path) -> None:
    """Heed the list of a folder no longer, since that left the workspace."""
    if ls.session.ignoring.drop(folder):
        ls.session.look_again()


async def _read(ls: "OpenRouterServer", folder: Path) -> bool:
    path = folder / IGNORE_FILE
    if same_form(uri_of(path)) in ls.session.opened:
        return False
    try:
        text = await asyncio.to_thread(read_text, path)
    except UnreadableFileError as error:
        text = ""
        if path.exists() or path.is_symlink():
            ls.session.log(f"{path}: {error}")
    if same_form(uri_of(path)) in ls.session.opened:
        return False
    return ls.session.ignoring.put(read_ignore_list(folder, text))
