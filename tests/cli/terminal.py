"""A real pseudo-terminal for a command."""

import os
import pty
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.environment import environment


def run_in_terminal(
    command: Sequence[str],
    folder: Path,
    *,
    watch: Callable[[str], None] = lambda _: None,
    **env: str,
) -> tuple[int, str]:
    """Run a command in a terminal; return its exit code and all that it showed.

    Args:
        command: the program and its arguments.
        folder: where it runs.
        watch: is given all that was shown so far, whenever more comes.
        env: further environment variables.
    """
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
