"""A real pseudo-terminal for a command."""

import os
import pty
import select
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.environment import environment


def run_in_terminal(
    command: Sequence[str],
    folder: Path,
    *,
    watch: Callable[[str], None] = lambda _: None,
    seconds: float = 300,
    **env: str,
) -> tuple[int, str]:
    """Run a command in a terminal; return its exit code and all that it showed.

    Args:
        command: the program and its arguments.
        folder: where it runs.
        watch: is given all that was shown so far, whenever more comes.
        seconds: how long it may take.
        env: further environment variables.

    Raises:
        TimeoutError: it took longer, and was ended.
    """
    deadline = time.monotonic() + seconds
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment(TERM="xterm", **env),
        stdin=subprocess.DEVNULL,
        stdout=follower,
        stderr=follower,
    )
    os.close(follower)
    shown = b""
    while True:
        if not select.select([leader], [], [], max(0.0, deadline - time.monotonic()))[0]:
            process.kill()
            process.wait()
            os.close(leader)
            raise TimeoutError(f"took longer than {seconds} seconds: {shown.decode()!r}")
        try:
            chunk = os.read(leader, 65536)
        except OSError:  # the other end is closed
            break
        if not chunk:
            break
        shown += chunk
        watch(shown.decode(errors="replace"))
    os.close(leader)
    return process.wait(timeout=30), shown.decode()
