"""Which .gitignore takes a file out of git, told by a real git."""

from pathlib import Path

import pytest

from openrouter_lsp.editing import pattern_for
from openrouter_lsp.workspace.sharing import git_view
from tests.workspace.conftest import Git


def write(folder: Path, name: str, text: str = "") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def check(path: Path, root: Path, gitignore: str | None, said: str) -> None:
    """Compare how git sees a file: where its .gitignore is, and what holds of it."""
    view = git_view(path, root)
    assert view is not None
    assert view.gitignore == (None if gitignore is None else root / gitignore)
    names = ("is_committable", "is_tracked", "fits_a_pattern")
    assert " ".join(name for name in names if getattr(view, name)) == said
    if view.gitignore is not None and said == "is_committable":
        with view.gitignore.open("a") as file:
            file.write(f"{pattern_for(path.name)}\n")
        after = git_view(path, root)
        assert after is not None
        assert not after.is_committable


def test_a_file_that_is_not_there_yet(repository: Path) -> None:
    check(repository / ".env", repository, ".gitignore", "is_committable")


@pytest.mark.parametrize(
    ("there", "nearest"),
    [
        ([], ".gitignore"),
        ([".gitignore"], ".gitignore"),
        (["a/.gitignore"], "a/.gitignore"),
        ([".gitignore", "a/.gitignore"], "a/.gitignore"),
        ([".gitignore", "a/b/.gitignore"], "a/b/.gitignore"),
    ],
)
def test_the_nearest_gitignore(repository: Path, there: list[str], nearest: str) -> None:
    for name in there:
        # Of those further up one takes the file back in.
        write(repository, name, ".env\n!.env\n")
    check(write(repository, "a/b/.env"), repository, nearest, "is_committable")


def test_nothing_outside_of_the_folder_or_the_work_tree(
    repository: Path, tmp_path: Path, git: Git
) -> None:
    write(repository, ".gitignore", "!.env\n")
    check(write(repository, "a/b/.env"), repository / "a", ".gitignore", "is_committable")
    view = git_view(repository / "a/b/.env", tmp_path)
    assert view is not None
    assert view.gitignore == repository / "a/.gitignore"
    git(repository / "a/b", "init", "--quiet")
    view = git_view(repository / "a/b/.env", tmp_path)
    assert view is not None
    assert view.gitignore == repository / "a/b/.gitignore"


def test_what_is_no_file_of_that_name(repository: Path, tmp_path: Path) -> None:
    (repository / "a").mkdir()
    (repository / "a/.gitignore").symlink_to(write(tmp_path, "elsewhere"))
    check(write(repository, "a/.env"), repository, ".gitignore", "is_committable")
    (repository / ".gitignore").unlink()
    (repository / ".gitignore").mkdir()
    check(write(repository, "a/.env"), repository, None, "is_committable")


def test_tracked_and_ignored(repository: Path, git: Git) -> None:
    path = write(repository, "[a]*.env")
    write(repository, "xa.env")
    git(repository, "add", "xa.env")
    check(path, repository, ".gitignore", "is_committable")
    (repository / ".gitignore").unlink()
    git(repository, "add", "./[[]a]*.env")
    check(path, repository, ".gitignore", "is_committable is_tracked")
    write(repository, ".gitignore", "*.env\n")
    check(path, repository, ".gitignore", "is_committable is_tracked fits_a_pattern")
    git(repository, "rm", "--quiet", "--cached", "./[[]a]*.env")
    check(path, repository, ".gitignore", "fits_a_pattern")


def test_no_work_tree(tmp_path: Path, git: Git) -> None:
    assert git_view(tmp_path / ".env", tmp_path) is None
