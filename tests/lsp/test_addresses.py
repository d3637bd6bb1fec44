"""A file is the same file however an editor writes its address."""

from urllib.parse import quote

import pytest

from openrouter_lsp.simulator import Simulator
from tests.lsp.desk import FIRST, Desk, dead, decide
from tests.lsp.editor import Editor

pytestmark = pytest.mark.slow

NAMES = ["my project/.env", "[id].env", "café.env", "100%.env", "a#b?c.env", "😀 %20/.env"]


@pytest.mark.parametrize("name", NAMES)
async def test_an_open_document_is_looked_at(editor: Editor, sim: Simulator, name: str) -> None:
    key = dead(sim)
    uri = editor.write(name, "A=1\n")
    await editor.start()

    editor.open(uri, f"K={key}\n")
    await editor.until(lambda: editor.codes(uri) == ["key-expired"])
    editor.edit(uri, "K=\n", 2)
    await editor.until(lambda: editor.codes(uri) == [])


async def test_an_address_with_more_escapes_than_it_needs(editor: Editor, sim: Simulator) -> None:
    key = dead(sim)
    closed = editor.write("a/.env", f"K={key}\n")
    await editor.start()
    await editor.until(lambda: editor.codes(closed) == ["key-expired"])

    # As VS Code writes a drive's colon.
    opened = closed.replace("/a/.env", "/%61/%2Eenv")
    editor.open(opened, f"A=1\nK={key}\n")
    await editor.until(lambda: editor.codes(opened) == ["key-expired"])
    assert editor.diagnostics(opened)[0].range.start.line == 1


@pytest.mark.parametrize("name", NAMES)
async def test_an_edit_is_made_of_what_is_not_saved_yet(
    desk: Desk, sim: Simulator, name: str
) -> None:
    key = dead(sim)
    uri = desk.editor.write(name, f"K={key}\n")
    await desk.editor.start()
    await desk.editor.until(lambda: desk.editor.codes(uri) == ["key-expired"])
    desk.open(uri, f"# mine\nK={key}\n")
    await desk.editor.until(lambda: desk.editor.diagnostics(uri)[0].range.start.line == 1)

    await desk.choose(FIRST, uri, 1)
    await decide(await desk.page(), "allow")
    await desk.told("The new key stands in 1 place in 1 file")

    assert desk.text(uri) == f"# mine\nK={sim.keys[-1].text}\n"


async def test_a_cell_is_edited_and_not_the_file_of_its_notebook(
    desk: Desk, sim: Simulator
) -> None:
    key = dead(sim)
    notebook = desk.editor.write("my notes.ipynb", f'{{"source": ["K = \'{key}\'"]}}')
    cell = notebook.replace("file://", "vscode-notebook-cell:") + "#" + quote("W0sZmlsZQ==")
    await desk.editor.start()
    desk.open(cell, f"K = '{key}'\n")
    await desk.editor.until(lambda: "key-expired" in desk.editor.codes(cell))

    await desk.choose(FIRST, cell)
    await decide(await desk.page(), "allow")
    await desk.told("The new key stands in 1 place in 1 file")

    assert desk.text(cell) == f"K = '{sim.keys[-1].text}'\n"
    assert key in desk.text(notebook)
