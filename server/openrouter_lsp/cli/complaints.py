"""What is told beside a report."""

import re
import sys
from typing import Final

KEY_IN_COMMAND: Final = (
    "A key has no place in a command: the shell keeps it in its history, and other programs can"
    " read it while the command runs. Take the line out of the history, put the key into a .env"
    " that git ignores, and run in its folder: openrouter-lsp check"
)
_KEY: Final = re.compile(r"sk-or-v1-[0-9a-fA-F]{16,}")


def complain(sentence: str) -> None:
    """Write a sentence to standard error, without keys, and in one line.

    Does nothing where standard error cannot be written to.
    """
    line = f"openrouter-lsp: {without_secrets(sentence)}\n"
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(line)
        sys.stderr.flush()
    except OSError:
        # Nobody is to try once more when the program ends.
        sys.stderr = None


def without_secrets(sentence: str) -> str:
    """Return a sentence as it can be shown, whoever's names and words are quoted in it."""
    from openrouter_lsp.reporting import masked_text, printable  # noqa: PLC0415 - slow to import

    return printable(masked_text(sentence))


def holds_key(argument: str) -> bool:
    """Whether a key, or most of one, stands in an argument of a command."""
    return _KEY.search(argument) is not None
