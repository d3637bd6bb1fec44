"""What earlier runs saw, and what would settle the rest, as `openrouter-lsp check` tells it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from openrouter_lsp.checking import Accepted
from openrouter_lsp.checking.memory import Memory
from openrouter_lsp.keys import Key, KeyDetails
from openrouter_lsp.simulator import Simulator, State, Wording
from tests.cli.given import report, run

pytestmark = pytest.mark.slow


def remember(state: Path, sim: Simulator, key: str, expires_in: timedelta) -> datetime:
    """Keep that OpenRouter accepted a key forty days ago; return its expiry."""
    now = datetime.now(UTC)
    memory = Memory(state / "openrouter-lsp" / "memory.sqlite3", clock=lambda: now, log=pytest.fail)
    details = KeyDetails(expires_at=now + expires_in)
    memory.remember(Key(key).fingerprint, sim.origin, Accepted(now - timedelta(days=40), details))
    return now + expires_in


def check(folder: Path, sim: Simulator, key: str, *arguments: str, **env: str) -> Any:
    (folder / ".env").write_text(f"OPENROUTER_API_KEY={key}\n")
    done = run(folder, sim, "--format", "json", *arguments, **env)
    [finding] = report(done)["findings"]
    return finding | {"exit": done.returncode}


@pytest.mark.parametrize("expires_in", [timedelta(days=-3), timedelta(days=3)])
def test_offline_what_is_remembered_is_told_and_accuses_nobody(
    tmp_path: Path, sim: Simulator, expires_in: timedelta
) -> None:
    key = sim.add(State.VALID)
    expires_at = remember(tmp_path / "state", sim, key, expires_in)

    env = {"XDG_STATE_HOME": str(tmp_path / "state")}
    finding = check(tmp_path, sim, key, "--offline", **env)
    text = run(tmp_path, sim, "--offline", **env).stdout

    assert (finding["status"], finding["problems"], finding["exit"]) == ("unchecked", [], 0)
    [remembered] = finding["evidence"]
    assert remembered["source"] == "memory"
    assert f"the key's time ends on {expires_at.day} " in remembered["text"]
    assert "Remembered from " in text
    assert ("has passed; a check would tell" in text) == (expires_in < timedelta(0))
    assert not sim.requests


def test_a_remembered_expiry_explains_user_not_found(tmp_path: Path, sim: Simulator) -> None:
    key = sim.add(State.EXPIRED, wording=Wording.OLD)
    remember(tmp_path / "state", sim, key, timedelta(days=-3))
    finding = check(tmp_path, sim, key, XDG_STATE_HOME=str(tmp_path / "state"))
    assert (finding["status"], finding["next"]) == ("expired", [])
    assert [evidence["source"] for evidence in finding["evidence"]] == ["openrouter", "memory"]


def test_what_would_settle_it_is_told(tmp_path: Path, sim: Simulator) -> None:
    key, management_key = sim.add(State.DELETED), sim.add(State.MANAGEMENT)

    page, with_a_management_key = check(tmp_path, sim, key)["next"]
    assert f"https://openrouter.ai/keys/{Key(key).fingerprint}" in page
    assert "OPENROUTER_MANAGEMENT_KEY" in with_a_management_key
    assert page in run(tmp_path, sim).stdout

    finding = check(tmp_path, sim, key, OPENROUTER_MANAGEMENT_KEY=management_key)
    assert finding["next"] == [page]
    assert "this account has no such key" in finding["evidence"][-1]["text"]


def test_a_management_key_that_is_refused_is_told_of(tmp_path: Path, sim: Simulator) -> None:
    key, other = sim.add(State.DELETED), sim.add(State.VALID)
    finding = check(tmp_path, sim, key, OPENROUTER_MANAGEMENT_KEY=other)
    assert finding["status"] == "rejected"
    record = finding["evidence"][-1]
    assert record["source"] == "management record"
    assert "OpenRouter refused your management key (“Only management keys" in record["text"]
    text = run(tmp_path, sim, OPENROUTER_MANAGEMENT_KEY=other).stdout
    assert "set one that works, as OPENROUTER_MANAGEMENT_KEY" in text
