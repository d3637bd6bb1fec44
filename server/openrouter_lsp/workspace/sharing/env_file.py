"""Which environment file a key goes to."""

from pathlib import Path
from typing import Final

_NAME: Final = ".env"
_EXAMPLES: Final = (".env.example", ".env.sample", ".env.template")


def env_file_for(path: Path, root: Path) -> Path | None:
    """Return the nearest .env that a file's program may load; that of the folder where none is.

    None where neither can be: a folder of that name, or a link that leads out of the folder.

    Args:
        path: the file.
        root: the folder above it that nothing is written outside of.
    """
    folders = [folder for folder in path.parents if folder.is_relative_to(root)]
    there = (folder / _NAME for folder in folders)
    found = next((file for file in there if is_within(file, root) and file.is_file()), None)
    return found or _free(root / _NAME)


def env_file_beside(path: Path, root: Path) -> Path | None:
    """Return the .env in the same folder, there or to be made; None as in `env_file_for`."""
    file = path.parent / _NAME
    return file if is_within(file, root) and file.is_file() else _free(file)


def example_beside(path: Path, root: Path) -> Path | None:
    """Return the file that tells, without values, what an environment file holds.

    None where there is none.
    """
    files = (path.with_name(name) for name in _EXAMPLES)
    return next((file for file in files if is_within(file, root) and file.is_file()), None)


def is_example(path: Path) -> bool:
    """Whether a file tells what an environment file holds, and is there to be shared."""
    return path.name in _EXAMPLES


def is_within(file: Path, root: Path) -> bool:
    """Whether a file lies below a folder, also once links are followed."""
    try:
        return file.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        return False


def _free(file: Path) -> Path | None:
    return None if file.exists() or file.is_symlink() else file
