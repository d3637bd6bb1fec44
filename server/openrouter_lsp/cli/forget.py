"""`openrouter-lsp forget`: forget what is remembered of keys."""

import sys
from datetime import UTC, datetime

from openrouter_lsp.checking import Memory, memory_path
from openrouter_lsp.cli.complaints import complain


def forget() -> int:
    """Forget all keys that OpenRouter ever accepted on this machine.

    Returns:
        The exit code: 0, or 2 where the memory could not be used; standard error says why.
    """
    complaints: list[str] = []
    memory = Memory(memory_path(), clock=lambda: datetime.now(UTC), log=complaints.append)
    count = memory.forget()
    for complaint in complaints:
        complain(complaint)
    if complaints:
        return 2
    sys.stdout.write(f"{count} {'key' if count == 1 else 'keys'} forgotten.\n")
    return 0
