"""Bad input to `openrouter-lsp check` ends in one sentence, and loses no finding."""

import os
from pathlib import Path

import pytest

from openrouter_lsp.simulator import Simulator
from tests.cli.given import expired, report, run

pytestmark = pytest.mark.slow

LOOK_INTO = "To look at what lies in it:"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "nowhere: It cannot be read: it is not there."),
        (["pipe.env"], "pipe.env: It is a pipe, a socket or a device, not a file."),
        (
            [".env"],
            f".env: It is a directory, not a file. {LOOK_INTO} cd .env; openrouter-lsp check",
        ),
        (["x" * 300], "x" * 300 + ": It cannot be read: file name too long."),
        ([""], "an empty path names nothing. To check this folder: openrouter-lsp check ."),
        ([".env", ""], "an empty path names nothing. To check this folder: openrouter-lsp check ."),
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


def test_a_folder_called_env_is_passed_over_with_a_word(tmp_path: Path, sim: Simulator) -> None:
    (tmp_path / ".env").mkdir()
    (tmp_path / ".env" / "prod.env").write_text(f"K={expired(sim)}\n")

    done = run(tmp_path, sim, "--format", "json")

    assert [finding["path"] for finding in report(done)["findings"]] == [".env/prod.env"]
    assert done.returncode == 1
    assert done.stderr == (
        "openrouter-lsp: .env: It is a folder, so not read as an environment file.\n"
    )


def test_a_folder_called_env_is_no_fault(tmp_path: Path, sim: Simulator) -> None:
    (tmp_path / ".env").mkdir()
    assert run(tmp_path, sim).returncode == 0


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
    assert "This key could not be checked." in done.stdout
    assert "expired" not in done.stdout


def test_a_foreign_base_url_gets_no_key(tmp_path: Path, sim: Simulator) -> None:
    (tmp_path / ".env").write_text(f"K={expired(sim)}\n")

    done = run(tmp_path, None, OPENROUTER_BASE_URL="https://openrouter.ai.example/api/v1")

    assert done.returncode == 2
    assert "OPENROUTER_BASE_URL names openrouter.ai.example" in done.stdout
    assert "in its user setting openrouter.baseUrl, and a shell cannot" in done.stdout
