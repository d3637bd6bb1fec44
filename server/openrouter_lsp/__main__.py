"""The command `openrouter-lsp`, and `python -m openrouter_lsp`."""

import sys


def main() -> int:
    """Run the language server, or the subcommand named; return the exit code."""
    raise NotImplementedError


if __name__ == "__main__":
    sys.exit(main())
