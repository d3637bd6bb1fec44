"""What may be sent: never more than the user's trust and settings allow."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from lsprotocol.types import DidChangeConfigurationParams

from openrouter_lsp.simulator import Simulator, State, Wording
from tests.lsp.editor import Editor, started_editor

pytestmark = pytest.mark.slow


def expired(sim: Simulator) -> str:
    return sim.add(State.EXPIRED, wording=Wording.NEW)


@pytest.mark.parametrize("trusted", [False, None, "true", 1])
async def test_without_trust_keys_are_found_and_none_is_sent(
    editor: Editor, sim: Simulator, trusted: object
) -> None:
    dead = expired(sim)
    uri = editor.write(".env", f"K={dead}\nSHORT={dead[:-1]}\n")

    await editor.start(trusted=trusted)
    await editor.until(lambda: editor.codes(uri) == ["key-malformed"])
    await editor.command("openrouter.checkAllKeys")

    assert "not trusted" in (await editor.hover(uri, 0, 0) or "")
    assert "not trusted" in editor.messages[-1]
    assert not sim.requests


async def test_without_trust_no_warning_pops_up(editor: Editor, sim: Simulator) -> None:
    key = sim.add(State.EXPIRING, expires_in=timedelta(minutes=30))
    uri = editor.write(".env", f"K={key}\n")
    await editor.start(trusted=False)
    await editor.until(lambda: "unchecked" in [s["status"] for s in editor.statuses])
    assert "not trusted" in (await editor.hover(uri, 0, 0) or "")
    assert editor.messages == []

    editor.notify("openrouter/didChangeTrust", {"trusted": True})

    await editor.until(lambda: editor.codes(uri) == ["key-expiring"])
    (warning,) = editor.messages
    assert "in .env expires within an hour" in warning
    assert key not in warning


async def test_trust_that_is_given_later_has_the_keys_checked(
    editor: Editor, sim: Simulator
) -> None:
    uri = editor.write(".env", f"K={expired(sim)}\n")
    await editor.start(trusted=False)
    await editor.until(lambda: "unchecked" in [s["status"] for s in editor.statuses])

    editor.notify("openrouter/didChangeTrust", {"trusted": True})

    await editor.until(lambda: editor.codes(uri) == ["key-expired"])


async def test_checking_that_is_switched_off_sends_nothing(editor: Editor, sim: Simulator) -> None:
    editor.client.set_configuration({"check": {"enabled": False}}, section="openrouter")
    uri = editor.write(".env", f"K={expired(sim)}\n")

    await editor.start()
    await editor.until(lambda: "unchecked" in [s["status"] for s in editor.statuses])
    await editor.command("openrouter.checkAllKeys")

    assert "switched off" in editor.messages[-1]
    assert "switched off" in (await editor.hover(uri, 0, 0) or "")
    assert not sim.requests


async def test_settings_that_change_hold_at_once(editor: Editor, sim: Simulator) -> None:
    key = sim.add(State.EXPIRING, expires_in=timedelta(days=20, hours=1))
    uri = editor.write(".env", f"K={key}\n")
    await editor.start()
    await editor.until(lambda: bool(editor.statuses) and editor.statuses[-1]["status"] == "valid")
    assert editor.codes(uri) == []

    editor.client.set_configuration({"expiring": {"warnBefore": ["30d"]}}, section="openrouter")
    editor.client.workspace_did_change_configuration(DidChangeConfigurationParams(settings=None))

    await editor.until(lambda: editor.codes(uri) == ["key-expiring"])


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"check": {"maxAgeMinutes": "soon"}}, "openrouter.check.maxAgeMinutes"),
        ({"check.timeoutSeconds": -1}, "openrouter.check.timeoutSeconds"),
        ({"environmentFiles": "*.secret"}, "openrouter.environmentFiles"),
        ({"check": {"enabled": "no"}}, "openrouter.check.enabled"),
        ({"expiring": {"warnBefore": ["soon"]}}, "openrouter.expiring.warnBefore"),
        ([1, 2], "settings of openrouter"),
    ],
)
async def test_a_bad_setting_falls_back_and_says_so(
    editor: Editor, sim: Simulator, settings: Any, named: str
) -> None:
    uri = editor.write(".env", f"K={expired(sim)}\n")

    await editor.start(settings=settings)

    await editor.until(lambda: editor.codes(uri) == ["key-expired"])
    await editor.until(lambda: any(named in message for message in editor.messages))


async def test_further_names_of_environment_files_are_looked_at(
    editor: Editor, sim: Simulator
) -> None:
    uri = editor.write("prod.secrets", f"K={expired(sim)}\n")

    await editor.start(settings={"environmentFiles": ["*.secrets"]})

    await editor.until(lambda: editor.codes(uri) == ["key-expired"])
    await editor.until(lambda: "**/*.secrets" in editor.watchers)


async def test_a_base_url_from_elsewhere_gets_no_key(tmp_path: Path, sim: Simulator) -> None:
    async with started_editor(tmp_path, "https://openrouter.ai.evil.example/api/v1") as editor:
        uri = editor.write(".env", f"K={expired(sim)}\n")
        await editor.start()
        await editor.until(lambda: editor.codes(uri) == ["check-failed"])
        assert "OPENROUTER_BASE_URL" in editor.diagnostics(uri)[0].message
