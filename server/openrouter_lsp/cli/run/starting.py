"""Becomes the command, in a process that was made for it."""

import errno
import os
import re
import shutil
import signal
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, NoReturn

from openrouter_lsp.cli.complaints import KEY_IN_COMMAND, holds_key

_ASSIGNMENT: Final = re.compile(r"[A-Za-z_]\w*=", re.ASCII)
NOT_FOUND: Final = 127
NOT_EXECUTABLE: Final = 126
"""Exit codes, as shells have them."""


def ignored_signals() -> frozenset[int]:
    """Return the signals that this process was told to ignore, as `nohup` does.

    Effect: the ends of children are heard from now on, whatever it was told.
    """
    # Python itself ignores these two, whatever it was told.
    own = {getattr(signal, name, None) for name in ("SIGPIPE", "SIGXFSZ")}
    ignored = frozenset(
        number
        for number in signal.valid_signals()
        if number not in own and signal.getsignal(number) is signal.SIG_IGN
    )
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    return ignored


def become(command: Sequence[str], ignored: Iterable[int]) -> OSError:
    """Run a command in the place of this process, with the signals as they would be without it.

    Returns only where that fails.

    Args:
        command: the program and its arguments.
        ignored: the signals that it is to ignore.
    """
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        handler = signal.SIG_IGN if number in ignored else signal.SIG_DFL
        # Some numbers are the C library's own.
        try:
            signal.signal(number, handler)
        except OSError:
            continue
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    _take_back_own_variables()
    try:
        _execute(command)
    except OSError as error:
        return error
    except ValueError:  # a null character
        return OSError(errno.EINVAL, os.strerror(errno.EINVAL))


def _take_back_own_variables() -> None:
    """Unset what Python itself has set, where there was no locale to speak of."""
    with suppress(OSError):
        given = Path("/proc/self/environ").read_bytes()
        if not any(line.startswith(b"LC_CTYPE=") for line in given.split(b"\0")):
            os.environ.pop("LC_CTYPE", None)


def _execute(command: Sequence[str]) -> NoReturn:
    try:
        os.execvp(command[0], [*command])  # noqa: S606 - it is what the user asked for
    except OSError as error:
        if error.errno != errno.ENOEXEC:
            raise
    # A script without #!, which shells run themselves.
    path = shutil.which(command[0]) or command[0]
    os.execv("/bin/sh", ["sh", path, *command[1:]])  # noqa: S606


def exit_code_of(error: int) -> int:
    """Return the exit code for a command that could not be started, as shells do.

    Args:
        error: the system's number for what went wrong.
    """
    return NOT_FOUND if error in (errno.ENOENT, errno.ENOTDIR) else NOT_EXECUTABLE


def why_not_started(program: str, error: int) -> str:
    """Say in one sentence why a command could not be started, and what to do where that is known.

    The program stands in it as it was given, except that of an assignment only the name is left.
    """
    if error in (errno.ENOENT, errno.ENOTDIR):
        if assigned := _ASSIGNMENT.match(program):
            return (
                f"{assigned[0]}... is an assignment, not a command. Put it before openrouter-lsp"
                f" run: {assigned[0]}... openrouter-lsp run -- COMMAND"
            )
        if holds_key(program):
            return f"{program}: this is a key, not a command. {KEY_IN_COMMAND}"
        if os.path.lexists(program) and os.sep in program:
            return f"{program}: what it begins with (#!), or what it links to, is not there."
        known = "" if os.sep in program else "; aliases and functions of a shell are not known here"
        return f"{program}: there is no such command{known}."
    if error == errno.EACCES:
        what = "is a folder" if Path(program).is_dir() else "is not executable"
        return f"{program}: it {what}."
    return f"{program}: it cannot be started: {os.strerror(error).lower()}."
