"""`openrouter-lsp forget`: forget what is remembered of keys."""

import sys
from datetime import UTC, datetime

from openrouter_lsp.checking import Memory, memory_path
from openrouter_lsp.cli.arguments import OK, UNDONE
from openrouter_lsp.cli.complaints import complain
from openrouter_lsp.reporting.actions import forgotten_words, not_forgotten_words


def forget() -> int:
    """Forget all keys that OpenRouter ever accepted on this machine.

    Returns:
        The exit code: 0, or 2 where the memory could not be used; standard error says why.
    """
    complaints: list[str] = []
    memory = Memory(memory_path(), clock=lambda: datetime.now(UTC), log=complaints.append)
    count = memory.forget()
    if complaints:
        complain(not_forgotten_words(complaints[0]))
        return UNDONE
    if sys.stdout is not None:  # None where it was closed
        sys.stdout.write(f"{forgotten_words(count)}\n")
    return OK
