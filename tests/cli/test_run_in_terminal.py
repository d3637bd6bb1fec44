"""`openrouter-lsp run` on a terminal: as if the command stood in it itself."""

import hashlib
import os
import select
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from tests.cli.interactive import PATIENCE, RUN, Terminal

pytestmark = pytest.mark.slow


def python(script: str) -> list[str]:
    return [*RUN, sys.executable, "-u", "-c", script]


ARE_TERMINALS = "import os; print([os.isatty(n) for n in range(3)], file=open('told', 'w'))"


@pytest.mark.parametrize(
    ("redirected", "terminals"),
    [
        ("", [True, True, True]),
        ("< /dev/null", [False, True, True]),
        ("2> /dev/null", [True, True, False]),
        ("| cat", [True, False, True]),
        ("> /dev/null", [True, False, True]),
        ("> /dev/null 2>&1", [True, False, False]),
        ("< /dev/null 2> /dev/null", [False, True, False]),
    ],
)
def test_what_is_a_terminal_is_told_truthfully(
    tmp_path: Path, redirected: str, terminals: list[bool]
) -> None:
    command = " ".join(f"'{word}'" for word in [*RUN, sys.executable, "-c"])
    line = f'{command} "{ARE_TERMINALS}" {redirected}'
    with Terminal(["sh", "-c", line], tmp_path) as terminal:
        assert terminal.exit_code() == 0, terminal.shown
    assert (tmp_path / "told").read_text() == f"{terminals}\n"


def test_the_size_is_the_terminals_and_follows_it(tmp_path: Path) -> None:
    script = (
        "import os, signal\n"
        "def show(*_): print(*os.get_terminal_size())\n"
        "signal.signal(signal.SIGWINCH, show)\n"
        "show()\n"
        "signal.pause()"
    )
    with Terminal(python(script), tmp_path, size=(31, 101)) as terminal:
        terminal.until("101 31\r\n")
        terminal.resize(50, 132)
        terminal.until("132 50\r\n")
        assert terminal.exit_code() == 0


@pytest.mark.parametrize(
    "line",
    [
        "{run} cat odd",
        "{run} cat odd < /dev/null",
        "{run} cat odd | cat",
        "{run} sh -c 'cat odd >&2' | cat",
        "{run} sh -c 'cat odd >&2' > /dev/null",
    ],
)
def test_every_byte_is_shown_as_without_it(tmp_path: Path, line: str) -> None:
    """Colours, line feeds, bad UTF-8, the alternate screen and bells alike."""
    odd = bytes(range(256)) + b"\x1b[31mred\x1b[0m\r\n\n\x1b[?1049h\x9b1m\xff\xfe\x1b[?1049lend"
    (tmp_path / "odd").write_bytes(odd)
    shown = []
    for run in ("", " ".join(f"'{word}'" for word in RUN)):
        with Terminal(["sh", "-c", line.format(run=run)], tmp_path) as terminal:
            assert terminal.exit_code() == 0
            shown.append(terminal.shown)
    assert shown[0] == shown[1]
    assert b"\x1b[31mred" in shown[0]


def test_10_mb_come_through_whole(tmp_path: Path) -> None:
    script = "for n in range(1_000_000): print(n, '✓')"
    wanted = "".join(f"{number} ✓\r\n" for number in range(1_000_000)).encode()
    command = [*RUN, sys.executable, "-X", "utf8", "-c", script]
    with Terminal(command, tmp_path) as terminal:
        assert terminal.exit_code() == 0
        assert hashlib.sha256(terminal.shown).digest() == hashlib.sha256(wanted).digest()


@pytest.mark.parametrize(("key", "code"), [("\x03", 130), ("\x1c", 131)])
def test_ctrl_c_and_ctrl_backslash_end_the_command(tmp_path: Path, key: str, code: int) -> None:
    with Terminal(
        [*RUN, "sh", "-c", "ulimit -c 0; echo ready; exec sleep 600"], tmp_path
    ) as terminal:
        terminal.until("ready")
        terminal.type(key)
        assert terminal.exit_code() == code


def test_ctrl_c_is_the_commands_to_handle(tmp_path: Path) -> None:
    with Terminal([*RUN, sys.executable, "-q"], tmp_path) as terminal:
        terminal.until(">>> ")
        terminal.type("40 + 2\n")
        terminal.until("42\r\n>>> ")
        terminal.type("\x03")
        terminal.until("KeyboardInterrupt\r\n>>> ")
        terminal.type("raise SystemExit(9)\n")
        assert terminal.exit_code() == 9


def test_keys_are_passed_as_they_are_and_not_shown_twice(tmp_path: Path) -> None:
    script = (
        "import sys, tty\n"
        "tty.setraw(0)\n"
        "print('ready', end='')\n"
        "read = b''\n"
        "while not read.endswith(b'q'): read += sys.stdin.buffer.raw.read(1)\n"
        "print(read, end='')"
    )
    with Terminal(python(script), tmp_path) as terminal:
        terminal.until("ready")
        keys = "\x03\x1a\x1b[A\r\n\x04é\x00q"
        terminal.type(keys)
        assert terminal.exit_code() == 0
        assert terminal.shown.decode() == f"ready{keys.encode()!r}"


def test_a_password_is_not_shown(tmp_path: Path) -> None:
    script = "import getpass; print(len(getpass.getpass('Password: ')))"
    with Terminal(python(script), tmp_path) as terminal:
        terminal.until("Password: ")
        terminal.type("hunter2\n")
        assert terminal.exit_code() == 0
        assert terminal.shown == b"Password: \r\n7\r\n"


def test_a_pipe_in_and_keys_from_the_terminal(tmp_path: Path) -> None:
    """As a pager does: its text comes by the pipe, its keys by the terminal."""
    script = (
        "import sys, termios, tty\n"
        "text = sys.stdin.read()\n"
        "keys = open('/dev/tty', 'rb', buffering=0)\n"
        "tty.setcbreak(keys)\n"
        "print('ready', text, end='', flush=True)\n"
        "print(keys.read(1))"
    )
    (tmp_path / "pager.py").write_text(script)
    pager = " ".join(f"'{word}'" for word in [*RUN, sys.executable, "pager.py"])
    with Terminal(["sh", "-mc", f"echo piped | {pager}"], tmp_path) as terminal:
        terminal.until("ready piped")
        terminal.type("x")
        terminal.until("b'x'")
        assert terminal.exit_code() == 0


def test_the_terminal_is_left_as_it_was(tmp_path: Path) -> None:
    """Also where the process between is killed, and the command with it."""
    command = " ".join(f"'{word}'" for word in RUN)
    killer = "import os, signal; os.kill(os.getppid(), signal.SIGKILL)"
    line = (
        f"stty -g; {command} true; stty -g; {command} sh -c 'stty raw -echo; kill -9 $$'; stty -g;"
        f"{command} '{sys.executable}' -c '{killer}'; stty -g"
    )
    with Terminal(["sh", "-c", line], tmp_path) as terminal:
        assert terminal.exit_code() == 0
        settings = [found for found in terminal.shown.decode().splitlines() if ":" in found]
    assert len(settings) == 4
    assert len(set(settings)) == 1


def test_whoever_closes_the_window_ends_the_command(tmp_path: Path) -> None:
    with Terminal([*RUN, "sh", "-c", "echo pid $$.; exec sleep 600"], tmp_path) as terminal:
        terminal.until("pid ")
        process = os.pidfd_open(int(terminal.until(".")))
        try:
            terminal.hang_up()
            assert select.select([process], [], [], PATIENCE)[0]
        finally:
            os.close(process)


def test_without_a_session_terminal_there_is_none_for_the_command_either(tmp_path: Path) -> None:
    """As in a container that was given a terminal to write to, and none to be its own."""
    leader, follower = os.openpty()
    settings = termios.tcgetattr(follower)
    settings[1] &= ~termios.OPOST
    termios.tcsetattr(follower, termios.TCSANOW, settings)
    script = (
        "import os, sys\n"
        "try: os.open('/dev/tty', os.O_RDWR)\n"
        "except OSError: print(sys.stdout.isatty())"
    )
    try:
        subprocess.run(
            [*RUN, sys.executable, "-c", script],
            stdin=subprocess.DEVNULL,
            stdout=follower,
            stderr=follower,
            start_new_session=True,
            timeout=60,
            check=True,
        )
        assert os.read(leader, 100) == b"True\n"
    finally:
        os.close(leader)
        os.close(follower)
