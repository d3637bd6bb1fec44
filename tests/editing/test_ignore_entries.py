"""Lines of a list come and go, and the rest stays byte for byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrouter_lsp.editing import add_entry, applied, drop_lines, file_entry


def check(text: str, expected: str) -> None:
    """Add the entry `e` to a text, and take it out again."""
    after = applied(text, (add_entry(text, "e"),))
    assert after == expected
    number = after.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").count("\n") + 1
    assert applied(after, drop_lines(after, frozenset({number}))) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "e\n"),
        ("a\n", "a\ne\n"),
        ("a", "a\ne"),
        ("a\r\nb\r\n", "a\r\nb\r\ne\r\n"),
        ("a\r\nb", "a\r\nb\r\ne"),
    ],
)
def test_an_entry_comes_and_goes(text: str, expected: str) -> None:
    check(text, expected)


@given(
    st.lists(st.sampled_from(["a", "", "# x", "b c"])), st.sampled_from(["\n", "\r\n"]), st.data()
)
def test_any_lines_go(lines: list[str], end: str, data: st.DataObject) -> None:
    text = "".join(f"{line}{end}" for line in lines)
    gone = data.draw(st.frozensets(st.integers(1, len(lines) + 1)))
    left = [line for number, line in enumerate(lines, 1) if number not in gone]
    assert applied(text, drop_lines(text, gone)) == "".join(f"{line}{end}" for line in left)


@pytest.mark.parametrize(
    ("text", "gone", "expected"),
    [("a\nb\nc", {3}, "a\nb"), ("a\nb\nc", {2, 3}, "a\n"), ("a", {1}, ""), ("a\nb", {9}, "a\nb")],
)
def test_the_last_line_may_have_no_end(text: str, gone: set[int], expected: str) -> None:
    assert applied(text, drop_lines(text, frozenset(gone))) == expected


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        (".env", "/.env"),
        ("a/b c.py", "/a/b c.py"),
        ("a[1]*?.py", r"/a\[1]\*\?.py"),
        ("a #b", r"/a \#b"),
        ("#a", "/#a"),
        ("a ", "/a\\ "),
        ("a\nb", None),
    ],
)
def test_a_file_is_named_alone(below: str, expected: str | None) -> None:
    assert file_entry(below) == expected
