"""What is told beside a report."""

import sys


def complain(sentence: str) -> None:
    """Write a sentence to standard error."""
    sys.stderr.write(f"openrouter-lsp: {sentence}\n")
