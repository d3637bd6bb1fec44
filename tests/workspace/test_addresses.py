"""Files and their addresses, in all the forms that editors write."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrouter_lsp.workspace import name_of, path_of, same_form, uri_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="paths without a drive")


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("file:///a/.env", "/a/.env"),
        ("file:/a/.env", "/a/.env"),
        ("FILE:///a/.env", "/a/.env"),
        ("file://localhost/a/.env", "/a/.env"),
        ("file://LocalHost/a/.env", "/a/.env"),
        ("file://server/share/.env", "//server/share/.env"),
        ("file:///a%20b/%23x%3Fy%25z", "/a b/#x?y%z"),
        ("file:///a b/%40%3a%3A", "/a b/@::"),
        ("file:///%C3%BC/%F0%9F%99%82", "/ü/🙂"),
        ("file:///ü/🙂", "/ü/🙂"),
        ("file:///caf%E9", os.fsdecode(b"/caf\xe9")),
        ("file:///a+b", "/a+b"),
        ("file:///100%", "/100%"),
        ("file:///a//b/./c", "/a/b/c"),
    ],
)
def test_paths(uri: str, path: str) -> None:
    assert path_of(uri) == Path(path)


@pytest.mark.parametrize(
    "uri",
    [
        "",
        ".env",
        "/a/.env",
        "untitled:Untitled-1",
        "vscode-notebook-cell:/a/b.ipynb#X",
        "git:/a/.env?%7B%7D",
        "http://[::1/x",
        "https://openrouter.ai/keys",
        "file:///\ud800",
    ],
)
def test_addresses_of_no_file(uri: str) -> None:
    assert path_of(uri) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("file:///a@b/.env", "file:///a%40b/.env"),
        ("file:///c%3A/x", "file:///c:/x"),
        ("file:///c%3a/x", "file:///c%3A/x"),
        ("file:///a b", "file:///a%20b"),
        ("file:///ü", "file:///%C3%BC"),
        ("file:///%7e(x)%21", "file:///~(x)!"),
        ("file:///a", "file://localhost/a"),
        ("untitled:a%20b", "untitled:a b"),
    ],
)
def test_two_ways_to_write_one_address(one: str, other: str) -> None:
    assert same_form(one) == same_form(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("file:///a", "file:///A"),
        ("file:///a%20b", "file:///a+b"),
        ("file:///a%2523", "file:///a%23"),
        ("file:///a", "untitled:///a"),
        ("file:///caf%E9", "file:///caf%E8"),
    ],
)
def test_two_addresses(one: str, other: str) -> None:
    assert same_form(one) != same_form(other)


@pytest.mark.parametrize("uri", ["file:///\ud800", "\ud800", "file:", "file:x", "%", "http://[x"])
def test_nonsense_has_a_form_too(uri: str) -> None:
    assert same_form(same_form(uri)) == same_form(uri)


@pytest.mark.parametrize(
    ("uri", "name"),
    [
        ("file:///a/.env", ".env"),
        ("file:///a/%2Eenv.local", ".env.local"),
        ("file:///a/%C3%BC%20x.env", "ü x.env"),
        ("untitled:Untitled-1", "untitled:Untitled-1"),
        ("vscode-remote://host/a/.env", ".env"),
        ("", ""),
    ],
)
def test_names(uri: str, name: str) -> None:
    assert name_of(uri) == name


NAMES = st.text(min_size=1, max_size=20).filter(
    lambda name: "/" not in name and "\0" not in name and name not in (".", "..")
)


@given(st.lists(NAMES, min_size=1, max_size=4))
def test_every_path_comes_back(names: list[str]) -> None:
    path = Path("/", *(os.fsdecode(name.encode()) for name in names))
    uri = uri_of(path)
    assert uri.isascii()
    assert path_of(uri) == path
    assert same_form(uri) == uri


@given(st.binary(min_size=1, max_size=20).filter(lambda b: b"/" not in b and b"\0" not in b))
def test_every_name_comes_back_utf_8_or_not(name: bytes) -> None:
    path = Path("/x", os.fsdecode(name))
    assert path_of(uri_of(path)) == path


@given(st.text())
def test_nothing_that_an_editor_sends_raises(text: str) -> None:
    for uri in (text, f"file:///{text}", f"file://{text}"):
        path_of(uri)
        same_form(uri)
        name_of(uri)
