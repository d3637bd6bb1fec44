"""Output of many terminals, read as it comes."""

import asyncio
import random
import secrets
from collections.abc import Callable
from pathlib import Path

import pytest

from openrouter_lsp.keys import Failure, FailureKind
from openrouter_lsp.lsp.run import Run
from openrouter_lsp.lsp.terminals import Terminals
from tests.lsp.machine import Machine
from tests.lsp.terminal_given import KINDS, OUT_OF_CREDITS, PLAIN, RATE_LIMITED, USER_NOT_FOUND

PATIENCE = 20.0


class Reading:
    """Terminals, and what they told.

    Attributes:
        told: the terminal's name, its command and what was found.
        again: how often something had been printed, each time that was told.
    """

    def __init__(self) -> None:
        self.told: list[tuple[str | None, str | None, FailureKind]] = []
        self.again: list[int] = []
        self.runs: list[Run] = []
        self.terminals = Terminals(self._tell, lambda _, failure: self.again.append(failure.count))
        self._news = asyncio.Event()

    def _tell(self, run: Run, failure: Failure) -> None:
        self.runs.append(run)
        self.told.append((run.name, run.command_line, failure.kind))
        self._news.set()

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not condition():
                self._news.clear()
                await self._news.wait()

    async def turns(self, count: int) -> None:
        """Let the event loop have so many turns."""
        for _ in range(count):
            await asyncio.sleep(0)


@pytest.fixture
async def reading() -> Reading:
    return Reading()


def run(name: str, command: str | None = "python app.py") -> Run:
    return Run(name, name, command)


def check(reading: Reading, *expected: tuple[str, FailureKind]) -> None:
    """Compare what was told with the terminal's name and what was found."""
    assert [(name, kind) for name, _, kind in reading.told] == list(expected)


@pytest.mark.parametrize("text", KINDS)
@pytest.mark.parametrize("seed", range(5))
async def test_a_failure_is_told_once_however_it_is_cut(
    reading: Reading, text: str, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same cuts each time
    reading.terminals.start(run("zsh"))
    at = 0
    while at < len(text):
        length = chance.randint(1, 40)
        reading.terminals.write("zsh", text[at : at + length])
        at += length
        await reading.turns(chance.randint(0, 2))
    reading.terminals.end("zsh")
    await reading.turns(len(text))
    check(reading, ("zsh", KINDS[text]))


async def test_what_is_held_back_is_told_when_it_has_been_quiet(reading: Reading) -> None:
    reading.terminals.start(run("zsh"))
    reading.terminals.write("zsh", USER_NOT_FOUND.rstrip())
    await reading.until(lambda: bool(reading.told))
    check(reading, ("zsh", FailureKind.USER_NOT_FOUND))


@pytest.mark.parametrize(("every", "latest"), [(0.2, 0.9), (0.02, 1.02)])
def test_what_is_held_back_is_told_within_a_second_of_endless_output(
    every: float, latest: float
) -> None:
    machine = Machine()
    told: list[float] = []
    terminals = Terminals(lambda *_: told.append(machine.awake), lambda *_: None)

    async def spin() -> None:
        terminals.write("zsh", USER_NOT_FOUND)
        while machine.awake < 60:
            terminals.write("zsh", "\r| working\r/ working")
            await asyncio.sleep(every)
        terminals.close()

    machine.run(spin)
    [at] = told
    assert 0.7 <= at <= latest


async def test_each_command_has_its_own_output(reading: Reading) -> None:
    for command in ("python one.py", "python two.py"):
        reading.terminals.start(run("zsh", command))
        reading.terminals.write("zsh", USER_NOT_FOUND)
        reading.terminals.end("zsh")
    assert [command for _, command, _ in reading.told] == ["python one.py", "python two.py"]


async def test_a_new_command_ends_the_one_before(reading: Reading) -> None:
    reading.terminals.start(run("zsh", "python one.py"))
    reading.terminals.write("zsh", USER_NOT_FOUND.rstrip())
    reading.terminals.start(run("zsh", "python two.py"))
    assert [command for _, command, _ in reading.told] == ["python one.py"]


async def test_output_after_the_end_is_nobodys_command(reading: Reading) -> None:
    reading.terminals.start(run("zsh"))
    reading.terminals.end("zsh")
    reading.terminals.write("zsh", USER_NOT_FOUND)
    reading.terminals.end("zsh")
    assert reading.told == [("zsh", None, FailureKind.USER_NOT_FOUND)]


async def test_output_of_a_terminal_that_was_not_announced(reading: Reading) -> None:
    reading.terminals.write("7", USER_NOT_FOUND)
    reading.terminals.end("7")
    assert reading.told == [(None, None, FailureKind.USER_NOT_FOUND)]


async def test_many_terminals_at_once_are_kept_apart(reading: Reading) -> None:
    texts = [USER_NOT_FOUND, OUT_OF_CREDITS, RATE_LIMITED]
    names = [f"t{n}" for n in range(60)]
    for name in names:
        reading.terminals.start(run(name))
    longest = max(len(text) for text in texts)
    for at in range(0, longest, 9):
        for n, name in enumerate(names):
            reading.terminals.write(name, texts[n % 3][at : at + 9])
    for name in names:
        reading.terminals.end(name)
    await reading.turns(longest)

    told = {name: kind for name, _, kind in reading.told}
    assert len(reading.told) == len(told) == 60
    assert [told[name] for name in names] == [KINDS[texts[n % 3]] for n in range(60)]


async def test_of_too_many_terminals_the_longest_silent_is_forgotten(reading: Reading) -> None:
    for n in range(64):
        reading.terminals.start(run(f"t{n}"))
    reading.terminals.write("t0", USER_NOT_FOUND[:60])
    for n in range(64, 100):
        reading.terminals.start(run(f"t{n}"))
    assert len(reading.terminals) == 64
    reading.terminals.write("t0", USER_NOT_FOUND[60:])
    reading.terminals.end("t0")
    check(reading, ("t0", FailureKind.USER_NOT_FOUND))


async def test_others_get_their_turn_while_much_is_read(reading: Reading) -> None:
    flood = PLAIN * (4_000_000 // len(PLAIN)) + USER_NOT_FOUND
    reading.terminals.start(run("flood"))
    reading.terminals.start(run("zsh"))
    reading.terminals.write("flood", flood)
    reading.terminals.end("flood")
    assert reading.told == []
    reading.terminals.write("zsh", OUT_OF_CREDITS)
    reading.terminals.end("zsh")
    check(reading, ("zsh", FailureKind.INSUFFICIENT_CREDITS))
    await reading.turns(len(flood) // 65536 + 5)
    assert reading.told[1:] == [("flood", "python app.py", FailureKind.USER_NOT_FOUND)]


async def test_what_comes_faster_than_it_is_read_does_not_pile_up(reading: Reading) -> None:
    reading.terminals.write("flood", USER_NOT_FOUND)
    for _ in range(20):
        reading.terminals.write("flood", PLAIN * (1_000_000 // len(PLAIN)))
    # Not a turn of the loop was taken, and yet most of it is read.
    [terminal] = reading.terminals._terminals.values()
    assert terminal.waiting_length <= 8 * 1024 * 1024


async def test_no_timer_runs_while_nothing_is_written(reading: Reading) -> None:
    reading.terminals.write("zsh", USER_NOT_FOUND.rstrip())
    [terminal] = reading.terminals._terminals.values()
    assert terminal.timer is not None
    await reading.until(lambda: bool(reading.told))
    assert terminal.timer is None


async def test_a_repeat_is_told_with_its_count(reading: Reading) -> None:
    reading.terminals.start(run("zsh"))
    reading.terminals.write("zsh", USER_NOT_FOUND * 5)
    reading.terminals.end("zsh")
    check(reading, ("zsh", FailureKind.USER_NOT_FOUND))
    assert reading.again == [5]


async def test_what_was_exported_in_a_terminal_goes_with_its_later_commands(
    reading: Reading,
) -> None:
    key = "sk-or-v1-" + secrets.token_hex(32)
    reading.terminals.start(run("zsh", f"export OPENROUTER_API_KEY={key}"))
    reading.terminals.end("zsh")
    reading.terminals.start(Run("zsh", "zsh", "python app.py", Path("/work")))
    reading.terminals.write("zsh", USER_NOT_FOUND)
    reading.terminals.end("zsh")
    [told] = reading.runs
    assert dict(told.exported) == {"OPENROUTER_API_KEY": key}
    assert key not in repr(told)
