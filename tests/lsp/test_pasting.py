"""A key that the user has, put into a box that hides it."""

import secrets

import pytest

from openrouter_lsp.keys import Key
from openrouter_lsp.lsp.features.paste import read_pasted
from openrouter_lsp.simulator import Simulator, State
from tests.lsp.desk import Desk, with_a_dead_key

PASTE = "Paste a key"


@pytest.mark.slow
async def test_a_pasted_key_is_checked_and_written(desk: Desk, sim: Simulator) -> None:
    uri, _ = await with_a_dead_key(desk, sim, inputs=True)
    new = sim.add(State.VALID)
    desk.inputs = [f" {new}\n"]

    await desk.choose(PASTE, uri)
    await desk.told("The new key stands in 1 place in 1 file, and OpenRouter accepts it.")

    assert desk.text(uri) == f"K={new}\n"
    [box] = desk.boxes
    assert box["secret"] is True
    assert len([one for one in sim.requests if one.path.endswith("/key")]) == 2
    desk.ensure_no_key_was_told(sim)


@pytest.mark.slow
async def test_what_is_no_key_is_refused_with_the_reason(desk: Desk, sim: Simulator) -> None:
    uri, key = await with_a_dead_key(desk, sim, inputs=True)
    short = sim.add(State.VALID)[:-1]
    desk.inputs = [short, key]
    asked = len(sim.requests)

    await desk.choose(PASTE, uri)
    await desk.told("it has 63 of 64 digits. Nothing was changed.")
    await desk.choose(PASTE, uri)
    await desk.told("That is the key that stands there already.")
    await desk.choose(PASTE, uri)
    await desk.editor.until(lambda: len(desk.boxes) == 3)

    assert desk.text(uri) == f"K={key}\n"
    assert desk.edits == []
    assert len(sim.requests) == asked
    desk.ensure_no_key_was_told(sim, short)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.DELETED, "OpenRouter does not accept this key"),
        (State.SERVER_ERROR, "This key could not be checked."),
        (State.MANAGEMENT, "those cannot run models"),
        (State.EXHAUSTED, "Nothing is left of this key's limit"),
    ],
)
@pytest.mark.parametrize("answer", ["Write it all the same", None])
async def test_a_key_that_may_not_do_is_written_only_where_that_is_chosen(
    desk: Desk, sim: Simulator, state: State, words: str, answer: str | None
) -> None:
    uri, key = await with_a_dead_key(desk, sim, inputs=True)
    new = sim.add(state)
    desk.inputs, desk.editor.answer = [new], answer

    await desk.choose(PASTE, uri)
    question = await desk.asked(words)
    if answer:
        await desk.told("The new key stands in 1 place")
    else:
        # The next thing that is done comes after what was begun.
        await desk.editor.command("openrouter.writeNewKey")
        await desk.told("no new key that waits")

    assert [action.title for action in question.actions or []] == ["Write it all the same"]
    assert desk.text(uri) == f"K={new if answer else key}\n"
    desk.ensure_no_key_was_told(sim)


@pytest.mark.slow
async def test_where_checking_is_off_it_is_written_unchecked(desk: Desk, sim: Simulator) -> None:
    text = "OPENROUTER_API_KEY=sk-or-v1-your-key-here\n"
    uri = desk.editor.write(".env", text)
    desk.editor.client.set_configuration({"check": {"enabled": False}}, section="openrouter")
    await desk.editor.start(inputs=True)
    desk.open(uri, text)
    await desk.editor.until(lambda: desk.editor.codes(uri) == ["key-placeholder"])
    new = sim.add(State.VALID)
    desk.inputs = [new]

    await desk.choose(PASTE, uri)
    await desk.told("in 1 file; it was not checked.")

    assert desk.text(uri) == f"OPENROUTER_API_KEY={new}\n"
    assert sim.requests == ()


@pytest.mark.slow
async def test_an_editor_without_such_a_box_is_told_so(desk: Desk, sim: Simulator) -> None:
    uri, _ = await with_a_dead_key(desk, sim)
    assert PASTE not in [action.title for action in await desk.editor.actions(uri, 0)]
    await desk.editor.command("openrouter.pasteKey", {"uri": uri})
    await desk.told("no input box that hides what is put in")


def test_what_is_pasted_is_read() -> None:
    good = f"sk-or-v1-{secrets.token_hex(32)}"

    def check(text: str, expected: Key | str) -> None:
        assert read_pasted(text) == expected

    no_key = "That is no OpenRouter key: one is “sk-or-v1-” and 64 digits (0-9, a-f)."
    check(good, Key(good))
    check(f'  "{good}"\n', Key(good))
    check(f"' {good} '", Key(good))
    check(f"Bearer {good}", Key(good))
    check(f"OPENROUTER_API_KEY={good};", Key(good))
    check("", no_key)
    check("hello", no_key)
    check(f"{good} {good}", no_key)
    check("sk-or-v1-" + "0" * 64, "No key yet: one digit repeated is a placeholder.")
    check("sk-or-v1-your-key-here", "No key yet: this is a placeholder.")
    check(f"{good}0", "Not quite an OpenRouter key: it has 65 digits instead of 64.")
    check(good.upper(), "Not quite an OpenRouter key: a key has no capital letters.")
