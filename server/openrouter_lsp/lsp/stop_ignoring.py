"""The edits that have a key, or a file, looked at again."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from openrouter_lsp.editing import (
    Replacement,
    add_entry,
    applied,
    drop_lines,
    file_entry,
    unsilence,
)
from openrouter_lsp.keys import Fingerprint, Ignored
from openrouter_lsp.lsp.changes import Changes
from openrouter_lsp.lsp.ignoring_edits import pointed_at
from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.messages import EditArgument, StopIgnoringArgument
from openrouter_lsp.lsp.newest_texts import newest_text
from openrouter_lsp.lsp.sources import current_source
from openrouter_lsp.reporting import NOT_IGNORED, NOT_THERE, STILL_IGNORED
from openrouter_lsp.scanning import Finding, scan
from openrouter_lsp.workspace import (
    IGNORE_FILE,
    Source,
    UnreadableFileError,
    entries,
    path_of,
    read_ignore_list,
)


@dataclass(slots=True)
class _Wanted:
    """What is to be looked at again.

    Attributes:
        places: beside which the comments go.
        keys: whose entries go.
        files: which no glob is to fit any more.
    """

    places: list[tuple[Source, Finding]] = field(default_factory=list)
    keys: set[Fingerprint] = field(default_factory=set)
    files: set[Path] = field(default_factory=set)

    def add(self, source: Source, finding: Finding) -> None:
        """Want a finding looked at again, however it is ignored."""
        path = path_of(source.uri)
        if finding.ignored is Ignored.FILE and path is not None:
            self.files.add(path)
            return
        if finding.key is not None:
            self.keys.add(finding.key.fingerprint)
        self.places.append((source, finding))


async def find_stopping(ls: OpenRouterServer, argument: EditArgument) -> Changes | str:
    """Find what has a finding looked at again: its file, or else itself."""
    pointed = pointed_at(ls, argument)
    if pointed is None:
        return NOT_THERE
    wanted = _Wanted()
    wanted.add(*pointed)
    return await _changes(ls, wanted)


async def find_stopping_everywhere(
    ls: OpenRouterServer, argument: StopIgnoringArgument
) -> Changes | str:
    """Find what has a key looked at again wherever it stands; or a file, or what is in a line."""
    if argument.uri is not None and argument.line is not None:
        return await find_stopping(
            ls,
            EditArgument(
                "stopIgnoring", argument.uri, argument.line, argument.character,
                argument.fingerprint,
            ),
        )  # fmt: skip
    wanted = _Wanted()
    if argument.fingerprint is not None:
        key = Fingerprint(argument.fingerprint)
        wanted.keys.add(key)
        for known in ls.session.places:
            source = await _newest(ls, known)
            for finding in source.findings if source else ():
                if source and finding.key and finding.key.fingerprint == key:
                    wanted.add(source, finding)
    elif argument.uri is not None and (path := path_of(argument.uri)) is not None:
        wanted.files.add(path)
    return await _changes(ls, wanted)


async def _newest(ls: OpenRouterServer, known: Source) -> Source | None:
    """Return a source with the newest text, the editor's or the disk's; None where it is gone."""
    path = path_of(known.uri)
    source = current_source(ls, known.uri)
    if source is None or source.version is not None or path is None:
        return source
    try:
        bare = await newest_text(ls, path)
    except UnreadableFileError:
        return None
    if bare is None:
        return None
    findings = scan(bare.lines.text, as_dotenv=known.is_environment_file)
    return ls.session.ignoring.marked(replace(known, lines=bare.lines, findings=findings))


async def _changes(ls: OpenRouterServer, wanted: _Wanted) -> Changes | str:
    of_sources = list(_without_comments(wanted.places))
    for folder in ls.folders():
        try:
            now = await newest_text(ls, folder / IGNORE_FILE)
        except UnreadableFileError as error:
            return str(error)
        replacements = _without_entries(folder, now, wanted) if now else ()
        if replacements is None:
            return STILL_IGNORED
        if now and replacements:
            of_sources.append((now, replacements))
    return Changes(tuple(of_sources)) if of_sources else NOT_IGNORED


def _without_comments(
    places: Iterable[tuple[Source, Finding]],
) -> Iterable[tuple[Source, tuple[Replacement, ...]]]:
    """Yield what takes the comments away, of each text once."""
    by_uri: dict[str, tuple[Source, dict[Replacement, None]]] = {}
    for source, finding in places:
        _, gathered = by_uri.setdefault(source.uri, (source, {}))
        gathered.update(dict.fromkeys(unsilence(source.lines.text, finding)))
    for source, gathered in by_uri.values():
        if gathered:
            yield source, tuple(gathered)


def _without_entries(folder: Path, now: Source, wanted: _Wanted) -> tuple[Replacement, ...] | None:
    """Return what a list changes by; None where it would still have something ignored."""
    text = now.lines.text
    below = {p: p.relative_to(folder).as_posix() for p in wanted.files if p.is_relative_to(folder)}
    ours = {file_entry(path) for path in below.values()}
    numbers = frozenset(
        number for number, entry in entries(text) if entry.lower() in wanted.keys or entry in ours
    )
    changes = drop_lines(text, numbers)
    for path, name in sorted(below.items()):
        after = applied(text, changes)
        if read_ignore_list(folder, after).covers(path):
            # Another entry fits it, and perhaps more; the last that fits counts.
            added = add_entry(after, f"!{file_entry(name)}")
            changes = (*changes, replace(added, span=add_entry(text, "").span))
            if read_ignore_list(folder, applied(text, changes)).covers(path):
                return None
    return changes
