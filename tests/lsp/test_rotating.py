"""Rotation with a management key, and each step of it that may fail."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from openrouter_lsp.simulator import Answer, Simulator, State, Wording, error, json_answer
from tests.lsp.desk import Desk
from tests.lsp.editor import started_editor

pytestmark = pytest.mark.slow

ROTATE = "Rotate this key"


@pytest.fixture
def manager(sim: Simulator) -> str:
    return sim.add(State.MANAGEMENT)


@pytest_asyncio.fixture
async def desk(sim: Simulator, manager: str, tmp_path: Path) -> AsyncIterator[Desk]:
    async with started_editor(tmp_path, sim.base_url, OPENROUTER_MANAGEMENT_KEY=manager) as editor:
        yield Desk(editor)


async def with_an_old_key(desk: Desk, sim: Simulator, **options: object) -> tuple[str, str]:
    """Open a workspace with a key that expires soon; return its address and the key."""
    ends = timedelta(hours=30)
    key = sim.add(State.EXPIRING, name="Laptop", limit=5.0, limit_reset="daily", expires_in=ends)
    uri = desk.editor.write(".env", f"K={key}\n")
    await desk.editor.start(**options)
    desk.open(uri, f"K={key}\n")
    await desk.editor.until(lambda: desk.editor.codes(uri) == ["key-expiring"])
    return uri, key


def found(sim: Simulator) -> Answer:
    """The answer to the search for the old key's record."""
    old = next(key for key in sim.keys if key.name == "Laptop")
    return json_answer(200, {"data": {"hash": old.fingerprint, "name": "Laptop"}})


@pytest.mark.parametrize(
    ("choice", "told", "state"),
    [
        ("Switch the old key off", "switched off; it can be switched on", (True, False)),
        ("Delete the old key", "deleted for good", (False, True)),
    ],
)
async def test_a_key_is_rotated(
    desk: Desk, sim: Simulator, choice: str, told: str, state: tuple[bool, bool]
) -> None:
    uri, key = await with_an_old_key(desk, sim)
    more = desk.editor.write("b.env", f"B={key}\n")
    desk.editor.answer = choice

    await desk.choose(ROTATE, uri)
    await desk.told(told)

    old, new = (one for one in sim.keys if one.name == "Laptop")
    assert desk.text(uri) == f"K={new.text}\n"
    assert desk.text(more) == f"B={new.text}\n"
    assert (new.limit, new.limit_reset) == (5.0, "daily")
    assert old.expires_at is not None
    assert new.expires_at is not None
    assert new.expires_at - new.created_at >= timedelta(hours=29)
    assert (old.disabled, old.deleted) == state
    [question] = desk.editor.asked
    assert [action.title for action in question.actions or []] == [
        "Switch the old key off",
        "Delete the old key",
        "Keep it",
    ]
    desk.ensure_no_key_was_told(sim)


async def test_two_rotations_at_once_make_one_key(desk: Desk, sim: Simulator) -> None:
    uri, _ = await with_an_old_key(desk, sim)
    which = {"uri": uri, "line": 0}

    await asyncio.gather(*(desk.editor.command("openrouter.rotate", which) for _ in range(2)))

    assert "Nothing was changed." in await desk.told("This key is being rotated already")
    await desk.asked("What is to become of the old one?")
    assert [one.name for one in sim.keys].count("Laptop") == 2


async def test_the_old_key_is_left_alone_unless_something_is_chosen(
    desk: Desk, sim: Simulator, manager: str
) -> None:
    uri, _ = await with_an_old_key(desk, sim)

    await desk.choose(ROTATE, uri)
    await desk.asked("What is to become of the old one?")
    await desk.editor.command("openrouter.checkAllKeys")

    assert {one.method for one in sim.requests} == {"GET", "POST"}
    assert not any(one.disabled or one.deleted for one in sim.keys)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (error(500, "Trouble"), "to look up the old key: OpenRouter answered with an error"),
        (error(403, "Only management keys"), "to look up the old key: OpenRouter refused the"),
    ],
)
async def test_a_record_that_cannot_be_looked_up_changes_nothing(
    desk: Desk, sim: Simulator, manager: str, answer: Answer, words: str
) -> None:
    uri, key = await with_an_old_key(desk, sim)
    sim.script(manager, answer)

    await desk.choose(ROTATE, uri)
    assert "Nothing was changed" in await desk.told(words)
    assert desk.text(uri) == f"K={key}\n"
    assert len(sim.keys) == 2


async def test_a_key_of_another_account_is_not_rotated(desk: Desk, sim: Simulator) -> None:
    sim.expired_stay_listed = False
    key = sim.add(State.DELETED, wording=Wording.OLD)
    uri = desk.editor.write(".env", f"K={key}\n")
    await desk.editor.start()
    desk.open(uri, f"K={key}\n")
    await desk.editor.until(lambda: desk.editor.codes(uri) == ["key-rejected"])

    # That is known already, so that it is not offered; who asks all the same is told.
    assert ROTATE not in [action.title for action in await desk.editor.actions(uri, 0)]
    await desk.editor.command("openrouter.rotate", {"uri": uri})
    assert "Nothing was changed." in await desk.told("There is no such key in this account")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (error(400, "Too many keys"), "OpenRouter says “Too many keys”. Nothing was changed"),
        (error(500, "Trouble"), "may have been made all the same"),
    ],
)
async def test_a_key_that_is_not_made_leaves_the_old_state(
    desk: Desk, sim: Simulator, manager: str, answer: Answer, words: str
) -> None:
    uri, key = await with_an_old_key(desk, sim)
    sim.script(manager, found(sim), answer)

    await desk.choose(ROTATE, uri)
    assert "to make the new key" in await desk.told(words)
    assert desk.text(uri) == f"K={key}\n"
    assert desk.edits == []


async def test_a_made_key_that_is_refused_is_not_written_unasked(
    desk: Desk, sim: Simulator, manager: str
) -> None:
    uri, key = await with_an_old_key(desk, sim)
    made = f"sk-or-v1-{secrets.token_hex(32)}"
    sim.script(manager, found(sim), json_answer(201, {"key": made}))

    await desk.choose(ROTATE, uri)

    question = await desk.asked("The new key was not written yet. OpenRouter does not accept")
    assert [a.title for a in question.actions or []] == ["Write it all the same", "Show it"]
    assert "“Laptop”" in await desk.told("is kept until the editor closes")
    assert desk.text(uri) == f"K={key}\n"
    assert desk.edits == []
    assert not any(one.disabled or one.deleted for one in sim.keys)
    desk.ensure_no_key_was_told(sim, made)


async def test_a_made_key_that_is_not_written_is_not_lost_and_the_old_one_stays(
    desk: Desk, sim: Simulator
) -> None:
    uri, key = await with_an_old_key(desk, sim)
    desk.refusals, desk.editor.answer = 1, "Delete the old key"

    await desk.choose(ROTATE, uri)
    assert "“Laptop”" in await desk.told("is kept until the editor closes")
    assert desk.text(uri) == f"K={key}\n"
    assert not any(one.deleted for one in sim.keys)

    await desk.choose("Write the new key", uri)
    await desk.told("deleted for good")
    assert desk.text(uri) == f"K={sim.keys[-1].text}\n"
    desk.ensure_no_key_was_told(sim)


@pytest.mark.parametrize(
    ("choice", "step"),
    [("Switch the old key off", "switch the old key off"), ("Delete the old key", "delete the")],
)
async def test_an_old_key_that_stays_is_told_of(
    desk: Desk, sim: Simulator, manager: str, choice: str, step: str
) -> None:
    uri, _ = await with_an_old_key(desk, sim)
    new = sim.add(State.VALID)
    sim.script(manager, found(sim), json_answer(201, {"key": new}), error(403, "Not allowed"))
    desk.editor.answer = choice

    await desk.choose(ROTATE, uri)

    words = await desk.told(f"The step that failed: to {step}")
    assert "OpenRouter says “Not allowed”. The new key is in place; the old one was left" in words
    assert desk.text(uri) == f"K={new}\n"


async def test_without_a_management_key_it_is_not_offered(sim: Simulator, tmp_path: Path) -> None:
    async with started_editor(
        tmp_path, sim.base_url, OPENROUTER_MANAGEMENT_KEY="sk-or-v1-12"
    ) as editor:
        desk = Desk(editor)
        uri, _ = await with_an_old_key(desk, sim)

        assert ROTATE not in [action.title for action in await editor.actions(uri, 0)]
        await editor.command("openrouter.rotate", {"uri": uri, "line": 0})
        await desk.told("set a management key of the same account")
