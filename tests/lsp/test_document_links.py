"""Links from keys to their pages at OpenRouter, over the protocol."""

from typing import Any

import pytest
from lsprotocol import types

from openrouter_lsp.keys import Key
from openrouter_lsp.simulator import Simulator, State, Wording
from tests.lsp.editor import Editor
from tests.lsp.onlooker import Onlooker, opened

pytestmark = pytest.mark.slow


@pytest.fixture
def looker(editor: Editor) -> Onlooker:
    return Onlooker(editor)


async def check(looker: Onlooker, uri: str, *expected: tuple[int, int, str]) -> None:
    """Compare the links with lines, columns and the keys that their targets belong to."""
    links = await looker.links(uri)
    found = []
    for link in links:
        assert link.target is None
        assert link.tooltip == "Open this key's page at OpenRouter"
        whole = await looker.editor.client.document_link_resolve_async(link)
        start, end = whole.range.start, whole.range.end
        assert (end.line, end.character - start.character) == (start.line, 73)
        found.append((start.line, start.character, whole.target))
    assert found == [
        (line, column, f"https://openrouter.ai/keys/{Key(key).fingerprint}")
        for line, column, key in expected
    ]


async def test_a_key_links_to_its_page(looker: Onlooker, sim: Simulator) -> None:
    good, dead = sim.add(State.VALID), sim.add(State.EXPIRED, wording=Wording.NEW)
    text = f"A={good}\n#🔑 {good}\nB='{dead}'\n"
    uri = await opened(looker, text, "key-expired")
    await check(looker, uri, (0, 2, good), (1, 4, good), (2, 3, dead))


async def test_an_editor_that_shows_no_tooltips_gets_none(looker: Onlooker, sim: Simulator) -> None:
    uri = await opened(looker, f"A={sim.add(State.VALID)}\n", link_tooltips=False)
    [link] = await looker.links(uri)
    assert link.tooltip is None


async def test_what_is_no_key_has_no_link(looker: Onlooker) -> None:
    text = f"A=sk-or-v1-{'0' * 64}\nB=sk-or-v1-{'ab' * 20}\nC=your-key-here\n"
    uri = await opened(looker, text, "key-placeholder", "key-malformed")
    await check(looker, uri)


async def test_nothing_is_linked_where_nothing_is_open(looker: Onlooker) -> None:
    await looker.editor.start()
    assert await looker.links("file:///nowhere/.env") == []


async def test_a_link_that_is_none_of_ours_is_left_as_it_is(looker: Onlooker) -> None:
    await looker.editor.start()
    here = types.Range(types.Position(0, 0), types.Position(0, 1))
    others: tuple[Any, ...] = (None, [], {"fingerprint": 3}, {"fingerprint": "../../evil"})
    for data in others:
        link = types.DocumentLink(here, data=data)
        whole = await looker.editor.client.document_link_resolve_async(link)
        assert whole.target is None


async def test_no_key_is_in_any_of_it(looker: Onlooker, sim: Simulator) -> None:
    key = sim.add(State.DELETED)
    uri = await opened(looker, f"A={key}\n", "key-rejected")
    await check(looker, uri, (0, 2, key))
    assert not any(key[20:] in one for one in looker.editor.received)
