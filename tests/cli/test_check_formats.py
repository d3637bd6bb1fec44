"""`openrouter-lsp check --format sarif|github`, through the real command."""

from pathlib import Path

import pytest

from openrouter_lsp.simulator import Simulator
from tests.cli.given import expired, report, run

pytestmark = pytest.mark.slow


def test_sarif_has_a_result_for_each_problem_and_a_rule_for_each_result(
    tmp_path: Path, sim: Simulator
) -> None:
    key = expired(sim)
    folder = tmp_path / "a b"
    folder.mkdir()
    (folder / ".env").write_text(f"# 🔑\n\nOPENROUTER_API_KEY={key}\n")

    done = run(tmp_path, sim, "--format", "sarif")

    assert done.returncode == 1
    assert key not in done.stdout + done.stderr
    sarif = report(done)
    assert sarif["version"] == "2.1.0"
    [one] = sarif["runs"]
    [result] = one["results"]
    rule = one["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert result["ruleId"] == rule["id"] == "key-expired"
    assert result["level"] == rule["defaultConfiguration"]["level"] == "error"
    assert "expired" in result["message"]["text"]
    assert result["partialFingerprints"] == {"key/v1": sim.requests[0].fingerprint}
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "a%20b/.env"}
    assert one["columnKind"] == "unicodeCodePoints"
    assert place["region"] == {"startLine": 3, "startColumn": 20, "endLine": 3, "endColumn": 93}


def test_sarif_of_a_healthy_folder_has_no_results(tmp_path: Path, sim: Simulator) -> None:
    done = run(tmp_path, sim, "--format", "sarif")

    assert done.returncode == 0
    assert report(done)["runs"][0]["results"] == []


def test_github_has_one_escaped_line_for_each_problem(tmp_path: Path, sim: Simulator) -> None:
    key = expired(sim)
    folder = tmp_path / "50%, a:b"
    folder.mkdir()
    (folder / ".env").write_text(f"\nOPENROUTER_API_KEY={key}\n")

    done = run(tmp_path, sim, "--format", "github")

    assert done.returncode == 1
    [line] = done.stdout.splitlines()
    command, properties, message = line.split("::", 2)
    assert command == ""
    assert properties == (
        "error file=50%25%2C a%3Ab/.env,line=2,endLine=2,col=20,endColumn=93,"
        "title=The key has expired (key-expired)"
    )
    assert "expired" in message
    assert key not in done.stdout + done.stderr


def test_github_says_nothing_of_a_healthy_folder(tmp_path: Path, sim: Simulator) -> None:
    done = run(tmp_path, sim, "--format", "github")

    assert (done.returncode, done.stdout) == (0, "")
