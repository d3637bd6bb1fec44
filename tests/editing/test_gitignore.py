"""A file that is added to .gitignore is ignored, says git."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrouter_lsp.editing import applied, ignore_in_git, pattern_for


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ".env\n"),
        ("a", "a\n.env\n"),
        ("a\r\n", "a\r\n.env\r\n"),
        (".env\n", ".env\n"),
        (".env\r\na", ".env\r\na"),
        ("!.env\n.env\n", "!.env\n.env\n"),
        (".env\n!.env\n", ".env\n!.env\n.env\n"),
        ("#.env\n", "#.env\n.env\n"),
        (".env.local\n", ".env.local\n.env\n"),
    ],
)
def test_the_pattern_is_added_once(text: str, expected: str) -> None:
    for _ in range(2):
        text = applied(text, ignore_in_git(text, ".env"))
        assert text == expected


_LINES = st.sampled_from([".env", "!.env", "*", "!*", "*.env", "!*.env", "# c", "", " ", "\\", "!"])
_TEXTS = st.lists(st.tuples(_LINES, st.sampled_from(["\n", "\r\n"])), max_size=6).map(
    lambda lines: "".join(line + end for line, end in lines)
)
_NAMES = st.one_of(
    st.just(".env"), st.text(st.sampled_from("a.env *?[]\\!#é \t'\""), min_size=1, max_size=8)
)


@pytest.mark.slow
@given(_TEXTS, _NAMES.filter(lambda name: name.strip(".") != ""))
def test_git_ignores_the_file(
    tmp_path_factory: pytest.TempPathFactory, text: str, name: str
) -> None:
    folder = tmp_path_factory.mktemp("repository")
    git(folder, "init", "--quiet")
    (folder / name).write_text("")
    pattern = pattern_for(name)
    assert pattern is not None
    (folder / ".gitignore").write_bytes(applied(text, ignore_in_git(text, pattern)).encode())
    assert git(folder, "check-ignore", "--quiet", "--", f"./{name}") == 0


def git(folder: Path, *arguments: str) -> int:
    return subprocess.run(["git", *arguments], cwd=folder, check=False).returncode


def test_a_name_over_two_lines_has_no_pattern() -> None:
    assert pattern_for("a\n.env") is None
