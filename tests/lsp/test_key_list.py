"""The list of all keys, over the protocol."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from lsprotocol import types

from openrouter_lsp.keys import Key
from openrouter_lsp.simulator import Simulator, State, Wording
from tests.lsp.editor import Editor
from tests.lsp.failing import fail, masked
from tests.lsp.onlooker import Onlooker, opened, plain
from tests.lsp.terminal_given import USER_NOT_FOUND

pytestmark = pytest.mark.slow

V = "OPENROUTER_API_KEY"
ALWAYS = ["checkKey", "openKeyPage", "copyFingerprint", "ignoreKey"]


@pytest.fixture
def looker(editor: Editor) -> Onlooker:
    return Onlooker(editor)


async def test_a_key_is_listed_with_all_that_is_known_of_it(
    looker: Onlooker, sim: Simulator
) -> None:
    key = sim.add(State.VALID, limit=10.0, usage=2.66)
    uri = await opened(looker, f"# é\n{V}='{key}'\n")
    [row] = await looker.keys()
    assert row == {
        "fingerprint": Key(key).fingerprint,
        "masked": masked(key),
        "name": V,
        "variable": V,
        "status": "valid",
        "statusText": "Valid",
        "severity": "none",
        "summary": "valid, $7.34 left, checked just now",
        "expires": None,
        "money": {
            "remaining": 7.34,
            "limit": 10.0,
            "usage": 2.66,
            "share": pytest.approx(0.734),
            "text": "$7.34 of $10.00 left",
        },
        "places": [{"uri": uri, "line": 1, "character": 20, "path": ".env", "variable": V}],
        "seen": None,
        "ignored": None,
        "actions": ALWAYS,
        "spoken": f"OpenRouter key {V}: valid, $7.34 left, checked just now; in .env, line 2.",
    }


async def test_each_key_stands_in_it_once_the_worst_first(looker: Onlooker, sim: Simulator) -> None:
    good, dead = sim.add(State.VALID), sim.add(State.EXPIRED, wording=Wording.NEW)
    soon, gone = sim.add(State.EXPIRING), sim.add(State.DELETED)
    looker.editor.write("sub/.env.local", f"AGAIN={dead}\n")
    text = f"A={good}\nB={soon}\nC={dead}\nD={dead}\nE={gone}\nF=sk-or-v1-{'0' * 64}\n"
    await opened(
        looker, text, "key-expiring", "key-expired", "key-expired", "key-rejected",
        "key-placeholder",
    )  # fmt: skip
    rows = await looker.keys()
    assert [(row["masked"], row["status"], row["severity"]) for row in rows] == [
        (masked(dead), "expired", "error"),
        (masked(gone), "rejected", "error"),
        (masked(soon), "expiring", "warning"),
        (masked(good), "valid", "none"),
    ]
    places = {(p["path"], p["line"], p["variable"]) for p in rows[0]["places"]}
    assert places == {(".env", 2, "C"), (".env", 3, "D"), ("sub/.env.local", 0, "AGAIN")}
    assert rows[0]["spoken"].endswith(" and 2 more places.")


async def test_a_key_that_expires_tells_when(looker: Onlooker, sim: Simulator) -> None:
    two_days = timedelta(days=2, hours=1)
    before = datetime.now(UTC)
    key = sim.add(State.EXPIRING, expires_in=two_days)
    await opened(looker, f"A={key}\n", "key-expiring")
    [row] = await looker.keys()
    ends = datetime.fromisoformat(row["expires"]["at"])
    assert before + two_days - timedelta(seconds=1) <= ends <= datetime.now(UTC) + two_days
    assert row["expires"]["text"].startswith("in 2 days, ")
    assert row["statusText"] == f"Expires {row['expires']['text'].removeprefix('in 2 days, ')}"
    assert row["summary"] == "expires in 2 days, checked just now"


async def test_the_actions_are_those_that_make_sense(looker: Onlooker, sim: Simulator) -> None:
    dead, manager = sim.add(State.EXPIRED, wording=Wording.NEW), sim.add(State.MANAGEMENT)
    text = f"A={dead}\n"
    await opened(looker, text, "key-expired", inputs=True, managementKey=manager)
    [row] = await looker.keys()
    assert row["actions"] == ["signIn", "rotate", "pasteKey", *ALWAYS]


async def test_of_an_unchecked_key_less_can_be_done(looker: Onlooker, sim: Simulator) -> None:
    await opened(looker, f"A={sim.add(State.VALID)}\n", trusted=False)
    [row] = await looker.keys()
    assert (row["status"], row["statusText"]) == ("unchecked", "Not checked")
    assert row["actions"] == ["openKeyPage", "copyFingerprint", "ignoreKey"]
    assert not sim.requests


async def test_where_it_was_last_seen_to_fail(looker: Onlooker, sim: Simulator) -> None:
    dead = sim.add(State.EXPIRED, wording=Wording.NEW)
    await opened(looker, f"{V}={dead}\n", "key-expired", keysNotifications=True)
    await looker.keys()
    before = looker.list_changes
    fail(looker.editor, USER_NOT_FOUND, terminal="zsh")
    await looker.editor.until(lambda: looker.list_changes > before)
    [row] = await looker.keys()
    assert row["seen"]["terminalId"] == "zsh"
    assert row["seen"]["text"].startswith("Seen in terminal zsh, running python app.py, on ")
    assert row["actions"][-2:] == ["copyReport", "ignoreKey"]


async def test_a_change_is_told_of_once(looker: Onlooker, sim: Simulator) -> None:
    key = sim.add(State.VALID)
    uri = await opened(looker, f"A={key}\n", keysNotifications=True)
    [row] = await looker.keys()
    before = looker.list_changes
    # Nothing in it changes.
    looker.editor.edit(uri, f"A={key}\n# more\n", 2)
    looker.editor.edit(uri, f"\n\nA={key}\n", 3)
    await looker.editor.until(lambda: looker.list_changes > before)
    [moved] = await looker.keys()
    assert looker.list_changes == before + 1
    assert (row["places"][0]["line"], moved["places"][0]["line"]) == (0, 2)


async def test_an_editor_that_does_not_want_it_is_told_of_nothing(
    looker: Onlooker, sim: Simulator
) -> None:
    key = sim.add(State.VALID)
    uri = await opened(looker, f"A={key}\n")
    await looker.words(uri)
    await looker.keys()
    sim.disable(key)
    await looker.editor.command("openrouter.checkAllKeys")
    # The hints are renewed in the same look.
    await looker.editor.until(lambda: looker.refreshes == 1)
    assert looker.list_changes == 0


async def test_paths_of_several_folders_begin_with_the_folder(
    looker: Onlooker, sim: Simulator
) -> None:
    key = sim.add(State.VALID)
    editor = looker.editor
    await opened(looker, f"A={key}\n", keysNotifications=True)
    editor.write("other/.env", f"B={key}\n")
    other = types.WorkspaceFolder((editor.root / "other").as_uri(), "other")
    await looker.keys()
    before = looker.list_changes
    editor.change_folders(added=[other])
    await editor.until(lambda: looker.list_changes > before)
    paths = [place["path"] for row in await looker.keys() for place in row["places"]]
    assert sorted(paths) == sorted([f"{editor.root.name}/.env", "other/.env"])


async def test_an_ignored_key_comes_last(looker: Onlooker, sim: Simulator) -> None:
    dead, good = sim.add(State.EXPIRED, wording=Wording.NEW), sim.add(State.VALID)
    await opened(looker, f"# openrouter-lsp: ignore\nA={dead}\nB={good}\n")
    rows = await looker.keys()
    assert [(row["masked"], row["ignored"], row["severity"]) for row in rows] == [
        (masked(good), None, "none"),
        (masked(dead), "comment", "none"),
    ]
    ignored = rows[1]
    assert ignored["summary"] == "ignored"
    assert ignored["spoken"] == "OpenRouter key A: ignored; in .env, line 2."
    assert "checkKey" not in ignored["actions"]
    assert "signIn" not in ignored["actions"]
    assert ignored["actions"][-1] == "stopIgnoring"


async def test_a_key_that_is_ignored_in_one_place_only_is_not_ignored(
    looker: Onlooker, sim: Simulator
) -> None:
    dead = sim.add(State.EXPIRED, wording=Wording.NEW)
    await opened(looker, f"# openrouter-lsp: ignore\nA={dead}\nB={dead}\n", "key-expired")
    [row] = await looker.keys()
    assert (row["ignored"], row["severity"], row["summary"]) == (None, "error", "expired")
    assert len(row["places"]) == 2


async def test_where_there_is_no_key_it_is_told_once_that_is_known(looker: Onlooker) -> None:
    await looker.editor.start(keysNotifications=True)
    await looker.editor.until(lambda: looker.list_changes == 1)
    answer = await looker.editor.command("openrouter.listKeys")
    assert plain(answer) == {"keys": [], "complete": True}


async def test_no_key_is_in_any_of_it(looker: Onlooker, sim: Simulator) -> None:
    keys = [sim.add(State.VALID), sim.add(State.DELETED), sim.add(State.EXHAUSTED)]
    text = "".join(f"K{n}={key}\n" for n, key in enumerate(keys))
    await opened(looker, text, "key-rejected", "key-exhausted", keysNotifications=True)
    rows: list[Any] = await looker.keys()
    assert len(rows) == 3
    assert not any(key[20:] in one for key in keys for one in looker.editor.received)
