"""Which files hold a key, and which of them can be changed."""

from pathlib import Path
from secrets import token_hex

import pytest

from openrouter_lsp.keys import Key
from openrouter_lsp.workspace import holding
from openrouter_lsp.workspace.holding import find_holders
from tests.workspace.conftest import Git

TEXT = f"sk-or-v1-{token_hex(32)}"
OTHER = f"sk-or-v1-{token_hex(32)}"
KEY = Key(TEXT).fingerprint


def write(folder: Path, files: dict[str, str | bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def check(folder: Path, expected: dict[str, str | None], *, is_complete: bool = True) -> None:
    """Compare which files hold the key, and what is in the way of changing each."""
    found = find_holders(KEY, [folder])
    told = {one.path.relative_to(folder).as_posix(): one.obstacle for one in found.files}
    assert told == expected
    assert found.is_complete is is_complete
    assert all((one.text is None) == (one.obstacle is not None) for one in found.files)
    assert TEXT not in repr(found)


def test_files_that_hold_it(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a.py": f"k = '{TEXT}'",
            "sub/.env": f"A={OTHER}\nB={TEXT}\n",
            "other.py": f"k = '{OTHER}'",
            "cut.py": TEXT[:-1],
            "marked.txt": TEXT.encode("utf-16"),
            "bom.txt": b"\xef\xbb\xbf" + TEXT.encode(),
            "late.bin": b"x" * 512 + b"\0" + TEXT.encode(),
        },
    )
    names = ("a.py", "sub/.env", "marked.txt", "bom.txt", "late.bin")
    check(tmp_path, dict.fromkeys(names))


@pytest.mark.parametrize(
    ("name", "obstacle"),
    [
        ("cache.db", "binary"),
        ("latin.txt", "encoding"),
        ("le.txt", "encoding"),
        ("be.txt", "encoding"),
        ("big.ipynb", "too_large"),
        ("venv/.env", "virtual_environment"),
        ("venv/sub/a.env", "virtual_environment"),
    ],
)
def test_files_that_cannot_be_changed(tmp_path: Path, name: str, obstacle: str) -> None:
    contents = {
        "cache.db": b"\0" + TEXT.encode(),
        "latin.txt": b"\xe9 " + TEXT.encode(),
        "le.txt": TEXT.encode("utf-16-le"),
        "be.txt": TEXT.encode("utf-16-be"),
        "big.ipynb": b"x" * 5_000_000 + TEXT.encode(),
    }
    held = {name: contents.get(name, TEXT.encode())}
    write(tmp_path, held | {"venv/pyvenv.cfg": "", "venv/other.txt": TEXT})
    check(tmp_path, {name: obstacle})


def test_what_git_ignores_is_searched_and_what_is_a_tools_is_not(
    repository: Path, git: Git
) -> None:
    write(
        repository,
        {
            ".gitignore": "secrets/\nconfig.local.json\nnode_modules\n",
            "secrets/a.toml": TEXT,
            "config.local.json": TEXT,
            "node_modules/x/.env": TEXT,
            "a.py": TEXT,
            "tracked/node_modules/b.py": TEXT,
        },
    )
    git(repository, "add", "--force", "tracked/node_modules/b.py")
    names = ("secrets/a.toml", "config.local.json", "a.py", "tracked/node_modules/b.py")
    check(repository, dict.fromkeys(names))


def test_a_link_is_not_followed_unless_it_is_known(tmp_path: Path) -> None:
    write(tmp_path, {"elsewhere/real": TEXT, "folder/a": ""})
    (tmp_path / "folder/.env").symlink_to("../elsewhere/real")
    check(tmp_path / "folder", {})
    known = tmp_path / "folder/.env"
    found = find_holders(KEY, [tmp_path / "folder"], [known])
    assert [one.path for one in found.files] == [known]


def test_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a.env": TEXT, "b.env": "x" * 100, "c.txt": TEXT})
    monkeypatch.setattr(holding, "_MOST_FILES", 2)
    check(tmp_path, {"a.env": None}, is_complete=False)
    monkeypatch.setattr(holding, "_MOST_FILES", 3)
    check(tmp_path, {"a.env": None, "c.txt": None})
    monkeypatch.setattr(holding, "_MOST_BYTES", 150)
    check(tmp_path, {"a.env": None}, is_complete=False)
    monkeypatch.setattr(holding, "_MOST_OF_ONE", 90)
    check(tmp_path, {"a.env": None, "c.txt": None}, is_complete=False)
