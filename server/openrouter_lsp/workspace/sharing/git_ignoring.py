"""What git makes of one file, and which .gitignore would change that."""

from dataclasses import dataclass
from pathlib import Path

from openrouter_lsp.workspace.git import fits_a_pattern, is_committable, is_tracked, work_tree_of


@dataclass(frozen=True, slots=True)
class GitView:
    """How git sees a file of a work tree.

    Attributes:
        is_committable: it tracks the file, or would with the next `git add`.
        is_tracked: it has the file in its index already.
        fits_a_pattern: a .gitignore names the file; that counts where it is not tracked.
        gitignore: where a pattern for the file belongs, whether it is there yet or not; None where
            there is no place for one in the workspace folder.
        folder: the top of the work tree, or the workspace folder within it: where a command for
            git is to be run.
    """

    is_committable: bool
    is_tracked: bool
    fits_a_pattern: bool
    gitignore: Path | None
    folder: Path


def git_view(path: Path, root: Path) -> GitView | None:
    """Ask git about a file, which need not be there yet.

    None where the file lies in no work tree, or there is no git to ask.

    Args:
        path: the file.
        root: the folder above the file that nothing is written outside of.
    """
    top = work_tree_of(path.parent)
    if top is None:
        return None
    highest = max(top, root, key=lambda folder: len(folder.parts))
    return GitView(
        is_committable=is_committable(path),
        is_tracked=is_tracked(path),
        fits_a_pattern=fits_a_pattern(path),
        gitignore=_gitignore_for(path, highest),
        folder=highest,
    )


def _gitignore_for(path: Path, highest: Path) -> Path | None:
    """Return the nearest .gitignore, whose patterns count before those further up.

    git follows no link to a .gitignore, and takes a folder of that name for none.
    """
    folders = [folder for folder in path.parents if folder.is_relative_to(highest)]
    files = [folder / ".gitignore" for folder in folders]
    there = (file for file in files if file.is_file() and not file.is_symlink())
    free = (file for file in reversed(files) if not file.is_symlink() and not file.exists())
    return next(there, None) or next(free, None)
