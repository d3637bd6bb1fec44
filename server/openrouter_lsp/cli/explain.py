"""`openrouter-lsp explain`: what the errors in a terminal's output mean. Sends nothing."""

import json
import os
import sys
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from rich.console import Console
from rich.text import Text

from openrouter_lsp.cli.arguments import ATTENTION, OK, UNDONE
from openrouter_lsp.cli.arriving import arriving
from openrouter_lsp.cli.complaints import KEY_IN_COMMAND, complain, holds_key
from openrouter_lsp.cli.failure_text import print_failure
from openrouter_lsp.keys import Failure
from openrouter_lsp.reporting import masked_line
from openrouter_lsp.reporting.failures import explain_failure, failure_meaning, failure_next_step
from openrouter_lsp.terminal import OutputReader
from openrouter_lsp.terminal.screen.utf8 import Utf8Pieces

_QUIET: Final = 0.3
"""Seconds. After so long a silence nothing is held back for lines that may follow."""
_LONGEST_TEXT: Final = 300

_Tell = Callable[[Iterable[Failure]], None]


class _UnreadableError(Exception):
    """The output could not be read. The message is one sentence, fit for a user."""


def explain(path: str | None, *, form: str) -> int:
    """Explain the failures in a terminal's output, each as soon as it shows.

    Args:
        path: a file; None or `-`: standard input.
        form: `text` or `json`.

    Returns:
        The exit code: 0 where no failure was recognised, 1 where one was, 2 where the output could
        not be read.

    Effect: the explanations on standard output, what went wrong on standard error.
    """
    if path == "":
        complain("an empty path names nothing. To read standard input, name no file.")
        return UNDONE
    reader = OutputReader()
    tell: _Tell = _as_json if form == "json" else _as_text
    unreadable = None
    try:
        for text in _texts(path):
            tell(reader.feed(text) if text else reader.settle())
    except _UnreadableError as error:
        unreadable = error
    except KeyboardInterrupt:
        # `tail -f log | openrouter-lsp explain` has no other end.
        _conclude(reader, tell, form)
        raise
    if unreadable is None or reader.failures:
        _conclude(reader, tell, form)
    if unreadable is not None:
        complain(f"{'standard input' if path is None else path}: {unreadable}{_next_step(path)}")
        return UNDONE
    return ATTENTION if reader.failures else OK


def _next_step(path: str | None) -> str:
    return f" {KEY_IN_COMMAND}" if path and holds_key(path) else ""


def _texts(path: str | None) -> Iterator[str]:
    """Yield what the output says as it comes, and an empty text whenever it is quiet."""
    decode: Callable[[bytes], str] | None = None
    for piece in _pieces(path):
        if decode is None and piece:
            # Windows PowerShell writes UTF-16 to a file.
            is_utf16 = piece.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
            decode = (
                getincrementaldecoder("utf-16")("replace").decode
                if is_utf16
                else Utf8Pieces().decode
            )
        text = decode(piece) if decode and piece else ""
        if text or not piece:
            yield text


def _pieces(path: str | None) -> Iterator[bytes]:
    try:
        if path is None or path == "-":
            if sys.stdin is not None and sys.stdin.isatty():
                complain("paste the output here, and end it with Ctrl-D.")
            yield from arriving(0, _QUIET)
            return
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            yield from arriving(descriptor, _QUIET)
        finally:
            os.close(descriptor)
    except FileNotFoundError:
        raise _UnreadableError("It cannot be read: it is not there.") from None
    except IsADirectoryError:
        raise _UnreadableError(
            "It is a directory, not a file. To check the keys in it: openrouter-lsp check"
        ) from None
    except PermissionError:
        raise _UnreadableError("It cannot be read: no permission.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not valid"
        raise _UnreadableError(f"It cannot be read: {reason.lower()}.") from None


def _conclude(reader: OutputReader, tell: _Tell, form: str) -> None:
    tell(reader.settle())
    if form == "json":
        return
    console = Console(highlight=False)
    failures = reader.failures
    if not failures:
        console.print("No failure of OpenRouter's was recognised.")
        return
    for failure in failures:
        if failure.count > 1:
            console.print(Text(f"Line {failure.line} was said {failure.count} times.", "dim"))
    kinds = f"{len(failures)} {'failure' if len(failures) == 1 else 'failures'} recognised."
    console.print(Text(f"{kinds} To check the keys of a folder: openrouter-lsp check", "dim"))


def _as_text(failures: Iterable[Failure]) -> None:
    # A new one each time: one that was interrupted in its work shows nothing any more.
    console = Console(highlight=False)
    for failure in failures:
        step = f"Next: {failure_next_step(failure)}"
        print_failure(console, failure, [failure_meaning(failure), step])
        console.print()


def _as_json(failures: Iterable[Failure]) -> None:
    for failure in failures:
        line = {
            "kind": failure.kind,
            "certainty": failure.certainty,
            "line": failure.line,
            "text": masked_line(failure.text, _LONGEST_TEXT),
            "explanation": explain_failure(failure),
        }
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()
