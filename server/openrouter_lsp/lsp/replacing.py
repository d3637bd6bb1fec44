"""Which places a new key goes to, and what changes there."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from openrouter_lsp.editing import Replacement, applied, replace_finding, replace_key
from openrouter_lsp.keys import Fingerprint, Key
from openrouter_lsp.lsp.changes import Changes
from openrouter_lsp.lsp.sources import current_source
from openrouter_lsp.scanning import Finding, Lines, scan_dotenv, scan_text
from openrouter_lsp.workspace import (
    Source,
    UnreadableFileError,
    find_environment_files,
    find_text_files,
    is_environment_file,
    notebook_of,
    path_of,
    read_text,
    same_form,
    uri_of,
)

if TYPE_CHECKING:
    from openrouter_lsp.lsp.language_server import OpenRouterServer

_MOST_FILES: Final = 50_000
"""Of a workspace folder that are looked through for the old key."""


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


async def changes_for(ls: "OpenRouterServer", target: Target, new: Key) -> Changes:
    """Find what a new key has to replace, in the newest texts: the editor's, else the disk's.

    Effect: an old key is looked for in every file of the workspace that is the user's own.
    """
    if isinstance(target, NoKey):
        source = await _newest(ls, target.uri)
        replacements = _in_place_of(source, target, new) if source else ()
        return Changes(((source, replacements),) if source and replacements else ())
    sources = [await _newest(ls, source.uri) for source in ls.session.places]
    known = frozenset(same_form(source.uri) for source in ls.session.places)
    # The cells of an open notebook are documents: its file is written from them.
    notebooks = (notebook_of(uri) for uri in ls.session.opened.values())
    known |= {uri_of(path) for path in notebooks if path is not None and path.is_absolute()}
    extra = ls.session.settings.environment_files
    sources += await asyncio.to_thread(_others, ls.folders(), known, extra)
    found = [
        (source, replace_key(source.findings, target.fingerprint, new))
        # What was opened meanwhile is the editor's.
        for source in (one and _opened_meanwhile(ls, one) for one in sources)
        if source is not None
    ]
    return Changes(tuple((source, places) for source, places in found if places))


async def _newest(ls: "OpenRouterServer", uri: str) -> Source | None:
    if same_form(uri) in ls.session.opened:
        return current_source(ls, uri)
    source, path = ls.session.places.get(uri), path_of(uri)
    if source is None or path is None:
        return None
    return await asyncio.to_thread(_read_again, source, path)


def _opened_meanwhile(ls: "OpenRouterServer", source: Source) -> Source | None:
    is_open = same_form(source.uri) in ls.session.opened
    return current_source(ls, source.uri) if is_open else source


def _read_again(source: Source, path: Path) -> Source | None:
    try:
        text = read_text(path)
    except UnreadableFileError:
        return None
    findings = scan_dotenv(text) if source.is_environment_file else scan_text(text)
    return replace(source, version=None, lines=Lines(text), findings=findings)


def _others(
    folders: Sequence[Path], known: frozenset[str], extra: tuple[str, ...]
) -> list[Source | None]:
    """Return the other files of the workspace that hold a key.

    Effect: reads them.
    """
    sources: dict[str, Source] = {}
    for folder in folders:
        # Git ignores most environment files, and an editor may have missed that one was made.
        candidates = chain(find_environment_files(folder, extra), find_text_files(folder))
        for path in islice(candidates, _MOST_FILES):
            uri = uri_of(path)
            # What a link leads to is looked at where it lies.
            if uri in known or uri in sources or path.is_symlink():
                continue
            try:
                text = read_text(path)
            except UnreadableFileError:
                continue
            as_dotenv = is_environment_file(path.name, extra)
            findings = scan_dotenv(text) if as_dotenv else scan_text(text)
            if any(finding.key for finding in findings):
                sources[uri] = Source(uri, None, Lines(text), findings, as_dotenv)
    return list(sources.values())


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
    findings = scan_dotenv(after) if source.is_environment_file else scan_text(after)
    # What made it malformed may stand around the span.
    return replacements if any(finding.key == new for finding in findings) else ()
