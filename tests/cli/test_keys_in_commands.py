"""A key that somebody put into a command by a slip is not shown again, and the next step is."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.environment import environment
from tests.reporting.given import new_key

pytestmark = pytest.mark.slow

KEY_SAID = "A key has no place in a command"


def check(folder: Path, arguments: list[str], code: int, *said: str) -> None:
    """Run with a key for WHOLE; all of the said must stand in its words, and no key."""
    key = new_key()
    done = subprocess.run(
        [sys.executable, "-P", "-m", "openrouter_lsp"]
        + [argument.replace("WHOLE", key.reveal()) for argument in arguments],
        cwd=folder,
        env=environment(),
        input="",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    shown = done.stdout + done.stderr
    assert key.reveal()[12:-3] not in shown
    assert done.returncode == code
    for words in said:
        assert words.replace("MASKED", key.masked) in done.stderr
    assert "Traceback" not in shown


@pytest.mark.parametrize("separator", [[], ["--"]])
def test_an_assignment_before_the_command(tmp_path: Path, separator: list[str]) -> None:
    arguments = ["run", *separator, "OPENROUTER_API_KEY=WHOLE", "python", "app.py"]
    check(
        tmp_path,
        arguments,
        127,
        "OPENROUTER_API_KEY=... is an assignment, not a command. Put it before openrouter-lsp run:"
        " OPENROUTER_API_KEY=... openrouter-lsp run -- COMMAND\n",
    )


def test_a_key_for_a_command(tmp_path: Path) -> None:
    check(tmp_path, ["run", "WHOLE"], 127, "MASKED: this is a key, not a command.", KEY_SAID)


@pytest.mark.parametrize("command", ["check", "explain"])
@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("WHOLE", "MASKED"),
        ("OPENROUTER_API_KEY=WHOLE", "OPENROUTER_API_KEY=MASKED"),
        ("/nowhere/WHOLE", "/nowhere/MASKED"),
    ],
)
def test_a_key_for_a_path(tmp_path: Path, command: str, path: str, shown: str) -> None:
    check(tmp_path, [command, path], 2, f"openrouter-lsp: {shown}: It cannot be read", KEY_SAID)


def test_the_text_of_a_whole_file_for_a_path(tmp_path: Path) -> None:
    check(tmp_path, ["check", f"A=WHOLE\n{'B=1' * 2000}"], 2, KEY_SAID)


@pytest.mark.parametrize(
    "arguments",
    [
        ["WHOLE"],
        ["forget", "WHOLE"],
        ["check", "--key=WHOLE"],
        ["check", "--format", "WHOLE"],
        ["simulate", "--port", "WHOLE"],
        ["run", "--key=WHOLE", "python"],
    ],
)
def test_a_key_where_no_key_is_wanted(tmp_path: Path, arguments: list[str]) -> None:
    check(tmp_path, arguments, 2, "usage: openrouter-lsp", "MASKED", KEY_SAID)


def test_a_key_behind_what_is_not_known(tmp_path: Path) -> None:
    check(tmp_path, ["check", "--key", "WHOLE"], 2, "unrecognized arguments: --key\n", KEY_SAID)
