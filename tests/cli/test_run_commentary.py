"""When something is said between what a command writes, by a clock that is handed in."""

from collections.abc import Callable
from typing import Any

import pytest

from openrouter_lsp.cli.run.commentary import Commentary
from openrouter_lsp.cli.run.hearing import Hearing
from openrouter_lsp.cli.run.screen import Screen

PRINTED = b"Error code: 401 - {'error': {'message': 'User not found.', 'code': 401}}\n"


class Words:
    """Stands in for the thread that finds words: there are some as soon as there is a failure."""

    def __init__(self) -> None:
        self.considered: list[Any] = []
        self.taken = 0
        self.is_given_up = False

    @property
    def is_ready(self) -> bool:
        return len(self.considered) > self.taken

    def consider(self, failures: Any) -> None:
        self.considered += failures

    def take(self) -> list[Any]:
        new = self.considered[self.taken :]
        self.taken = len(self.considered)
        return new

    def finish(self, ask_for_patience: Callable[[], None]) -> None:
        ask_for_patience()
        raise KeyboardInterrupt

    def give_up(self) -> None:
        self.is_given_up = True


class Scene:
    """A command that writes, and a clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0
        self.said_at: list[float] = []
        self.words = Words()
        self.hearing = Hearing("app")
        self.commentary = Commentary(
            [self.hearing],
            self.words,  # type: ignore[arg-type]
            lambda _: self.said_at.append(self.now),
            self.hearing.screen,
            clock=lambda: self.now,
        )

    def write(self, data: bytes, *, is_busy: bool = False) -> None:
        self.hearing.hear(data)
        self.commentary.attend(is_busy=is_busy)

    def wait(self, seconds: float) -> None:
        """Let time pass as a waiting program does: no longer at once than it has patience."""
        end = self.now + seconds
        for _ in range(100):
            patience = self.commentary.patience()
            if patience is None or self.now + patience > end:
                self.now = end
                return
            self.now += patience + 1e-6
            self.commentary.attend(is_busy=False)
        raise AssertionError("it never rests")


def test_nothing_is_waited_for_while_nothing_is_heard() -> None:
    assert Scene().commentary.patience() is None


def test_it_is_said_after_a_second_of_silence() -> None:
    scene = Scene()
    scene.write(PRINTED)
    scene.wait(0.9)
    assert scene.said_at == []
    scene.wait(10)
    assert scene.said_at == [pytest.approx(1.0, abs=0.01)]


def test_output_that_goes_on_puts_it_off_but_not_for_ever() -> None:
    scene = Scene()
    scene.write(PRINTED)
    for _ in range(20):
        scene.wait(0.5)
        scene.write(b"working\n")
        scene.commentary.attend(is_busy=False)
    assert scene.said_at == [pytest.approx(5.0, abs=0.6)]


@pytest.mark.parametrize(("every", "latest"), [(0.2, 0.9), (0.02, 1.02)])
def test_what_is_held_back_is_read_within_a_second_of_endless_output(
    every: float, latest: float
) -> None:
    scene = Scene()
    scene.write(PRINTED)
    while not scene.words.considered and scene.now < 60:
        scene.write(b"\r| working\r/ working", is_busy=True)
        scene.wait(every)
    assert 0.7 <= scene.now <= latest + every


def test_in_the_midst_of_a_line_that_moves_it_waits_longer() -> None:
    scene = Scene()
    scene.write(PRINTED + b"\x1b[2A> ")
    scene.wait(10)
    assert scene.said_at == [pytest.approx(3.0, abs=0.01)]


def test_a_screen_of_its_own_is_left_alone() -> None:
    scene = Scene()
    scene.write(PRINTED + b"\x1b[?10")
    scene.write(b"49h")
    scene.wait(100)
    assert scene.said_at == []
    scene.write(b"\x1b[?1049l")
    scene.wait(10)
    assert scene.said_at == [pytest.approx(101.0, abs=0.01)]


def test_reading_waits_while_there_is_more_to_pass_on() -> None:
    scene = Scene()
    scene.write(PRINTED, is_busy=True)
    assert scene.hearing.is_behind
    assert scene.commentary.patience() == 0
    scene.commentary.attend(is_busy=False)
    assert not scene.hearing.is_behind


def test_reading_does_not_wait_for_ever() -> None:
    scene = Scene()
    for _ in range(2000):
        scene.write(b"x" * 1023 + b"\n", is_busy=True)
        assert scene.hearing._size <= 1_048_576 + 1024


def test_ctrl_c_while_keys_are_checked_gives_up_on_them() -> None:
    scene = Scene()
    scene.write(PRINTED)
    (told,) = scene.commentary.conclude(lambda: None)
    assert told.kind == "user_not_found"  # type: ignore[attr-defined]
    assert scene.words.is_given_up


def test_a_fault_in_the_reading_is_kept_and_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    hearing = Hearing("app")

    def fail(_: object, __: str) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("openrouter_lsp.terminal.OutputReader.feed", fail)
    hearing.hear(PRINTED)
    assert hearing.catch_up() == ()
    assert hearing.fault == "ZeroDivisionError"
    hearing.hear(PRINTED)
    assert not hearing.is_behind
    assert hearing.settle() == ()


def show(*pieces: bytes) -> Screen:
    screen = Screen()
    for piece in pieces:
        screen.show(piece)
    return screen


@pytest.mark.parametrize(
    ("pieces", "begun", "can_be_repeated"),
    [
        ([b"a\nb"], b"b", True),
        ([b"a", b"b\n", b"c", b"d"], b"cd", True),
        ([b"done\r\n"], b"", True),
        ([b"\x1b[32m>>> \x1b[0m\x1b[K"], b"\x1b[32m>>> \x1b[0m\x1b[K", True),
        ([b"\x1b[?2004h$ ls\b\b"], b"\x1b[?2004h$ ls\b\b", True),
        ([b"\x1b[5;1Hmenu"], b"\x1b[5;1Hmenu", False),
        ([b"\x1b[2Jmenu"], b"\x1b[2Jmenu", False),
        ([b"x" * 501], b"x" * 501, False),
    ],
)
def test_the_line_that_has_begun(pieces: list[bytes], begun: bytes, can_be_repeated: bool) -> None:
    screen = show(*pieces)
    assert (screen.begun, screen.can_be_repeated) == (begun, can_be_repeated)


def test_a_line_without_end_takes_little_memory() -> None:
    screen = show(*[b"x" * 60_000] * 10)
    assert len(screen.begun) < 10_000
    assert not screen.can_be_repeated


@pytest.mark.parametrize(
    "switch", [b"\x1b[?1049h", b"\x1b[?47h", b"\x1b[?1;1047h", b"\x1b[?1049;25h"]
)
def test_switches_of_the_screen_are_seen_however_they_are_cut(switch: bytes) -> None:
    for cut in range(len(switch) + 1):
        screen = show(b"text" + switch[:cut], switch[cut:] + b"more")
        assert screen.is_alternate
        back = switch.replace(b"h", b"l")
        screen.show(back[:cut])
        screen.show(back[cut:])
        assert not screen.is_alternate
