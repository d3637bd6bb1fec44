"""Which .env a key goes to."""

from pathlib import Path

import pytest

from openrouter_lsp.workspace.sharing import env_file_beside, env_file_for, example_beside


def check(root: Path, there: str, expected: str | None) -> None:
    """Compare the .env for a/b/x.py: `a/.env a/b/.env/` there are a file and a folder."""
    for name in there.split():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith("/"):
            path.mkdir()
        else:
            path.touch()
    file = env_file_for(root / "a/b/x.py", root)
    assert file == (None if expected is None else root / expected)


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        ("", ".env"),
        (".env", ".env"),
        (".env a/.env", "a/.env"),
        ("a/b/.env a/.env", "a/b/.env"),
        ("a/b/c/.env a/b/.env.local", ".env"),
        ("a/b/.env/ a/.env", "a/.env"),
        (".env/", None),
        ("../.env", ".env"),
    ],
)
def test_the_nearest_upward(tmp_path: Path, there: str, expected: str | None) -> None:
    (tmp_path / "root").mkdir()
    check(tmp_path / "root", there, expected)


def test_no_link_out_of_the_folder(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / ".env").touch()
    (root / ".env").symlink_to(tmp_path / ".env")
    check(root, "", None)
    check(root, "a/.env", "a/.env")
    (root / ".env").unlink()
    (root / ".env").symlink_to(root / "a/.env")
    (root / "a/.env").rename(root / "a/.env.local")
    assert env_file_for(root / "x.py", root) is None
    (root / "a/.env").touch()
    assert env_file_for(root / "x.py", root) == root / ".env"


def test_beside(tmp_path: Path) -> None:
    (tmp_path / ".env").touch()
    (tmp_path / "a").mkdir()
    compose = tmp_path / "a/compose.yaml"
    assert env_file_beside(compose, tmp_path) == tmp_path / "a/.env"
    (tmp_path / "a/.env").mkdir()
    assert env_file_beside(compose, tmp_path) is None
    assert example_beside(tmp_path / ".env", tmp_path) is None
    (tmp_path / ".env.template").touch()
    assert example_beside(tmp_path / ".env", tmp_path) == tmp_path / ".env.template"
    (tmp_path / ".env.example").touch()
    assert example_beside(tmp_path / ".env", tmp_path) == tmp_path / ".env.example"
