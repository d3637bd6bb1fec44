"""Names of files and variables that a hostile repository chose do nothing to who reads a report."""

import os
from pathlib import Path

import pytest

from openrouter_lsp.simulator import Simulator
from tests.cli.given import expired, report, run

pytestmark = pytest.mark.slow

FORMS = ("text", "json", "sarif", "github")


def check(folder: Path, sim: Simulator, place: str, form: str, *said: str) -> str:
    """Have a key expire in a variable and a folder of a name; return the whole report."""
    where = folder / place
    where.mkdir()
    (where / ".env").write_text(f"\x1b[2J\u202eX={expired(sim)}\n")
    os.mkfifo(where / "\x1b[2J\n::error::y.env")

    done = run(folder, sim, "--format", form)

    assert done.returncode == 1
    for shown in (done.stdout, done.stderr):
        assert "".join(shown.split("\n")).isprintable()
        assert not any(line.startswith("::error::") for line in shown.splitlines())
    assert r"\x1b[2J\n::error::y.env: It is a pipe" in done.stderr
    assert "\n" not in done.stderr.removesuffix("\n")
    for words in said:
        assert words in done.stdout
    return done.stdout


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "place", ["\x1b]0;x\x07", "a\n::error::b", "::stop-commands::x", "\N{RIGHT-TO-LEFT OVERRIDE}a"]
)
def test_no_name_leaves_its_line(tmp_path: Path, sim: Simulator, place: str, form: str) -> None:
    shown = check(tmp_path, sim, place, form)
    if form == "github":
        assert shown.count("\n") == 1
    assert not shown.startswith("::stop-commands")


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("text", "bad\\xff/.env\n"),
        ("text", "\\x1b[2J\\u202eX sk-or-v1-"),
        ("json", '"path": "bad\\ufffd/.env"'),
        ("sarif", '"uri": "bad%FF/.env"'),
        ("github", "file=bad\\xff/.env,"),
    ],
)
def test_a_name_that_is_not_utf8(tmp_path: Path, sim: Simulator, form: str, said: str) -> None:
    shown = check(tmp_path, sim, os.fsdecode(b"bad\xff"), form, said)
    assert "\\udc" not in shown


def test_json_has_a_hostile_name_as_it_is(tmp_path: Path, sim: Simulator) -> None:
    (tmp_path / ".env").write_text(f"\x1b[2JX={expired(sim)}\n")
    [finding] = report(run(tmp_path, sim, "--format", "json"))["findings"]
    assert finding["variable"] == "\x1b[2JX"
