"""What a log file gains, whatever happens to the file."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from openrouter_lsp.lsp.log_tail import LogTail

Step = Callable[[Path], object]


def check(path: Path, tail: LogTail, *steps: tuple[Step, str]) -> None:
    """Do something to the file, then compare what the tail reads."""
    for step, expected in steps:
        step(path)
        assert tail.read() == expected


def add(text: str) -> Step:
    def step(path: Path) -> None:
        with path.open("a") as file:
            file.write(text)

    return step


def write(text: str) -> Step:
    return lambda path: path.write_text(text)


def add_bytes(data: bytes) -> Step:
    def step(path: Path) -> None:
        with path.open("ab") as file:
            file.write(data)

    return step


def nothing(path: Path) -> None:
    pass


def rotate(path: Path) -> None:
    path.rename(path.with_suffix(".1"))


def rewrite_with_a_later_time(text: str) -> Step:
    def step(path: Path) -> None:
        before = path.stat().st_mtime_ns
        path.write_text(text)
        os.utime(path, ns=(before + 1, before + 1))

    return step


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "app.log"


@pytest.fixture
def tail(path: Path) -> LogTail:
    return LogTail(path)


def test_what_is_added_is_read_once(path: Path, tail: LogTail) -> None:
    path.write_text("old\n")
    tail.skip()
    check(path, tail, (nothing, ""), (add("one\n"), "one\n"), (nothing, ""), (add("two"), "two"))


def test_a_file_that_comes_later_is_read_from_its_beginning(path: Path, tail: LogTail) -> None:
    tail.skip()
    check(path, tail, (nothing, ""), (write("first\n"), "first\n"))


def test_rotation(path: Path, tail: LogTail) -> None:
    path.write_text("a long line of the old file\n")
    tail.skip()
    check(path, tail, (rotate, ""), (write("new\n"), "new\n"), (add("more\n"), "more\n"))


def test_rotation_between_two_looks(path: Path, tail: LogTail) -> None:
    path.write_text("old\n")
    tail.skip()
    rotate(path)
    check(path, tail, (write("of the new file, and longer\n"), "of the new file, and longer\n"))


def test_a_new_file_that_begins_like_the_old_one(path: Path, tail: LogTail) -> None:
    path.write_text("started\n")
    tail.skip()
    rotate(path)
    check(path, tail, (write("started\nfailed\n"), "started\nfailed\n"))


def test_truncation(path: Path, tail: LogTail) -> None:
    path.write_text("a long line\n")
    tail.skip()
    check(path, tail, (write("short\n"), "short\n"), (write(""), ""), (add("x\n"), "x\n"))


def test_a_file_that_is_written_anew_and_longer(path: Path, tail: LogTail) -> None:
    path.write_text("first run\n")
    tail.skip()
    check(path, tail, (write("second run, longer\n"), "second run, longer\n"))


def test_a_file_that_is_written_anew_with_the_same_length(path: Path, tail: LogTail) -> None:
    path.write_text("run 1\n")
    tail.skip()
    check(path, tail, (rewrite_with_a_later_time("run 2\n"), "run 2\n"))


def test_a_character_that_is_cut(path: Path, tail: LogTail) -> None:
    path.write_text("")
    tail.skip()
    first, second = "é".encode()[:1], "é".encode()[1:]
    check(path, tail, (add_bytes(b"a" + first), "a"), (add_bytes(second + b"\xff"), "é\ufffd"))


def test_utf16_as_powershell_writes_it(path: Path, tail: LogTail) -> None:
    tail.skip()
    check(
        path,
        tail,
        (add_bytes(b"\xff\xfe" + "one\n".encode("utf-16-le")), "one\n"),
        (add_bytes("two\n".encode("utf-16-le")), "two\n"),
    )


def test_of_a_flood_the_newest_is_read(path: Path, tail: LogTail) -> None:
    path.write_text("")
    tail.skip()
    add("x" * 10_000_000 + "end\n")(path)
    data = tail.read()
    assert data.endswith("end\n")
    assert len(data) == 4 * 1024 * 1024


def test_what_is_no_file_is_passed_over(path: Path, tail: LogTail) -> None:
    os.mkfifo(path)
    check(path, tail, (nothing, ""), (lambda p: p.unlink(), ""), (lambda p: p.mkdir(), ""))
