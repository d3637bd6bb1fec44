"""Starts the language server that is bundled with the extension.

Run as `python -I -X utf8 launch.py --stdio` from a folder that is not the workspace: with -I
neither this file's folder, nor the working folder, nor PYTHONPATH is on the import path, so the
libraries beside this file are the only ones put before the standard library's own.
"""

import sys
from pathlib import Path


def main() -> int:
    """Run the server; return its exit code."""
    sys.path.insert(0, str(Path(__file__).resolve().parent / "libs"))
    from openrouter_lsp.__main__ import main as run  # noqa: PLC0415  (only importable from here on)

    return run()


if __name__ == "__main__":
    sys.exit(main())
