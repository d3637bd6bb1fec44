"""The contract of `openrouter-lsp check`, through the real command."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from openrouter_lsp.simulator import Simulator, State, Wording
from tests.cli.given import CHECK, expired, report, run
from tests.cli.terminal import run_in_terminal
from tests.environment import environment

pytestmark = pytest.mark.slow


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
        "ignored": None,
        "next": [],
    }
    assert evidence["source"] == "openrouter"
    assert evidence["at"].endswith("Z")
    assert "API key expired." in evidence["text"]
    assert (problem["code"], problem["severity"]) == ("key-expired", "error")
    assert details["expires_at"] is None
    assert found["version"] == 1
    counts = {"files": 1, "findings": 1, "keys": 1, "problems": 1, "ignored": 0}
    assert found["summary"] == counts
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


@pytest.mark.parametrize("arguments", [[], ["--offline"]])
def test_in_an_empty_folder_is_no_key(tmp_path: Path, sim: Simulator, arguments: list[str]) -> None:
    done = run(tmp_path, sim, *arguments)

    assert done.returncode == 0
    assert done.stdout == "0 files, 0 keys: no OpenRouter key was found.\n"


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


def test_a_key_in_the_shells_environment_is_named(tmp_path: Path, sim: Simulator) -> None:
    good, dead = sim.add(State.VALID), expired(sim)
    (tmp_path / ".env").write_text(f"OPENROUTER_API_KEY={good}\n")

    done = run(tmp_path, sim, "--format", "json", OPENROUTER_API_KEY=dead)

    [finding] = report(done)["findings"]
    assert finding["status"] == "valid"
    assert [problem["code"] for problem in finding["problems"]] == ["key-shadowed"]
    assert "expired" in finding["problems"][0]["message"]
    assert done.returncode == 1
    assert dead not in done.stdout
