"""A new key through a browser on another machine, where the editor forwards a port to it."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from openrouter_lsp.lsp.external_address import EXTERNAL_ADDRESS
from openrouter_lsp.simulator import Simulator
from tests.lsp.desk import FIRST, Desk, decide, with_a_dead_key
from tests.lsp.editor import Editor, started_editor
from tests.lsp.test_sign_in import QUICK_PROGRAM

pytestmark = pytest.mark.slow


class Forwarding:
    """What an editor answers when it is asked for the address of a port.

    Attributes:
        answer: the answer, `{port}` for the port; an exception is raised.
        asked: what was asked.
    """

    def __init__(self, editor: Editor, answer: object) -> None:
        self.answer = answer
        self.asked: list[str] = []
        client: Any = editor.client

        @client.feature(EXTERNAL_ADDRESS)  # type: ignore[untyped-decorator]
        def _(params: Any) -> object:
            self.asked.append(params.uri)
            if isinstance(self.answer, Exception):
                raise self.answer
            port = urlsplit(params.uri).port
            return self.answer.format(port=port) if isinstance(self.answer, str) else self.answer


def callback(url: str) -> str | None:
    """Where a sign-in's page sends the browser back to."""
    return parse_qs(urlsplit(url).query).get("callback_url", [None])[0]


@pytest.mark.parametrize("address", ["http://localhost:{port}/", "http://127.0.0.1:{port}/proxy/1"])
async def test_the_browser_comes_back_by_the_forwarded_address(
    desk: Desk, sim: Simulator, address: str
) -> None:
    uri, _ = await with_a_dead_key(desk, sim, remote=True, externalAddresses=True, inputs=True)
    forwarding = Forwarding(desk.editor, address)

    await desk.choose(FIRST, uri)
    page = await desk.page()
    shown = await decide(page, "allow")

    [asked] = forwarding.asked
    assert asked == f"http://127.0.0.1:{urlsplit(asked).port}/"
    assert (callback(page) or "").startswith(address.format(port=urlsplit(asked).port))
    assert "go back to your editor" in shown
    await desk.told("The new key stands in 1 place")
    assert desk.text(uri) == f"K={sim.keys[-1].text}\n"
    assert desk.boxes == []
    desk.ensure_no_key_was_told(sim)


@pytest.mark.parametrize(
    "answer",
    [
        "https://name-{port}.cloud.example/",
        "http://192.168.0.2:{port}/",
        None,
        42,
        RuntimeError("no forwarding here"),
    ],
    ids=["https", "another machine", "none", "a number", "a fault"],
)
async def test_without_a_loopback_address_the_code_is_brought(
    desk: Desk, sim: Simulator, answer: object
) -> None:
    uri, key = await with_a_dead_key(desk, sim, remote=True, externalAddresses=True, inputs=True)
    forwarding = Forwarding(desk.editor, answer)

    await desk.choose(FIRST, uri)
    await desk.editor.until(lambda: bool(desk.boxes))

    assert len(forwarding.asked) == 1
    assert callback(await desk.page()) is None
    assert desk.text(uri) == f"K={key}\n"


async def test_an_address_that_nobody_came_back_by_is_not_used_again(
    sim: Simulator, tmp_path: Path
) -> None:
    async with started_editor(tmp_path, sim.base_url, program=("-c", QUICK_PROGRAM)) as editor:
        desk = Desk(editor)
        uri, _ = await with_a_dead_key(desk, sim, remote=True, externalAddresses=True, inputs=True)
        forwarding = Forwarding(editor, "http://127.0.0.1:{port}/")

        await desk.choose(FIRST, uri)
        assert callback(await desk.page()) is not None
        await desk.told("Nobody came back from the browser in time")
        await desk.choose(FIRST, uri)
        await desk.editor.until(lambda: bool(desk.boxes))

        assert callback(editor.shown[-1].uri) is None
        assert len(forwarding.asked) == 1


async def test_a_browser_on_this_machine_needs_no_forwarding(desk: Desk, sim: Simulator) -> None:
    uri, _ = await with_a_dead_key(desk, sim, remote=False, externalAddresses=True)
    forwarding = Forwarding(desk.editor, "http://localhost:1/")

    await desk.choose(FIRST, uri)
    page = await desk.page()

    assert (callback(page) or "").startswith("http://127.0.0.1:")
    assert forwarding.asked == []
    await decide(page, "deny")
    await desk.told("The user denied the request")


async def test_an_editor_that_forwards_nothing_is_not_asked(desk: Desk, sim: Simulator) -> None:
    uri, _ = await with_a_dead_key(desk, sim, remote=True, inputs=True)
    forwarding = Forwarding(desk.editor, "http://127.0.0.1:{port}/")

    await desk.choose(FIRST, uri)
    await desk.editor.until(lambda: bool(desk.boxes))

    assert forwarding.asked == []
