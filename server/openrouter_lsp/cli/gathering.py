"""Which files a check looks at, and what stands in them."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from shlex import quote

from openrouter_lsp.cli.complaints import KEY_IN_COMMAND, holds_key
from openrouter_lsp.cli.ignoring import IgnoreLists, is_folder
from openrouter_lsp.cli.progress import LateProgress
from openrouter_lsp.reporting import ignored_path_words
from openrouter_lsp.scanning import Lines, Span, scan
from openrouter_lsp.workspace import (
    Shadow,
    Source,
    UnreadableFileError,
    find_environment_files,
    find_text_files,
    is_committable,
    is_environment_file,
    read_text,
    shadows_in,
    uri_of,
)


@dataclass(slots=True)
class Gathered:
    """What was read, and what could not be.

    Attributes:
        sources: one for each file that was read.
        shadows: the keys that programs use in the place of those that stand in the files, by the
            file's address and the place in it.
        complaints: a sentence for each that should have been and was not.
        notes: what else is told beside the report, in sentences.
        ignoring: what is ignored.
    """

    sources: list[Source] = field(default_factory=list)
    shadows: dict[tuple[str, Span], Shadow] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    ignoring: IgnoreLists = field(default_factory=lambda: IgnoreLists(()))


def gather(paths: Sequence[Path], progress: LateProgress) -> Gathered:
    """Read and scan the files that some paths name or hold.

    Of a folder: every environment file, ignored by git or not, and the files that git would
    commit. A file that lies in a folder and is no environment file may be unreadable: nobody
    asked for it. A folder called .env that lies in one is passed over with a word.
    """
    ignoring = IgnoreLists(paths)
    gathered = Gathered(notes=list(ignoring.complaints), ignoring=ignoring)
    gathered.notes += [ignored_path_words(str(path)) for path in paths if ignoring.cover_path(path)]
    wanted = {path: must for start in paths for path, must in _files(start)}
    progress.begin("Looking for keys", len(wanted))
    for path, must_be_read in wanted.items():
        progress.step()
        if path.name == ".env" and path not in paths and is_folder(path):
            gathered.notes.append(f"{path}: It is a folder, so not read as an environment file.")
            continue
        try:
            source = ignoring.marked(_read(path))
        except UnreadableFileError as error:
            if must_be_read:
                gathered.complaints.append(f"{path}: {error}{_next_step(path)}")
            continue
        gathered.sources.append(source)
        found = shadows_in(source, (source,), os.environ)
        gathered.shadows.update({(source.uri, span): shadow for span, shadow in found.items()})
    return gathered


def _files(start: Path) -> Iterator[tuple[Path, bool]]:
    if not is_folder(start) or start.name == ".env":
        yield start, True
        return
    for path in find_text_files(start):
        if not is_environment_file(path.name):
            yield path, False
    for path in find_environment_files(start):
        yield path, True


def _next_step(path: Path) -> str:
    if holds_key(str(path)):
        return f" {KEY_IN_COMMAND}"
    if is_folder(path):
        return f" To look at what lies in it: cd {quote(str(path))}; openrouter-lsp check"
    return ""


def _read(path: Path) -> Source:
    text = read_text(path)
    as_dotenv = is_environment_file(path.name)
    findings = scan(text, as_dotenv=as_dotenv)
    whole = path.absolute()
    holds_key = any(finding.holds_key for finding in findings)
    return Source(
        uri=uri_of(whole),
        version=None,
        lines=Lines(text),
        findings=findings,
        is_environment_file=as_dotenv,
        is_committable=as_dotenv and holds_key and is_committable(whole),
    )
