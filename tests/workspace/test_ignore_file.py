"""The list of what is ignored: read whatever stands in it, its globs as git reads them."""

import re
import secrets
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openrouter_lsp.keys import BadEntry, Fingerprint, Ignored, Key
from openrouter_lsp.scanning import Lines, scan_dotenv
from openrouter_lsp.workspace import (
    IGNORE_FILE,
    Source,
    marked,
    nearest_ignore_file,
    read_ignore_list,
    uri_of,
)

KEY = Key(f"sk-or-v1-{secrets.token_hex(32)}")
ROOT = Path("/srv/project").absolute()


def check(text: str, *covered: str, bad: tuple[tuple[int, BadEntry], ...] = ()) -> None:
    """Read a list; of some files it covers those that are named, and these lines are bad."""
    found = read_ignore_list(ROOT, text)
    files = (".env", "a.env", "sub/.env", "sub/a.env", "sub/x #y", "tests/deep/b.env", "#c", "d ")
    assert tuple(name for name in files if found.covers(ROOT / name)) == covered
    assert found.bad == bad


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("", ()),
        ("# .env\n", ()),
        (".env", (".env", "sub/.env")),
        ("/.env  # mine\r\n", (".env",)),
        ("\ufeff/.env\n", (".env",)),
        ("*.env\n!sub/a.env\n", (".env", "a.env", "sub/.env", "tests/deep/b.env")),
        ("tests/\n", ("tests/deep/b.env",)),
        ("tests/**\n!b.env\n", ()),
        (r"sub/x \#y", ("sub/x #y",)),
        (r"\#c", ("#c",)),
        ("d\\ \n", ("d ",)),
        ("s?b/a.env\n", ("sub/a.env",)),
    ],
)
def test_globs(text: str, covered: tuple[str, ...]) -> None:
    check(text, *covered)


@pytest.mark.parametrize(
    ("entry", "bad"),
    [
        ("a" * 63, BadEntry.FINGERPRINT),
        ("A" * 65, BadEntry.FINGERPRINT),
        (KEY.reveal(), BadEntry.KEY),
        ("K=sk-or-v1-abc", BadEntry.KEY),
        ("!", BadEntry.GLOB),
        ("a\\", BadEntry.GLOB),
        ("[a", BadEntry.GLOB),
        ("[z-a]", BadEntry.GLOB),
        ("a//b", BadEntry.GLOB),
        ("**/a/**/b/**/c", BadEntry.TOO_WILD),
        ("a" * 20 + "/x" * 300, BadEntry.TOO_WILD),
    ],
)
def test_a_bad_line_costs_only_itself(entry: str, bad: BadEntry) -> None:
    check(f"# x\n{entry}\n/.env\n", ".env", bad=((2, bad),))


def test_of_too_many_entries_the_first_count() -> None:
    text = "/.env\n" + "/x\n" * 300
    check(text, ".env", bad=((201, BadEntry.TOO_MANY),))


def test_fingerprints() -> None:
    entry = f"{KEY.fingerprint}  # {KEY.masked} in .env\n"
    assert read_ignore_list(ROOT, entry).keys == {KEY.fingerprint}
    assert read_ignore_list(ROOT, entry.upper().replace("ENV", "env")).keys == {KEY.fingerprint}
    assert not read_ignore_list(ROOT, entry).globs


def test_what_is_written_for_a_key_is_nothing_like_a_key() -> None:
    assert scan_dotenv(f"{KEY.fingerprint}  # {KEY.masked} in .env\n") == ()


def source(text: str, name: str = ".env") -> Source:
    return Source(uri_of(ROOT / name), None, Lines(text), scan_dotenv(text), True)


def test_by_what_a_finding_is_ignored() -> None:
    text = f"A={KEY.reveal()}\nB={KEY.reveal()} # openrouter-lsp: ignore\nC=sk-or-v1-abc\n"
    by_key = read_ignore_list(ROOT, KEY.fingerprint)
    by_file = read_ignore_list(ROOT, ".env")
    elsewhere = read_ignore_list(ROOT / "other", f".env\n{'0' * 64}")

    def by(*lists: object) -> list[Ignored | None]:
        return [one.ignored for one in marked(source(text), lists).findings]  # type: ignore[arg-type]

    assert by() == by(elsewhere) == [None, Ignored.COMMENT, None]
    assert by(by_key) == [Ignored.LIST, Ignored.COMMENT, None]
    assert by(by_file) == [Ignored.FILE, Ignored.COMMENT, Ignored.FILE]
    assert by(by_file, by_key) == [Ignored.LIST, Ignored.COMMENT, Ignored.FILE]


def test_what_a_list_no_longer_has_is_ignored_no_more() -> None:
    before = source(f"A={KEY.reveal()}\n")
    ignored = marked(before, [read_ignore_list(ROOT, KEY.fingerprint)])
    assert ignored.findings[0].ignored is Ignored.LIST
    assert list(ignored.askable_keys()) == []
    assert marked(ignored, []) == before


def test_the_nearest_list_counts(tmp_path: Path) -> None:
    deep = tmp_path / "home/work/repo/a/b"
    deep.mkdir(parents=True)
    home = tmp_path / "home"

    def nearest(folder: Path = deep) -> str | None:
        found = nearest_ignore_file(folder, home)
        return found.parent.name if found else None

    for folder in (tmp_path, home, home / "work"):
        (folder / IGNORE_FILE).touch()
    assert nearest() == "work"
    (home / "work/repo/.git").mkdir()
    assert nearest() is None
    (home / "work/repo" / IGNORE_FILE).touch()
    assert nearest() == "repo"
    (deep / IGNORE_FILE).touch()
    assert nearest() == "b"
    assert nearest(home) == "home"
    (home / "work" / IGNORE_FILE).unlink()
    assert nearest(home / "work") is None


# Not `!`: git takes no file back in whose folder it passes over; here that can be done. Nor two
# stars amid other signs: git's manual calls them one star, and git has `a**/**` fit `ab`.
_GLOBS = st.lists(
    st.sampled_from(
        ["*", "a", "b", "/", "**/", "/**", "?", "[ab]", "[!a]", "[[:alpha:]-]", ".env", "\\*", "x"]
    ),
    min_size=1,
    max_size=5,
).map(lambda parts: re.sub(r"\*{2,}(?=[^/*])|(?<=[^/*])\*{2,}", "*", "".join(parts)))
FILES = [".env", "ab", "b/a", "a/b/.env", "x/a/b", "b/x/a.env", "*", "a/*"]


@settings(max_examples=60, deadline=None)
@given(globs=st.lists(_GLOBS, min_size=1, max_size=4))
def test_git_reads_the_globs_alike(
    tmp_path_factory: pytest.TempPathFactory, globs: list[str]
) -> None:
    root = tmp_path_factory.mktemp("tree")
    text = "\n".join(globs) + "\n"
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    for name in FILES[:-2]:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
    found = read_ignore_list(root, text)
    bad = {number for number, _ in found.bad}
    kept = [glob for number, glob in enumerate(globs, 1) if number not in bad]
    (root / ".gitignore").write_text("\n".join(kept) + "\n")
    done = subprocess.run(
        ["git", "-C", str(root), "check-ignore", "--no-index", "-z", "--stdin"],
        input="\0".join(FILES).encode(),
        capture_output=True,
        check=False,
    )
    by_git = {name for name in done.stdout.decode().split("\0") if name}
    assert {name for name in FILES if found.covers(root / name)} == by_git


@pytest.mark.parametrize(
    "glob", ["*a*/*a*/*a*/*a*/*a*/b", "**/*a*/**/*a*b", "*a" * 60 + "b", "?*" * 60 + "b"]
)
def test_no_glob_keeps_anybody_waiting(glob: str) -> None:
    """Tried in every way, these would take longer than a life."""
    path = ROOT.joinpath(*["a" * 250] * 12)
    assert not read_ignore_list(ROOT, f"{glob}\n").covers(path)


def test_a_list_of_anything_is_read() -> None:
    for text in ("\0", "\ud800", "[", "[z-a]\n", "\n" * 5000, "a\r\rb", Fingerprint("f" * 64)):
        read_ignore_list(ROOT, text)
