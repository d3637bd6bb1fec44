"""Folders with files in them, git repositories, and a user without privileges."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

Git = Callable[..., str]
Commit = Callable[..., str]
_NOBODY = 65534


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Run git in a folder, away from the settings of this machine's user."""
    home = tmp_path / "home-of-git"
    home.mkdir()
    (home / ".gitconfig").write_text("[user]\n name = A\n email = a@example.com\n")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)

    def run(folder: Path, *arguments: str) -> str:
        return subprocess.run(
            ["git", *arguments], cwd=folder, check=True, capture_output=True, text=True
        ).stdout

    return run


@pytest.fixture
def repository(tmp_path: Path, git: Git) -> Path:
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "--quiet")
    return folder


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter, as pytest's own are not."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@pytest.fixture
def unprivileged() -> Callable[[], AbstractContextManager[None]]:
    """Be a user for whom permissions count; root is made nobody for that long."""
    if sys.platform == "win32":
        pytest.skip("permissions are another matter on Windows")

    @contextmanager
    def drop() -> Iterator[None]:
        was = os.geteuid()
        if was != 0:
            yield
            return
        os.seteuid(_NOBODY)
        try:
            yield
        finally:
            os.seteuid(was)

    return drop


@pytest.fixture
def commit(repository: Path, git: Git) -> Commit:
    """Write a file and commit it; return the commit's short hash."""

    def make(text: str | bytes | None, name: str = "a.txt") -> str:
        path = repository / name
        if text is None:
            path.unlink()
        else:
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        git(repository, "add", "--all")
        git(repository, "commit", "--quiet", "-m", "x")
        return git(repository, "rev-parse", "--short", "HEAD").strip()

    return make
