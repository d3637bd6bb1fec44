"""A file may be anything."""

import os
import socket
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from openrouter_lsp.workspace import (
    Form,
    UnreadableFileError,
    find_environment_files,
    read_editable_text,
    read_file,
    read_text,
)


def check(path: Path) -> str:
    """Return why a file is not read; the words name no path and are one sentence."""
    with pytest.raises(UnreadableFileError) as caught:
        read_text(path)
    words = str(caught.value)
    assert str(path) not in words
    assert words.isprintable()
    return words


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"A=1\r\nB=2\rC=3\n", "A=1\r\nB=2\rC=3\n"),
        ("é=ü 🙂".encode(), "é=ü 🙂"),
        (b"\xef\xbb\xbfA=1", "A=1"),
        (b"\xef\xbb\xbf", ""),
        (b"A\xef\xbb\xbfB", "A\ufeffB"),
        ("A=1\r\n🙂".encode("utf-16"), "A=1\r\n🙂"),
        (b"\xff\xfe" + "A=1\n".encode("utf-16-le"), "A=1\n"),
        (b"\xfe\xff" + "A=1\n".encode("utf-16-be"), "A=1\n"),
        (b"\xff\xfeA\x00\n", "A\ufffd"),
        (b"\xff\xfe\x00\xd8A\x00", "\ufffdA"),
        (b"A=\xff\xe9\nB=2\n", "A=\ufffd\ufffd\nB=2\n"),
        (b"A=\xc3", "A=\ufffd"),
        (b"A=\xed\xa0\x80", "A=\ufffd\ufffd\ufffd"),
        (b"A=\x00\x001\x1a2\n", "A=\x00\x001\x1a2\n"),
    ],
)
def test_text(tmp_path: Path, data: bytes, text: str) -> None:
    path = tmp_path / ".env"
    path.write_bytes(data)
    assert read_text(path) == text


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b"", Form.TEXT),
        ("é=ü 🙂".encode(), Form.TEXT),
        (b"\xef\xbb\xbfA=1", Form.TEXT),
        ("A=1\r\n🙂".encode("utf-16"), Form.TEXT),
        (b"\xfe\xff" + "A=1\n".encode("utf-16-be"), Form.TEXT),
        ("A=\ufffd".encode(), Form.TEXT),
        (b"x" * 512 + b"\0", Form.TEXT),
        (b"x" * 511 + b"\0", Form.BINARY),
        (b"\xef\xbb\xbf\0", Form.BINARY),
        ("A=1\n".encode("utf-16-le"), Form.BINARY),
        (b"\0\xe9", Form.BINARY),
        (b"A=\xe9\n", Form.ENCODING),
        (b"\xff\xfeA\x00\n", Form.ENCODING),
    ],
)
def test_what_an_editor_could_write_again(tmp_path: Path, data: bytes, form: Form) -> None:
    path = tmp_path / ".env"
    path.write_bytes(data)
    assert read_file(path).form is form
    if form is Form.TEXT:
        assert read_editable_text(path) == read_text(path)
    else:
        with pytest.raises(UnreadableFileError, match=r"binary|not UTF-8"):
            read_editable_text(path)


def test_a_line_of_a_million_characters(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text("x" * 1_000_000 + "\nA=1")
    assert read_text(path).endswith("x\nA=1")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_its_mark(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / ".env"
    path.write_bytes("OPENROUTER_API_KEY=\r\n".encode(encoding))
    assert check(path).startswith("It is UTF-16 without a byte order mark, which programs cannot")
    for others in (b"A\0\0\0B\0\0\0", b"\0" * 20, "A=1é\0".encode()):
        path.write_bytes(others)
        assert read_text(path) == others.decode()


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("A=1")
    (tmp_path / ".env").symlink_to("real")
    assert read_text(tmp_path / ".env") == "A=1"


def test_a_file_of_50_mb(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert check(path) == "It is larger than 5 MB, so not read."


def test_a_file_of_just_5_mb(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    with path.open("wb") as file:
        file.truncate(5_000_000)
    assert len(read_text(path)) == 5_000_000
    with path.open("ab") as file:
        file.write(b"x")
    assert check(path) == "It is larger than 5 MB, so not read."


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc")
def test_a_file_whose_size_is_told_as_none() -> None:
    assert "Name:" in read_text(Path("/proc/self/status"))


def test_a_directory(tmp_path: Path) -> None:
    (tmp_path / ".env").mkdir()
    assert check(tmp_path / ".env") == "It is a directory, not a file."


def test_a_file_in_place_of_a_directory(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("")
    assert check(tmp_path / "a" / ".env") == "It cannot be read: not a directory."


def test_a_dangling_link(tmp_path: Path) -> None:
    (tmp_path / ".env").symlink_to("nowhere")
    assert check(tmp_path / ".env") == "It cannot be read: the link leads nowhere."


def test_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / ".env").symlink_to(".env")
    assert check(tmp_path / ".env") == "It cannot be read: too many levels of symbolic links."


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    assert check(tmp_path / ".env") == "It cannot be read: it is not there."


def test_a_file_that_goes_while_the_folder_is_walked(tmp_path: Path) -> None:
    for name in (".env", ".env.local", "b/.env"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("A=1")
    told = []
    for path in find_environment_files(tmp_path):
        (tmp_path / ".env.local").unlink(missing_ok=True)
        try:
            told.append(read_text(path))
        except UnreadableFileError as error:
            told.append(str(error))
    assert told == ["A=1", "It cannot be read: it is not there.", "A=1"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / ".env")
    assert check(tmp_path / ".env") == "It is a pipe, a socket or a device, not a file."


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices")
def test_a_device_without_end(tmp_path: Path) -> None:
    (tmp_path / ".env").symlink_to("/dev/zero")
    assert check(tmp_path / ".env") == "It is a pipe, a socket or a device, not a file."


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no sockets in the file system")
def test_a_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # By its short name: the length of a socket's path is limited.
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(".env")
        assert check(tmp_path / ".env").startswith("It cannot be read: ")


def test_a_file_that_may_not_be_read(
    open_folder: Path, unprivileged: Callable[[], AbstractContextManager[None]]
) -> None:
    path = open_folder / ".env"
    path.write_text("A=1")
    path.chmod(0)
    with unprivileged():
        assert check(path) == "It cannot be read: no permission."


@pytest.mark.parametrize("name", ["a\0b", "\ud800", "x" * 5000])
def test_a_name_that_no_file_has(tmp_path: Path, name: str) -> None:
    assert check(tmp_path / name).startswith("It cannot be read: ")


@pytest.mark.skipif(sys.platform == "win32", reason="counts descriptors")
def test_nothing_stays_open(tmp_path: Path) -> None:
    """What stays open would show in the number that the next file gets."""

    def next_number() -> int:
        number = os.dup(0)
        os.close(number)
        return number

    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("A=1")
    os.mkfifo(tmp_path / "pipe")
    before = next_number()
    for name in ("folder", "pipe", "missing"):
        check(tmp_path / name)
    read_text(tmp_path / "file")
    assert next_number() == before
