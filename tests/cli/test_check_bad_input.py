"""Bad input to `openrouter-lsp check` ends in one sentence, and loses no finding."""

import os
from pathlib import Path

import pytest

from openrouter_lsp.simulator import Simulator
from tests.cli.given import expired, report, run

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "nowhere: It cannot be read: it is not there."),
        (["pipe.env"], "pipe.env: It is a pipe, a socket or a device, not a file."),
        ([".env"], ".env: It is a directory, not a file."),
        (["large.env"], "large.env: It is larger than 5 MB, so not read."),
        (["dangling.env"], "dangling.env: It cannot be read: the link leads nowhere."),
    ],
)
def test_bad_input_gets_one_sentence_and_2(
    tmp_path: Path, sim: Simulator, arguments: list[str], said: str
) -> None:
    os.mkfifo(tmp_path / "pipe.env")
    (tmp_path / ".env").mkdir()
    (tmp_path / "dangling.env").symlink_to("nowhere")
    with (tmp_path / "large.env").open("wb") as large:
        large.truncate(50_000_000)

    done = run(tmp_path, sim, *arguments)

    assert done.returncode == 2
    assert done.stderr == f"openrouter-lsp: {said}\n"
    assert "nothing wrong" not in done.stdout


def test_bad_files_in_a_folder_lose_no_finding(tmp_path: Path, sim: Simulator) -> None:
    (tmp_path / ".env").write_bytes(b"A=\xff\x00\n" + f"K={expired(sim)}\n".encode())
    os.mkfifo(tmp_path / ".env.pipe")
    (tmp_path / "program").write_bytes(bytes(range(256)) * 100)

    done = run(tmp_path, sim, "--format", "json")

    assert [f["status"] for f in report(done)["findings"]] == ["expired"]
    assert done.returncode == 1
    assert "pipe" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [["--format", "xml"], ["--no-such-option"]])
def test_bad_arguments_end_with_2(tmp_path: Path, arguments: list[str]) -> None:
    done = run(tmp_path, None, *arguments)

    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_no_network_is_2_and_says_nothing_bad_of_the_key(tmp_path: Path, sim: Simulator) -> None:
    (tmp_path / ".env").write_text(f"K={expired(sim)}\n")

    done = run(tmp_path, None)

    assert done.returncode == 2
    assert "could not be reached" in done.stdout
    assert "expired" not in done.stdout


def test_a_foreign_base_url_gets_no_key(tmp_path: Path, sim: Simulator) -> None:
    (tmp_path / ".env").write_text(f"K={expired(sim)}\n")

    done = run(tmp_path, None, OPENROUTER_BASE_URL="https://openrouter.ai.example/api/v1")

    assert done.returncode == 2
    assert "OPENROUTER_BASE_URL" in done.stdout
