"""`openrouter-lsp run` as a job of an interactive shell: stopped, continued, in the background."""

import fcntl
import os
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.interactive import RUN, Terminal

pytestmark = pytest.mark.slow

# What was typed is shown as well; what a command prints is written so that it differs.
COUNTER = """
import os, signal, sys, threading

def tell():
    while signal.sigwait({signal.SIGCONT}):
        os.write(1, b"going" + b" on\\n")

# In no handler of Python's: these wait while a read goes on that began a moment before.
signal.signal(signal.SIGINT, signal.SIG_DFL)
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCONT})
threading.Thread(target=tell, daemon=True).start()
os.write(1, b"rea" + b"dy\\n")
while line := os.read(0, 100).decode().strip():
    os.write(1, b"read" + f": {line}\\n".encode())
    if line == "bye":
        os._exit(6)
"""


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Terminal]:
    """A shell in which `counter` is run by the command under test."""
    (tmp_path / "counter.py").write_text(COUNTER)
    run = " ".join(f"'{word}'" for word in RUN)
    (tmp_path / "rc").write_text(
        f"PS1='prompt> '; run() {{ {run} \"$@\"; }}; counter() {{ run '{sys.executable}'"
        " counter.py; }; bind 'set enable-bracketed-paste off'\n"
    )
    with Terminal(["bash", "--noprofile", "--rcfile", "rc", "-i"], tmp_path) as terminal:
        terminal.until("prompt> ")
        yield terminal


def test_ctrl_z_stops_it_and_fg_lets_it_go_on(shell: Terminal) -> None:
    shell.type("counter\n")
    shell.until("ready\r\n")
    shell.type("\x1a")
    shell.until("Stopped")
    shell.until("prompt> ")
    shell.type("stty -a | grep -ow -- '-*icanon'; fg\n")
    shell.until("\r\nicanon\r\n")
    shell.until("going on\r\n")
    shell.type("bye\n")
    shell.until("read: bye\r\n")
    shell.until("prompt> ")
    shell.type("echo code=$?\n")
    shell.until("code=6\r\n")


def test_bg_lets_it_go_on_and_fg_gives_it_the_keys_again(shell: Terminal) -> None:
    shell.type("set -b; counter\n")
    shell.until("ready\r\n")
    shell.type("\x1a")
    shell.until("Stopped")
    shell.until("prompt> ")
    shell.type("bg\n")
    shell.until("Stopped")  # once more, for want of the keys
    shell.type("fg\n")
    shell.until("going on\r\n")
    shell.type("hello\n")
    shell.until("read: hello\r\n")
    shell.type("\x03")
    shell.until("prompt> ")
    shell.type("echo code=$?\n")
    shell.until("code=130\r\n")


def test_in_the_background_it_stops_when_it_wants_the_keys(shell: Terminal) -> None:
    shell.type("set -b\n")
    shell.until("prompt> ")
    shell.type("counter &\n")
    shell.until("ready\r\n")
    shell.until("Stopped")
    shell.type("fg\n")
    shell.until("going on\r\n")
    shell.type("bye\n")
    shell.until("read: bye\r\n")
    shell.until("prompt> ")


def test_in_the_background_its_output_is_shown_and_the_shell_goes_on(shell: Terminal) -> None:
    shell.type("run sh -c 'echo from the $((1 + 1))nd; exit 3' & wait $!; echo code=$?\n")
    shell.until("from the 2nd\r\n")
    shell.until("code=3\r\n")


def test_in_a_pipeline_all_of_it_stops_and_goes_on(shell: Terminal) -> None:
    shell.type("(echo hello; sleep 600) | counter | cat\n")
    shell.until("ready\r\n")
    shell.until("read: hello\r\n")
    shell.type("\x1a")
    shell.until("Stopped")
    shell.until("prompt> ")
    shell.type("fg\n")
    shell.until("going on\r\n")
    shell.type("\x03")
    shell.until("prompt> ")


def test_with_a_pipe_in_the_terminal_stays_the_shells(shell: Terminal) -> None:
    shell.type("sleep 600 | counter\n")
    shell.until("ready\r\n")
    shell.type("\x1a")
    shell.until("Stopped")
    shell.until("prompt> ")
    shell.type("fg\n")
    shell.until("going on\r\n")
    shell.type("\x03")
    shell.until("prompt> ")


def test_a_shell_in_it_has_jobs_of_its_own(shell: Terminal) -> None:
    shell.type("run bash --noprofile --rcfile rc -i\n")
    shell.until("prompt> ")
    shell.type(f"'{sys.executable}' counter.py\n")
    shell.until("ready\r\n")
    shell.type("\x1a")
    shell.until("Stopped")
    shell.until("prompt> ")
    shell.type("fg\n")
    shell.until("going on\r\n")
    shell.type("\x03")
    shell.until("prompt> ")
    shell.type("exit 8\n")
    shell.until("prompt> ")
    shell.type("echo code=$?\n")
    shell.until("code=8\r\n")


def test_what_was_typed_ahead_is_the_shells(shell: Terminal) -> None:
    if not _may_type_for_the_user():
        pytest.skip("this kernel does not let a program give typed characters back")
    shell.type("run sh -c 'echo rea$((0))dy; sleep 1'\n")
    shell.until("rea0dy\r\n")
    shell.type("echo typed $((40 + 2)) ahead\n")
    shell.until("typed 42 ahead\r\n")


def _may_type_for_the_user() -> bool:
    leader, follower = os.openpty()
    try:
        fcntl.ioctl(follower, termios.TIOCSTI, b"x")
    except OSError:
        return os.geteuid() == 0
    else:
        return True
    finally:
        os.close(leader)
        os.close(follower)
