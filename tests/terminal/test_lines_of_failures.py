"""A failure's line is counted in lines of the output itself, however long they are."""

import pytest

from openrouter_lsp.terminal import OutputReader, find_failures

USER_NOT_FOUND = "Error code: 401 - {'error': {'message': 'User not found.', 'code': 401}}"
LIMITED = 'openrouter: 429 {"error":{"message":"Rate limit exceeded: x","code":429}}'
LONG = "x" * 200_000
WORDS = "and so on, " * 20_000


def check(output: str, lines: list[int]) -> None:
    """Read an output at once, in halves and in small pieces, and look at the failures' lines."""
    assert [failure.line for failure in find_failures(output)] == lines
    for size in (len(output) // 2 + 1, 5000):
        reader = OutputReader()
        told = [
            failure.line
            for start in range(0, len(output), size)
            for failure in reader.feed(output[start : start + size])
        ]
        told += [failure.line for failure in reader.settle()]
        assert told == lines
        assert [failure.line for failure in reader.failures] == lines


@pytest.mark.parametrize("long", [LONG, WORDS, "é" * 200_000, f"\x1b[31m{LONG}\x1b[0m"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_behind_a_long_line(long: str, line_end: str) -> None:
    check(line_end.join([long, "ok", USER_NOT_FOUND]), [3])


def test_between_long_lines() -> None:
    apart = [f"ok {number}" for number in range(200)]
    output = [LONG, USER_NOT_FOUND, *apart, WORDS, WORDS, LIMITED, LONG, ""]
    check("\n".join(output), [2, 205])


@pytest.mark.parametrize("before", [0, 1, 65_000, 200_000])
def test_in_a_long_line(before: int) -> None:
    check(f"ok\n{'y ' * (before // 2)}{USER_NOT_FOUND} {WORDS}\nok\n", [2])


def test_at_the_end_of_a_line_that_has_not_ended() -> None:
    check(f"{LONG}\n{WORDS} {USER_NOT_FOUND}", [2])


def test_in_a_line_that_is_overwritten() -> None:
    check(f"10 %\r{LONG}\r\n{USER_NOT_FOUND}\n", [2])
