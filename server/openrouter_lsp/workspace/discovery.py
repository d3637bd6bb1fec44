"""Finds the files to look at below a folder."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from openrouter_lsp.workspace.environment_files import is_environment_file
from openrouter_lsp.workspace.git import list_files

_PASSED_OVER: Final = frozenset(
    {
        ".git", ".hg", ".svn", "node_modules", "bower_components", "__pycache__", "site-packages",
        ".tox", ".nox", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".gradle",
    }
)  # fmt: skip
"""Folders of tools and of other people's code; the keys in there are not the user's."""


def find_environment_files(root: Path, extra: tuple[str, ...] = ()) -> Iterator[Path]:
    """Yield every environment file below a folder, ignored by git or not.

    A folder called .env, a pipe and a dangling link are yielded too: whoever reads them says why
    they cannot be read. The folder of a virtual environment is none of these.

    Args:
        root: the folder.
        extra: further globs for the names of environment files.
    """
    for folder, folders, files in _walk(root):
        named = [name for name in files if is_environment_file(name, extra)]
        named += [name for name in folders if name == ".env"]
        yield from (folder / name for name in sorted(named))


def environment_files_around(path: Path, root: Path, extra: tuple[str, ...] = ()) -> list[Path]:
    """Return the environment files beside a file and in the folders above it.

    Args:
        path: the file.
        root: the uppermost folder that is looked in; the file lies below it.
        extra: further globs for the names of environment files.
    """
    folders = path.relative_to(root).parts[:-1]
    if not _PASSED_OVER.isdisjoint(folders):
        return []
    levels = [root.joinpath(*folders[:depth]) for depth in range(len(folders) + 1)]
    return [
        level / name
        for level in levels
        if not _is_virtual_environment(level)
        for name in _names_in(level)
        if is_environment_file(name, extra)
    ]


def find_text_files(root: Path) -> Iterator[Path]:
    """Yield the files below a folder that are the user's own.

    In a git work tree: those that git tracks or would add. Elsewhere: all that do not lie in the
    folders of tools.
    """
    listed = list_files(root)
    yield from find_all_files(root) if listed is None else sorted(listed)


def find_all_files(root: Path) -> Iterator[Path]:
    """Yield all files below a folder, ignored by git or not, but those in the folders of tools."""
    for folder, _, files in _walk(root):
        yield from (folder / name for name in sorted(files))


def find_in_virtual_environments(root: Path, extra: tuple[str, ...] = ()) -> Iterator[Path]:
    """Yield the environment files that somebody put into virtual environments below a folder.

    Args:
        root: the folder.
        extra: further globs for the names of environment files.
    """
    environments: set[str] = set()
    for where, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in _PASSED_OVER)
        environments.update(
            os.path.join(where, name)  # noqa: PTH118 - as os.walk will name it
            for name in folders
            if where in environments or _is_virtual_environment(Path(where, name))
        )
        if where in environments:
            named = sorted(name for name in files if is_environment_file(name, extra))
            yield from (Path(where, name) for name in named)


def _walk(root: Path) -> Iterator[tuple[Path, list[str], list[str]]]:
    """Walk like os.walk, past the folders of tools; links to folders are not followed."""
    for where, folders, files in os.walk(root):
        folder = Path(where)
        folders[:] = sorted(
            name
            for name in folders
            if name not in _PASSED_OVER and not _is_virtual_environment(folder / name)
        )
        yield folder, folders, files


def _names_in(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in os.scandir(folder) if not entry.is_dir())
    except OSError:
        return []


def _is_virtual_environment(folder: Path) -> bool:
    # Not Path.exists, which raises for a folder that may not be entered.
    return os.path.exists(folder / "pyvenv.cfg")  # noqa: PTH110
