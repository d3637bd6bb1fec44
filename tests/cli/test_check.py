"""The contract of `openrouter-lsp check`, through the real command."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from openrouter_lsp.simulator import Simulator, State, Wording
from tests.cli.terminal import run_in_terminal
from tests.environment import environment

pytestmark = pytest.mark.slow

CHECK = [sys.executable, "-P", "-m", "openrouter_lsp", "check"]


@pytest.fixture
def sim() -> Iterator[Simulator]:
    with Simulator() as simulator:
        yield simulator


def run(
    folder: Path, sim: Simulator | None, *arguments: str, **env: str
) -> subprocess.CompletedProcess[str]:
    base_url = sim.base_url if sim else "http://127.0.0.1:9/api/v1"
    return subprocess.run(
        [*CHECK, *arguments],
        cwd=folder,
        env=environment(**{"OPENROUTER_BASE_URL": base_url, **env}),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def report(done: subprocess.CompletedProcess[str]) -> Any:
    return json.loads(done.stdout)


def expired(sim: Simulator) -> str:
    return sim.add(State.EXPIRED, wording=Wording.NEW)


def test_json_tells_all_that_is_known(tmp_path: Path, sim: Simulator) -> None:
    key = expired(sim)
    (tmp_path / ".env").write_text(f"# 🔑\n\nOPENROUTER_API_KEY={key}\n")

    done = run(tmp_path, sim, "--format", "json")

    assert done.returncode == 1
    found = report(done)
    [finding] = found["findings"]
    [evidence] = finding.pop("evidence")
    [problem] = finding.pop("problems")
    details = finding.pop("details")
    assert finding == {
        "path": ".env",
        "line": 3,
        "column": 20,
        "end_line": 3,
        "end_column": 93,
        "variable": "OPENROUTER_API_KEY",
        "key": f"{key[:12]}...{key[-3:]}",
        "fingerprint": sim.requests[0].fingerprint,
        "status": "expired",
    }
    assert evidence["source"] == "openrouter"
    assert evidence["at"].endswith("Z")
    assert "API key expired." in evidence["text"]
    assert (problem["code"], problem["severity"]) == ("key-expired", "error")
    assert details["expires_at"] is None
    assert found["version"] == 1
    assert found["summary"] == {"files": 1, "findings": 1, "keys": 1, "problems": 1}
    assert key not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("state", "options", "status", "code", "exit_code"),
    [
        (State.VALID, {}, "valid", None, 0),
        (State.EXPIRING, {"expires_in": timedelta(days=2)}, "expiring", "key-expiring", 1),
        (State.EXPIRING, {"expires_in": timedelta(days=9)}, "valid", None, 0),
        (State.EXPIRED, {"wording": Wording.OLD}, "rejected", "key-rejected", 1),
        (State.EXPIRED, {"wording": Wording.NEW}, "expired", "key-expired", 1),
        (State.DISABLED, {}, "rejected", "key-rejected", 1),
        (State.DELETED, {}, "rejected", "key-rejected", 1),
        (State.EXHAUSTED, {}, "exhausted", "key-exhausted", 1),
        (State.MANAGEMENT, {}, "valid", "management-key", 1),
        (State.FLAKY, {}, "valid", None, 0),
        (State.FLAKY, {"times": None}, "unknown", "check-failed", 2),
        (State.RATE_LIMITED, {}, "unknown", "check-failed", 2),
        (State.SERVER_ERROR, {}, "unknown", "check-failed", 2),
        (State.PORTAL, {}, "unknown", "check-failed", 2),
        (State.FIREWALL, {}, "unknown", "check-failed", 2),
        (State.REDIRECT, {}, "unknown", "check-failed", 2),
        (State.TRUNCATED, {}, "unknown", "check-failed", 2),
        (State.HANG_UP, {}, "unknown", "check-failed", 2),
    ],
)
def test_each_state_has_its_status_code_and_exit_code(  # noqa: PLR0917 - a table's columns
    tmp_path: Path,
    sim: Simulator,
    state: State,
    options: Any,
    status: str,
    code: str | None,
    exit_code: int,
) -> None:
    (tmp_path / ".env").write_text(f"K={sim.add(state, **options)}\n")

    done = run(tmp_path, sim, "--format", "json")

    [finding] = report(done)["findings"]
    assert finding["status"] == status
    assert [problem["code"] for problem in finding["problems"]] == ([code] if code else [])
    assert done.returncode == exit_code


def test_offline_sends_nothing_and_still_looks_at_shapes(tmp_path: Path, sim: Simulator) -> None:
    key = expired(sim)
    (tmp_path / ".env").write_text(f"A={key}\nB={key[:-1]}\nC=sk-or-v1-your-key-here\n")

    done = run(tmp_path, sim, "--offline", "--format", "json")

    assert [f["status"] for f in report(done)["findings"]] == [
        "unchecked",
        "malformed",
        "placeholder",
    ]
    assert [f["fingerprint"] is None for f in report(done)["findings"]] == [False, True, True]
    assert done.returncode == 1
    assert not sim.requests


def test_one_question_for_a_key_in_many_places(tmp_path: Path, sim: Simulator) -> None:
    key = expired(sim)
    for name in ("a/.env", "b/.env", "c/settings.py"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(f'KEY="{key}"\n')

    done = run(tmp_path, sim, "--format", "json")

    assert [f["path"] for f in report(done)["findings"]] == ["a/.env", "b/.env", "c/settings.py"]
    assert len(sim.requests) == 1


def test_a_mention_in_a_comment_is_found_and_not_asked_about(
    tmp_path: Path, sim: Simulator
) -> None:
    (tmp_path / ".env").write_text(f"# it was {expired(sim)} once\n")

    done = run(tmp_path, sim, "--format", "json")

    assert [f["status"] for f in report(done)["findings"]] == ["unchecked"]
    assert done.returncode == 0
    assert not sim.requests


def test_paths_below_are_relative_and_others_whole(tmp_path: Path, sim: Simulator) -> None:
    here, elsewhere = tmp_path / "here", tmp_path / "elsewhere"
    for folder in (here, elsewhere):
        folder.mkdir()
        (folder / ".env").write_text(f"K={expired(sim)}\n")

    done = run(here, sim, ".", str(elsewhere / ".env"), "--format", "json")

    paths = sorted(f["path"] for f in report(done)["findings"])
    assert paths == sorted([".env", (elsewhere / ".env").as_posix()])


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


def test_an_empty_folder_has_nothing_wrong(tmp_path: Path, sim: Simulator) -> None:
    done = run(tmp_path, sim)

    assert done.returncode == 0
    assert done.stdout == "0 files, 0 keys: nothing wrong.\n"


def test_text_for_a_person_on_a_terminal_is_coloured(tmp_path: Path, sim: Simulator) -> None:
    key = expired(sim)
    (tmp_path / ".env").write_text(f"OPENROUTER_API_KEY={key}\n")

    exit_code, shown = run_in_terminal(CHECK, tmp_path, OPENROUTER_BASE_URL=sim.base_url)

    assert exit_code == 1
    assert "\x1b[1;" in shown
    assert "expired" in shown
    assert key not in shown


def test_a_bar_shows_on_a_terminal_when_a_check_takes_long(tmp_path: Path, sim: Simulator) -> None:
    (tmp_path / ".env").write_text(f"K={sim.add(State.SLOW)}\n")

    def let_go_once_the_bar_shows(shown: str) -> None:
        if "Asking OpenRouter" in shown:
            sim.release()

    exit_code, shown = run_in_terminal(
        CHECK, tmp_path, watch=let_go_once_the_bar_shows, OPENROUTER_BASE_URL=sim.base_url
    )

    assert exit_code == 0
    assert "Asking OpenRouter" in shown
    assert "nothing wrong" in shown


def test_a_reader_who_leaves_early_sees_no_traceback(tmp_path: Path, sim: Simulator) -> None:
    (tmp_path / ".env").write_text(f"K={expired(sim)}\n" * 2000)
    command = f'"{sys.executable}" -P -m openrouter_lsp check --offline | head -1'
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.stdout == ".env\n"
    assert done.stderr == ""
