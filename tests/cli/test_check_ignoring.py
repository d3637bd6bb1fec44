"""What is ignored is neither sent nor a reason to fail, and it is not hidden."""

from hashlib import sha256
from pathlib import Path

import pytest

from openrouter_lsp.simulator import Simulator
from tests.cli.given import expired, report, run

pytestmark = pytest.mark.slow


def check(
    folder: Path, sim: Simulator, expected: list[str | None], *arguments: str, code: int = 0
) -> str:
    """Compare by what the findings are ignored, and the exit code; return what was told beside."""
    done = run(folder, sim, "--format", "json", *arguments)
    told = report(done)
    assert [finding["ignored"] for finding in told["findings"]] == expected
    assert told["summary"]["ignored"] == sum(one is not None for one in expected)
    assert [bool(finding["problems"]) for finding in told["findings"]] == [
        one is None for one in expected
    ]
    assert done.returncode == code
    if None not in expected:
        assert sim.requests == ()
    return done.stderr


def fingerprint(key: str) -> str:
    return sha256(key.encode()).hexdigest()


def test_a_comment(tmp_path: Path, sim: Simulator) -> None:
    key = expired(sim)
    text = f"# openrouter-lsp: ignore\nA={key}\nB=sk-or-v1-12 # openrouter-lsp: ignore\n"
    (tmp_path / ".env").write_text(text)
    check(tmp_path, sim, ["comment", "comment"])


def test_a_key_that_stands_elsewhere_is_checked_there(tmp_path: Path, sim: Simulator) -> None:
    key = expired(sim)
    (tmp_path / ".env").write_text(f"A={key} # openrouter-lsp: ignore\nB={key}\n")
    check(tmp_path, sim, ["comment", None], code=1)


def test_the_list_holds_for_a_key_everywhere(tmp_path: Path, sim: Simulator) -> None:
    key = expired(sim)
    (tmp_path / "sub").mkdir()
    for name in (".env", "sub/.env", "sub/a.py"):
        (tmp_path / name).write_text(f"A='{key}'\n")
    (tmp_path / ".openrouterignore").write_text(f"{fingerprint(key)}  # mine\n")
    check(tmp_path, sim, ["list"] * 3)
    check(tmp_path, sim, ["list"] * 2, "sub")


def test_a_key_that_is_exported_and_listed_is_not_sent(tmp_path: Path, sim: Simulator) -> None:
    key, other = expired(sim), expired(sim)
    (tmp_path / ".env").write_text(f"A={other}\n")
    (tmp_path / ".openrouterignore").write_text(fingerprint(key))
    run(tmp_path, sim, A=key)
    assert {request.fingerprint for request in sim.requests} == {fingerprint(other)}


def test_what_is_used_in_the_place_of_an_ignored_key_is_not_sent(
    tmp_path: Path, sim: Simulator
) -> None:
    (tmp_path / ".env").write_text(f"A={expired(sim)} # openrouter-lsp: ignore\n")
    done = run(tmp_path, sim, A=expired(sim))
    assert sim.requests == ()
    assert done.returncode == 0


def test_a_later_line_that_is_ignored_is_not_sent(tmp_path: Path, sim: Simulator) -> None:
    used, later = expired(sim), expired(sim)
    (tmp_path / ".env").write_text(f"A={used}\nA={later} # openrouter-lsp: ignore\n")
    check(tmp_path, sim, [None, "comment"], code=1)
    assert {request.fingerprint for request in sim.requests} == {fingerprint(used)}


def test_a_path_that_is_ignored_itself_is_told(tmp_path: Path, sim: Simulator) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/.env").write_text(f"A={expired(sim)}\n")
    (tmp_path / ".openrouterignore").write_text("tests/\n")
    assert check(tmp_path, sim, ["file"]) == ""
    for path in ("tests", "tests/.env"):
        told = check(tmp_path, sim, ["file"], path)
        assert f"{path}: It is ignored (.openrouterignore)" in told


def test_a_bad_line_is_told_and_a_key_in_it_is_not_shown(tmp_path: Path, sim: Simulator) -> None:
    key = expired(sim)
    (tmp_path / ".env").write_text(f"A={key}\n")
    (tmp_path / ".openrouterignore").write_text(f"{key}\n.env\n")
    done = run(tmp_path, sim, ".env")
    assert ".openrouterignore, line 1, counts for nothing: it holds a key" in done.stderr
    assert key not in done.stderr + done.stdout
    assert done.returncode == 0


def test_the_report_for_people_counts_them(tmp_path: Path, sim: Simulator) -> None:
    (tmp_path / ".env").write_text(f"A={expired(sim)} # openrouter-lsp: ignore\n")
    done = run(tmp_path, sim)
    assert "1 file, 1 key, 1 ignored: nothing wrong." in done.stdout
    assert "by the comment" in done.stdout


@pytest.mark.parametrize("form", ["sarif", "github"])
def test_other_reports_have_no_problem_of_it(tmp_path: Path, sim: Simulator, form: str) -> None:
    (tmp_path / ".env").write_text(f"A={expired(sim)} # openrouter-lsp: ignore\n")
    done = run(tmp_path, sim, "--format", form)
    assert "key-expired" not in done.stdout.partition('"results"')[2]
    assert done.returncode == 0
