"""Which places a new key goes to, what changes there, and which keep the old one."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from openrouter_lsp.editing import Replacement, applied, replace_finding, replace_key
from openrouter_lsp.keys import Fingerprint, Key
from openrouter_lsp.lsp.changes import Changes
from openrouter_lsp.lsp.newest_texts import is_torn
from openrouter_lsp.lsp.sources import current_source
from openrouter_lsp.scanning import Context, Finding, Lines, scan
from openrouter_lsp.workspace import (
    Source,
    UnreadableFileError,
    is_environment_file,
    name_of,
    notebook_of,
    path_of,
    read_editable_text,
    same_form,
    uri_of,
)
from openrouter_lsp.workspace.holding import Holder, Obstacle, find_holders

if TYPE_CHECKING:
    from openrouter_lsp.lsp.language_server import OpenRouterServer

_COMMENTS: Final = (Context.COMMENT, Context.COMMENTED_ASSIGNMENT)
_COMMENT: Final = "comment"


@dataclass(frozen=True, slots=True)
class OldKey:
    """The new key goes wherever this one stands."""

    fingerprint: Fingerprint


@dataclass(frozen=True, slots=True)
class NoKey:
    """The new key goes where something stands that is none: malformed, or a placeholder.

    Attributes:
        uri: the document.
        line: from 0, when it was pointed at. The text may move on.
        finding: what stood there. It is known again by its variable and its masked form.
    """

    uri: str
    line: int
    finding: Finding

    def is_again(self, finding: Finding) -> bool:
        """Whether a finding of the same document, perhaps elsewhere by now, is this one."""
        then = self.finding
        return (finding.flaw, finding.variable, finding.masked) == (
            then.flaw,
            then.variable,
            then.masked,
        )


Target = OldKey | NoKey


@dataclass(frozen=True, slots=True)
class Left:
    """A file that keeps the old key.

    Attributes:
        why: `comment`, or one of `Obstacle`.
        name: the file, as seen from the workspace folder.
    """

    why: str
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """Where a new key goes.

    Attributes:
        changes: what it replaces.
        left: the places that keep the old key.
        is_complete: every file was searched for the old key.
    """

    changes: Changes
    left: tuple[Left, ...] = ()
    is_complete: bool = True

    @property
    def is_out_of_reach(self) -> bool:
        """Whether the old key stands only where no editor can put another."""
        return not self.changes.places and any(one.why != _COMMENT for one in self.left)


async def places_for(ls: "OpenRouterServer", target: Target, new: Key) -> Found:
    """Find what a new key has to replace, in the newest texts: the editor's, else the disk's.

    Effect: an old key is looked for in every file of the workspace, but for the folders of tools.
    """
    if isinstance(target, NoKey):
        return await _place_of_no_key(ls, target, new)
    old = target.fingerprint
    extra = ls.session.settings.environment_files
    known = [path for source in ls.session.places if (path := path_of(source.uri)) is not None]
    holders = await asyncio.to_thread(find_holders, old, ls.folders(), known, extra)
    left: list[Left] = []
    found: list[tuple[Source, tuple[Replacement, ...]]] = []
    # Asked for now, since what was opened meanwhile is the editor's.
    opened, elsewhere = _opened(ls), _notebooks(ls)
    for source in (*opened.values(), *_closed(ls, holders.files, {*opened, *elsewhere}, left)):
        replacements = replace_key(source.findings, old, new)
        if replacements and (why := await obstacle_in(source)) is not None:
            left.append(Left(why, shown_name(ls, source.uri)))
            continue
        if replacements:
            found.append((source, replacements))
        if _is_in_comment(source.findings, old):
            left.append(Left(_COMMENT, shown_name(ls, source.uri)))
    return Found(Changes(tuple(found)), tuple(left), holders.is_complete)


async def newest_source(ls: "OpenRouterServer", uri: str) -> Source | None:
    """Return a file's text and findings as they are now; None where there is no such text.

    Raises:
        UnreadableFileError: it cannot be read, or an edit would damage it.
    """
    if same_form(uri) in ls.session.opened:
        return current_source(ls, uri)
    path = path_of(uri)
    if path is None:
        return None
    text = await asyncio.to_thread(read_editable_text, path)
    return _scanned(ls, uri, path, text)


async def obstacle_in(source: Source) -> Obstacle | None:
    """Return why an open document's file cannot be saved without damage; None where it can."""
    path = path_of(source.uri)
    if source.version is None or path is None or not is_torn(source.lines.text):
        return None
    try:
        await asyncio.to_thread(read_editable_text, path)
    except UnreadableFileError:
        return Obstacle.ENCODING if path.exists() else None
    return None


def shown_name(ls: "OpenRouterServer", uri: str) -> str:
    """Return what a file is called to the user: its path below the workspace folder."""
    path = path_of(uri)
    root = ls.folder_around(path) if path is not None else None
    if path is None or root is None:
        return name_of(uri)
    return path.relative_to(root).as_posix()


def _opened(ls: "OpenRouterServer") -> dict[str, Source]:
    sources = {form: current_source(ls, uri) for form, uri in ls.session.opened.items()}
    return {form: source for form, source in sources.items() if source is not None}


def _notebooks(ls: "OpenRouterServer") -> set[str]:
    """Return the notebooks whose cells are open documents: their files are written from them."""
    paths = (notebook_of(uri) for uri in ls.session.opened.values())
    return {uri_of(path) for path in paths if path is not None and path.is_absolute()}


def _closed(
    ls: "OpenRouterServer", holders: Iterable[Holder], opened: set[str], left: list[Left]
) -> list[Source]:
    """Return the texts on the disk that hold the old key.

    Effect: those that cannot be changed are added to what is left.
    """
    sources = []
    for holder in holders:
        uri = uri_of(holder.path)
        if uri in opened:
            continue
        if holder.text is None:
            left.append(Left(holder.obstacle or Obstacle.TOO_LARGE, shown_name(ls, uri)))
        else:
            sources.append(_scanned(ls, uri, holder.path, holder.text))
    return sources


def _scanned(ls: "OpenRouterServer", uri: str, path: Path, text: str) -> Source:
    before = ls.session.places.get(uri)
    as_dotenv = before is not None and before.is_environment_file
    as_dotenv |= is_environment_file(path.name, ls.session.settings.environment_files)
    return Source(uri, None, Lines(text), scan(text, as_dotenv=as_dotenv), as_dotenv)


def _is_in_comment(findings: Iterable[Finding], old: Fingerprint) -> bool:
    return any(
        one.context in _COMMENTS and one.key is not None and one.key.fingerprint == old
        for one in findings
    )


async def _place_of_no_key(ls: "OpenRouterServer", target: NoKey, new: Key) -> Found:
    out_of_reach = (Left(Obstacle.ENCODING, shown_name(ls, target.uri)),)
    try:
        source = await newest_source(ls, target.uri)
    except UnreadableFileError:
        path = path_of(target.uri)
        is_there = path is not None and path.exists()
        return Found(Changes(()), out_of_reach if is_there else ())
    replacements = _in_place_of(source, target, new) if source else ()
    if source is None or not replacements:
        return Found(Changes(()))
    if await obstacle_in(source) is not None:
        return Found(Changes(()), out_of_reach)
    return Found(Changes(((source, replacements),)))


def _in_place_of(source: Source, target: NoKey, new: Key) -> tuple[Replacement, ...]:
    """Return what puts a key where something stood that is none; nothing where it is gone."""
    still_there = [finding for finding in source.findings if target.is_again(finding)]
    if not still_there:
        return ()
    nearest = min(
        still_there,
        key=lambda one: abs(source.lines.line_of(one.span.start) - target.line),
    )
    replacements = (replace_finding(nearest, new),)
    after = applied(source.lines.text, replacements)
    findings = scan(after, as_dotenv=source.is_environment_file)
    # What made it malformed may stand around the span.
    return replacements if any(finding.key == new for finding in findings) else ()
