"""What git would commit, told by a real git."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from openrouter_lsp.workspace import find_text_files, is_committable
from openrouter_lsp.workspace.git import git_environment, list_files
from tests.workspace.conftest import Git


def write(folder: Path, name: str, text: str = "A=1\n") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


@pytest.mark.parametrize(
    "name", [".env", "sub/.env", "with blank.env", "ü.env", ":x.env", ":(glob)x.env", "[a]*.env"]
)
def test_an_untracked_file_would_be_committed(repository: Path, name: str) -> None:
    assert is_committable(write(repository, name))


@pytest.mark.parametrize("name", [".env", "sub/.env", "-v.env", ":x.env"])
def test_an_ignored_file_would_not(repository: Path, name: str) -> None:
    write(repository, ".gitignore", "*.env\n.env\n")
    assert not is_committable(write(repository, name))


def test_each_way_to_ignore_a_file(repository: Path, git: Git, tmp_path: Path) -> None:
    write(repository, "sub/.gitignore", "a.env\n")
    write(repository, ".git/info/exclude", "b.env\n")
    write(tmp_path, "everywhere", "c.env\n")
    git(repository, "config", "core.excludesFile", str(tmp_path / "everywhere"))
    for name in ("a.env", "b.env", "c.env"):
        assert not is_committable(write(repository, f"sub/{name}"))
    write(repository, ".gitignore", "*.env\n!d.env\n")
    assert is_committable(write(repository, "d.env"))


def test_a_tracked_file_is_committed_though_it_is_ignored(repository: Path, git: Git) -> None:
    path = write(repository, ".env")
    write(repository, ".gitignore", ".env\n")
    git(repository, "add", "--force", ".env")
    assert is_committable(path)
    git(repository, "commit", "--quiet", "-m", "x")
    assert is_committable(path)
    git(repository, "rm", "--quiet", "--cached", ".env")
    assert not is_committable(path)


def test_of_a_link_git_keeps_where_it_leads_alone(repository: Path, tmp_path: Path) -> None:
    write(tmp_path, "elsewhere/.env")
    (repository / ".env").symlink_to(tmp_path / "elsewhere/.env")
    assert not is_committable(repository / ".env")


def test_a_file_behind_a_linked_folder(repository: Path, tmp_path: Path) -> None:
    write(repository, "real/.env")
    (tmp_path / "linked").symlink_to(repository / "real")
    assert is_committable(tmp_path / "linked/.env")


def test_no_repository(tmp_path: Path, git: Git) -> None:
    assert not is_committable(write(tmp_path, "plain/.env"))
    assert list_files(tmp_path / "plain") is None


def test_what_is_not_there(repository: Path, tmp_path: Path) -> None:
    assert not is_committable(tmp_path / "missing/.env")
    assert list_files(tmp_path / "missing") is None
    assert list_files(repository) == []


def test_a_broken_repository(repository: Path) -> None:
    path = write(repository, ".env")
    write(repository, ".git/config", "[[[\n")
    assert not is_committable(path)
    assert list_files(repository) is None
    assert path in list(find_text_files(repository))


def test_a_surrounding_git_command_does_not_confuse(
    repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Inside a git hook, GIT_DIR and the like speak of another repository."""
    path = write(repository, ".env")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    assert is_committable(path)
    assert list_files(repository) == [path]


# No git, or not the user's


def test_no_git_to_ask(repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = write(repository, ".env")
    assert is_committable(path)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not is_committable(path)
    assert list_files(repository) is None


@pytest.fixture
def trap(tmp_path: Path) -> Callable[[Path], Path]:
    """Make a program that leaves a mark when it is run; return where."""

    def make(path: Path) -> Path:
        mark = tmp_path / "was-run"
        path.write_text(f"#!/bin/sh\n: >'{mark}'\n")
        path.chmod(0o755)
        return mark

    return make


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
@pytest.mark.parametrize("path", [".", "", ".:bin", "bin"])
def test_a_git_that_lies_in_the_workspace_is_not_run(
    repository: Path,
    monkeypatch: pytest.MonkeyPatch,
    trap: Callable[[Path], Path],
    path: str,
) -> None:
    (repository / "bin").mkdir()
    file = write(repository, ".env")
    trap(repository / "bin/git")
    mark = trap(repository / "git")
    monkeypatch.chdir(repository)
    monkeypatch.setenv("PATH", path)
    assert not is_committable(file)
    assert not mark.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_a_repositorys_own_program_is_not_run(
    repository: Path, git: Git, trap: Callable[[Path], Path]
) -> None:
    path = write(repository, ".env")
    git(repository, "add", ".env")
    mark = trap(repository / "spy")
    git(repository, "config", "core.fsmonitor", str(repository / "spy"))
    assert is_committable(path)
    assert list_files(repository) is not None
    assert not mark.exists()
    # The trap works.
    git(repository, "status")
    assert mark.exists()


def test_git_gets_no_key_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENROUTER_MANAGEMENT_KEY", "OPENROUTER_API_KEY", "GIT_DIR"):
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("HOME", "here")
    environment = git_environment()
    assert environment["HOME"] == "here"
    assert not [name for name in environment if name.startswith(("OPENROUTER_", "GIT_D"))]
