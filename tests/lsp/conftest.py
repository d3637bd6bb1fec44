from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from openrouter_lsp.simulator import Simulator
from tests.lsp.desk import Desk
from tests.lsp.editor import Editor, started_editor
from tests.lsp.sharing_given import Git, git_in


@pytest.fixture
def sim() -> Iterator[Simulator]:
    with Simulator() as simulator:
        yield simulator


@pytest_asyncio.fixture
async def editor(sim: Simulator, tmp_path: Path) -> AsyncIterator[Editor]:
    async with started_editor(tmp_path, sim.base_url) as editor:
        yield editor


@pytest.fixture
def desk(editor: Editor) -> Desk:
    return Desk(editor)


@pytest.fixture
def git(tmp_path: Path) -> Git:
    return git_in(tmp_path)
