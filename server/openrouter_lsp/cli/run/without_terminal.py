"""Runs a command through pipes, where there are no pseudo-terminals: on Windows."""

import os
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Final

from openrouter_lsp.cli.complaints import complain
from openrouter_lsp.cli.run.commentary import Commentary
from openrouter_lsp.cli.run.hearing import Hearing
from openrouter_lsp.cli.run.starting import exit_code_of, why_not_started
from openrouter_lsp.cli.run.streams import STDERR, STDOUT, write_all
from openrouter_lsp.cli.run.telling import Telling
from openrouter_lsp.cli.run.voice import Voice

_PIECE: Final = 65_536
_PIECES_AHEAD: Final = 16

_Pieces = Queue[tuple[int, bytes] | None]


def run_without_terminal(command: Sequence[str]) -> int:
    """Run a command with pipes for its output; return its exit code.

    Effect: says so where standard output is a terminal, since the command may then show no colours.
    """
    if os.isatty(STDOUT):
        complain("there is no pseudo-terminal on this system, so the command writes to a pipe.")
    try:
        process = subprocess.Popen(  # noqa: S603 - it is what the user asked for
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
        )
    except OSError as error:
        number = error.errno or 0
        complain(why_not_started(command[0], number))
        return exit_code_of(number)
    with process:
        _listen(process, _as_typed(command))
    return process.returncode if process.returncode >= 0 else 128 - process.returncode


def _listen(process: "subprocess.Popen[bytes]", command_line: str) -> None:
    """Pass on what a command writes until it ends, and speak of its failures."""
    assert process.stdout is not None  # noqa: S101 - for the type checker
    assert process.stderr is not None  # noqa: S101
    pieces: _Pieces = Queue(_PIECES_AHEAD)
    hearings = {number: Hearing(command_line) for number in (STDOUT, STDERR)}
    telling = Telling(command_line, Path.cwd(), wake=lambda: pieces.put((STDERR, b"")))
    voice = Voice(hearings[STDERR].screen if os.isatty(STDERR) else None, is_raw=lambda: False)
    commentary = Commentary(
        tuple(hearings.values()), telling, voice.interject, hearings[STDERR].screen
    )
    for target, stream in ((STDOUT, process.stdout), (STDERR, process.stderr)):
        Thread(target=_read_all, args=(stream.fileno(), target, pieces), daemon=True).start()
    still_open = len(hearings)
    while still_open:
        try:
            piece = pieces.get(timeout=commentary.patience())
        except Empty:
            commentary.attend(is_busy=False)
            continue
        except KeyboardInterrupt:  # the command has got it too
            continue
        if piece is None:
            still_open -= 1
        elif piece[1]:
            write_all(*piece)
            hearings[piece[0]].hear(piece[1])
        commentary.attend(is_busy=True)
    process.wait()
    voice.conclude(commentary.conclude(voice.ask_for_patience))


def _read_all(source: int, target: int, pieces: _Pieces) -> None:
    piece = b"-"
    while piece:
        try:
            piece = os.read(source, _PIECE)
        except OSError:
            piece = b""
        pieces.put((target, piece) if piece else None)


def _as_typed(command: Sequence[str]) -> str:
    return subprocess.list2cmdline(command) if sys.platform == "win32" else shlex.join(command)
