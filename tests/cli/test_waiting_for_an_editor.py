"""Bare `openrouter-lsp` in a terminal: somebody looked for a command, and wants to leave again."""

import sys
from pathlib import Path

import pytest

from tests.cli.interactive import Terminal

pytestmark = pytest.mark.slow

WAITING = "instead: openrouter-lsp check\r\n"


@pytest.mark.parametrize("arguments", [[], ["--stdio"]])
def test_ctrl_c_ends_it_at_once_and_quietly(tmp_path: Path, arguments: list[str]) -> None:
    command = [sys.executable, "-P", "-m", "openrouter_lsp", *arguments]
    with Terminal(command, tmp_path) as terminal:
        terminal.until(WAITING)
        terminal.type("\x03")
        assert terminal.exit_code() == 130
        said = terminal.shown.decode().partition(WAITING)[2]
    assert said in ("", "^C")
