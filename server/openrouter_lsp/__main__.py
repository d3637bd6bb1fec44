"""The command `openrouter-lsp`, and `python -m openrouter_lsp`."""

import gc
import os
import signal
import sys
from types import FrameType
from typing import Final, NoReturn

_MACHINE_SETTINGS: Final = "--machine-settings"
_SERVING: Final = frozenset({"--stdio", _MACHINE_SETTINGS})
"""Options of the language server, before which no subcommand stands."""


def main() -> int:
    """Run the language server, or the subcommand named; return the exit code."""
    arguments = sys.argv[1:]
    # Behind a subcommand the option is another program's: openrouter-lsp run -- server --stdio
    if not arguments or (arguments[0].startswith("-") and not _SERVING.isdisjoint(arguments)):
        # What is imported stays for good. Searching it for garbage, again and again while it
        # grows, is a fifth of the time to start; serve_stdio switches the collector on.
        gc.disable()
        signal.signal(signal.SIGINT, _end_at_once)
        # Imported here, since each face is slow to import and needs nothing of the other.
        from openrouter_lsp.lsp.server import serve_stdio  # noqa: PLC0415

        if sys.stdin.isatty():
            sys.stderr.write(
                "openrouter-lsp: waiting for an editor on standard input. To check the keys of"
                " this folder instead: openrouter-lsp check\n"
            )
        return serve_stdio(machine_settings=_MACHINE_SETTINGS in arguments)
    from openrouter_lsp.cli.arguments import run  # noqa: PLC0415

    return run(arguments)


def _end_at_once(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001 - as signal calls it
    """End with 130, as shells have it for Ctrl-C."""
    # Python's own way waits for the thread that reads standard input, and that one for a line.
    os._exit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
