"""Which key was it? The keys that a failing program may have used, likeliest first."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Final

from openrouter_lsp.keys import Failure, Fingerprint, Key
from openrouter_lsp.scanning import scan_text, scan_variable
from openrouter_lsp.workspace.addresses import path_of
from openrouter_lsp.workspace.places import Source
from openrouter_lsp.workspace.suspects.client_files import Client, clients_named, files_of, home_of
from openrouter_lsp.workspace.suspects.command_words import words_of
from openrouter_lsp.workspace.suspects.masked_keys import may_be
from openrouter_lsp.workspace.suspects.suspect import (
    Suspect,
    Whereabouts,
    in_source,
    key_of,
    read_source,
)

_MOST: Final = 16
_MOST_LEVELS: Final = 12
_MOST_NAMED_FILES: Final = 8
_USUAL_NAMES: Final = (
    ".env.local", ".env.development.local", ".env.development", ".env.production.local",
    ".env.production", ".env.dev", ".env.prod", ".envrc", ".flaskenv", ".dev.vars",
)  # fmt: skip


def suspects(  # noqa: PLR0913 - all but the first by name
    failure: Failure,
    *,
    folder: Path | None,
    command_line: str | None,
    environment: Mapping[str, str],
    sources: Iterable[Source] = (),
    is_ignored: Callable[[Fingerprint, Path | None], bool] = lambda _key, _path: False,
) -> tuple[Suspect, ...]:
    """Return the keys that a failing program may have used, likeliest first, each once.

    The variable that the text names comes first. Else the order is that of dotenv and its like:
    what stands in the command itself, what is exported, the nearest `.env` file, then the rest.
    Where the text names a masked key, only keys that it may stand for are returned; where none
    may, none is. A management key is no suspect while there is any other.

    Effect: reads files, and so may take a while: the environment files of the folder and of those
    above it up to the home folder, files that the command line names, and the configuration of a
    client that the command line or the text names.

    Args:
        failure: what was printed.
        folder: where the program was started; None where that is not known.
        command_line: what started it, as typed; None where that is not known.
        environment: the variables that it was started with, as far as they are known. It tells
            the home folder too.
        sources: what is looked at already; the disk is not asked for these again.
        is_ignored: whether a list has a key, or the file that it stands in. A key that also stands
            where it is not ignored is returned as it stands there.
    """
    search = _Search(failure, folder, command_line or "", environment, tuple(sources))
    found: dict[Key, Suspect] = {}
    for one in search.all():
        by_list = is_ignored(one.key.fingerprint, one.path)
        suspect = replace(one, is_ignored=True) if by_list else one
        if failure.masked_key is None or may_be(suspect.key, failure.masked_key):
            known = found.setdefault(suspect.key, suspect)
            if known.is_ignored and not suspect.is_ignored:
                del found[suspect.key]
                found[suspect.key] = suspect
    ordered = list(found.values())
    if failure.variable is not None:
        ordered.sort(key=lambda suspect: suspect.variable != failure.variable)
    for_models = [suspect for suspect in ordered if not _administers(suspect)]
    return tuple((for_models or ordered)[:_MOST])


class _Search:
    """One search; each place is looked at once."""

    def __init__(
        self,
        failure: Failure,
        folder: Path | None,
        command_line: str,
        environment: Mapping[str, str],
        sources: tuple[Source, ...],
    ) -> None:
        self._command_line = command_line
        self._environment = environment
        self._sources = sources
        self._by_path = {path_of(source.uri): source for source in sources}
        self._home = home_of(environment)
        self._folders = _upward(folder, self._home) if folder else []
        self._clients = clients_named(command_line, failure.text)

    def all(self) -> Iterator[Suspect]:
        """Yield the suspects in the order of likelihood, some keys twice."""
        for finding in scan_text(self._command_line):
            if finding.key:
                yield Suspect(finding.key, finding.variable, Whereabouts.COMMAND_LINE)
        yield from self._files(self._named_files())
        yield from self._of_clients(comes_first=True)
        yield from self._exported(openrouters=True)
        yield from self._files(folder / ".env" for folder in self._folders)
        yield from self._of_clients(comes_first=False)
        yield from self._exported(openrouters=False)
        yield from self._files(folder / name for folder in self._folders for name in _USUAL_NAMES)
        for source in sorted(self._sources, key=self._distance):
            yield from in_source(source, Whereabouts.FILE)

    def _of_clients(self, *, comes_first: bool) -> Iterator[Suspect]:
        for client in self._clients:
            if client.comes_first is comes_first:
                yield from self._files(self._own_files(client), Whereabouts.CLIENT)

    def _own_files(self, client: Client) -> Iterator[Path]:
        return files_of(client, self._folders, self._environment)

    def _exported(self, *, openrouters: bool) -> Iterator[Suspect]:
        """Yield the keys in the environment: in variables that are OpenRouter's, or the others."""
        for variable, value in self._environment.items():
            if ("OPENROUTER" in variable.upper()) is openrouters and "sk-or-" in value:
                for finding in scan_variable(variable, value):
                    if key := key_of(finding, value):
                        flaw = None if finding.key else finding
                        yield Suspect(key, variable, Whereabouts.ENVIRONMENT, flaw=flaw)

    def _named_files(self) -> Iterator[Path]:
        """Yield the files that the command line names: a script, `--env-file .env.production`."""
        if not self._folders:
            return
        words = (word.rpartition("=")[2] for word in words_of(self._command_line))
        # A path of two slashes leads to another machine on Windows.
        paths = (
            (self._home or self._folders[0]) / word[2:]
            if word.startswith("~/")
            else self._folders[0] / word
            for word in words
            if "." in word and not word.startswith(("-", "//", "\\\\", "http:", "https:"))
        )
        yield from islice(paths, _MOST_NAMED_FILES)

    def _files(
        self, paths: Iterable[Path], whereabouts: Whereabouts = Whereabouts.FILE
    ) -> Iterator[Suspect]:
        for path in paths:
            source = self._by_path.get(path)
            if source is None:
                source = self._by_path[path] = read_source(path)
            yield from in_source(source, whereabouts)

    def _distance(self, source: Source) -> tuple[bool, int]:
        """Rank other sources: environment files first, and those that share more folders."""
        path = path_of(source.uri)
        shared = [folder for folder in self._folders if path and path.is_relative_to(folder)]
        return not source.is_environment_file, -len(shared)


def _upward(folder: Path, home: Path | None) -> list[Path]:
    """Return a folder and those above it, without the home folder and what lies above that."""
    folders: list[Path] = []
    for level in islice((folder, *folder.parents), _MOST_LEVELS):
        if folders and home is not None and home.is_relative_to(level):
            break
        folders.append(level)
    return folders


def _administers(suspect: Suspect) -> bool:
    variable = (suspect.variable or "").upper()
    return "MANAGEMENT" in variable or "PROVISIONING" in variable
