"""Which files are looked at below a folder."""

import os
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from openrouter_lsp.workspace import (
    environment_files_around,
    find_environment_files,
    find_text_files,
    is_environment_file,
)
from tests.workspace.conftest import Git


def fill(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("A=1\n")


def below(root: Path, paths: Iterable[Path]) -> list[str]:
    return [path.relative_to(root).as_posix() for path in paths]


def check(root: Path, *extra: str) -> list[str]:
    return below(root, find_environment_files(root, extra))


@pytest.mark.parametrize(
    "name",
    [
        ".env",
        ".env.local",
        ".env.production.local",
        ".env.example",
        ".envrc",
        ".ENV",
        ".Env.Local",
        "prod.env",
        "PROD.ENV",
        ".flaskenv",
        ".dev.vars",
        ".dev.vars.staging",
    ],
)
def test_environment_files(name: str) -> None:
    assert is_environment_file(name)


@pytest.mark.parametrize(
    "name", ["", "env", "env.py", "a.envx", "dev.vars", "x.env.py", "..env.swp", "environment"]
)
def test_other_files(name: str) -> None:
    assert not is_environment_file(name)


@pytest.mark.parametrize(
    ("glob", "name", "is_one"),
    [
        ("secrets*.txt", "secrets-eu.txt", True),
        ("Secrets*.TXT", "sEcrets.txt", True),
        ("secrets*.txt", "secrets.toml", False),
        ("config.[jt]s", "config.ts", True),
        ("[", "[", True),
        ("", "x", False),
    ],
)
def test_further_globs(glob: str, name: str, is_one: bool) -> None:
    assert is_environment_file(name, [glob]) is is_one


def test_every_folder_is_looked_through(tmp_path: Path) -> None:
    fill(tmp_path, ".env", ".env.local", "a/.env", "a/b/c/prod.env", "src/main.py", "README.md")
    assert check(tmp_path) == [".env", ".env.local", "a/.env", "a/b/c/prod.env"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.py", [".env"]),
        ("a/b/c.py", [".env", "a/b/.env.local", "a/b/keys.txt"]),
        ("a/b/node_modules/c/d.js", []),
        ("my-env/d.py", [".env"]),
        ("gone/d.py", [".env"]),
    ],
)
def test_around_a_file(tmp_path: Path, name: str, expected: list[str]) -> None:
    fill(tmp_path, ".env", "a/b/.env.local", "a/b/keys.txt", "z/.env", "a/b/node_modules/c/.env")
    fill(tmp_path, "my-env/pyvenv.cfg", "my-env/.env", "a/b/c/.env")
    (tmp_path / "a" / ".env").mkdir()
    around = environment_files_around(tmp_path / name, tmp_path, ("keys.*",))
    assert below(tmp_path, around) == expected


def test_further_globs_are_found(tmp_path: Path) -> None:
    fill(tmp_path, ".env", "keys.txt", "a/keys.txt")
    assert check(tmp_path, "keys.*") == [".env", "keys.txt", "a/keys.txt"]


def test_what_git_ignores_is_found(repository: Path, git: Git) -> None:
    fill(repository, ".env", "a/.env.local")
    (repository / ".gitignore").write_text(".env*\na/\n")
    assert ".env" not in git(repository, "status", "--short")
    assert check(repository) == [".env", "a/.env.local"]


@pytest.mark.parametrize(
    "folder",
    [".git", "node_modules", "a/node_modules/b", "bower_components", "site-packages", ".tox/py"],
)
def test_folders_of_tools_are_passed_over(tmp_path: Path, folder: str) -> None:
    fill(tmp_path, ".env", f"{folder}/.env", f"{folder}/.env.local")
    assert check(tmp_path) == [".env"]


@pytest.mark.parametrize("name", [".venv", "venv", ".env", ".env.d", "a/my-env"])
def test_virtual_environments_are_passed_over(tmp_path: Path, name: str) -> None:
    fill(tmp_path, "ok.env", f"{name}/pyvenv.cfg", f"{name}/.env", f"{name}/lib/x.env")
    assert check(tmp_path) == ["ok.env"]


def test_the_folder_that_is_asked_for_is_never_passed_over(tmp_path: Path) -> None:
    fill(tmp_path, "node_modules/.env")
    assert check(tmp_path / "node_modules") == [".env"]


def test_a_directory_called_env_is_named_and_looked_through(tmp_path: Path) -> None:
    fill(tmp_path, ".env/.env", ".env/x.env", ".env/other")
    assert check(tmp_path) == [".env", ".env/.env", ".env/x.env"]


def test_links(tmp_path: Path) -> None:
    fill(tmp_path, "real/.env")
    (tmp_path / ".env").symlink_to("real/.env")
    (tmp_path / ".env.gone").symlink_to("nowhere")
    (tmp_path / "again").symlink_to("real")
    assert check(tmp_path) == [".env", ".env.gone", "real/.env"]


def test_links_that_lead_back_do_not_catch_the_walk(tmp_path: Path) -> None:
    fill(tmp_path, "a/b/.env")
    (tmp_path / "a/b/up").symlink_to(tmp_path)
    (tmp_path / "a/.env").symlink_to(tmp_path / "a")
    (tmp_path / "self").symlink_to("self")
    assert check(tmp_path) == ["a/.env", "a/b/.env"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert check(tmp_path / "missing") == []
    fill(tmp_path, ".env")
    assert check(tmp_path / ".env") == []


def test_a_folder_that_goes_while_it_is_walked(tmp_path: Path) -> None:
    fill(tmp_path, ".env", "a/.env", "b/.env")
    found = []
    for path in find_environment_files(tmp_path):
        found.append(path)
        if path.parent == tmp_path:
            (tmp_path / "a/.env").unlink()
            (tmp_path / "a").rmdir()
    assert below(tmp_path, found) == [".env", "b/.env"]


def test_a_folder_that_may_not_be_entered(
    open_folder: Path, unprivileged: Callable[[], AbstractContextManager[None]]
) -> None:
    fill(open_folder, ".env", "closed/.env", "unlisted/.env", "z/.env")
    (open_folder / "closed").chmod(0)
    (open_folder / "unlisted").chmod(0o644)
    with unprivileged():
        found = check(open_folder)
    (open_folder / "closed").chmod(0o755)
    (open_folder / "unlisted").chmod(0o755)
    assert [name for name in found if not name.startswith("unlisted")] == [".env", "z/.env"]


def test_a_name_that_is_not_utf_8(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.env")
    try:
        fill(tmp_path, name)
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    assert check(tmp_path) == [name]


# Every file of the user's own


def test_git_tells_which_files_are_the_users_own(repository: Path, git: Git) -> None:
    fill(repository, "a.py", "sub/b.py", "out/c.py", "new.txt", "with blank.txt", "ü.txt", ".env")
    (repository / ".gitignore").write_text("out/\n.env\n")
    git(repository, "add", "a.py", "sub/b.py")
    (repository / "link").symlink_to("sub")
    assert below(repository, find_text_files(repository)) == [
        ".gitignore",
        "a.py",
        "link",
        "new.txt",
        "sub/b.py",
        "with blank.txt",
        "ü.txt",
    ]
    assert below(repository, find_text_files(repository / "sub")) == ["sub/b.py"]


def test_without_git_all_files_are_the_users_own(tmp_path: Path) -> None:
    fill(tmp_path, "b.py", "a/x.py", "node_modules/y.py", "v/pyvenv.cfg", "v/z.py", ".gitignore")
    assert below(tmp_path, find_text_files(tmp_path)) == [".gitignore", "b.py", "a/x.py"]
