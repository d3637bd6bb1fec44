"""The contract of `openrouter-lsp explain`, through the real command."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.interactive import Terminal
from tests.environment import environment, unmeasured_environment
from tests.reporting.given import new_key

pytestmark = pytest.mark.slow

EXPLAIN = (sys.executable, "-P", "-m", "openrouter_lsp", "explain")
PRINTED = "Error code: 401 - {'error': {'message': 'User not found.', 'code': 401}}"
LIMITED = (
    'openrouter: 403 {"error":{"message":"Key limit exceeded (monthly limit). Manage it using'
    ' https://openrouter.ai/settings/keys","code":403}}'
)


def explain(
    output: bytes | str = "", *arguments: str, folder: Path | None = None
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*EXPLAIN, *arguments],
        input=output.encode() if isinstance(output, str) else output,
        cwd=folder,
        env=environment(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )


def lines(done: subprocess.CompletedProcess[str]) -> list[Any]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def start(*arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [*EXPLAIN, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        bufsize=0,
    )


def test_json_lines_have_exactly_these_fields() -> None:
    done = explain(f"$ python app.py\n{PRINTED}\nbye\n{LIMITED}\n", "--format", "json")

    first, second = lines(done)
    assert first.keys() == {"kind", "certainty", "line", "text", "explanation"}
    assert (first["kind"], first["line"], first["text"]) == ("user_not_found", 2, PRINTED)
    assert first["certainty"] in ("named", "likely")
    assert "no account is missing" in first["explanation"]
    assert (second["kind"], second["line"]) == ("key_limit", 4)
    assert done.returncode == 1
    assert done.stderr == ""


def test_no_failure_is_0() -> None:
    for form in ("text", "json"):
        done = explain("all is well\n200 OK\n", "--format", form)
        assert done.returncode == 0
        assert done.stdout == (
            "No failure of OpenRouter's was recognised.\n" if form == "text" else ""
        )


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("nowhere.log", "nowhere.log: It cannot be read: it is not there."),
        (
            ".",
            ".: It is a directory, not a file. To check the keys in it: openrouter-lsp check",
        ),
        ("", "an empty path names nothing. To read standard input, name no file."),
    ],
)
def test_what_cannot_be_read_is_one_sentence_and_2(
    tmp_path: Path, argument: str, said: str
) -> None:
    done = explain("", argument, folder=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == f"openrouter-lsp: {said}\n"


def test_a_file_and_a_dash_and_standard_input_are_read_alike(tmp_path: Path) -> None:
    (tmp_path / "app.log").write_text(f"{PRINTED}\n")
    from_file = explain("", "app.log", folder=tmp_path)
    assert from_file.stdout == explain(PRINTED, "-").stdout == explain(PRINTED).stdout
    assert "1 failure recognised" in from_file.stdout


@pytest.mark.parametrize(
    "output",
    [
        b"\x00\x01 \xc3( \xff" + PRINTED.encode() + b"\n\x80",
        PRINTED.encode("utf-16"),
        b"\x1b[31mError code: 401\x1b[0m - {'error': {'message': 'User not found.', 'code': 401}}",
        "é".encode() * 70_000 + b"\n" + PRINTED.encode(),
    ],
    ids=["bad bytes", "utf-16", "colours", "characters across pieces"],
)
def test_bytes_of_any_kind_are_read(output: bytes) -> None:
    assert [line["kind"] for line in lines(explain(output, "--format", "json"))] == [
        "user_not_found"
    ]


def test_a_failure_is_told_while_more_may_come() -> None:
    """As behind `tail -f`: the pipe stays open."""
    with start("--format", "json") as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(f"{PRINTED}\n".encode())
        assert json.loads(process.stdout.readline())["kind"] == "user_not_found"
        process.stdin.write(f"{LIMITED}".encode())
        assert json.loads(process.stdout.readline())["kind"] == "key_limit"
        process.stdin.close()
        assert process.wait(timeout=60) == 1
        assert process.stdout.read() == b""


def test_ctrl_c_sums_up() -> None:
    with start() as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(f"{PRINTED}\n".encode())
        assert b"does not know the key" in process.stdout.readline()
        process.send_signal(2)
        rest = process.stdout.read().decode()
        assert process.wait(timeout=60) == 130
        assert "1 failure recognised" in rest
        assert process.stderr.read() == b""


def test_a_reader_who_leaves_early_sees_no_traceback() -> None:
    noise = "".join(f"{LIMITED} {number}\n\nok {number}\n" for number in range(2000))
    shell = f"'{sys.executable}' -P -m openrouter_lsp explain --format json | head -1"
    done = subprocess.run(
        ["sh", "-c", shell],
        input=noise,
        env=unmeasured_environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


def test_repeats_are_told_once_with_their_number() -> None:
    done = explain(f"{PRINTED}\nretrying\n" * 5)
    assert done.stdout.count("does not know the key\n") + done.stdout.count("“Error code") == 1
    assert "Line 1 was said 5 times." in done.stdout


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_key_is_shown(form: str) -> None:
    key = new_key().reveal()
    done = explain(f"Bearer {key}\n{PRINTED} with {key}\n", "--format", form)
    assert done.returncode == 1
    assert key[12:] not in done.stdout + done.stderr


@pytest.mark.parametrize("columns", [80, 120])
def test_a_terminal_gets_colours_and_lines_that_fit(tmp_path: Path, columns: int) -> None:
    (tmp_path / "app.log").write_text(f"{PRINTED}\n")
    with Terminal([*EXPLAIN, "app.log"], tmp_path, size=(24, columns)) as terminal:
        assert terminal.exit_code() == 1
        shown = terminal.shown.decode()
    assert "\x1b[1;" in shown
    assert max(len(line) for line in _plain(shown).splitlines()) <= columns


def test_no_color_is_respected(tmp_path: Path) -> None:
    (tmp_path / "app.log").write_text(f"{PRINTED}\n")
    with Terminal([*EXPLAIN, "app.log"], tmp_path, env={"NO_COLOR": "1"}) as terminal:
        assert terminal.exit_code() == 1
        assert "\x1b[3" not in terminal.shown.decode()


def test_signs_are_those_that_the_output_can_show(tmp_path: Path) -> None:
    (tmp_path / "app.log").write_text(f"{PRINTED}\n")
    with Terminal([*EXPLAIN, "app.log"], tmp_path, env={"PYTHONIOENCODING": "ascii"}) as terminal:
        assert terminal.exit_code() == 1
        shown = _plain(terminal.shown.decode("ascii"))
    assert shown.startswith("x OpenRouter does not know the key")
    assert '"Error code: 401' in shown
    assert "?" not in shown


def test_a_full_disk_is_2() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            EXPLAIN,
            input=PRINTED.encode(),
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(),
            timeout=60,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith(b"openrouter-lsp: the output could not be written: no space")
    assert done.stderr.count(b"\n") == 1


def test_a_file_of_any_size_takes_little_memory(tmp_path: Path) -> None:
    log = tmp_path / "large.log"
    with log.open("wb") as file:
        file.write(f"{PRINTED}\n".encode())
        for _ in range(40):
            file.write(os.urandom(500_000) + b"x" * 500_000)
        file.write(f"\n{LIMITED}\n".encode())
    script = (
        "import sys; from openrouter_lsp.__main__ import main; main();"
        "status = open('/proc/self/status').read();"
        "print(status.partition('VmHWM:')[2].split()[0], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", script, "explain", "--format", "json", str(log)],
        env=unmeasured_environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert [json.loads(line)["kind"] for line in done.stdout.splitlines()] == [
        "user_not_found",
        "key_limit",
    ]
    assert int(done.stderr) < 120_000  # KiB


def _plain(shown: str) -> str:
    return re.sub(r"\x1b\[[\d;]*m", "", shown)
